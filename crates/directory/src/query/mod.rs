//! Lists: which resources a query asks for, found through the index and judged by the evaluator.

mod find;
mod list;
mod offered;

pub(crate) use list::list;
