//! Drawing the next request.

use serde_json::{Map, Value, json};

use super::patches::patch;
use super::queries::{list, projection};
use super::request::Request;
use super::state::{State, ids};
use crate::chance::Chance;
use crate::resources::{group, user};
use crate::texts;

/// More of a kind than this are not created: then some go first.
const MOST: usize = 24;

/// A request to a directory of that state.
pub(super) fn draw(chance: &mut Chance, state: &State) -> Request {
    let groups = chance.once_in(3);
    let all = if groups { &state.groups } else { &state.users };
    let collection = if groups { "/Groups" } else { "/Users" };
    let choice = if all.len() < 3 { 0 } else { chance.below(20) };
    match choice {
        0..=3 if all.len() < MOST => {
            Request::new("POST", collection).with(document(chance, state, groups))
        }
        4..=5 => {
            let request = one(chance, "PUT", collection, all);
            let request = request.with(document(chance, state, groups));
            conditional(chance, all, request)
        }
        6..=11 => {
            let request = one(chance, "PATCH", collection, all);
            let request = request.with(patch(chance, state, groups));
            conditional(chance, all, request)
        }
        0..=3 | 12 => {
            let request = one(chance, "DELETE", collection, all);
            conditional(chance, all, request)
        }
        13..=14 => {
            let mut request = one(chance, "GET", collection, all);
            request.query = projection(chance);
            if chance.once_in(3) {
                request.headers.push(("If-None-Match", tag(chance, all, &request)));
            }
            request
        }
        _ => list(chance, state, groups),
    }
}

/// A whole resource, with its `schemas` or without; now and then the one that is there already.
fn document(chance: &mut Chance, state: &State, groups: bool) -> Value {
    let (user_ids, group_ids) = (ids(&state.users), ids(&state.groups));
    let mut document =
        if groups { group(chance, &user_ids, &group_ids) } else { user(chance, &user_ids) };
    if chance.once_in(4)
        && let Some(there) = chance.pick(if groups { &state.groups } else { &state.users })
    {
        document.clone_from(there);
    }
    if chance.once_in(20) {
        broken(chance, &mut document);
    }
    document.into()
}

/// Makes a document one that is refused, or tolerated, or ignored in part.
fn broken(chance: &mut Chance, document: &mut Map<String, Value>) {
    let (name, value) = match chance.below(6) {
        0 => ("userName", Value::Null),
        1 => ("active", json!("False")),
        2 => ("emails", json!("a@example.com")),
        3 => ("members", json!([{ "value": "nobody" }])),
        4 => ("unheard", json!({ "of": 1 })),
        _ => ("displayName", json!(17)),
    };
    document.insert(name.to_owned(), value);
}

/// A request on one resource, which may be one that is not there.
fn one(
    chance: &mut Chance,
    method: &'static str,
    collection: &str,
    all: &[Map<String, Value>],
) -> Request {
    let id = match chance.pick(all).and_then(|one| one["id"].as_str()) {
        Some(id) if !chance.once_in(25) => id,
        _ => "0190a000-0000-7000-8000-000000000000",
    };
    Request::new(method, format!("{collection}/{id}"))
}

/// A write with a condition, or one that needs no answer, or a plain one.
fn conditional(chance: &mut Chance, all: &[Map<String, Value>], mut request: Request) -> Request {
    match chance.below(8) {
        0 | 1 => {
            let tag = tag(chance, all, &request);
            request.headers.push(("If-Match", tag));
        }
        2 => request.headers.push(("Prefer", "return=minimal".to_owned())),
        3 => request.query = projection(chance),
        _ => {}
    }
    request
}

/// The tag of the resource a request is on, or another.
fn tag(chance: &mut Chance, all: &[Map<String, Value>], request: &Request) -> String {
    let target = request.id().and_then(|id| all.iter().find(|one| one["id"] == id));
    let version = target.and_then(|one| one["meta"]["version"].as_str());
    match chance.below(6) {
        0 => "*".to_owned(),
        1 => format!("W/\"{}\"", chance.below(9)),
        2 => format!("W/\"{}\"", chance.among(texts::TEXTS).chars().count()),
        _ => version.unwrap_or("W/\"1\"").to_owned(),
    }
}
