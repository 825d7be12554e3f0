//! Growing random filters that are valid: on attributes the index has more often than on others, with literals
//! from the data and beside it.

use jiff::{SignedDuration, Timestamp};
use scim::schema::AttributeType;
use serde_json::Value;

use super::attributes::{Attributes, Leaf};
use super::tree::Tree;
use crate::chance::Chance;
use crate::texts;

/// How deep a filter goes, and how deep one in brackets.
const DEPTH: u64 = 3;
const DEPTH_INSIDE: u64 = 2;

const ON_TEXT: &[&str] = &["eq", "eq", "eq", "ne", "co", "sw", "sw", "ew", "gt", "ge", "lt", "le"];
const ON_BINARY: &[&str] = &["eq", "eq", "ne", "co", "sw", "ew"];
const ON_ORDERED: &[&str] = &["eq", "eq", "ne", "gt", "ge", "lt", "le"];
const ON_BOOLEAN: &[&str] = &["eq", "eq", "ne"];

/// A filter on these attributes, of which those with `indexed` paths are drawn more often.
pub(crate) fn grow(chance: &mut Chance, of: &Attributes, indexed: &[String]) -> Tree {
    let is_indexed = |leaf: &&Leaf| indexed.contains(&leaf.path);
    let indexed: Vec<&Leaf> = of.leaves.iter().filter(is_indexed).collect();
    let depth = chance.below(DEPTH + 1);
    combined(chance, depth, &|chance| {
        if chance.once_in(4) {
            let group = chance.among(&of.groups);
            let depth = chance.below(DEPTH_INSIDE + 1);
            let inside = |chance: &mut Chance| {
                let leaf = chance.among(&group.inside);
                term(chance, leaf)
            };
            let inside = combined(chance, depth, &inside);
            return Tree::Values(spelled(chance, &group.path), inside.into());
        }
        let leaf =
            if chance.once_in(3) { chance.among(&of.leaves) } else { *chance.among(&indexed) };
        term(chance, leaf)
    })
}

/// Terms joined by chance.
fn combined(chance: &mut Chance, depth: u64, leaf: &dyn Fn(&mut Chance) -> Tree) -> Tree {
    if depth == 0 {
        return leaf(chance);
    }
    let several = |chance: &mut Chance| {
        let count = 2 + chance.below(3).saturating_sub(1);
        (0..count).map(|_| combined(chance, depth - 1, leaf)).collect()
    };
    match chance.below(8) {
        0..=2 => Tree::And(several(chance)),
        3..=5 => Tree::Or(several(chance)),
        6 => Tree::Not(combined(chance, depth - 1, leaf).into()),
        _ => leaf(chance),
    }
}

/// One comparison, or `pr`.
fn term(chance: &mut Chance, leaf: &Leaf) -> Tree {
    let path = spelled(chance, &leaf.path);
    if chance.once_in(12) {
        return Tree::Term(format!("{path} pr"));
    }
    if chance.once_in(20) {
        return Tree::Term(format!("{path} {} null", chance.among(&["eq", "ne"])));
    }
    let operators = match leaf.definition.kind {
        AttributeType::Boolean => ON_BOOLEAN,
        AttributeType::Decimal | AttributeType::Integer | AttributeType::DateTime => ON_ORDERED,
        AttributeType::Binary => ON_BINARY,
        _ => ON_TEXT,
    };
    let operator = chance.among(operators);
    Tree::Term(format!("{path} {operator} {}", literal(chance, leaf)))
}

/// The name as someone might write it: attribute names have no case (RFC 7643 §2.1).
fn spelled(chance: &mut Chance, path: &str) -> String {
    match chance.below(16) {
        0 => path.to_lowercase(),
        1 => path.to_uppercase(),
        _ => path.to_owned(),
    }
}

fn literal(chance: &mut Chance, leaf: &Leaf) -> Value {
    let from_data = chance.pick(&leaf.values).cloned();
    match leaf.definition.kind {
        AttributeType::Boolean => Value::from(chance.once_in(2)),
        AttributeType::Integer => {
            let value = from_data.and_then(|value| value.as_i64()).unwrap_or_default();
            Value::from(value + beside(chance))
        }
        AttributeType::Decimal => {
            let value = from_data.and_then(|value| value.as_f64()).unwrap_or_default();
            if chance.once_in(3) { Value::from(beside(chance)) } else { Value::from(value) }
        }
        AttributeType::DateTime => {
            let text = from_data.as_ref().and_then(Value::as_str).unwrap_or(texts::DATES[0]);
            Value::from(date(chance, text))
        }
        AttributeType::Binary => {
            from_data.unwrap_or_else(|| Value::from(*chance.among(texts::BINARIES)))
        }
        _ => {
            let text = match from_data.as_ref().and_then(Value::as_str) {
                Some(text) if !chance.once_in(5) => text.to_owned(),
                _ => (*chance.among(texts::TEXTS)).to_owned(),
            };
            Value::from(changed(chance, &text))
        }
    }
}

/// Mostly nothing, else a little more or less.
fn beside(chance: &mut Chance) -> i64 {
    *chance.among(&[0, 0, 0, 1, -1])
}

/// The same instant, or one a microsecond, less or a second beside it, in one of several spellings.
fn date(chance: &mut Chance, text: &str) -> String {
    let Ok(at) = text.parse::<Timestamp>() else { return text.to_owned() };
    let steps = [0, 0, 0, 1, -1, 500, 1_000, -1_000, 1_000_000_000, -86_400_000_000_000];
    let at = at.saturating_add(SignedDuration::from_nanos(*chance.among(&steps))).unwrap_or(at);
    match chance.below(3) {
        0 => {
            let east = at.to_zoned(jiff::tz::Offset::constant(2).to_time_zone());
            east.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
        }
        _ => at.to_string(),
    }
}

/// The text itself, a part of it, or one that is nearly it.
fn changed(chance: &mut Chance, text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let cut = usize::try_from(chance.below(letters.len() as u64 + 1)).unwrap_or_default();
    match chance.below(10) {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => letters.iter().take(cut).collect(),
        3 => letters.iter().skip(cut).collect(),
        4 => format!("{text}{}", chance.among(texts::TEXTS)),
        _ => text.to_owned(),
    }
}
