//! A bulk request is the sequence of its operations: the same answers, and the same resources afterwards, as the
//! single requests one after the other in a world of its own, where nothing overlaps.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use directory::profile::ProfileName;
use directory::{Administrator, Service, Settings, Wanted};
use proptest::prelude::*;
use serde_json::{Map, json};

use super::yielding::YieldingStore;
use super::*;
use crate::world::{id as id_of, user};

/// What was there before: `{u0}` and so on stand for their ids.
const USERS: usize = 3;
const GROUPS: usize = 2;

/// A choice of an operation: which kind, and numbers to pick names and resources by.
type Choice = (u8, usize, usize, usize);

async fn world(profile: ProfileName, seed: u64) -> (World, HashMap<String, String>) {
    let store = Arc::new(YieldingStore::new(seed));
    let service = Service::new(store, Settings::new("https://rollcall.test"));
    let organization = service.create_organization("Example").await.unwrap();
    let admin = Administrator::local(organization.id);
    service.add_domain(&admin, "example.com").await.unwrap();
    let caller = crate::world::caller(&service, &admin, profile).await;
    let world = World { service, admin, caller };
    let mut ids = HashMap::new();
    for at in 0..USERS {
        let created = world.create(Kind::User, user(&format!("u{at}@example.com"))).await.unwrap();
        ids.insert(format!("{{u{at}}}"), id_of(&created).to_owned());
    }
    for at in 0..GROUPS {
        let group =
            json!({ "displayName": format!("g{at}"), "members": [{ "value": ids["{u0}"] }] });
        let created = world.create(Kind::Group, group).await.unwrap();
        ids.insert(format!("{{g{at}}}"), id_of(&created).to_owned());
    }
    (world, ids)
}

/// A user: one that was there, or one an operation of the request creates, or would.
fn some_user(choices: &[Choice], pick: usize) -> String {
    let created =
        (0..choices.len()).filter(|&at| choices[at].0 == 0).map(|at| format!("bulkId:o{at:02}"));
    let there = (0..USERS).map(|at| format!("{{u{at}}}"));
    let all: Vec<String> = there.chain(created).chain(["bulkId:nobody".to_owned()]).collect();
    all[pick % all.len()].clone()
}

/// A group; of those the request creates only one before `at`, so that no circle comes about.
fn some_group(choices: &[Choice], at: usize, pick: usize) -> String {
    let created = (0..at).filter(|&at| choices[at].0 == 1).map(|at| format!("bulkId:o{at:02}"));
    let there = (0..GROUPS).map(|at| format!("{{g{at}}}"));
    let all: Vec<String> = there.chain(created).collect();
    all[pick % all.len()].clone()
}

/// The operation of a choice. Names come from so few that they often collide.
fn operation(choices: &[Choice], at: usize) -> Value {
    let (kind, name, one, two) = choices[at];
    let user_name = format!("u{}@example.com", name % 6);
    let group_name = format!("g{}", name % 4);
    let member = if one % 5 == 0 { some_group(choices, at, two) } else { some_user(choices, two) };
    let patch = |path: String, operation: Value| json!({ "method": "PATCH", "path": path, "data": { "Operations": [operation] } });
    let of_user = format!("/Users/{}", some_user(choices, one));
    let of_group = format!("/Groups/{}", some_group(choices, at, one));
    let bulk_id = format!("o{at:02}");
    match kind {
        0 => {
            json!({ "method": "POST", "path": "/Users", "bulkId": bulk_id, "data": user(&user_name) })
        }
        1 => json!({
            "method": "POST", "path": "/Groups", "bulkId": bulk_id,
            "data": { "displayName": group_name, "members": [{ "value": member }] },
        }),
        2 => patch(
            of_group,
            json!({ "op": "add", "path": "members", "value": [{ "value": member }] }),
        ),
        3 => patch(
            of_group,
            json!({ "op": "remove", "path": format!("members[value eq \"{member}\"]") }),
        ),
        4 => {
            patch(of_group, json!({ "op": "replace", "path": "displayName", "value": group_name }))
        }
        5 => patch(of_user, json!({ "op": "replace", "path": "userName", "value": user_name })),
        6 => json!({ "method": "PUT", "path": of_user, "data": user(&user_name) }),
        7 => json!({ "method": "DELETE", "path": of_user }),
        _ => json!({ "method": "DELETE", "path": of_group }),
    }
}

/// The text with ids in the place of what stands for them.
fn put_in(operation: &Value, ids: &HashMap<String, String>) -> Value {
    let mut text = operation.to_string();
    for (name, id) in ids {
        text = text.replace(name.as_str(), id);
    }
    serde_json::from_str(&text).unwrap()
}

/// What is told of an operation: its status and version, or the kind of its failure.
fn told(outcome: &Result<(u16, Option<String>), Error>) -> String {
    match outcome {
        Ok((status, etag)) => format!("{status} {etag:?}"),
        Err(Error::Bulk(_)) => "a reference that can't be resolved".to_owned(),
        Err(error) => format!("{error:?}").split([' ', '(', '{']).next().unwrap().to_owned(),
    }
}

/// The operations as single requests.
struct Singly<'w> {
    world: &'w World,
    ids: HashMap<String, String>,
    operations: &'w [Value],
    told: Vec<Option<String>>,
    begun: HashSet<usize>,
    errors: usize,
    limit: usize,
}

