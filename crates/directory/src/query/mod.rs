//! Lists: which resources a query asks for, found through the index and judged by the evaluator, and
//! answered in pages by index or by cursor.

mod cursor;
mod explain;
mod list;
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
pub(crate) use seal::Seal;
