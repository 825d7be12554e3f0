//! Drawing PATCH messages (RFC 7644 §3.5.2).

use serde_json::{Map, Value, json};

use super::state::{State, ids};
use crate::chance::Chance;
use crate::resources::{group, text, user};

const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A message of one to three operations.
pub(super) fn patch(chance: &mut Chance, state: &State, groups: bool) -> Value {
    let count = 1 + chance.below(3);
    let operations: Vec<Value> = (0..count)
        .map(|_| if groups { on_group(chance, state) } else { on_user(chance, state) })
        .collect();
    json!({ "schemas": [PATCH_OP], "Operations": operations })
}

fn on_user(chance: &mut Chance, state: &State) -> Value {
    let op = *chance.among(&["add", "replace", "Replace"]);
    let (name, kind) = (text(chance), *chance.among(&["work", "home", "other"]));
    match chance.below(14) {
        0 => json!({ "op": op, "value": part_of(chance, user, state) }),
        1 => {
            json!({ "op": op, "path": "active", "value": chance.among(&[json!(true), json!(false), json!("False")]) })
        }
        2 => {
            json!({ "op": op, "path": chance.among(&["displayName", "title", "nickName", "externalId"]), "value": name })
        }
        3 => json!({ "op": op, "path": "name.familyName", "value": name }),
        4 => json!({ "op": op, "path": "name", "value": { "givenName": name } }),
        5 => {
            json!({ "op": "add", "path": "emails", "value": [{ "value": name, "type": kind, "primary": chance.once_in(2) }] })
        }
        6 => {
            json!({ "op": op, "path": format!("emails[type eq \"{kind}\"].value"), "value": name })
        }
        7 => {
            json!({ "op": op, "path": format!("emails[type eq \"{kind}\"].primary"), "value": true })
        }
        8 => json!({ "op": "remove", "path": format!("emails[type eq \"{kind}\"]") }),
        9 => {
            json!({ "op": "remove", "path": chance.among(&["title", "emails", "name", "displayName", "phoneNumbers", "active"]) })
        }
        10 => json!({ "op": op, "path": format!("{ENTERPRISE}:department"), "value": name }),
        11 => match chance.pick(&ids(&state.users)) {
            Some(id) => {
                json!({ "op": op, "path": format!("{ENTERPRISE}:manager"), "value": { "value": id } })
            }
            None => json!({ "op": "remove", "path": ENTERPRISE }),
        },
        12 => {
            json!({ "op": op, "path": "userName", "value": format!("{name}{}", chance.below(40)) })
        }
        _ => refused(chance),
    }
}

fn on_group(chance: &mut Chance, state: &State) -> Value {
    let op = *chance.among(&["add", "replace"]);
    let (users, groups) = (ids(&state.users), ids(&state.groups));
    let of = if chance.once_in(4) { &groups } else { &users };
    let mut members = Vec::new();
    for _ in 0..=chance.below(3) {
        members.extend(chance.pick(of).cloned());
    }
    let values: Vec<Value> = members.iter().map(|id| json!({ "value": id })).collect();
    let one = members.first().map_or("nobody", String::as_str);
    match chance.below(9) {
        0 => {
            json!({ "op": op, "value": part_of(chance, |chance, users| group(chance, users, &groups), state) })
        }
        1 => {
            json!({ "op": "replace", "path": "displayName", "value": format!("{}{}", text(chance), chance.below(4)) })
        }
        2..=4 => json!({ "op": "add", "path": "members", "value": values }),
        5 => json!({ "op": "remove", "path": format!("members[value eq \"{one}\"]") }),
        6 => json!({ "op": "remove", "path": "members", "value": values }),
        7 => json!({ "op": "replace", "path": "members", "value": values }),
        _ => refused(chance),
    }
}

/// Some members of a document newly drawn.
fn part_of(
    chance: &mut Chance,
    document: impl FnOnce(&mut Chance, &[String]) -> Map<String, Value>,
    state: &State,
) -> Map<String, Value> {
    let mut part = document(chance, &ids(&state.users));
    part.retain(|_, _| chance.once_in(3));
    part
}

/// An operation that is wrong, or does nothing.
fn refused(chance: &mut Chance) -> Value {
    chance
        .among(&[
            json!({ "op": "add", "path": "unheard", "value": 1 }),
            json!({ "op": "replace", "path": "id", "value": "other" }),
            json!({ "op": "replace", "path": "meta.created", "value": "2020-01-01T00:00:00Z" }),
            json!({ "op": "remove" }),
            json!({ "op": "move", "path": "title" }),
            json!({ "op": "replace", "path": "emails[type eq]", "value": "x" }),
            json!({ "op": "remove", "path": "userName" }),
            json!({ "op": "remove", "path": "members[value eq \"nobody\"]" }),
        ])
        .clone()
}
