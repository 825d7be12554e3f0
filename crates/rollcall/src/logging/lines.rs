//! Log lines on their way to stderr.
//!
//! A line for each request, written by itself, costs a request more than most of what else is done for it. So lines are
//! gathered and written together some milliseconds later, by a thread that does nothing else. A warning or an error
//! does not wait, nor does what came before it: who is killed then has said why.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tracing::{Level, Metadata};
use tracing_subscriber::fmt::MakeWriter;

/// How long a line may wait.
const WAIT: Duration = Duration::from_millis(50);

/// How much is gathered before the one who adds to it writes it: logging must not take memory without bounds where stderr
/// is slow.
const MOST: usize = 256 * 1024;

/// The lines that wait.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Arc<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    bytes: Mutex<Vec<u8>>,
    some: Condvar,
    /// Held while writing, so that lines stay in their order.
    writing: Mutex<()>,
}

impl Lines {
    /// Lines, and the thread that writes them.
    pub(super) fn start() -> io::Result<Self> {
        let lines = Self::default();
        let waiting = Arc::clone(&lines.0);
        thread::Builder::new().name("log-writer".to_owned()).spawn(move || waiting.run())?;
        Ok(lines)
    }

    /// Writes what waits.
    pub(super) fn flush(&self) {
        self.0.write_out();
    }
}

impl Waiting {
    /// Writes for ever what has waited long enough.
    fn run(&self) {
        loop {
            let bytes = self.lock();
            let some = self.some.wait_while(bytes, |bytes| bytes.is_empty());
            drop(some.unwrap_or_else(PoisonError::into_inner));
            thread::sleep(WAIT);
            self.write_out();
        }
    }

    fn add(&self, line: &[u8], at_once: bool) {
        let mut bytes = self.lock();
        let first = bytes.is_empty();
        bytes.extend_from_slice(line);
        let full = bytes.len() >= MOST;
        drop(bytes);
        if at_once || full {
            self.write_out();
        } else if first {
            self.some.notify_one();
        }
    }

    fn write_out(&self) {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = mem::take(&mut *self.lock());
        // Where stderr can't be written there is nowhere to say so.
        let _ = io::stderr().write_all(&bytes);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        Line { waiting: &self.0, at_once: true }
    }

    fn make_writer_for(&'a self, meta: &Metadata<'_>) -> Self::Writer {
        Line { waiting: &self.0, at_once: *meta.level() <= Level::WARN }
    }
}

/// Takes one line, whole.
#[derive(Debug)]
pub(super) struct Line<'a> {
    waiting: &'a Waiting,
    at_once: bool,
}

impl Write for Line<'_> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.waiting.add(line, self.at_once);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.waiting.write_out();
        Ok(())
    }
}
