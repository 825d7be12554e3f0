//! A second, slow reading of RFC 7644 §3.4.2.2, written without a look at the first: filters as they
//! are written, resources as plain JSON, every value copied.

use std::cmp::Ordering;
use std::fmt;

use serde_json::{Value, json};

/// How the values of an attribute are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Folded,
    Exact,
    Boolean,
    Date,
    Number,
}

/// Attributes of the resource: the name in a filter, where its value is, and its kind.
pub(super) const ATTRIBUTES: &[(&str, &[&str], Kind)] = &[
    ("userName", &["userName"], Kind::Folded),
    ("title", &["title"], Kind::Folded),
    ("externalId", &["externalId"], Kind::Exact),
    ("active", &["active"], Kind::Boolean),
    ("name.familyName", &["name", "familyName"], Kind::Folded),
    ("emails", &["emails", "value"], Kind::Folded),
    ("emails.type", &["emails", "type"], Kind::Folded),
    ("emails.primary", &["emails", "primary"], Kind::Boolean),
    ("meta.created", &["meta", "created"], Kind::Date),
    ("urn:example:badge:2.0:number", &["urn:example:badge:2.0", "number"], Kind::Number),
    ("urn:example:badge:2.0:doors", &["urn:example:badge:2.0", "doors"], Kind::Folded),
];

/// The same within the brackets after `emails`.
pub(super) const OF_EMAILS: &[(&str, &[&str], Kind)] = &[
    ("value", &["value"], Kind::Folded),
    ("type", &["type"], Kind::Folded),
    ("primary", &["primary"], Kind::Boolean),
];

/// Three instants in five spellings.
pub(super) const DATES: &[(&str, i32)] = &[
    ("2026-01-31T08:00:00Z", 1),
    ("2026-01-31T10:00:00+02:00", 1),
    ("2026-01-31T08:00:00.5", 2),
    ("2026-01-31T24:00:00Z", 3),
    ("2026-02-01T00:00:00.000Z", 3),
];

type Attribute = (&'static str, &'static [&'static str], Kind);

#[derive(Clone, Debug)]
pub(super) enum Naive {
    Compare(Attribute, &'static str, Value),
    Present(Attribute),
    Emails(Box<Self>),
    And(Box<Self>, Box<Self>),
    Or(Box<Self>, Box<Self>),
    Not(Box<Self>),
}

impl fmt::Display for Naive {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare((name, ..), operator, value) => write!(out, "{name} {operator} {value}"),
            Self::Present((name, ..)) => write!(out, "{name} pr"),
            Self::Emails(filter) => write!(out, "emails[{filter}]"),
            Self::And(one, other) => write!(out, "({one}) and ({other})"),
            Self::Or(one, other) => write!(out, "({one}) or ({other})"),
            Self::Not(filter) => write!(out, "not ({filter})"),
        }
    }
}

impl Naive {
    pub(super) fn matches(&self, document: &Value) -> bool {
        match self {
            Self::Compare((_, path, kind), operator, value) => {
                let present =
                    values(document, path).into_iter().flatten().any(|value| value != json!(""));
                match (*operator, value) {
                    ("eq", Value::Null) => !present,
                    ("ne", Value::Null) => present,
                    _ => defaulted(document, path)
                        .into_iter()
                        .any(|found| passes(*kind, operator, found, value)),
                }
            }
            Self::Present((name, path, _)) => match (*name, document.get("emails")) {
                ("emails", Some(Value::Array(all))) => !all.is_empty(),
                _ => values(document, path).into_iter().flatten().any(|value| value != json!("")),
            },
            Self::Emails(filter) => match document.get("emails") {
                Some(Value::Array(all)) => all.iter().any(|element| filter.matches(element)),
                _ => false,
            },
            Self::And(one, other) => one.matches(document) && other.matches(document),
            Self::Or(one, other) => one.matches(document) || other.matches(document),
            Self::Not(filter) => !filter.matches(document),
        }
    }
}

/// The values at a path: one for each element of an array, `None` where there is none.
fn values(document: &Value, path: &[&str]) -> Vec<Option<Value>> {
    match (document, path) {
        (Value::Array(elements), _) => {
            elements.iter().flat_map(|element| values(element, path)).collect()
        }
        (value, []) => vec![Some(value.clone())],
        (value, [name, rest @ ..]) => match value.get(*name) {
            None => vec![None],
            Some(part) => values(part, rest),
        },
    }
}

/// The same, with `false` for the `primary` an element lacks.
fn defaulted(document: &Value, path: &[&str]) -> Vec<Option<Value>> {
    let is_element =
        path == ["primary"] || (path.ends_with(&["primary"]) && document.get("emails").is_some());
    let default = is_element.then_some(Value::Bool(false));
    values(document, path).into_iter().map(|value| value.or_else(|| default.clone())).collect()
}

fn passes(kind: Kind, operator: &str, found: Option<Value>, literal: &Value) -> bool {
    let Some(found) = found else { return operator == "ne" };
    let text = |value: &Value| {
        let text = value.as_str().unwrap_or_default();
        if kind == Kind::Folded { text.to_lowercase() } else { text.to_owned() }
    };
    let order = match kind {
        Kind::Folded | Kind::Exact => text(&found).cmp(&text(literal)),
        Kind::Boolean => found.as_bool().cmp(&literal.as_bool()),
        Kind::Number => found.as_f64().partial_cmp(&literal.as_f64()).expect("finite"),
        Kind::Date => {
            let instant = |value: &Value| {
                DATES.iter().find(|(text, _)| value == text).map(|(_, instant)| instant)
            };
            instant(&found).cmp(&instant(literal))
        }
    };
    match operator {
        "eq" => order == Ordering::Equal,
        "ne" => order != Ordering::Equal,
        "gt" => order == Ordering::Greater,
        "ge" => order != Ordering::Less,
        "lt" => order == Ordering::Less,
        "le" => order != Ordering::Greater,
        "co" => text(&found).contains(&text(literal)),
        "sw" => text(&found).starts_with(&text(literal)),
        "ew" => text(&found).ends_with(&text(literal)),
        other => panic!("{other} is no operator"),
    }
}
