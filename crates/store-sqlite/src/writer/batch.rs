//! One transaction for many changes: each applies whole or not at all, and all share one flush.

use std::sync::Arc;

use directory::model::KeyId;
use directory::store::{Change, CommitError};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::apply::{self, Refusal};
use crate::error::not_committed;
use crate::memory::{Changes, Memory};
use crate::read;

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
    pub(super) fn write(
        &self,
        connection: &Connection,
        memory: &Memory,
    ) -> Vec<Result<(), CommitError>> {
        match self.try_write(connection, memory) {
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

    /// Nearly every change is applied, so none is guarded at first. Where one is refused all the same, the transaction is
    /// undone, and taken again with that one and those behind it guarded.
    fn try_write(
        &self,
        connection: &Connection,
        memory: &Memory,
    ) -> Result<Vec<Result<(), Refusal>>, Failure> {
        let mut guarded_from = self.changes.len();
        loop {
            run(connection, "BEGIN IMMEDIATE")?;
            let before = read::log_end(connection)?;
            memory.see(before);
            match self.apply(connection, memory, guarded_from) {
                Ok(answers) => {
                    let after = read::log_end(connection)?;
                    let applied = self.changes.iter().zip(&answers);
                    let applied = applied
                        .filter_map(|(change, answer)| answer.as_ref().ok().map(|()| change));
                    let renewed = memory.announce(before, after, &Changes::of(applied));
                    run(connection, "COMMIT").inspect_err(|_| memory.recant(after))?;
                    memory.renew(renewed, after);
                    return Ok(answers);
                }
                Err(Stop::Refused(place)) => {
                    run(connection, "ROLLBACK")?;
                    guarded_from = place;
                }
                Err(Stop::Failed(failure)) => return Err(failure),
            }
        }
    }

    /// Applies the changes, guarded from a place on, and notes the keys.
    fn apply(
        &self,
        connection: &Connection,
        memory: &Memory,
        guarded_from: usize,
    ) -> Result<Vec<Result<(), Refusal>>, Stop> {
        let mut answers = Vec::with_capacity(self.changes.len());
        for change in self.changes.iter().take(guarded_from) {
            if let Err(refusal) = apply::apply(connection, change, memory.place(change.tenant)) {
                unless_undone(connection, &refusal)?;
                return Err(Stop::Refused(answers.len()));
            }
            answers.push(Ok(()));
        }
        for change in self.changes.iter().skip(guarded_from) {
            answers.push(apply_guarded(connection, memory, change)?);
        }
        for (id, at) in &self.keys_used {
            apply::key_used(connection, *id, *at)?;
        }
        Ok(answers)
    }
}

/// Why nothing of a batch is written.
type Failure = Arc<rusqlite::Error>;

/// Why a transaction stops before its end.
enum Stop {
    /// The change at that place is refused, and is not guarded.
    Refused(usize),
    /// SQLite failed.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for Stop {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

/// Applies a change whole, or not at all. Guarding has its price: SQLite keeps a copy of every page that the change
/// touches, which is a quarter of what applying it costs.
fn apply_guarded(
    connection: &Connection,
    memory: &Memory,
    change: &Change,
) -> Result<Result<(), Refusal>, Failure> {
    run(connection, "SAVEPOINT change")?;
    let outcome = apply::apply(connection, change, memory.place(change.tenant));
    if let Err(refusal) = &outcome {
        unless_undone(connection, refusal)?;
        run(connection, "ROLLBACK TO change")?;
    }
    run(connection, "RELEASE change")?;
    Ok(outcome)
}

/// After an error of the disk SQLite has undone the transaction, and with it what came before: then the failure is of the
/// whole batch, not of the change.
fn unless_undone(connection: &Connection, refusal: &Refusal) -> Result<(), Failure> {
    match refusal {
        Refusal::Failed(error) if connection.is_autocommit() => Err(Arc::clone(error)),
        _ => Ok(()),
    }
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
