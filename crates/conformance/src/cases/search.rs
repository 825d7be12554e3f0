//! Querying by POST (RFC 7644 §3.4.3), and over all resource types (§3.4.2.1).

use serde_json::{Value, json};

use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::probe::{Probe, encoded, merged};
use crate::section;
use crate::stop::Stop;

const FILTER: &[Need] = &[Need::Filter];

pub(super) const CASES: &[Case] = &[
    // T73
    must(
        "search/users",
        section::SEARCH,
        "POST to /Users/.search answers 200 with a ListResponse",
        |p| Box::pin(users(p)),
    )
    .needs(FILTER),
    must("search/pages", section::SEARCH, "startIndex and count are numbers in a search", |p| {
        Box::pin(pages(p))
    })
    .needs(&[Need::Filter, Need::Index]),
    must("search/attributes", section::SEARCH, "attributes is a list in a search", |p| {
        Box::pin(attributes(p))
    })
    .needs(FILTER),
    must("search/excluded", section::SEARCH, "excludedAttributes is a list in a search", |p| {
        Box::pin(excluded(p))
    })
    .needs(FILTER),
    must("search/sorted", section::SEARCH, "a search is sorted", |p| Box::pin(sorted(p)))
        .needs(&[Need::Filter, Need::Sort]),
    must("search/cursor", section::CURSOR, "a search is paged by cursor", |p| Box::pin(cursor(p)))
        .needs(&[Need::Filter, Need::Cursor]),
    must(
        "search/invalid-filter",
        section::SEARCH,
        "a filter that can't be read is refused in a search too",
        |p| Box::pin(invalid_filter(p)),
    )
    .needs(FILTER),
    must(
        "search/wrong-types",
        section::SEARCH,
        "a search with a count that is no number is refused",
        |p| Box::pin(wrong_types(p)),
    ),
    // T72
    must("search/root", section::ROOT_QUERY, "POST to /.search looks in all resource types", |p| {
        Box::pin(root(p))
    })
    .needs(FILTER),
    must(
        "search/root-types",
        section::ROOT_QUERY,
        "a search over all types finds users and groups",
        |p| Box::pin(root_types(p)),
    )
    .needs(&[Need::Filter, Need::Groups]),
    must(
        "search/root-get",
        section::ROOT_QUERY,
        "GET at the root looks in all resource types",
        |p| Box::pin(root_get(p)),
    )
    .needs(FILTER),
];

/// Posts a `SearchRequest`. A server need not offer that.
async fn search(p: &mut Probe, endpoint: &str, query: Value) -> Result<Answer, Stop> {
    let schemas = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]});
    let answer = p.post(&format!("{endpoint}/.search"), &merged(schemas, &query)).await?;
    offered(answer, &format!("{endpoint}/.search"))
}

/// The answer of something that is in no list of offers.
fn offered(answer: Answer, what: &str) -> Result<Answer, Stop> {
    match answer.code() {
        403 | 404 | 405 | 501 => {
            Err(Stop::skip(format!("not offered: {what} answers {}", answer.code())))
        }
        _ => Ok(answer),
    }
}

async fn users(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let answer = search(p, "/Users", json!({"filter": people.all()})).await?;
    super::is_a_list(answer.is(&[200])?)?;
    people.insist(&answer, "the search", &["ada", "bob", "cyd", "dee"])
}

async fn pages(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let answer =
        search(p, "/Users", json!({"filter": people.all(), "startIndex": 2, "count": 2})).await?;
    answer.is(&[200])?.has("/totalResults", people.len())?.has("/startIndex", 2)?;
    answer.must(people.among(&answer).len() == 2, "the page should hold two")?;
    Ok(())
}

async fn attributes(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let query = json!({"filter": people.all(), "attributes": ["userName", "name.familyName"]});
    let answer = search(p, "/Users", query).await?;
    answer.is(&[200])?.string("/Resources/0/userName")?;
    answer.lacks("/Resources/0/emails")?.lacks("/Resources/0/name/givenName")?;
    Ok(())
}

async fn excluded(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let query = json!({"filter": people.all(), "excludedAttributes": ["emails"]});
    let answer = search(p, "/Users", query).await?;
    answer.is(&[200])?.lacks("/Resources/0/emails")?.string("/Resources/0/userName")?;
    Ok(())
}

async fn sorted(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let query = json!({"filter": people.all(), "sortBy": "userName", "sortOrder": "descending"});
    let answer = search(p, "/Users", query).await?;
    people.insist_order(answer.is(&[200])?, "the search", &["dee", "cyd", "bob", "ada"])
}

async fn cursor(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let first =
        search(p, "/Users", json!({"filter": people.all(), "cursor": "", "count": 2})).await?;
    let cursor = first.is(&[200])?.string("/nextCursor")?.to_owned();
    let next =
        search(p, "/Users", json!({"filter": people.all(), "cursor": cursor, "count": 2})).await?;
    let both = [people.among(&first), people.among(next.is(&[200])?)].concat();
    let different = both.iter().collect::<std::collections::BTreeSet<_>>().len() == both.len();
    next.must(different && both.len() > 2, format!("the two pages hold {}", both.join(", ")))?;
    Ok(())
}

async fn invalid_filter(p: &mut Probe) -> Verdict {
    search(p, "/Users", json!({"filter": "userName eq"}))
        .await?
        .refused_as(400, "invalidFilter")?;
    Ok(())
}

async fn wrong_types(p: &mut Probe) -> Verdict {
    search(p, "/Users", json!({"count": {"a": "b"}})).await?.refused(&[400])?;
    Ok(())
}

async fn root(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let query = json!({"filter": format!("meta.resourceType eq \"User\" and {}", people.all())});
    let answer = search(p, "", query).await?;
    people.insist(answer.is(&[200])?, "the search", &["ada", "bob", "cyd", "dee"])
}

async fn root_types(p: &mut Probe) -> Verdict {
    let group = p.group(&[]).await?;
    let name = at(&group.sent, "/displayName").clone();
    let made = p.user_with(&json!({"displayName": name})).await?;
    let answer = search(p, "", json!({"filter": format!("displayName eq {name}")})).await?;
    answer.is(&[200])?.has("/totalResults", 2)?;
    for id in [&group.id, &made.id] {
        let found = answer.elements("/Resources").iter().any(|one| at(one, "/id") == id.as_str());
        answer.must(found, format!("{id} is not in the answer"))?;
    }
    Ok(())
}

async fn root_get(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let answer = p.get(&format!("/?filter={}", encoded(&people.all()))).await?;
    let answer = offered(answer, "GET at the root")?;
    people.insist(answer.is(&[200])?, "the query at the root", &["ada", "bob", "cyd", "dee"])
}
