//! Pages of the candidates of a query.

use directory::model::Kind;
use directory::store::{Candidates, Page, Selection};
use rusqlite::Connection;

use super::record::{records, records_after};
use super::set::{Scope, Set};
use super::skip::skip;
use crate::stored::number_after;

/// A page.
pub(crate) fn select(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    selection: &Selection,
) -> rusqlite::Result<Page> {
    let scope = Scope { connection, directory, kind };
    let after = number_after(selection.after);
    let records = if selection.candidates == Candidates::All {
        // What is passed over is counted by whole buckets, so that a page deep in the list costs what
        // the first costs.
        let passed = skip(scope, after, selection.skip)?;
        passed.map(|after| records_after(scope, after, selection.limit)).transpose()?
    } else {
        Some(records(connection, &numbers(scope, after, selection)?)?)
    };
    Ok(Page { records: records.unwrap_or_default() })
}

/// How many candidates there are.
pub(crate) fn count(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    candidates: &Candidates,
) -> rusqlite::Result<u64> {
    let scope = Scope { connection, directory, kind };
    Set::of(scope, candidates)?.count(scope)
}

/// The numbers of the resources of a page, in order.
fn numbers(scope: Scope<'_>, mut after: i64, selection: &Selection) -> rusqlite::Result<Vec<i64>> {
    let mut left = selection.skip;
    let mut numbers = Vec::new();
    let mut set = Set::of(scope, &selection.candidates)?;
    while numbers.len() < selection.limit
        && let Some(no) = set.next_from(scope, after.saturating_add(1))?
    {
        after = no;
        if left > 0 {
            left -= 1;
        } else {
            numbers.push(no);
        }
    }
    Ok(numbers)
}
