//! The one authority on what a filter matches.
//!
//! A comparison with a multi-valued attribute asks whether *any* of its values passes, `ne` as well:
//! `emails.type ne "work"` is true of a user who has one other than for work. What is unassigned is
//! not identical to anything (`ne` is true), and is neither equal, greater nor less. `eq null` is
//! "unassigned", `ne null` is `pr`. An element without `primary` is one that is not (RFC 7643 §2.4).

use serde_json::Value;

use super::subject::{Subject, is_present};
use super::{Comparison, Filter, Literal, Operator};
use crate::Resource;
use crate::compare::{Key, equals, prepare};
use crate::schema::ResourceType;

impl Filter<'_> {
    /// Whether the resource matches. `resource` must hold all that the filter may speak of,
    /// computed attributes (`meta`, `groups`, `members`) included.
    pub fn matches(&self, of: &ResourceType, resource: &Resource) -> bool {
        self.holds(&Subject::Resource(of, resource))
    }

    /// Whether one element of a multi-valued attribute matches a filter in brackets.
    pub fn matches_element(&self, element: &Value) -> bool {
        self.holds(&Subject::Element(element))
    }

    fn holds(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Compare(comparison) => comparison.holds(subject),
            Self::Present(reference) => subject.any_stored(reference, is_present),
            Self::Values { reference, filter } => match subject.value(reference) {
                None => false,
                Some(Value::Array(elements)) => {
                    elements.iter().any(|element| filter.matches_element(element))
                }
                Some(single) => filter.matches_element(single),
            },
            Self::And(all) => all.iter().all(|filter| filter.holds(subject)),
            Self::Or(any) => any.iter().any(|filter| filter.holds(subject)),
            Self::Not(filter) => !filter.holds(subject),
            Self::Foreign { holds, .. } => *holds,
        }
    }
}

impl Comparison<'_> {
    fn holds(&self, subject: &Subject<'_>) -> bool {
        if let Some(key) = self.key() {
            return subject.any(&self.reference, |value| self.accepts(value, key));
        }
        let is_present = subject.any_stored(&self.reference, is_present);
        match (&self.value, self.operator) {
            (Literal::Null, Operator::Equal) => !is_present,
            (Literal::Null, Operator::NotEqual) => is_present,
            // Nothing is identical to, or beside, a value of another type.
            (_, operator) => operator == Operator::NotEqual,
        }
    }

    fn accepts(&self, value: Option<&Value>, key: &Key) -> bool {
        let leaf = self.reference.leaf();
        match self.operator {
            Operator::Equal => value.is_some_and(|value| equals(leaf, value, key)),
            Operator::NotEqual => !value.is_some_and(|value| equals(leaf, value, key)),
            operator => value
                .and_then(|value| prepare(leaf, value))
                .is_some_and(|candidate| relates(operator, &candidate, key.as_bytes())),
        }
    }
}

fn relates(operator: Operator, candidate: &[u8], key: &[u8]) -> bool {
    match operator {
        Operator::Equal => candidate == key,
        Operator::NotEqual => candidate != key,
        Operator::Contains => contains(candidate, key),
        Operator::StartsWith => candidate.starts_with(key),
        Operator::EndsWith => candidate.ends_with(key),
        Operator::Greater => candidate > key,
        Operator::GreaterOrEqual => candidate >= key,
        Operator::Less => candidate < key,
        Operator::LessOrEqual => candidate <= key,
    }
}

/// Only the search in a `str` is linear, whatever the two are.
fn contains(candidate: &[u8], key: &[u8]) -> bool {
    match (str::from_utf8(candidate), str::from_utf8(key)) {
        (Ok(candidate), Ok(key)) => candidate.contains(key),
        _ => false,
    }
}
