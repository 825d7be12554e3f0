//! The way to a place deep in a list, by cursor (RFC 9865).

use client::{Client, Endpoint, ListQuery};
use serde_json::Value;

use crate::operation::PAGE;
use crate::{Error, Progress};

const DOING: &str = "walking to a page nine tenths down the list";

/// The cursor of the page that is nine tenths down the list. None if the list ends before.
pub(crate) async fn deep(
    client: &Client,
    total: u64,
    progress: &dyn Progress,
) -> Result<Option<String>, Error> {
    let far = total / 10 * 9;
    progress.begins(DOING, far);
    let mut passed = 0;
    // Of the size that will be asked for: some servers take a cursor with the same count only.
    let mut query =
        ListQuery { count: Some(PAGE), cursor: Some(String::new()), ..ListQuery::default() };
    while passed < far {
        let answer = client.list(Endpoint::Users, &query).await.map_err(Error::preparing(DOING))?;
        let shown = answer.body.get("Resources").and_then(Value::as_array).map_or(0, Vec::len);
        let next = answer.body.get("nextCursor").and_then(Value::as_str);
        query.cursor = next.filter(|next| !next.is_empty() && shown > 0).map(str::to_owned);
        if query.cursor.is_none() {
            break;
        }
        passed += shown as u64;
        progress.is_at(passed, "");
    }
    progress.ends();
    Ok(query.cursor)
}
