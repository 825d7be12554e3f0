//! The thread that writes.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::batch::Batch;
use super::queue::{Queue, Task};
use crate::checkpoint::Checkpoints;
use crate::connection;
use crate::error::OpenError;
use crate::memory::{Lease, Memory};
use crate::open::Options;
use crate::pool::Pool;

/// Starts the writer on its connection.
pub(crate) fn start(
    connection: Connection,
    path: PathBuf,
    options: Options,
    pool: &Pool,
    checkpoints: Checkpoints,
) -> Result<Queue, OpenError> {
    let (queue, tasks) = Queue::new(options.queue);
    let (memory, lease) = (Arc::clone(&pool.memory), Arc::clone(&pool.lease));
    let writer = Writer { connection, path, options, tasks, memory, lease, checkpoints };
    thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(move || writer.run())
        .map_err(OpenError::Thread)?;
    Ok(queue)
}

struct Writer {
    connection: Connection,
    path: PathBuf,
    options: Options,
    tasks: mpsc::Receiver<Task>,
    memory: Arc<Memory>,
    lease: Arc<Lease>,
    checkpoints: Checkpoints,
}

impl Writer {
    /// Writes until it is closed, or nobody is left who could send.
    fn run(mut self) {
        while let Some(first) = self.tasks.blocking_recv() {
            if let Some(closed) = self.write_with(first) {
                // What is queued behind is dropped with the queue, which refuses it.
                self.tasks.close();
                self.checkpoints.finish(&self.connection);
                // Whoever closed may have gone.
                let _ = closed.send(());
                return;
            }
        }
    }

    /// Writes a task and what is queued behind it. Returns who is to be told, if it shall end.
    fn write_with(&mut self, first: Task) -> Option<oneshot::Sender<()>> {
        let mut batch = Batch::default();
        let mut waiting = Vec::new();
        let mut closed = None;
        let mut next = Some(first);
        while let Some(task) = next {
            match task {
                Task::Commit(change, answer) => {
                    batch.changes.push(change);
                    waiting.push(answer);
                }
                Task::KeyUsed(id, at) => batch.keys_used.push((id, at)),
                Task::Close(answer) => {
                    closed = Some(answer);
                    break;
                }
            }
            next = if batch.len() < self.options.batch { self.tasks.try_recv().ok() } else { None };
        }
        if batch.len() > 0 {
            let answers = batch.write(&self.connection, &self.memory);
            if answers.iter().any(Result::is_ok) {
                // Whoever has the lease has looked at the file by then.
                thread::sleep(self.lease.notice());
            }
            for (answer, waiting) in answers.into_iter().zip(waiting) {
                // Who doesn't wait any more needs no answer; the change stands all the same.
                let _ = waiting.send(answer);
            }
            self.reopen_if_stuck();
            self.checkpoints.after_commit(&self.connection);
        }
        closed
    }

    /// A connection whose transaction can't be ended would refuse every batch to come.
    fn reopen_if_stuck(&mut self) {
        if self.connection.is_autocommit() {
            return;
        }
        match connection::writer(&self.path, &self.options) {
            Ok(connection) => self.connection = connection,
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the store can't be reopened"
                );
            }
        }
    }
}
