//! Who is there already.

use std::collections::{HashMap, HashSet};

use actions::ActionError;
use client::{Client, Endpoint, ListQuery, Paging, Projection};
use futures_util::StreamExt as _;
use serde_json::Value;

use super::TITLE;
use super::person::{Person, folded};
use super::progress::Progress;
use crate::command::people::member::member;

/// A directory is read whole if it has no more users than this, or than [`MANY`] for each row; else each name is
/// looked for.
const FEW: u64 = 1_000;
/// How many users are read sooner than one is looked for.
const MANY: u64 = 4;
/// How many users a page has. A service may give fewer.
const PAGE: u64 = 500;

/// Who is there already.
#[derive(Debug)]
pub(super) enum Present {
    /// Those of the file, by their names as they are compared.
    Read(HashMap<String, Value>),
    /// Each is to be looked for.
    Sought,
}

impl Present {
    /// Looks who of the people is there, where that takes fewer requests than to look for each.
    pub(super) async fn look(
        client: &Client,
        people: &[Person],
        progress: &Progress,
    ) -> Result<Self, ActionError> {
        let failed = |source| ActionError::Client { action: TITLE.to_owned(), source };
        let one = ListQuery {
            count: Some(1),
            projection: Projection::attributes("userName"),
            ..ListQuery::default()
        };
        let total = client.list(Endpoint::Users, &one).await.map_err(failed)?.body;
        let total = member(&total, "totalResults").and_then(Value::as_u64).unwrap_or(u64::MAX);
        let rows = u64::try_from(people.len()).unwrap_or(u64::MAX);
        if total > FEW.max(rows.saturating_mul(MANY)) {
            return Ok(Self::Sought);
        }
        progress.reading(total);
        let wanted: HashSet<String> = people.iter().map(|person| folded(&person.name)).collect();
        let query = ListQuery {
            count: Some(PAGE),
            projection: Projection::excluded("groups"),
            ..ListQuery::default()
        };
        let mut users = client.walk(Endpoint::Users, query, Paging::Best);
        let mut there = HashMap::new();
        while let Some(user) = users.next().await {
            let user = user.map_err(failed)?;
            let name = member(&user, "userName").and_then(Value::as_str).map(folded);
            if let Some(name) = name.filter(|name| wanted.contains(name)) {
                there.insert(name, user);
            }
            progress.step();
        }
        Ok(Self::Read(there))
    }
}

/// The user of a name, if there is one.
pub(super) async fn find(client: &Client, name: &str) -> Result<Option<Value>, ActionError> {
    let failed = |source| ActionError::Client { action: TITLE.to_owned(), source };
    let filter = format!("userName eq {}", Value::from(name));
    let query =
        ListQuery { projection: Projection::excluded("groups"), ..ListQuery::filtered(filter) };
    let answer = client.list(Endpoint::Users, &query).await.map_err(failed)?;
    let found = member(&answer.body, "Resources").and_then(Value::as_array);
    let same = |user: &&Value| {
        member(user, "userName")
            .and_then(Value::as_str)
            .is_some_and(|known| folded(known) == folded(name))
    };
    Ok(found.and_then(|found| found.iter().find(same)).cloned())
}
