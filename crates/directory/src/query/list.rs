//! The ListResponse (RFC 7644 §3.4.2): its members, its page.

use scim::Filter;
use scim::message::LIST_RESPONSE;

use super::find::{Window, find};
use super::offered;
use crate::answer::ListQuery;
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::profile::Paging;
use crate::projected;
use crate::store::Snapshot;
use crate::view::View;

/// Answers a query with the bytes of a ListResponse.
pub(crate) async fn list(
    read: &mut dyn Snapshot,
    caller: &Caller,
    kind: Kind,
    query: &ListQuery,
    limits: &scim::Limits,
) -> Result<Vec<u8>, Error> {
    let profile = &*caller.profile;
    let of = profile.resource_type(kind);
    let projection = projected::projection(caller, kind, &query.wanted)?;
    let filter = match &query.filter {
        None => None,
        Some(text) => Some(parse(caller, kind, text, limits)?),
    };
    let start = query.start_index.and_then(|start| u64::try_from(start).ok()).unwrap_or(1).max(1);
    let count = page_size(&profile.paging, query.count);
    let window = Window { skip: start - 1, limit: count };
    let found = find(read, caller, kind, filter.as_ref(), window).await?;
    let shown = if profile.paging.echo_count { count } else { found.records.len() };
    let mut out = format!(
        "{{\"schemas\":[\"{LIST_RESPONSE}\"],\"totalResults\":{},\"startIndex\":{start},\"itemsPerPage\":{shown},\"Resources\":[",
        found.total,
    )
    .into_bytes();
    for (nth, record) in found.records.into_iter().enumerate() {
        if nth > 0 {
            out.push(b',');
        }
        let neighbours = projected::wants_neighbours(&projection, kind);
        let view = View::read(caller, read, record, neighbours).await?;
        projected::write(&view, of, &projection, &mut out)?;
    }
    out.extend_from_slice(b"]}");
    Ok(out)
}

fn parse<'c>(
    caller: &'c Caller,
    kind: Kind,
    text: &str,
    limits: &scim::Limits,
) -> Result<Filter<'c>, Error> {
    let profile = &*caller.profile;
    let of = profile.resource_type(kind);
    let offers_few = !matches!(profile.filters, crate::profile::Filters::All);
    let filter = Filter::parse(text, of, &profile.tolerances, limits);
    // Atlassian has one text for every filter it does not take, malformed ones included.
    let filter =
        filter.map_err(
            |error| {
                if offers_few { Error::FilterNotOffered { kind } } else { error.into() }
            },
        )?;
    offered::check(profile, kind, &filter)?;
    Ok(filter)
}

/// The size of the page: RFC 7644 §3.4.2.4, a negative `count` is 0 and a large one is cut.
fn page_size(paging: &Paging, count: Option<i64>) -> usize {
    let wanted = count.map(|count| usize::try_from(count.max(0)).unwrap_or(usize::MAX));
    wanted.unwrap_or(paging.default).min(paging.max)
}
