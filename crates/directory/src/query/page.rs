//! A page of a list: so many resources at an index, or after a place.

use std::ops::ControlFlow;

use super::order::{Order, Place, compare};
use super::search::{Match, Search};
use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::store::{Position, SharedRecord, Snapshot};

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How many match in all, where that is known.
    pub(super) total: Option<u64>,
    /// The resources of the page.
    pub(super) records: Vec<SharedRecord>,
    /// The last place that was looked at, if there is more behind it.
    pub(super) next: Option<Place>,
}

/// In what order: one attribute for each search, none where its kind does not have it.
#[derive(Clone, Copy)]
pub(super) struct Sorted<'a> {
    /// By what.
    pub(super) orders: &'a [Option<Order<'a>>],
    /// Whether the greatest comes first.
    pub(super) descending: bool,
}

/// The page that leaves out the first `skip` matches.
pub(super) async fn at(
    read: &mut dyn Snapshot,
    searches: &[Search<'_>],
    sorted: Option<Sorted<'_>>,
    skip: u64,
    limit: usize,
) -> Result<Page, Error> {
    if let Some(sorted) = sorted {
        let places = places(read, searches, sorted).await?;
        let total = places.len() as u64;
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        let records = fetch(read, places.into_iter().skip(skip).take(limit)).await?;
        return Ok(Page { total: Some(total), records, next: None });
    }
    let (mut total, mut records) = (0, Vec::new());
    for search in searches {
        // What this search passes over: the page may begin in a later one.
        let skip = skip.saturating_sub(total);
        let limit = limit - records.len();
        if search.narrowed().exact {
            let (count, page) = counted_page(read, search, skip, limit).await?;
            total += count;
            records.extend(page.into_iter().map(|(_, record)| record));
            continue;
        }
        search.check_cost(read).await?;
        let (mut matched, room) = (0, records.len() + limit);
        let visitor = |found: Match| {
            if matched >= skip && records.len() < room {
                records.push(found.record);
            }
            matched += 1;
            ControlFlow::Continue(())
        };
        if search.visit(read, None, None, visitor).await?.is_some() {
            return Err(search.exhausted());
        }
        total += matched;
    }
    Ok(Page { total: Some(total), records, next: None })
}

/// How many match, and a page of them, where the index alone can tell.
async fn counted_page(
    read: &mut dyn Snapshot,
    search: &Search<'_>,
    skip: u64,
    limit: usize,
) -> Result<(u64, Vec<(Position, SharedRecord)>), Error> {
    // A first page with room left holds all there are: who looks for one user by name is told at once.
    if skip == 0 && limit > 0 {
        let page = search.page(read, None, 0, limit).await?;
        let count = if page.len() < limit { page.len() as u64 } else { search.count(read).await? };
        return Ok((count, page));
    }
    let count = search.count(read).await?;
    let beyond = limit == 0 || skip >= count;
    let page = if beyond { Vec::new() } else { search.page(read, None, skip, limit).await? };
    Ok((count, page))
}

/// The page after a place, or the first.
pub(super) async fn after(
    read: &mut dyn Snapshot,
    searches: &[Search<'_>],
    sorted: Option<Sorted<'_>>,
    after: Option<Place>,
    limit: usize,
) -> Result<Page, Error> {
    if let Some(sorted) = sorted {
        return sorted_after(read, searches, sorted, after, limit).await;
    }
    let mut page = Page { total: total(read, searches).await?, ..Page::default() };
    if limit == 0 {
        return Ok(page);
    }
    let first = after.as_ref().map_or(0, |place| place.rank);
    for (rank, search) in (0..).zip(searches).skip(usize::from(first)) {
        let from = after.as_ref().filter(|place| place.rank == rank).map(|place| place.position);
        let place = |position| Place { key: None, rank, position };
        let room = limit - page.records.len();
        let (found, stopped) = next(read, search, from, room + 1).await?;
        let more = found.len() > room;
        let mut last = None;
        for (position, record) in found.into_iter().take(room) {
            last = Some(place(position));
            page.records.push(record);
        }
        if more {
            // Only the last of the page was sent; with no room at all, that was of an earlier kind.
            page.next = last.or(page.next);
            return Ok(page);
        }
        if let Some(position) = stopped {
            page.next = Some(place(position));
            return Ok(page);
        }
        // Where the next kind goes on, if there is something of it.
        page.next = last.or(page.next);
    }
    page.next = None;
    Ok(page)
}

/// At most so many matches after a place, and where the search gave up, if it did before the end.
async fn next(
    read: &mut dyn Snapshot,
    search: &Search<'_>,
    after: Option<Position>,
    limit: usize,
) -> Result<(Vec<(Position, SharedRecord)>, Option<Position>), Error> {
    if search.narrowed().exact {
        return Ok((search.page(read, after, 0, limit).await?, None));
    }
    let mut found = Vec::new();
    let visitor = |one: Match| {
        found.push((one.position, one.record));
        if found.len() == limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let stopped = search.visit(read, after, None, visitor).await?;
    let enough = found.len() == limit;
    Ok((found, stopped.filter(|_| !enough)))
}

async fn total(read: &mut dyn Snapshot, searches: &[Search<'_>]) -> Result<Option<u64>, Error> {
    let mut total = 0;
    for search in searches {
        if !search.narrowed().exact {
            return Ok(None);
        }
        total += search.count(read).await?;
    }
    Ok(Some(total))
}

async fn sorted_after(
    read: &mut dyn Snapshot,
    searches: &[Search<'_>],
    sorted: Sorted<'_>,
    after: Option<Place>,
    limit: usize,
) -> Result<Page, Error> {
    let places = places(read, searches, sorted).await?;
    let total = places.len() as u64;
    let beyond = |(place, ..): &(Place, Kind, ResourceId)| {
        after.as_ref().is_none_or(|after| compare(place, after, sorted.descending).is_gt())
    };
    let start = places.partition_point(|place| !beyond(place));
    let rest = places.get(start..).unwrap_or_default();
    let shown = rest.get(..limit).unwrap_or(rest);
    let next = (rest.len() > shown.len()).then(|| shown.last().map(|(place, ..)| place.clone()));
    let records = fetch(read, shown.iter().cloned()).await?;
    Ok(Page { total: Some(total), records, next: next.flatten() })
}

/// Every match in its order.
async fn places(
    read: &mut dyn Snapshot,
    searches: &[Search<'_>],
    sorted: Sorted<'_>,
) -> Result<Vec<(Place, Kind, ResourceId)>, Error> {
    let mut places = Vec::new();
    for ((rank, search), order) in (0..).zip(searches).zip(sorted.orders) {
        search.check_cost(read).await?;
        let visitor = |found: Match| {
            let key = order
                .as_ref()
                .zip(found.resource.as_ref())
                .and_then(|(order, resource)| order.key(search.of(), resource));
            let place = Place { key, rank, position: found.position };
            places.push((place, search.kind(), found.record.id));
            ControlFlow::Continue(())
        };
        if search.visit(read, None, order.as_ref(), visitor).await?.is_some() {
            return Err(search.exhausted());
        }
    }
    places.sort_unstable_by(|(one, ..), (other, ..)| compare(one, other, sorted.descending));
    Ok(places)
}

async fn fetch(
    read: &mut dyn Snapshot,
    places: impl Iterator<Item = (Place, Kind, ResourceId)>,
) -> Result<Vec<SharedRecord>, Error> {
    let mut records = Vec::new();
    for (_, kind, id) in places {
        records.extend(read.record(kind, id).await?);
    }
    Ok(records)
}
