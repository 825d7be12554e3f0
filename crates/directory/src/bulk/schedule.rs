//! From what operations refer to, to whose turn is when.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;

use super::claims::{Claims, Named, Nested, claims};
use super::command::Command;
use super::order::order;
use super::plan::{Place, Plan};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::{Kind, ResourceId};
use crate::service::Service;

/// The operations that are carried out at one place of the order.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// Which: one, or those of a circle.
    pub(super) operations: Vec<usize>,
    /// Whether they refer to each other, or one to itself.
    pub(super) circular: bool,
}

/// An operation as far as its turn is concerned.
#[derive(Debug)]
pub(super) struct Candidate<'c> {
    /// The name it gives to what it creates.
    pub(super) creates: Option<&'c str>,
    /// What it asks for, if that is understood.
    pub(super) command: Option<&'c mut Command>,
}

/// Puts operations in their order, and says what waits for what. The plan stops after so many errors.
pub(super) async fn schedule(
    service: &Service,
    caller: &Caller,
    mut candidates: Vec<Candidate<'_>>,
    limit: Option<NonZeroUsize>,
) -> Result<(Vec<Turn>, Plan), Error> {
    let limits = &service.settings().limits;
    let creators: HashMap<&str, usize> = candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| Some((candidate.creates?, at)))
        .collect();
    let named: Vec<Named> = candidates
        .iter_mut()
        .map(|candidate| match &mut candidate.command {
            Some(command) => Named::by(command, caller, limits),
            None => Named::default(),
        })
        .collect();
    let references: Vec<Vec<usize>> = named
        .iter()
        .map(|named| {
            let all = named.path.iter().chain(&named.bulk_ids);
            all.filter_map(|name| creators.get(name.as_str()).copied()).collect()
        })
        .collect();
    let groups = groups_among(service, caller, &named).await?;
    let is_group = |operation: usize| {
        let command = candidates.get(operation).and_then(|candidate| candidate.command.as_deref());
        command.is_some_and(|command| command.kind == Kind::Group)
    };
    let turns: Vec<Turn> =
        order(&references).into_iter().map(|operations| turn(operations, &references)).collect();
    let mut place_of = vec![0; candidates.len()];
    for (at, turn) in turns.iter().enumerate() {
        for &operation in &turn.operations {
            if let Some(place) = place_of.get_mut(operation) {
                *place = at;
            }
        }
    }
    let claims_of = |turn: &Turn| {
        let ([operation], false) = (&*turn.operations, turn.circular) else {
            return Claims::Everything;
        };
        let command = candidates.get(*operation).and_then(|candidate| candidate.command.as_deref());
        let Some(command) = command else { return Claims::Only(Vec::new()) };
        let Some(named) = named.get(*operation) else { return Claims::Everything };
        let there = named.ids.iter().filter(|id| groups.contains(id)).map(Nested::Id);
        let to_be = named.bulk_ids.iter().map(String::as_str);
        let to_be = to_be.filter(|name| creators.get(name).is_some_and(|&from| is_group(from)));
        let nested: Vec<Nested<'_>> = there.chain(to_be.map(Nested::BulkId)).collect();
        claims(command, caller, limits, &nested)
    };
    let places: Vec<Place> = turns
        .iter()
        .enumerate()
        .map(|(at, turn)| {
            let referred = turn.operations.iter().flat_map(|&from| referred(&references, from));
            let refers_to = referred.filter_map(|to| place_of.get(to).copied());
            Place { refers_to: refers_to.filter(|&to| to < at).collect(), claims: claims_of(turn) }
        })
        .collect();
    Ok((turns, Plan::new(&places, limit)))
}

fn referred(references: &[Vec<usize>], from: usize) -> impl Iterator<Item = usize> {
    references.get(from).map_or(&[][..], Vec::as_slice).iter().copied()
}

fn turn(operations: Vec<usize>, references: &[Vec<usize>]) -> Turn {
    let itself = |&from: &usize| referred(references, from).any(|to| to == from);
    Turn { circular: operations.len() > 1 || operations.iter().any(itself), operations }
}

/// Which of the ids that are named are groups, where groups can be members at all.
async fn groups_among(
    service: &Service,
    caller: &Caller,
    named: &[Named],
) -> Result<HashSet<ResourceId>, Error> {
    let ids: HashSet<ResourceId> = named.iter().flat_map(|named| &named.ids).copied().collect();
    if ids.is_empty() || !caller.profile().features.nested_groups {
        return Ok(HashSet::new());
    }
    let ids: Vec<ResourceId> = ids.into_iter().collect();
    let mut read = service.store.snapshot(caller.tenant()).await?;
    Ok(read.existing(Kind::Group, &ids).await?)
}
