//! Pages of the candidates of a query.

use directory::model::Kind;
use directory::store::{Candidates, Selection};
use rusqlite::Connection;

use super::set::{Scope, Set};
use super::skip::skip;
use crate::stored::{Stored, limit, number_after};

/// The numbers of the resources of a page, in order.
pub(crate) fn select(
    connection: &Connection,
    directory: i64,
    kind: Kind,
    selection: &Selection,
) -> rusqlite::Result<Vec<i64>> {
    let scope = Scope { connection, directory, kind };
    let after = number_after(selection.after);
    if selection.candidates != Candidates::All {
        return chosen(scope, after, selection);
    }
    // What is passed over is counted by whole buckets, so that a page deep in the list costs what the first costs.
    let passed = skip(scope, after, selection.skip)?;
    passed.map_or_else(|| Ok(Vec::new()), |after| all(scope, after, selection.limit))
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

/// The numbers of all resources after one, so many at most.
fn all(scope: Scope<'_>, after: i64, most: usize) -> rusqlite::Result<Vec<i64>> {
    scope.numbers(
        "SELECT no
        FROM resource
        WHERE directory = ?
            AND kind = ?
            AND no > ?
        ORDER BY no
        LIMIT ?",
        (scope.directory, Stored(scope.kind), after, limit(most)),
    )
}

/// The numbers of the candidates of a page.
fn chosen(scope: Scope<'_>, mut after: i64, selection: &Selection) -> rusqlite::Result<Vec<i64>> {
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
