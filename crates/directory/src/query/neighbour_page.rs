//! A page of members or groups: so many at an index, or after a place.

use scim::Filter;

use super::neighbour_source::Source;
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::store::{Position, Snapshot};
use crate::view::Neighbour;

/// How many elements are read at once.
const AT_ONCE: usize = 1_000;

/// What is asked for.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Who asks.
    pub(super) caller: &'a Caller,
    /// Of which elements.
    pub(super) source: &'a Source,
    /// Which of them.
    pub(super) filter: Option<&'a Filter<'a>>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How many match in all, where that is known.
    pub(super) total: Option<u64>,
    /// The elements of the page.
    pub(super) elements: Vec<Neighbour>,
    /// The last place that was looked at, if there may be more behind it.
    pub(super) next: Option<Position>,
}

impl Asked<'_> {
    fn matches(&self, element: &Neighbour) -> bool {
        let matches = |filter: &Filter<'_>| filter.matches_element(&element.to_value(self.caller));
        self.filter.is_none_or(matches)
    }
}

/// The page that leaves out the first `skip` matches. It costs what it passes over, of which at most
/// `bound` elements are read.
pub(super) async fn at(
    read: &mut dyn Snapshot,
    asked: &Asked<'_>,
    skip: u64,
    limit: usize,
    bound: u64,
) -> Result<Page, Error> {
    let all = asked.source.total(read).await?;
    let counted = asked.filter.is_none();
    let needed = if counted { all.min(skip.saturating_add(limit as u64)) } else { all };
    if needed > bound {
        let (kind, limit) = (Kind::User, bound);
        return Err(Error::TooCostly { kind, count: needed, limit, attribute: None });
    }
    let mut page = Page::default();
    let (mut matched, mut seen, mut after) = (0_u64, 0_u64, None);
    // Where all match, nothing need be read to count them.
    let nothing_shown = counted && (limit == 0 || skip >= all);
    while !nothing_shown && seen < needed {
        let (step, last) = asked.source.step(read, after, AT_ONCE).await?;
        let Some(last) = last else { break };
        after = Some(last);
        for element in step {
            seen += 1;
            if !asked.matches(&element) {
                continue;
            }
            if matched >= skip && page.elements.len() < limit {
                page.elements.push(element);
            }
            matched += 1;
        }
        tokio::task::yield_now().await;
    }
    page.total = Some(if counted { all } else { matched });
    Ok(page)
}

/// The page after a place, or the first. It may be short where few match: it reads a little more than
/// `bound` elements at most.
pub(super) async fn after(
    read: &mut dyn Snapshot,
    asked: &Asked<'_>,
    mut after: Option<Position>,
    limit: usize,
    bound: u64,
) -> Result<Page, Error> {
    let mut page = Page::default();
    if asked.filter.is_none() {
        page.total = Some(asked.source.total(read).await?);
    }
    if limit == 0 {
        return Ok(page);
    }
    // One more than the page holds, to see that there are more.
    let at_once = if asked.filter.is_none() { limit.saturating_add(1) } else { AT_ONCE };
    let mut seen: u64 = 0;
    loop {
        let (step, last) = asked.source.step(read, after, at_once).await?;
        let read_now = step.len();
        for (n, element) in step.into_iter().enumerate() {
            if !asked.matches(&element) {
                continue;
            }
            page.elements.push(element);
            if page.elements.len() == limit {
                let ended = n + 1 == read_now && read_now < at_once;
                if !ended {
                    // The place of this one: the last of a step that ends with it.
                    page.next = asked.source.step(read, after, n + 1).await?.1;
                }
                return Ok(page);
            }
        }
        seen += read_now as u64;
        if read_now < at_once {
            return Ok(page);
        }
        after = last;
        if seen > bound {
            page.next = last;
            return Ok(page);
        }
        tokio::task::yield_now().await;
    }
}
