//! From a filter to the candidates an index can give. The evaluator stays the only authority on what
//! matches; the index narrows, and says whether it narrowed exactly.

use jiff::Timestamp;
use scim::filter::{Comparison, Filter, Literal, Operator};
use scim::path::Reference;
use scim::schema::Container;

use super::attributes::MAX_KEY;
use crate::model::{Kind, ResourceId};
use crate::profile::Profile;
use crate::store::{Candidates, KeyRange, Span};

/// What an index makes of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Narrowed {
    /// A superset of what matches.
    pub(crate) candidates: Candidates,
    /// Whether it is exactly what matches, so that nothing need be read to count.
    pub(crate) exact: bool,
}

/// Narrows a filter on users or groups.
pub(crate) fn narrow(profile: &Profile, kind: Kind, filter: &Filter<'_>) -> Narrowed {
    let all = Narrowed { candidates: Candidates::All, exact: false };
    Planner { profile, kind }.narrowed(filter).unwrap_or(all)
}

struct Planner<'p> {
    profile: &'p Profile,
    kind: Kind,
}

impl Planner<'_> {
    /// What the index makes of a filter; nothing if it can't narrow it.
    fn narrowed(&self, filter: &Filter<'_>) -> Option<Narrowed> {
        match filter {
            Filter::Compare(comparison) => self.compared(&comparison.reference, comparison),
            Filter::And(all) => every(all.iter().map(|one| self.narrowed(one)).collect()),
            Filter::Or(any) => {
                either(any.iter().map(|one| self.narrowed(one)).collect::<Option<_>>()?)
            }
            Filter::Values { reference, filter } => self.within(reference, filter),
            Filter::Foreign { holds: false, .. } => {
                Some(Narrowed { candidates: Candidates::None, exact: true })
            }
            Filter::Present(_) | Filter::Not(_) | Filter::Foreign { holds: true, .. } => None,
        }
    }

    /// `emails[type eq "work" and value eq "x"]`: what holds for one element holds for some element.
    /// Several terms may hold for several elements, so that they narrow and no more.
    fn within(&self, reference: &Reference<'_>, filter: &Filter<'_>) -> Option<Narrowed> {
        match filter {
            Filter::Compare(comparison) => {
                let sub = Some(comparison.reference.attribute);
                self.compared(&Reference { sub, ..*reference }, comparison)
            }
            Filter::And(all) => {
                let parts = all.iter().map(|one| self.within(reference, one)).collect();
                every(parts).map(|narrowed| Narrowed { exact: false, ..narrowed })
            }
            Filter::Or(any) => {
                let parts = any.iter().map(|one| self.within(reference, one));
                either(parts.collect::<Option<_>>()?)
            }
            Filter::Values { .. }
            | Filter::Present(_)
            | Filter::Not(_)
            | Filter::Foreign { .. } => None,
        }
    }

    fn compared(&self, reference: &Reference<'_>, comparison: &Comparison<'_>) -> Option<Narrowed> {
        let mut key = comparison.key()?.as_bytes().to_vec();
        if let Some(narrowed) = self.by_row(reference, comparison) {
            return Some(narrowed);
        }
        let attribute = self.profile.index_number(self.kind, reference)?;
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

    /// What the rows themselves answer: ids, memberships, times.
    fn by_row(&self, reference: &Reference<'_>, comparison: &Comparison<'_>) -> Option<Narrowed> {
        let (Container::Core, Literal::String(text)) = (reference.container, &comparison.value)
        else {
            return None;
        };
        let sub = reference.sub.map(|sub| sub.name.as_str());
        let equal = comparison.operator == Operator::Equal;
        // What is no id matches nothing.
        let by_id = |of: fn(ResourceId) -> Candidates| {
            let candidates = text.parse().map_or(Candidates::None, of);
            Some(Narrowed { candidates, exact: true })
        };
        match (self.kind, reference.attribute.name.as_str(), sub) {
            (_, "id", None) if equal => by_id(Candidates::Id),
            (Kind::Group, "members", Some("value")) if equal => by_id(Candidates::GroupsWith),
            // Where groups nest, the search widens it to the groups inside.
            (Kind::User, "groups", Some("value")) if equal => by_id(Candidates::MembersOf),
            (_, "meta", Some("created")) => spanned(Candidates::Created, comparison, text),
            (_, "meta", Some("lastModified")) => spanned(Candidates::Modified, comparison, text),
            _ => None,
        }
    }
}

/// All of several, of which some may not be narrowed. Where some name single values, these are enough:
/// the few that are left are quicker read than looked up once more.
fn every(parts: Vec<Option<Narrowed>>) -> Option<Narrowed> {
    let count = parts.len();
    let mut narrowed: Vec<Narrowed> = parts.into_iter().flatten().collect();
    if narrowed.iter().any(|part| part.candidates == Candidates::None) {
        return Some(Narrowed { candidates: Candidates::None, exact: true });
    }
    if narrowed.iter().any(is_single) {
        narrowed.retain(is_single);
    }
    let exact = narrowed.len() == count && narrowed.iter().all(|part| part.exact);
    let candidates = combined(narrowed, Candidates::Every)?;
    Some(Narrowed { candidates, exact })
}

/// Any of several, all of which are narrowed.
fn either(narrowed: Vec<Narrowed>) -> Option<Narrowed> {
    let exact = narrowed.iter().all(|part| part.exact);
    let possible: Vec<Narrowed> =
        narrowed.into_iter().filter(|part| part.candidates != Candidates::None).collect();
    if possible.is_empty() {
        return Some(Narrowed { candidates: Candidates::None, exact: true });
    }
    let candidates = combined(possible, Candidates::Any)?;
    Some(Narrowed { candidates, exact })
}

fn combined(
    mut parts: Vec<Narrowed>,
    several: impl FnOnce(Vec<Candidates>) -> Candidates,
) -> Option<Candidates> {
    let last = parts.pop()?;
    if parts.is_empty() {
        return Some(last.candidates);
    }
    Some(several(parts.into_iter().chain([last]).map(|part| part.candidates).collect()))
}

/// Whether it is likely to be a few: one id, or one value of more than a byte (booleans have one, and
/// half of all users each).
fn is_single(narrowed: &Narrowed) -> bool {
    match &narrowed.candidates {
        Candidates::Id(_) => true,
        Candidates::Index { range: KeyRange::Equal(value), .. } => value.len() > 1,
        _ => false,
    }
}

/// A span of time around what a comparison with a date says: stored times are whole microseconds, the
/// date may be between two.
fn spanned(
    of: fn(Span) -> Candidates,
    comparison: &Comparison<'_>,
    text: &str,
) -> Option<Narrowed> {
    let at = scim::datetime::parse(text)?;
    let microsecond = at.as_microsecond();
    let from = Timestamp::from_microsecond(microsecond.saturating_sub(1)).ok();
    let to = Timestamp::from_microsecond(microsecond.saturating_add(2)).ok();
    let span = match comparison.operator {
        Operator::Equal => Span { from, to },
        Operator::Greater | Operator::GreaterOrEqual => Span { from, to: None },
        Operator::Less | Operator::LessOrEqual => Span { from: None, to },
        _ => return None,
    };
    Some(Narrowed { candidates: of(span), exact: false })
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
