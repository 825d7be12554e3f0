//! How a run gets on, on stderr: one line that changes on a terminal, one line a subject elsewhere.

use std::io::{self, Write};

use conformance::{Case, Progress, Result};

/// Tells how a run gets on.
#[derive(Debug)]
pub(super) struct Teller {
    terminal: bool,
    subject: &'static str,
}

impl Teller {
    pub(super) fn new(terminal: bool) -> Self {
        Self { terminal, subject: "" }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.terminal {
            tell("\r\u{1b}[K");
        }
    }
}

impl Progress for Teller {
    fn begins(&mut self, number: usize, total: usize, case: &Case) {
        if self.terminal {
            tell(&format!("\r\u{1b}[Kchecking {number} of {total}: {}", case.id));
        } else if self.subject != case.subject() {
            self.subject = case.subject();
            tell(&format!("checking {number} of {total}: {}\n", self.subject));
        }
    }

    fn ends(&mut self, _: &Result) {}
}

/// Progress that can't be told is no reason to stop.
fn tell(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
    let _ = stderr.flush();
}
