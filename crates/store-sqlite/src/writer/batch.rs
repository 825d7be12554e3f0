//! One transaction for many changes: each applies whole or not at all, and all share one flush.

use std::sync::Arc;

use directory::model::KeyId;
use directory::store::{Change, CommitError};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::apply::{self, Refusal};
use crate::error::not_committed;

/// What is written together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// The changes, in the order in which they came.
    pub(super) changes: Vec<Change>,
    /// When which key was used.
    pub(super) keys_used: Vec<(KeyId, Timestamp)>,
}

impl Batch {
    /// How much it holds.
    pub(super) const fn len(&self) -> usize {
        self.changes.len() + self.keys_used.len()
    }

    /// Writes it. There is one answer for each change; when this returns, what is `Ok` is durable.
    pub(super) fn write(&self, connection: &Connection) -> Vec<Result<(), CommitError>> {
        match self.try_write(connection) {
            Ok(answers) => {
                answers.into_iter().map(|answer| answer.map_err(CommitError::from)).collect()
            }
            Err(error) => {
                tracing::warn!(
                    changes = self.changes.len(),
                    error = &error as &dyn std::error::Error,
                    "no change of a batch was committed"
                );
                undo(connection);
                self.changes.iter().map(|_| Err(not_committed(Arc::clone(&error)))).collect()
            }
        }
    }

    fn try_write(&self, connection: &Connection) -> Result<Vec<Result<(), Refusal>>, Failure> {
        run(connection, "BEGIN IMMEDIATE")?;
        let mut answers = Vec::with_capacity(self.changes.len());
        for change in &self.changes {
            answers.push(apply_whole(connection, change)?);
        }
        for (id, at) in &self.keys_used {
            apply::key_used(connection, *id, *at)?;
        }
        run(connection, "COMMIT")?;
        Ok(answers)
    }
}

/// Why nothing of a batch is written.
type Failure = Arc<rusqlite::Error>;

/// Applies a change whole, or not at all. A failure is of the whole transaction, not of the change.
fn apply_whole(connection: &Connection, change: &Change) -> Result<Result<(), Refusal>, Failure> {
    run(connection, "SAVEPOINT change")?;
    let outcome = apply::apply(connection, change);
    match &outcome {
        Ok(()) => {}
        // After an error of the disk SQLite has undone the transaction, and with it what came before.
        Err(Refusal::Failed(error)) if connection.is_autocommit() => return Err(Arc::clone(error)),
        Err(_) => run(connection, "ROLLBACK TO change")?,
    }
    run(connection, "RELEASE change")?;
    Ok(outcome)
}

/// Ends a transaction that failed. SQLite may have ended it already.
fn undo(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = run(connection, "ROLLBACK")
    {
        tracing::error!(error = &error as &dyn std::error::Error, "a transaction can't be undone");
    }
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute(()).map(drop)
}

#[cfg(test)]
mod tests;
