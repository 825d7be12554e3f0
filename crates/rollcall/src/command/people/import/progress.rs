//! How an import gets on: a bar on a terminal, and nothing elsewhere.

use std::cell::RefCell;
use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How the bar looks.
const BAR: &str = "{msg} {wide_bar} {human_pos} of {human_len}, {rate}, {eta} left";

/// The bar, on stderr; it draws itself on a terminal alone.
#[derive(Debug)]
pub(super) struct Progress {
    bar: RefCell<ProgressBar>,
}

impl Progress {
    /// Before it is known how much there is to do.
    pub(super) fn new() -> Self {
        Self { bar: RefCell::new(ProgressBar::hidden()) }
    }

    /// So many users are read.
    pub(super) fn reading(&self, total: u64) {
        self.begin(total, "reading who is there");
    }

    /// So many rows are compared with what is there.
    pub(super) fn comparing(&self, rows: usize) {
        self.begin(u64::try_from(rows).unwrap_or(u64::MAX), "comparing");
    }

    /// So many rows are gone through.
    pub(super) fn importing(&self, rows: usize) {
        self.begin(u64::try_from(rows).unwrap_or(u64::MAX), "importing");
    }

    /// One more is done.
    pub(super) fn step(&self) {
        self.bar.borrow().inc(1);
    }

    /// Does something that writes to the terminal, with the bar out of its way.
    pub(super) fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.bar.borrow().suspend(act)
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.borrow().finish_and_clear();
    }

    fn begin(&self, total: u64, what: &'static str) {
        self.clear();
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
        // The template is a constant; if it were wrong, the bar would look as it comes.
        let bar = match ProgressStyle::with_template(BAR) {
            Ok(style) => bar.with_style(style.with_key("rate", rate)),
            Err(_) => bar,
        };
        self.bar.replace(bar.with_message(what));
    }
}

/// `250 a second`.
fn rate(state: &ProgressState, out: &mut dyn Write) {
    // A bar that can't be drawn is no reason to stop.
    let _ = write!(out, "{:.0} a second", state.per_sec());
}