impl Singly<'_> {
    /// Carries out one operation, after those it refers to.
    async fn carry_out(&mut self, at: usize) {
        let text = self.operations[at].to_string();
        for named in 0..self.operations.len() {
            if text.contains(&format!("bulkId:o{named:02}")) && self.begun.insert(named) {
                Box::pin(self.carry_out(named)).await;
            }
        }
        if self.errors >= self.limit {
            return;
        }
        let operation = put_in(&self.operations[at], &self.ids);
        let unresolved = operation.to_string().contains("bulkId:");
        let outcome = if unresolved { None } else { Some(single(self.world, &operation).await) };
        let text = match outcome {
            None => "a reference that can't be resolved".to_owned(),
            Some(Ok((status, etag, id))) => {
                self.ids.extend(id.map(|id| (format!("bulkId:o{at:02}"), id)));
                told(&Ok((status, etag)))
            }
            Some(Err(error)) => told(&Err(error)),
        };
        self.errors += usize::from(!text.starts_with('2'));
        self.told[at] = Some(text);
    }
}

/// The single request of an operation: its status, the version, and the id of what it created.
async fn single(
    world: &World,
    operation: &Value,
) -> Result<(u16, Option<String>, Option<String>), Error> {
    let World { service, caller, .. } = world;
    let mut path = operation["path"].as_str().unwrap().split('/').skip(1);
    let kind = if path.next() == Some("Users") { Kind::User } else { Kind::Group };
    let id = path.next().unwrap_or_default();
    let data: Map<String, Value> = operation["data"].as_object().cloned().unwrap_or_default();
    let wanted = Wanted::default();
    Ok(match operation["method"].as_str().unwrap() {
        "POST" => {
            let answer = service.create(caller, kind, data, &wanted).await?;
            (201, answer.etag, Some(answer.id.to_string()))
        }
        "PUT" => (200, service.replace(caller, kind, id, data, None, &wanted).await?.etag, None),
        "PATCH" => (200, service.patch(caller, kind, id, data, None, &wanted).await?.etag, None),
        _ => {
            service.delete(caller, kind, id, None).await?;
            (204, None, None)
        }
    })
}

/// Everything there is, in terms of names: ids and times differ between two worlds.
async fn everything(world: &World) -> Vec<String> {
    let mut resources = Vec::new();
    for kind in [Kind::User, Kind::Group] {
        let found = world.find(kind, "id pr").await.unwrap();
        resources.extend(found["Resources"].as_array().unwrap().clone());
    }
    let mut names: HashMap<String, String> = resources
        .iter()
        .map(|resource| {
            let name = resource.get("userName").unwrap_or(&resource["displayName"]);
            (id_of(resource).to_owned(), name.as_str().unwrap().to_owned())
        })
        .collect();
    names.insert(world.caller.directory().id.to_string(), "here".to_owned());
    let mut all: Vec<String> = resources
        .into_iter()
        .map(|mut resource| {
            resource
                .as_object_mut()
                .unwrap()
                .retain(|name, _| !name.contains("atlassian-external"));
            resource["meta"] = resource["meta"]["version"].clone();
            for side in ["members", "groups"] {
                if let Some(neighbours) = resource.get_mut(side).and_then(Value::as_array_mut) {
                    neighbours.sort_by_key(|neighbour| {
                        names[neighbour["value"].as_str().unwrap()].clone()
                    });
                }
            }
            put_in(&resource, &names).to_string()
        })
        .collect();
    all.sort();
    all
}

async fn compare(profile: ProfileName, choices: &[Choice], limit: Option<usize>, seed: u64) {
    let (bulk_world, ids) = world(profile, seed).await;
    let operations: Vec<Value> = (0..choices.len()).map(|at| operation(choices, at)).collect();
    let sent: Vec<Value> = operations.iter().map(|operation| put_in(operation, &ids)).collect();
    let mut message = message(&json!(sent));
    if let Some(limit) = limit {
        message["failOnErrors"] = json!(limit);
    }
    let results = request(&bulk_world, message).await.unwrap();
    let of_bulk: Vec<String> = results
        .into_iter()
        .map(|result| told(&result.outcome.map(|done| (done.status, done.etag))))
        .collect();

    let (single_world, ids) = world(profile, 0).await;
    let mut singly = Singly {
        world: &single_world,
        ids,
        operations: &operations,
        told: vec![None; operations.len()],
        begun: HashSet::new(),
        errors: 0,
        limit: limit.unwrap_or(usize::MAX),
    };
    for at in 0..operations.len() {
        if singly.begun.insert(at) {
            singly.carry_out(at).await;
        }
    }
    let of_singles: Vec<String> = singly.told.into_iter().flatten().collect();
    let sent = serde_json::to_string_pretty(&operations).unwrap();
    assert_eq!(of_bulk, of_singles, "{sent}");
    assert_eq!(everything(&bulk_world).await, everything(&single_world).await, "{sent}");
    bulk_world.verify().await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_bulk_request_is_the_sequence_of_its_operations(
        profile in prop_oneof![Just(ProfileName::Standard), Just(ProfileName::Atlassian)],
        choices in prop::collection::vec((0..9_u8, 0..24_usize, 0..24_usize, 0..24_usize), 1..24),
        limit in prop::option::of(1..6_usize),
        seed in any::<u64>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(compare(profile, &choices, limit, seed));
    }
}
