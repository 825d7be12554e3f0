//! Finding what matches: counted by the index where it is exact, else by reading the candidates.

use scim::filter::Filter;
use scim::{Resource, ResourceType};

use crate::caller::Caller;
use crate::error::Error;
use crate::index::narrow;
use crate::model::{Kind, Record};
use crate::store::{Candidates, Selection, Snapshot};
use crate::view::View;

/// How many candidates are read at once, so that a long scan leaves room for others between.
const CANDIDATES_AT_ONCE: usize = 256;

/// Resources of a list.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// How many match in all.
    pub(super) total: u64,
    /// Those of the page.
    pub(super) records: Vec<Record>,
}

/// Which part of the matches is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// How many matches come before it.
    pub(super) skip: u64,
    /// How many it may hold.
    pub(super) limit: usize,
}

/// Finds the matches of a filter in the order of creation.
pub(super) async fn find(
    read: &mut dyn Snapshot,
    caller: &Caller,
    kind: Kind,
    filter: Option<&Filter<'_>>,
    window: Window,
) -> Result<Found, Error> {
    let of = caller.profile.resource_type(kind);
    let Some(filter) = filter else {
        return counted(read, kind, Candidates::All, window).await;
    };
    let narrowed = narrow(kind, of, filter);
    if narrowed.exact {
        return counted(read, kind, narrowed.candidates, window).await;
    }
    Scan { caller, kind, of, filter, window }.run(read, narrowed.candidates).await
}

async fn counted(
    read: &mut dyn Snapshot,
    kind: Kind,
    candidates: Candidates,
    window: Window,
) -> Result<Found, Error> {
    let total = read.count(kind, &candidates).await?;
    if window.limit == 0 || window.skip >= total {
        return Ok(Found { total, records: Vec::new() });
    }
    let selection = Selection { candidates, after: None, skip: window.skip, limit: window.limit };
    let page = read.select(kind, &selection).await?;
    Ok(Found { total, records: page.records.into_iter().map(|(_, record)| record).collect() })
}

/// Reads every candidate and asks the evaluator.
struct Scan<'a> {
    caller: &'a Caller,
    kind: Kind,
    of: &'a ResourceType,
    filter: &'a Filter<'a>,
    window: Window,
}

impl Scan<'_> {
    async fn run(&self, read: &mut dyn Snapshot, candidates: Candidates) -> Result<Found, Error> {
        let neighbours = speaks_of_neighbours(self.kind, self.filter);
        let mut found = Found::default();
        let mut selection =
            Selection { candidates, after: None, skip: 0, limit: CANDIDATES_AT_ONCE };
        loop {
            let page = read.select(self.kind, &selection).await?;
            let full = page.records.len() == CANDIDATES_AT_ONCE;
            for (position, record) in page.records {
                selection.after = Some(position);
                let view = View::read(self.caller, read, record, neighbours).await?;
                let resource = Resource::from_stored(view.to_map()?);
                if self.filter.matches(self.of, &resource) {
                    let in_window =
                        found.total >= self.window.skip && found.records.len() < self.window.limit;
                    found.total += 1;
                    if in_window {
                        found.records.push(view.into_record());
                    }
                }
            }
            if !full {
                return Ok(found);
            }
            tokio::task::yield_now().await;
        }
    }
}

/// Whether a filter needs the members of a group, or the groups of a user, to be read.
fn speaks_of_neighbours(kind: Kind, filter: &Filter<'_>) -> bool {
    let name = match kind {
        Kind::User => "groups",
        Kind::Group => "members",
    };
    match filter {
        Filter::Compare(comparison) => comparison.reference.attribute.name == name,
        Filter::Present(reference) | Filter::Values { reference, .. } => {
            reference.attribute.name == name
        }
        Filter::And(all) | Filter::Or(all) => all.iter().any(|one| speaks_of_neighbours(kind, one)),
        Filter::Not(one) => speaks_of_neighbours(kind, one),
    }
}
