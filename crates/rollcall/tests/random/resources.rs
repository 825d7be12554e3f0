//! Random users and groups, as a client would send them.

use serde_json::{Map, Value, json};

use crate::chance::Chance;
use crate::texts::{BINARIES, TEXTS};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// A user, whose manager may be one of the others.
pub(crate) fn user(chance: &mut Chance, others: &[String]) -> Map<String, Value> {
    let mut user = Map::new();
    let name = format!("{}{}", text(chance), chance.below(40));
    user.insert("userName".to_owned(), name.into());
    for name in ["externalId", "displayName", "nickName", "title", "userType"] {
        maybe(chance, &mut user, name, |chance| text(chance).into());
    }
    maybe(chance, &mut user, "active", |chance| chance.once_in(2).into());
    maybe(chance, &mut user, "name", |chance| {
        let mut name = Map::new();
        for part in ["formatted", "familyName", "givenName"] {
            maybe(chance, &mut name, part, |chance| text(chance).into());
        }
        name.into()
    });
    for name in ["emails", "phoneNumbers", "roles", "photos", "ims", "addresses"] {
        let value = match name {
            "addresses" => "locality",
            _ => "value",
        };
        maybe(chance, &mut user, name, |chance| elements(chance, value));
    }
    maybe(
        chance,
        &mut user,
        "x509Certificates",
        |chance| json!([{ "value": chance.among(BINARIES), "type": text(chance) }]),
    );
    maybe(chance, &mut user, ENTERPRISE, |chance| {
        let mut more = Map::new();
        for name in ["department", "organization", "costCenter", "employeeNumber"] {
            maybe(chance, &mut more, name, |chance| text(chance).into());
        }
        if let Some(manager) = chance.pick(others).cloned() {
            maybe(chance, &mut more, "manager", |_| json!({ "value": manager }));
        }
        more.into()
    });
    user
}

/// A group of some of these.
pub(crate) fn group(
    chance: &mut Chance,
    users: &[String],
    groups: &[String],
) -> Map<String, Value> {
    let mut group = Map::new();
    let name = format!("{}{}", text(chance), chance.below(4));
    group.insert("displayName".to_owned(), name.into());
    maybe(chance, &mut group, "externalId", |chance| text(chance).into());
    let mut members: Vec<Value> = Vec::new();
    for _ in 0..chance.below(5) {
        let of = if chance.once_in(4) { groups } else { users };
        members.extend(chance.pick(of).map(|id| json!({ "value": id })));
    }
    group.insert("members".to_owned(), members.into());
    group
}

/// One to three elements, at most one of them primary.
fn elements(chance: &mut Chance, value: &str) -> Value {
    let mut primary = chance.once_in(2);
    let count = 1 + chance.below(3);
    let elements = (0..count).map(|_| {
        let mut element = Map::new();
        element.insert(value.to_owned(), text(chance).into());
        maybe(chance, &mut element, "type", |chance| {
            (*chance.among(&["work", "home", "Work"])).into()
        });
        if std::mem::take(&mut primary) {
            element.insert("primary".to_owned(), true.into());
        } else if chance.once_in(4) {
            element.insert("primary".to_owned(), false.into());
        }
        Value::from(element)
    });
    elements.collect()
}

/// Two times in three, a member.
pub(crate) fn maybe(
    chance: &mut Chance,
    of: &mut Map<String, Value>,
    name: &str,
    draw: impl FnOnce(&mut Chance) -> Value,
) {
    if !chance.once_in(3) {
        of.insert(name.to_owned(), draw(chance));
    }
}

/// A text.
pub(crate) fn text(chance: &mut Chance) -> &'static str {
    chance.among::<&str>(TEXTS)
}
