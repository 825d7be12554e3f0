//! Runs of workflows.

use directory::model::{RunId, RunRecord, RunStep};
use directory::store::{Position, RunSelection};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::NOWHERE;
use super::tenant::Place;
use crate::stored::{Stored, get, get_optional, limit, position};

const COLUMNS: &str = "SELECT
        run.no,
        run.id,
        directory.id,
        run.workflow,
        run.version,
        run.open,
        run.started,
        run.body
    FROM run
    LEFT JOIN directory ON directory.no = run.directory
    WHERE ";

/// Whose runs a tenant sees: its directory's, or the whole organization's where it has none. Nothing where it has one
/// that is nowhere.
fn whose(place: &Place) -> Option<(&'static str, i64)> {
    match (place.tenant.directory, place.directory) {
        (None, _) => Some(("run.organization = ?", place.organization)),
        (Some(_), NOWHERE) => None,
        (Some(_), directory) => Some(("run.directory = ?", directory)),
    }
}

/// A run.
pub(crate) fn run(
    connection: &Connection,
    place: &Place,
    id: RunId,
) -> rusqlite::Result<Option<RunRecord>> {
    let Some((whose, tenant)) = whose(place) else { return Ok(None) };
    connection
        .prepare_cached(&format!("{COLUMNS}{whose} AND run.organization = ? AND run.id = ?"))?
        .query_row((tenant, place.organization, Stored(id)), |row| Ok(read(row)?.1))
        .optional()
}

/// Runs, newest first.
pub(crate) fn runs(
    connection: &Connection,
    place: &Place,
    selection: &RunSelection,
) -> rusqlite::Result<Vec<(Position, RunRecord)>> {
    let Some((whose, tenant)) = whose(place) else { return Ok(Vec::new()) };
    let mut sql = format!("{COLUMNS}{whose}");
    let mut values = vec![Value::from(tenant)];
    if let Some(workflow) = &selection.workflow {
        sql.push_str(" AND run.workflow = ?");
        values.push(workflow.clone().into());
    }
    if selection.open {
        sql.push_str(" AND run.open = 1");
    }
    if let Some(Position(before)) = selection.before {
        sql.push_str(" AND run.no < ?");
        values.push(i64::try_from(before).unwrap_or(i64::MAX).into());
    }
    sql.push_str(" ORDER BY run.no DESC LIMIT ?");
    values.push(limit(selection.limit).into());
    connection.prepare_cached(&sql)?.query_map(params_from_iter(values), read)?.collect()
}

/// The steps of a run, by number.
pub(crate) fn steps(
    connection: &Connection,
    place: &Place,
    run: RunId,
) -> rusqlite::Result<Vec<RunStep>> {
    let Some((whose, tenant)) = whose(place) else { return Ok(Vec::new()) };
    connection
        .prepare_cached(&format!(
            "SELECT run_step.number, run_step.body
            FROM run
            JOIN run_step ON run_step.run = run.no
            WHERE {whose} AND run.organization = ? AND run.id = ?
            ORDER BY run_step.number"
        ))?
        .query_map((tenant, place.organization, Stored(run)), |row| {
            Ok(RunStep { number: get(row, 0)?, body: row.get(1)? })
        })?
        .collect()
}

/// How far a trigger has come.
pub(crate) fn trigger(
    connection: &Connection,
    place: &Place,
    name: &str,
) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT position FROM run_trigger WHERE organization = ? AND name = ?")?
        .query_row((place.organization, name), |row| row.get(0))
        .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(Position, RunRecord)> {
    let run = RunRecord {
        id: get(row, 1)?,
        directory: get_optional(row, 2)?,
        workflow: row.get(3)?,
        version: get(row, 4)?,
        open: row.get(5)?,
        started: get(row, 6)?,
        body: row.get(7)?,
    };
    Ok((position(row.get(0)?), run))
}
