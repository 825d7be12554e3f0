//! From a filter to the candidates an index can give. The evaluator stays the only authority on what
//! matches; the index narrows, and says whether it narrowed exactly.

use scim::ResourceType;
use scim::filter::{Comparison, Filter, Literal, Operator};
use scim::path::Reference;
use scim::schema::Container;

use super::attributes::{MAX_KEY, number_of};
use crate::model::{Kind, ResourceId};
use crate::store::{Candidates, KeyRange};

/// What an index makes of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Narrowed {
    /// A superset of what matches.
    pub(crate) candidates: Candidates,
    /// Whether it is exactly what matches, so that nothing need be read to count.
    pub(crate) exact: bool,
}

/// Narrows a filter on users or groups.
pub(crate) fn narrow(kind: Kind, of: &ResourceType, filter: &Filter<'_>) -> Narrowed {
    narrowed(kind, of, filter).unwrap_or(Narrowed { candidates: Candidates::All, exact: false })
}

fn narrowed(kind: Kind, of: &ResourceType, filter: &Filter<'_>) -> Option<Narrowed> {
    match filter {
        Filter::Compare(comparison) => compared(kind, of, &comparison.reference, comparison),
        Filter::And(all) => best(all.iter().filter_map(|one| narrowed(kind, of, one))),
        Filter::Values { reference, filter } => within(kind, of, reference, filter),
        Filter::Present(_) | Filter::Or(_) | Filter::Not(_) => None,
    }
}

/// The narrowest of several: a single value before a range.
fn best(found: impl Iterator<Item = Narrowed>) -> Option<Narrowed> {
    let breadth = |narrowed: &Narrowed| match &narrowed.candidates {
        Candidates::None | Candidates::Id(_) => 0,
        // Few values stand for many users: `active eq true`.
        Candidates::Index { range: KeyRange::Equal(value), .. } if value.len() > 1 => 1,
        Candidates::GroupsWith(_) | Candidates::Every(_) => 2,
        Candidates::Index { range: KeyRange::Prefix(_), .. } => 3,
        Candidates::Index { .. }
        | Candidates::MembersOf(_)
        | Candidates::Created(_)
        | Candidates::Modified(_)
        | Candidates::Any(_) => 4,
        Candidates::All => 5,
    };
    let narrowest = found.min_by_key(breadth)?;
    Some(Narrowed { exact: false, ..narrowest })
}

/// `emails[type eq "work" and value eq "x"]`: what holds for one element holds for some element.
fn within(
    kind: Kind,
    of: &ResourceType,
    reference: &Reference<'_>,
    filter: &Filter<'_>,
) -> Option<Narrowed> {
    match filter {
        Filter::Compare(comparison) => {
            let sub = Some(comparison.reference.attribute);
            compared(kind, of, &Reference { sub, ..*reference }, comparison)
        }
        Filter::And(all) => best(all.iter().filter_map(|one| within(kind, of, reference, one))),
        Filter::Values { .. } | Filter::Present(_) | Filter::Or(_) | Filter::Not(_) => None,
    }
}

fn compared(
    kind: Kind,
    of: &ResourceType,
    reference: &Reference<'_>,
    comparison: &Comparison<'_>,
) -> Option<Narrowed> {
    let mut key = comparison.key()?.as_bytes().to_vec();
    if comparison.operator == Operator::Equal
        && let Some(candidates) = by_id(kind, reference, &comparison.value)
    {
        return Some(Narrowed { candidates, exact: true });
    }
    let attribute = number_of(kind, of, reference)?;
    let whole = key.len() < MAX_KEY;
    key.truncate(MAX_KEY);
    let range = match comparison.operator {
        Operator::Equal => KeyRange::Equal(key),
        Operator::StartsWith if whole => KeyRange::Prefix(key),
        Operator::Greater | Operator::GreaterOrEqual => {
            KeyRange::Between { from: Some(key), to: None }
        }
        // `to` is excluded: the key itself, and what it is the beginning of, must be inside.
        Operator::Less | Operator::LessOrEqual => {
            KeyRange::Between { from: None, to: successor(key) }
        }
        Operator::StartsWith | Operator::NotEqual | Operator::Contains | Operator::EndsWith => {
            return None;
        }
    };
    let exact = whole && comparison.operator == Operator::Equal;
    Some(Narrowed { candidates: Candidates::Index { attribute, range }, exact })
}

/// `id eq "…"`, and on groups `members.value eq "…"`: answered by the rows themselves. What is no id
/// matches nothing.
fn by_id(kind: Kind, reference: &Reference<'_>, value: &Literal) -> Option<Candidates> {
    let Literal::String(text) = value else { return None };
    let id = text.parse::<ResourceId>().ok();
    let sub = reference.sub.map(|sub| sub.name.as_str());
    match (reference.container, kind, reference.attribute.name.as_str(), sub) {
        (Container::Core, _, "id", None) => Some(id.map_or(Candidates::None, Candidates::Id)),
        (Container::Core, Kind::Group, "members", Some("value")) => {
            Some(id.map_or(Candidates::None, Candidates::GroupsWith))
        }
        _ => None,
    }
}

/// The first key after all that begin with this one; `None` if there is none.
fn successor(mut key: Vec<u8>) -> Option<Vec<u8>> {
    while let Some(last) = key.pop() {
        if let Some(next) = last.checked_add(1) {
            key.push(next);
            return Some(key);
        }
    }
    None
}
