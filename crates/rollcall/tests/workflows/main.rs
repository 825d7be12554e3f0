//! Workflows as their users have them: the real program runs them, is killed in the middle, and is started again.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

mod cut_off;
mod middleman;
mod running;
mod triggers;
mod world;
