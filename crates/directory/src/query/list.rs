//! The ListResponse (RFC 7644 §3.4.2, RFC 9865): its members, its page.

use jiff::Timestamp;
use scim::message::LIST_RESPONSE;
use scim::{Filter, Projection};

use super::cursor::{Cursor, Fingerprint};
use super::order::{self, Order, Place};
use super::page;
use super::search::Search;
use super::{CursorError, Seal, offered};
use crate::answer::{ListQuery, Listing};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::profile::Paging;
use crate::projected;
use crate::store::{SharedRecord, Snapshot};
use crate::view::{self, Neighbourhood, SPLICED, View};

/// What a query runs under.
pub(crate) struct Terms<'a> {
    /// The bounds on filters.
    pub(crate) limits: &'a scim::Limits,
    /// How many resources a query may read to find those that match.
    pub(crate) bound: u64,
    /// How many members of groups, and groups of users, the answer may show.
    pub(crate) room: usize,
    /// What cursors are sealed with.
    pub(crate) seal: &'a Seal,
    /// The time.
    pub(crate) now: Timestamp,
}

/// Answers a query on these kinds with a ListResponse.
pub(crate) async fn list(
    read: &mut dyn Snapshot,
    caller: &Caller,
    kinds: &[Kind],
    query: &ListQuery,
    terms: &Terms<'_>,
) -> Result<Listing, Error> {
    let features = &caller.profile.features;
    let searches = searches(read, caller, kinds, query.filter.as_deref(), terms).await?;
    let descending = order::is_descending(query.sort_order.as_deref().filter(|_| features.sort))?;
    let by = query.sort_by.as_deref().filter(|_| features.sort);
    let orders = by.map(|by| orders(caller, kinds, by)).transpose()?;
    let sorted = orders.as_deref().map(|orders| page::Sorted { orders, descending });
    // Refused whatever the page holds, and before it is read.
    for &kind in kinds {
        projected::projection(caller, kind, &query.wanted)?;
    }
    let count = page_size(&caller.profile.paging, query.count);
    let mut response = Response::default();
    let page = match query.cursor.as_deref().filter(|_| features.cursor) {
        None => {
            let start = query.start_index.and_then(|start| u64::try_from(start).ok());
            let start = start.unwrap_or(1).max(1);
            response.start = Some(start);
            page::at(read, &searches, sorted, start - 1, count).await?
        }
        Some(text) => {
            let fingerprint = fingerprint(kinds, query);
            let owner = caller.directory.id.as_uuid().as_bytes();
            let (after, count) = resume(terms, owner, text, fingerprint, query.count, count)?;
            let page = page::after(read, &searches, sorted, after, count).await?;
            if let Some(after) = page.next.clone() {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                let cursor = Cursor { query: fingerprint, count, after };
                response.next = Some(cursor.seal(terms.seal, owner, terms.now)?);
            }
            page
        }
    };
    response.shown = if caller.profile.paging.echo_count && response.start.is_some() {
        count
    } else {
        page.records.len()
    };
    response.total = page.total;
    response.write(read, caller, page.records, query, terms.room).await
}

/// What is behind the last resource of a ListResponse.
pub(super) const END: &[u8] = b"]}";

/// The members of the response beside its resources.
#[derive(Default)]
pub(super) struct Response {
    /// How many match in all, where that is known.
    pub(super) total: Option<u64>,
    /// The index of the first, on a page by index.
    pub(super) start: Option<u64>,
    /// How many the page is said to hold.
    pub(super) shown: usize,
    /// The cursor of the next page.
    pub(super) next: Option<String>,
}

impl Response {
    /// The response up to its first resource. Behind the last one it ends with [`END`].
    pub(super) fn begin(&self) -> Vec<u8> {
        let mut out = format!("{{\"schemas\":[\"{LIST_RESPONSE}\"]").into_bytes();
        let mut number = |name: &str, value: Option<u64>| {
            if let Some(value) = value {
                out.extend_from_slice(format!(",\"{name}\":{value}").as_bytes());
            }
        };
        number("totalResults", self.total);
        number("startIndex", self.start);
        number("itemsPerPage", Some(self.shown as u64));
        if let Some(next) = &self.next {
            // A sealed cursor holds nothing that JSON would escape.
            out.extend_from_slice(format!(",\"nextCursor\":\"{next}\"").as_bytes());
        }
        out.extend_from_slice(b",\"Resources\":[");
        out
    }

