//! What waits to be written.

use directory::model::KeyId;
use directory::store::{Change, CommitError, StoreError};
use jiff::Timestamp;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{mpsc, oneshot};

use crate::error::failed;

/// One thing for the writer to do.
#[derive(Debug)]
pub(super) enum Task {
    /// Commit a change, and say what came of it.
    Commit(Change, oneshot::Sender<Result<(), CommitError>>),
    /// Note that a key was used. Nobody waits for it.
    KeyUsed(KeyId, Timestamp),
    /// Write what came before, and end.
    Close(oneshot::Sender<()>),
}

/// The way to the writer. It ends when the last of its clones is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Queue(mpsc::Sender<Task>);

/// The writer has ended.
#[derive(Debug, thiserror::Error)]
#[error("the store is closed")]
struct Closed;

impl Queue {
    /// A queue of so many places, and its end for the writer.
    pub(super) fn new(places: usize) -> (Self, mpsc::Receiver<Task>) {
        let (sender, receiver) = mpsc::channel(places.max(1));
        (Self(sender), receiver)
    }

    /// Commits a change. Waits for a place in the queue, then until the change is durable.
    pub(crate) async fn commit(&self, change: Change) -> Result<(), CommitError> {
        let (answer, answered) = oneshot::channel();
        self.send(Task::Commit(change, answer), "committing a change").await?;
        answered.await.map_err(|_| failed("committing a change", Closed))?
    }

    /// Notes that a key was used. Where the queue is full it is passed over: who only reads must not wait for
    /// the writer, and the next use of the key tells it again.
    pub(crate) fn key_used(&self, id: KeyId, at: Timestamp) -> Result<(), StoreError> {
        match self.0.try_send(Task::KeyUsed(id, at)) {
            Ok(()) | Err(TrySendError::Full(_)) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(failed("noting the use of a key", Closed)),
        }
    }

    /// Ends the writer when it has written what is queued.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        self.send(Task::Close(answer), "closing the store").await?;
        answered.await.map_err(|_| failed("closing the store", Closed))
    }

    async fn send(&self, task: Task, doing: &'static str) -> Result<(), StoreError> {
        self.0.send(task).await.map_err(|_| failed(doing, Closed))
    }
}
