//! Cursors (RFC 9865).

use directory::model::Kind;
use directory::{CursorError, Error, ListQuery};

use crate::world::{Side, World, query, tampered, wait};

/// Text that is not a cursor of the directory and the query is refused as such; the cursor itself with one
/// byte changed, the cursor of another directory, and the cursor on another query are no exceptions.
pub fn cursor(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let World { own, other, .. } = World::get();
    match choice % 4 {
        0 => {
            let text = String::from_utf8_lossy(rest).into_owned();
            if !text.is_empty() && text != own.cursor {
                refused(own, &query(text));
            }
        }
        1 => {
            if let Some(forged) = tampered(&own.cursor, rest) {
                refused(own, &query(forged));
            }
        }
        2 => refused(other, &query(own.cursor.clone())),
        _ => of_another_query(own, &String::from_utf8_lossy(rest)),
    }
}

fn of_another_query(own: &Side, text: &str) {
    let filtered = ListQuery { filter: Some(text.to_owned()), ..query(own.cursor.clone()) };
    match outcome(own, &filtered) {
        Err(Error::Cursor(CursorError::Invalid) | Error::Scim(_)) => {}
        other => assert!(other.is_err_and(|error| is_refusal(&error)), "filter {text}"),
    }
    let counted = ListQuery {
        count: i64::try_from(text.len()).ok().map(|length| length + 3),
        ..query(own.cursor.clone())
    };
    let outcome = outcome(own, &counted);
    assert!(matches!(outcome, Err(Error::Cursor(CursorError::Count))), "{outcome:?}");
}

/// Refusals that come before the cursor is looked at.
fn is_refusal(error: &Error) -> bool {
    matches!(error, Error::TooCostly { .. } | Error::FilterNotOffered { .. })
}

fn refused(side: &Side, query: &ListQuery) {
    let outcome = outcome(side, query);
    assert!(matches!(outcome, Err(Error::Cursor(CursorError::Invalid))), "{outcome:?}");
}

fn outcome(side: &Side, query: &ListQuery) -> Result<Vec<u8>, Error> {
    let listed = wait(World::get().service.list(&side.caller, Kind::User, query));
    listed.map(|listing| listing.body)
}
