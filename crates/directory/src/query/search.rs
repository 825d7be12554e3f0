//! Searching one kind of resource: candidates from the index, truth from the evaluator, within a bound
//! on what may be read.

use std::ops::ControlFlow;

use scim::filter::Filter;
use scim::{Resource, ResourceType};

use super::descendants::widen;
use super::order::Order;
use crate::caller::Caller;
use crate::error::Error;
use crate::index::{Narrowed, narrow};
use crate::model::Kind;
use crate::store::{Candidates, Position, Selection, SharedRecord, Snapshot};
use crate::view::{Neighbourhood, View, attribute};

/// How many candidates are read at once, so that a long scan leaves room for others between.
const CANDIDATES_AT_ONCE: usize = 256;

/// What one visit of a scan says: to go on, or to stop.
pub(super) type Visit = ControlFlow<()>;

/// A query on users, or on groups.
pub(super) struct Search<'a> {
    caller: &'a Caller,
    kind: Kind,
    filter: Option<Filter<'a>>,
    narrowed: Narrowed,
    /// How many resources may be read to find those that match.
    bound: u64,
}

/// A resource that matches.
pub(super) struct Match {
    /// Its place in the order of creation.
    pub(super) position: Position,
    /// The resource.
    pub(super) record: SharedRecord,
    /// What it holds, computed attributes included, if it had to be looked into.
    pub(super) resource: Option<Resource>,
}

impl<'a> Search<'a> {
    /// Plans a query. Without a filter it asks for all.
    pub(super) async fn new(
        read: &mut dyn Snapshot,
        caller: &'a Caller,
        kind: Kind,
        filter: Option<Filter<'a>>,
        bound: u64,
    ) -> Result<Self, Error> {
        let mut narrowed = match &filter {
            Some(filter) => narrow(&caller.profile, kind, filter),
            None => Narrowed { candidates: Candidates::All, exact: true },
        };
        if caller.profile.features.nested_groups {
            narrowed = widen(read, narrowed).await?;
        }
        Ok(Self { caller, kind, filter, narrowed, bound })
    }

    /// Of what kind the resources are.
    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Their type.
    pub(super) fn of(&self) -> &'a ResourceType {
        self.caller.profile.resource_type(self.kind)
    }

    /// What the index makes of the filter.
    pub(super) fn narrowed(&self) -> &Narrowed {
        &self.narrowed
    }

    /// How many candidates there are: what matches, where the index alone can tell.
    pub(super) async fn count(&self, read: &mut dyn Snapshot) -> Result<u64, Error> {
        Ok(read.count(self.kind, &self.narrowed.candidates).await?)
    }

    /// A page of what matches, where the index alone can tell: nothing is evaluated.
    pub(super) async fn page(
        &self,
        read: &mut dyn Snapshot,
        after: Option<Position>,
        skip: u64,
        limit: usize,
    ) -> Result<Vec<(Position, SharedRecord)>, Error> {
        let candidates = self.narrowed.candidates.clone();
        let selection = Selection { candidates, after, skip, limit };
        Ok(read.select(self.kind, &selection).await?.records)
    }

    /// Refuses a query that would have to read more than the bound.
    pub(super) async fn check_cost(&self, read: &mut dyn Snapshot) -> Result<(), Error> {
        let count = self.count(read).await?;
        if count <= self.bound { Ok(()) } else { Err(self.too_costly(count)) }
    }

    /// The refusal of a query whose visit stopped at the bound.
    pub(super) fn exhausted(&self) -> Error {
        self.too_costly(self.bound.saturating_add(1))
    }

    fn too_costly(&self, count: u64) -> Error {
        let attribute = self.filter.as_ref().and_then(|filter| self.unindexed(filter));
        Error::TooCostly { kind: self.kind, count, limit: self.bound, attribute }
    }

    /// The first attribute of a filter that no index answers.
    fn unindexed(&self, filter: &Filter<'_>) -> Option<String> {
        let of = self.of();
        let profile = &self.caller.profile;
        let unindexed = |reference: &scim::path::Reference<'_>| {
            let known = profile.index_number(self.kind, reference).is_some();
            (!known).then(|| reference.display(of).to_string())
        };
        match filter {
            Filter::Compare(comparison) => unindexed(&comparison.reference),
            Filter::Present(reference) | Filter::Values { reference, .. } => unindexed(reference),
            Filter::And(all) | Filter::Or(all) => all.iter().find_map(|one| self.unindexed(one)),
            Filter::Not(one) => self.unindexed(one),
            Filter::Foreign { .. } => None,
        }
    }

    /// Visits what matches in the order of creation, until the visitor has enough or `bound` resources
    /// were read, the members of groups counted like the groups themselves. Says where it stopped, if
    /// that was before the end. An order asks for what the resources hold even where the index needs no
    /// evaluation.
    pub(super) async fn visit(
        &self,
        read: &mut dyn Snapshot,
        after: Option<Position>,
        order: Option<&Order<'_>>,
        mut visitor: impl FnMut(Match) -> Visit + Send,
    ) -> Result<Option<Position>, Error> {
        let mut seen: u64 = 0;
        let judge = self.filter.as_ref().filter(|_| !self.narrowed.exact);
        let speaks = judge.is_some_and(|filter| speaks_of_neighbours(self.kind, filter))
            || order.is_some_and(|order| order.is_by(attribute(self.kind)));
        let mut neighbourhood = speaks
            .then(|| Neighbourhood::with_room(usize::try_from(self.bound).unwrap_or(usize::MAX)));
        let candidates = self.narrowed.candidates.clone();
        let mut selection = Selection { candidates, after, skip: 0, limit: CANDIDATES_AT_ONCE };
        loop {
            let page = read.select(self.kind, &selection).await?;
            let full = page.records.len() == CANDIDATES_AT_ONCE;
            for (position, record) in page.records {
                let before = selection.after.replace(position);
                seen += 1;
                let view = View::read(self.caller, read, record, neighbourhood.as_mut()).await?;
                if view.is_left_out() {
                    // What can't be read in a visit of its own never can.
                    return if seen == 1 { Err(self.exhausted()) } else { Ok(before) };
                }
                let resource = if order.is_some() || judge.is_some() {
                    Some(Resource::from_stored(view.to_map()?))
                } else {
                    None
                };
                let matches = judge.is_none_or(|filter| {
                    resource.as_ref().is_some_and(|resource| filter.matches(self.of(), resource))
                });
                let record = view.into_record();
                if matches && visitor(Match { position, record, resource }).is_break() {
                    return Ok(Some(position));
                }
            }
            if !full {
                return Ok(None);
            }
            if seen > self.bound {
                return Ok(selection.after);
            }
            tokio::task::yield_now().await;
        }
    }
}

/// Whether a filter needs the members of a group, or the groups of a user, to be read.
fn speaks_of_neighbours(kind: Kind, filter: &Filter<'_>) -> bool {
    let name = attribute(kind);
    match filter {
        Filter::Compare(comparison) => comparison.reference.attribute.name == name,
        Filter::Present(reference) | Filter::Values { reference, .. } => {
            reference.attribute.name == name
        }
        Filter::And(all) | Filter::Or(all) => all.iter().any(|one| speaks_of_neighbours(kind, one)),
        Filter::Not(one) => speaks_of_neighbours(kind, one),
        Filter::Foreign { .. } => false,
    }
}
