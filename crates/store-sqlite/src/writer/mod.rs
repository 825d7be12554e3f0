//! The one thread that writes, and the queue to it.

mod batch;
mod queue;
mod thread;

pub(crate) use queue::Queue;
pub(crate) use thread::start;
