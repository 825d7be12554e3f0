//! Deleting what the mixes created.

use client::{Client, Endpoint};
use futures_util::stream::{self, StreamExt as _};
use serde_json::{Value, json};

use crate::Progress;
use crate::offers::Offers;
use crate::operation::bulk_message;

/// How many requests are under way at once.
const AT_ONCE: usize = 4;

/// How many deletions one Bulk has at most: few enough for a server that flushes each to be done in time.
const BULK: usize = 50;

/// Deletes users. Gives how many could not be deleted.
pub(crate) async fn delete(
    client: &Client,
    offers: &Offers,
    ids: Vec<String>,
    progress: &dyn Progress,
) -> u64 {
    if ids.is_empty() {
        return 0;
    }
    let many = offers.bulk.map_or(1, |limits| limits.operations.clamp(1, BULK));
    progress.begins("deleting what was created", ids.len() as u64);
    let (mut done, mut left) = (0, 0);
    let mut deleting = stream::iter(ids.chunks(many))
        .map(async |ids| (ids.len() as u64, chunk(client, ids).await))
        .buffer_unordered(AT_ONCE);
    while let Some((many, kept)) = deleting.next().await {
        done += many;
        left += kept;
        progress.is_at(done, "");
    }
    progress.ends();
    left
}

/// Deletes a few. Gives how many could not be deleted.
async fn chunk(client: &Client, ids: &[String]) -> u64 {
    if let [id] = ids {
        return match client.delete(Endpoint::Users, id).await {
            Ok(_) => 0,
            Err(error) => u64::from(error.status() != Some(404)),
        };
    }
    let operations: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "method": "DELETE", "path": format!("/Users/{id}") }))
        .collect();
    let Ok(answer) = client.bulk(&bulk_message(&operations)).await else { return ids.len() as u64 };
    let results = answer.body.get("Operations").and_then(Value::as_array);
    let gone = results.into_iter().flatten().filter(|result| {
        let status = result.get("status").map(ToString::to_string);
        status.is_some_and(|status| matches!(status.trim_matches('"'), "204" | "200" | "404"))
    });
    (ids.len() as u64).saturating_sub(gone.count() as u64)
}
