//! Writing the log.

use directory::model::{LogEntry, Subject};
use uuid::Uuid;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::read::subject_name;
use crate::stored::Stored;

/// Appends an entry.
pub(super) fn append(confines: &Confines<'_>, entry: &LogEntry) -> Outcome {
    Refusal::unless(entry.organization == confines.tenant.organization)?;
    let directory = match entry.directory {
        None => None,
        Some(id) if Some(id) == confines.tenant.directory => Some(confines.directory()?),
        Some(id) => Some(confines.directory_of(id)?),
    };
    confines
        .connection
        .prepare_cached(
            "INSERT INTO log (
                organization,
                directory,
                id,
                at,
                key,
                request,
                remote,
                action,
                subject,
                subject_id,
                before,
                detail
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )?
        .execute((
            confines.organization()?,
            directory,
            Stored(entry.id),
            Stored(entry.at),
            entry.actor.key.map(Stored),
            &entry.actor.request,
            &entry.actor.remote,
            Stored(entry.action),
            subject_name(entry.subject),
            Stored(subject_id(entry.subject)),
            &entry.before,
            entry.detail.as_ref().map(Stored),
        ))?;
    Ok(())
}

const fn subject_id(subject: Subject) -> Uuid {
    match subject {
        Subject::Resource(_, id)
        | Subject::Account(id)
        | Subject::Key(id)
        | Subject::Directory(id)
        | Subject::Organization(id) => id,
    }
}
