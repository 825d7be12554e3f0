//! Random users and random operations on them. There are few different values, so that they meet.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::naive::{Filter, Operation, prune, unite};
use crate::world::{BADGE, ENTERPRISE};

fn text() -> impl Strategy<Value = Value> {
    prop::sample::select(vec!["a", "b", "A", "c"]).prop_map(Value::from)
}

fn kind() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["work", "home", "Work"])
}

fn email() -> impl Strategy<Value = Value> {
    let display = prop::option::of(Just("D"));
    (text(), prop::option::of(kind()), display).prop_map(|(value, kind, display)| {
        let mut email = Map::from_iter([("value".to_owned(), value)]);
        email.extend(kind.map(|kind| ("type".to_owned(), json!(kind))));
        email.extend(display.map(|display| ("display".to_owned(), json!(display))));
        Value::Object(email)
    })
}

/// E-mails no two of which are twins, at most one of them primary.
fn emails() -> impl Strategy<Value = Value> {
    (prop::collection::vec(email(), 0..4), prop::option::of(0_usize..4)).prop_map(
        |(mut emails, primary)| {
            unite(&mut emails);
            if let Some(email) = primary.and_then(|primary| emails.get_mut(primary)) {
                email["primary"] = json!(true);
            }
            Value::Array(emails)
        },
    )
}

fn tags() -> impl Strategy<Value = Value> {
    prop::collection::btree_set(prop::sample::select(vec!["a", "b", "c"]), 0..3)
        .prop_map(|tags| json!(tags))
}

/// A stored user.
pub(crate) fn user() -> impl Strategy<Value = Value> {
    let name = (prop::option::of(text()), prop::option::of(text()));
    (prop::option::of(text()), name, emails(), tags(), prop::option::of(text())).prop_map(
        |(title, (given, family), emails, tags, department)| {
            let mut user = json!({
                "userName": "u",
                "title": title,
                "name": {"givenName": given, "familyName": family},
                "emails": emails,
                BADGE: {"tags": tags},
                ENTERPRISE: {"department": department},
            });
            prune(&mut user);
            user
        },
    )
}

fn filter() -> impl Strategy<Value = Filter> {
    prop_oneof![
        3 => kind().prop_map(Filter::Type),
        1 => (kind(), prop::sample::select(vec!["a", "b"])).prop_map(|(kind, value)| Filter::Both(kind, value)),
        1 => Just(Filter::Primary),
        1 => Just(Filter::NoType),
    ]
}

fn content() -> impl Strategy<Value = Value> {
    (email(), prop::option::of(any::<bool>())).prop_map(|(mut email, primary)| {
        if let Some(primary) = primary {
            email["primary"] = json!(primary);
        }
        email
    })
}

fn part() -> impl Strategy<Value = (&'static str, Value)> {
    prop_oneof![
        text().prop_map(|value| ("value", value)),
        kind().prop_map(|kind| ("type", json!(kind))),
        Just(("display", json!("E"))),
        any::<bool>().prop_map(|primary| ("primary", json!(primary))),
    ]
}

/// One operation of any kind.
pub(crate) fn operation() -> impl Strategy<Value = Operation> {
    let op = || prop::sample::select(vec!["add", "replace"]);
    let simple = prop::sample::select(vec![
        ("", Some("title"), None),
        ("", Some("name"), Some("givenName")),
        (ENTERPRISE, Some("department"), None),
        (ENTERPRISE, Some("manager"), Some("value")),
    ]);
    prop_oneof![
        2 => (simple, prop::option::of(text()))
            .prop_map(|((urn, attribute, sub), value)| Operation::Simple(urn, attribute, sub, value)),
        1 => (op(), prop::option::of(text()), text())
            .prop_map(|(op, given, family)| Operation::Complex(op, "name", json!({"givenName": given, "familyName": family}))),
        2 => (op(), emails()).prop_map(|(op, emails)| Operation::Elements(op, emails)),
        1 => prop::option::of(emails()).prop_map(Operation::Remove),
        2 => (op(), filter(), content()).prop_map(|(op, filter, value)| Operation::Selected(op, filter, value)),
        3 => (filter(), part(), any::<bool>())
            .prop_map(|(filter, (part, value), keep)| Operation::Part(filter, part, keep.then_some(value))),
        1 => filter().prop_map(Operation::RemoveSelected),
        1 => (op(), tags()).prop_map(|(op, tags)| Operation::Tags(op, tags)),
        1 => prop::sample::select(vec!["a", "B", "x"]).prop_map(Operation::RemoveTag),
    ]
}
