//! How a run gets on: a line on stderr that changes, on a terminal; nothing elsewhere.

use bench::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar for each stage.
#[derive(Debug)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar, if there is a terminal to draw it on.
    pub(super) fn new(terminal: bool) -> Self {
        let target =
            if terminal { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{prefix} {wide_bar} {percent}% {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress for Bar {
    fn begins(&self, stage: &str, steps: u64) {
        self.0.reset();
        self.0.set_length(steps);
        self.0.set_prefix(stage.to_owned());
        self.0.set_message(String::new());
    }

    fn is_at(&self, done: u64, note: &str) {
        self.0.set_message(note.to_owned());
        self.0.set_position(done);
    }

    fn ends(&self) {
        self.0.finish_and_clear();
    }
}
