//! Lists: which resources a query asks for, found through the index and judged by the evaluator, and
//! answered in pages by index or by cursor.

mod cursor;
mod descendants;
mod explain;
mod list;
mod neighbour_page;
mod neighbour_source;
mod neighbours;
mod offered;
mod order;
mod page;
mod seal;
mod search;

pub use cursor::CursorError;
pub(crate) use cursor::TIMEOUT_SECONDS;
pub use explain::Explanation;
pub(crate) use explain::explain;
pub(crate) use list::{Terms, list};
pub(crate) use neighbours::list_neighbours;
pub(crate) use seal::Seal;
