//! The pages in a real browser: Debian's chromium, driven by its chromedriver (`cargo xtask prepare` installs both).
//!
//! Every story has a service and a browser of its own. Where one fails, what the browser showed is kept as a picture.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "the whole crate is a test, the functions between the tests too"
)]

mod actions;
mod browser;
mod looks;
mod workflows;
mod world;
