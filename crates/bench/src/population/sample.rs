//! Reading who is in a directory: all of them, or pages from everywhere in the list.

use client::{Client, Endpoint, ListQuery};
use serde_json::Value;

use super::{Person, Population};
use crate::operation::PAGE;
use crate::{Error, Progress, mark};

/// How many users are known at most.
const MOST: u64 = 20_000;

const DOING: &str = "reading who is in the directory";

/// Reads who is in the directory.
pub(crate) async fn sample(client: &Client, progress: &dyn Progress) -> Result<Population, Error> {
    let first = page(client, 1).await?;
    let shown = first.people.len() as u64;
    let mut population = Population { total: first.total, page: shown, people: first.people };
    let step = step(first.total, shown);
    progress.begins(DOING, first.total);
    let mut start = 1 + step;
    while shown > 0 && start <= first.total {
        population.people.extend(page(client, start).await?.people);
        progress.is_at(start, "");
        start += step;
    }
    progress.ends();
    Ok(population)
}

/// How far the pages that are read are apart.
fn step(total: u64, shown: u64) -> u64 {
    let pages = (MOST / shown.max(1)).max(1);
    total.div_ceil(pages).max(shown).max(1)
}

struct Page {
    total: u64,
    people: Vec<Person>,
}

async fn page(client: &Client, start: u64) -> Result<Page, Error> {
    let query = ListQuery { start_index: Some(start), count: Some(PAGE), ..ListQuery::default() };
    let answer = client.list(Endpoint::Users, &query).await.map_err(Error::preparing(DOING))?;
    let total = answer.body.get("totalResults").and_then(Value::as_u64);
    let resources = answer.body.get("Resources").and_then(Value::as_array);
    let Some(total) = total else {
        let problem = "the answer is no list: it has no totalResults".to_owned();
        return Err(Error::Odd { doing: DOING, problem });
    };
    let people = resources.into_iter().flatten().filter_map(person).collect();
    Ok(Page { total, people })
}

/// What is known of a user; nothing of one without an id.
fn person(user: &Value) -> Option<Person> {
    let text = |name: &str| user.get(name).and_then(Value::as_str).map(str::to_owned);
    let user_name = text("userName")?;
    let email = user.pointer("/emails/0/value").and_then(Value::as_str);
    Some(Person {
        id: text("id")?,
        number: mark::number(&user_name),
        user_name,
        external_id: text("externalId"),
        email: email.map(str::to_owned),
    })
}
