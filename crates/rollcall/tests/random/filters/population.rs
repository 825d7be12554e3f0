//! Random users and groups, created, changed and deleted by chance, so that the index has had to follow.

use directory::Wanted;
use directory::model::Kind;
use serde_json::{Map, Value, json};

use super::texts::{BINARIES, DATES, DECIMALS, INTEGERS, TEXTS};
use super::twins::{BADGE_URN, Twins};
use crate::chance::Chance;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH_OP: &str = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/// How many of each are created at a time.
const USERS: usize = 22;
const GROUPS: usize = 8;
/// How many changes follow.
const CHANGES: usize = 25;

/// Draws resources into a directory.
pub(super) async fn populate(twins: &Twins, directory: usize, chance: &mut Chance) {
    let mut users = Vec::new();
    let mut groups = Vec::new();
    for _ in 0..USERS {
        let user = user(chance, &users);
        users.extend(create(twins, directory, chance, Kind::User, user).await);
    }
    for _ in 0..GROUPS {
        let group = group(chance, &users, &groups);
        groups.extend(create(twins, directory, chance, Kind::Group, group).await);
    }
    assert!(users.len() > USERS / 2 && groups.len() > GROUPS / 4, "hardly anything was created");
    for _ in 0..CHANGES {
        change(twins, directory, chance, &users, &groups).await;
    }
}

/// Creates one, if the directory takes it: names may be taken.
async fn create(
    twins: &Twins,
    directory: usize,
    chance: &mut Chance,
    kind: Kind,
    document: Map<String, Value>,
) -> Option<String> {
    let create = async |side: &super::twins::Side| {
        let caller = &side.callers[directory];
        side.service.create(caller, kind, document.clone(), &Wanted::default()).await
    };
    let created = twins.both(create, pause(chance)).await;
    created.ok().map(|answer| answer.id.to_string())
}

/// Replaces, patches or deletes one; it may be gone.
async fn change(
    twins: &Twins,
    directory: usize,
    chance: &mut Chance,
    users: &[String],
    groups: &[String],
) {
    let kind = if chance.once_in(3) { Kind::Group } else { Kind::User };
    let id = chance.among(if kind == Kind::User { users } else { groups });
    let document = match kind {
        Kind::User => user(chance, users),
        Kind::Group => group(chance, users, groups),
    };
    let choice = chance.below(8);
    let patch = object(json!({
        "schemas": [PATCH_OP],
        "Operations": [{ "op": chance.among(&["add", "replace"]), "value": document }],
    }));
    let wanted = Wanted::default();
    let act = async |side: &super::twins::Side| {
        let (service, caller) = (&side.service, &side.callers[directory]);
        let (document, patch) = (document.clone(), patch.clone());
        match choice {
            0 => service.delete(caller, kind, id, None).await,
            1..=3 => service.replace(caller, kind, id, document, None, &wanted).await.map(|_| ()),
            _ => service.patch(caller, kind, id, patch, None, &wanted).await.map(|_| ()),
        }
    };
    let _refused_or_not = twins.both(act, pause(chance)).await;
}

/// How long after the one before something happens, in microseconds: sometimes at the same instant.
fn pause(chance: &mut Chance) -> i64 {
    *chance.among(&[0, 1, 1, 999, 1_000, 1_000_000])
}

fn user(chance: &mut Chance, others: &[String]) -> Map<String, Value> {
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
    maybe(chance, &mut user, BADGE_URN, badge);
    user
}

fn badge(chance: &mut Chance) -> Value {
    let mut badge = Map::new();
    maybe(chance, &mut badge, "code", |chance| text(chance).into());
    maybe(chance, &mut badge, "floor", |chance| (*chance.among(INTEGERS)).into());
    maybe(chance, &mut badge, "weight", |chance| (*chance.among(DECIMALS)).into());
    maybe(chance, &mut badge, "issued", |chance| (*chance.among(DATES)).into());
    maybe(chance, &mut badge, "remote", |chance| chance.once_in(2).into());
    maybe(chance, &mut badge, "print", |chance| (*chance.among(BINARIES)).into());
    maybe(chance, &mut badge, "doors", |chance| json!([text(chance), text(chance)]));
    maybe(chance, &mut badge, "desks", |chance| {
        let desk = |chance: &mut Chance| {
            let (room, number) = (text(chance), *chance.among(INTEGERS));
            json!({ "room": room, "number": number, "since": chance.among(DATES) })
        };
        json!([desk(chance), desk(chance)])
    });
    badge.into()
}

fn group(chance: &mut Chance, users: &[String], groups: &[String]) -> Map<String, Value> {
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
fn maybe(
    chance: &mut Chance,
    of: &mut Map<String, Value>,
    name: &str,
    draw: impl FnOnce(&mut Chance) -> Value,
) {
    if !chance.once_in(3) {
        of.insert(name.to_owned(), draw(chance));
    }
}

fn text(chance: &mut Chance) -> &'static str {
    *chance.among(TEXTS)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("{other} is no object"),
    }
}