    async fn write(
        &self,
        read: &mut dyn Snapshot,
        caller: &Caller,
        records: Vec<SharedRecord>,
        query: &ListQuery,
        room: usize,
    ) -> Result<Listing, Error> {
        let mut out = self.begin();
        out.reserve(records.iter().map(|record| record.body.len() + SPLICED).sum());
        let mut projections: Vec<(Kind, Projection)> = Vec::new();
        let mut neighbourhood = Neighbourhood::with_room(room);
        let mut left_out: Vec<(Kind, ResourceId)> = Vec::new();
        for (nth, record) in records.into_iter().enumerate() {
            if nth > 0 {
                out.push(b',');
            }
            let kind = record.kind;
            if !projections.iter().any(|(known, _)| *known == kind) {
                let projection = projected::projection(caller, kind, &query.wanted)?;
                projections.push((kind, projection));
            }
            let Some((_, projection)) = projections.iter().find(|(known, _)| *known == kind) else {
                continue;
            };
            let neighbours = projected::wants_neighbours(projection, kind);
            let neighbourhood = neighbours.then_some(&mut neighbourhood);
            let view = View::read(caller, read, record, neighbourhood).await?;
            if view.is_left_out() {
                left_out.push((kind, view.record().id));
            }
            let of = caller.profile.resource_type(kind);
            projected::write(&view, of, projection, &mut out)?;
        }
        out.extend_from_slice(END);
        let notices = projections.iter().filter_map(|(kind, _)| {
            let of = left_out.iter().filter(|(left, _)| left == kind);
            let of: Vec<ResourceId> = of.map(|(_, id)| *id).collect();
            (!of.is_empty()).then(|| view::notice(caller, *kind, &of, room))
        });
        Ok(Listing { notices: notices.collect(), body: out })
    }
}

/// One search a kind. A query on several kinds takes an attribute that only some of them have; the others
/// have it unassigned (RFC 7644 §3.4.2.1).
pub(super) async fn searches<'a>(
    read: &mut dyn Snapshot,
    caller: &'a Caller,
    kinds: &[Kind],
    filter: Option<&str>,
    terms: &Terms<'_>,
) -> Result<Vec<Search<'a>>, Error> {
    let mut searches = Vec::with_capacity(kinds.len());
    for &kind in kinds {
        let filter = match filter {
            None => None,
            Some(text) => Some(parse(caller, kind, text, terms.limits, kinds.len() > 1)?),
        };
        searches.push(Search::new(read, caller, kind, filter, terms.bound).await?);
    }
    Ok(searches)
}

fn parse<'c>(
    caller: &'c Caller,
    kind: Kind,
    text: &str,
    limits: &scim::Limits,
    mixed: bool,
) -> Result<Filter<'c>, Error> {
    let profile = &*caller.profile;
    let of = profile.resource_type(kind);
    let parse = if mixed { Filter::parse_mixed } else { Filter::parse };
    let filter = parse(text, of, &profile.tolerances, limits);
    let filter = filter.map_err(|error| offered::refusal(profile, kind, error))?;
    offered::check(profile, kind, &filter)?;
    Ok(filter)
}

/// One order a kind; a kind that does not have the attribute comes with it unassigned.
fn orders<'c>(
    caller: &'c Caller,
    kinds: &[Kind],
    by: &str,
) -> Result<Vec<Option<Order<'c>>>, Error> {
    let profile = &*caller.profile;
    let parse = |&kind: &Kind| Order::parse(by, profile.resource_type(kind), &profile.tolerances);
    let mut parsed: Vec<Result<Order<'c>, Error>> = kinds.iter().map(parse).collect();
    if parsed.iter().all(Result::is_err)
        && let Some(Err(error)) = parsed.pop()
    {
        return Err(error);
    }
    Ok(parsed.into_iter().map(Result::ok).collect())
}

/// Where a cursor page goes on, and how large it is.
pub(super) fn resume(
    terms: &Terms<'_>,
    owner: &[u8],
    text: &str,
    query: Fingerprint,
    asked: Option<i64>,
    count: usize,
) -> Result<(Option<Place>, usize), Error> {
    if text.is_empty() {
        return Ok((None, count));
    }
    let cursor = Cursor::open(terms.seal, owner, text, query, terms.now)?;
    let first = usize::try_from(cursor.count).unwrap_or(usize::MAX);
    if asked.is_some() && count != first {
        return Err(CursorError::Count.into());
    }
    Ok((Some(cursor.after), first))
}

fn fingerprint(kinds: &[Kind], query: &ListQuery) -> Fingerprint {
    let kinds: String = kinds.iter().map(|kind| kind.name()).collect();
    Fingerprint::of(&[
        Some(&kinds),
        query.filter.as_deref(),
        query.sort_by.as_deref(),
        query.sort_order.as_deref(),
        query.wanted.attributes.as_deref(),
        query.wanted.excluded_attributes.as_deref(),
    ])
}

/// The size of the page: RFC 7644 §3.4.2.4, a negative `count` is 0 and a large one is cut.
pub(super) fn page_size(paging: &Paging, count: Option<i64>) -> usize {
    let wanted = count.map(|count| usize::try_from(count.max(0)).unwrap_or(usize::MAX));
    wanted.unwrap_or(paging.default).min(paging.max)
}
