//! Random users and groups, created, changed and deleted by chance, so that the index has had to follow.

use directory::Wanted;
use directory::model::Kind;
use serde_json::{Map, Value, json};

use super::twins::{BADGE_URN, Side, Twins};
use crate::chance::Chance;
use crate::resources::{self, group, maybe, text};
use crate::texts::{BINARIES, DATES, DECIMALS, INTEGERS};

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
    let create = async |side: &Side| {
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
    let act = async |side: &Side| {
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
    let mut user = resources::user(chance, others);
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

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        other => panic!("{other} is no object"),
    }
}
