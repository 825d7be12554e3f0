//! Workflows as their users have them: the real program runs them, is killed in the middle, and is started again.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

mod cancelled;
mod cut_off;
mod library;
mod mailed;
mod middleman;
mod running;
#[path = "../../../actions/tests/mail/server.rs"]
#[expect(dead_code, reason = "the server is shared; its refusals are told elsewhere")]
mod server;
mod triggers;
mod world;
