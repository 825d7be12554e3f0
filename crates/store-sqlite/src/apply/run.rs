//! Writing runs of workflows.

use directory::model::{RunId, RunRecord, RunStep};
use directory::store::Precondition;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::stored::Stored;

/// Begins a run of the tenant's, or writes how it goes on.
pub(super) fn put(confines: &Confines<'_>, run: &RunRecord, expect: Precondition) -> Outcome {
    Refusal::unless(run.directory == confines.tenant.directory)?;
    match expect {
        Precondition::Absent => begin(confines, run),
        Precondition::Version(version) => go_on(confines, run, version),
    }
}

fn begin(confines: &Confines<'_>, run: &RunRecord) -> Outcome {
    let begun = confines
        .connection
        .prepare_cached(
            "INSERT INTO run (
                organization,
                directory,
                id,
                workflow,
                version,
                open,
                started,
                body
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((
            confines.organization()?,
            directory(confines)?,
            Stored(run.id),
            &run.workflow,
            Stored(run.version),
            run.open,
            Stored(run.started),
            &run.body,
        ))?;
    Refusal::unless(begun == 1)
}

fn go_on(confines: &Confines<'_>, run: &RunRecord, expect: u64) -> Outcome {
    let written = confines
        .connection
        .prepare_cached(
            "UPDATE run
            SET version = ?, open = ?, body = ?
            WHERE organization = ? AND id = ? AND directory IS ? AND version = ?",
        )?
        .execute((
            Stored(run.version),
            run.open,
            &run.body,
            confines.organization()?,
            Stored(run.id),
            directory(confines)?,
            Stored(expect),
        ))?;
    Refusal::unless(written == 1)
}

/// Writes a step of a run of the tenant's.
pub(super) fn put_step(confines: &Confines<'_>, run: RunId, step: &RunStep) -> Outcome {
    let written = confines
        .connection
        .prepare_cached(
            "INSERT INTO run_step (run, number, body)
            SELECT no, ?, ? FROM run WHERE organization = ? AND id = ? AND directory IS ?
            ON CONFLICT DO UPDATE SET body = excluded.body",
        )?
        .execute((
            Stored(step.number),
            &step.body,
            confines.organization()?,
            Stored(run),
            directory(confines)?,
        ))?;
    Refusal::unless(written == 1)
}

/// Writes how far a trigger of the organization has come.
pub(super) fn put_trigger(
    confines: &Confines<'_>,
    name: &str,
    expect: Option<&str>,
    position: &str,
) -> Outcome {
    let organization = confines.organization()?;
    let written = match expect {
        None => confines
            .connection
            .prepare_cached(
                "INSERT INTO run_trigger (organization, name, position) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING",
            )?
            .execute((organization, name, position))?,
        Some(expect) => confines
            .connection
            .prepare_cached(
                "UPDATE run_trigger SET position = ?
                WHERE organization = ? AND name = ? AND position = ?",
            )?
            .execute((position, organization, name, expect))?,
    };
    Refusal::unless(written == 1)
}

/// The number of the tenant's directory, if it has one.
fn directory(confines: &Confines<'_>) -> Result<Option<i64>, Refusal> {
    confines.tenant.directory.map(|_| confines.directory()).transpose()
}
