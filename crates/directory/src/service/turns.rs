//! Taking turns: who was overtaken by another change of the same resource waits in line for the next
//! attempt, so that of many contenders each comes through.

use tokio::sync::{Mutex, MutexGuard};

use crate::model::Subject;

/// How many lines there are. Two resources that share one wait for each other needlessly, but only
/// while both are contended for.
const LINES: usize = 64;

/// The lines to wait in.
#[derive(Debug)]
pub(crate) struct Turns([Mutex<()>; LINES]);

impl Default for Turns {
    fn default() -> Self {
        Self(std::array::from_fn(|_| Mutex::default()))
    }
}

impl Turns {
    /// Waits in line for a change of the subject. The turn ends when the guard is dropped.
    pub(crate) async fn wait(&self, subject: Subject) -> Option<MutexGuard<'_, ()>> {
        let id = match subject {
            Subject::Resource(_, id)
            | Subject::Account(id)
            | Subject::Key(id)
            | Subject::Directory(id)
            | Subject::Organization(id) => id,
        };
        // The last bits of an id are random.
        let line = usize::from(id.as_bytes().last().copied().unwrap_or_default()) % LINES;
        match self.0.get(line) {
            Some(line) => Some(line.lock().await),
            None => None,
        }
    }
}
