//! Creating users until all are there.

use std::time::Instant;

use client::{Client, Endpoint, ListQuery};
use futures_util::stream::{self, StreamExt as _};
use serde_json::Value;

use super::Filling;
use super::roll::Roll;
use crate::operation::{bulk_creation, bulk_message, is_created};
use crate::population::body;
use crate::{Error, mark};

const DOING: &str = "creating users";

/// How many users one Bulk creates at most.
const BULK: usize = 500;

/// How many bytes a user may take in a Bulk.
const BYTES: usize = 2048;

/// How many Bulks are under way at once at most.
const BULKS_AT_ONCE: usize = 8;

/// How many users a directory has.
pub(super) async fn total(client: &Client) -> Result<u64, Error> {
    let query = ListQuery { count: Some(1), ..ListQuery::default() };
    let answer = client.list(Endpoint::Users, &query).await.map_err(Error::preparing(DOING))?;
    Ok(answer.body.get("totalResults").and_then(Value::as_u64).unwrap_or_default())
}

impl Filling<'_> {
    /// Creates those who are not there, and enters them. Gives how many they were.
    pub(super) async fn users(&self, roll: &mut Roll) -> Result<u64, Error> {
        let missing = roll.missing();
        let chunk = self
            .offers
            .bulk
            .map_or(1, |limits| (limits.bytes / BYTES).min(limits.operations).clamp(1, BULK));
        let at_once = if chunk == 1 { self.at_once } else { self.at_once.min(BULKS_AT_ONCE) };
        self.progress.begins(DOING, missing.len() as u64);
        let begun = Instant::now();
        let mut creating = stream::iter(missing.chunks(chunk))
            .map(|numbers| self.some(numbers))
            .buffer_unordered(at_once);
        let mut created = 0;
        while let Some(made) = creating.next().await {
            for (number, id) in made? {
                created += 1;
                roll.enter(number, &id);
            }
            let rate = u128::from(created) * 1000 / begun.elapsed().as_millis().max(1);
            self.progress.is_at(created, &format!("{rate} users a second"));
            if self.is_stopped() {
                break;
            }
        }
        self.progress.ends();
        Ok(created)
    }

    /// Creates the users of a few numbers. Gives their ids.
    async fn some(&self, numbers: &[u64]) -> Result<Vec<(u64, String)>, Error> {
        if let [number] = numbers {
            let user = body::user(&mark::user_name(*number), *number);
            let created = self.client.create(Endpoint::Users, &user).await;
            let answer = created.map_err(Error::preparing(DOING))?;
            return Ok(answer.id().map(|id| (*number, id.to_owned())).into_iter().collect());
        }
        let creations: Vec<Value> = numbers
            .iter()
            .map(|number| bulk_creation(&body::user(&mark::user_name(*number), *number), *number))
            .collect();
        let done = self.client.bulk(&bulk_message(&creations)).await;
        let answer = done.map_err(Error::preparing(DOING))?;
        let results = answer.body.get("Operations").and_then(Value::as_array);
        results.into_iter().flatten().map(made).collect()
    }
}

/// The number and the id of a user that a Bulk created.
fn made(result: &Value) -> Result<(u64, String), Error> {
    let text = |name: &str| result.get(name).and_then(Value::as_str);
    let number = text("bulkId").and_then(|number| number.parse().ok());
    let id = text("location").and_then(|location| location.rsplit('/').next());
    match (number, id) {
        (Some(number), Some(id)) if result.get("status").is_some_and(is_created) => {
            Ok((number, id.to_owned()))
        }
        _ => {
            let problem = format!("an operation of the Bulk was answered {result}");
            Err(Error::Odd { doing: DOING, problem })
        }
    }
}
