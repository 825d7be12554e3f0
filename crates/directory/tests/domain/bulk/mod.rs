//! Bulk requests (RFC 7644 §3.7): what each operation answers, and what is there afterwards.

mod circles;
mod equal;
mod errors;
mod examples;
mod limits;
mod references;
mod together;
mod yielding;

use directory::Error;
use directory::bulk::{BulkResult, Done};
use directory::model::Kind;
use serde_json::{Value, json};

use crate::world::{World, object};

/// The body limit of a single request.
const BYTES: usize = 1024 * 1024;

/// A bulk request of these operations.
fn message(operations: &Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations,
    })
}

async fn request(world: &World, message: Value) -> Result<Vec<BulkResult>, Error> {
    world.service.bulk(&world.caller, object(message), BYTES).await
}

async fn bulk(world: &World, operations: Value) -> Vec<BulkResult> {
    request(world, message(&operations)).await.unwrap()
}

/// The status of each operation; 0 for one that failed.
fn statuses(results: &[BulkResult]) -> Vec<u16> {
    results.iter().map(|result| result.outcome.as_ref().map_or(0, |done| done.status)).collect()
}

/// The reason of the operation's failure, as the client is told.
fn refusal(world: &World, result: &BulkResult) -> String {
    let error = result.outcome.as_ref().unwrap_err();
    world.caller.profile().messages.detail(error)
}

fn done(result: &BulkResult) -> &Done {
    result.outcome.as_ref().unwrap()
}

/// The id of the resource an operation was about.
fn id(result: &BulkResult) -> &str {
    result.location.as_ref().unwrap().rsplit_once('/').unwrap().1
}

/// The ids of a group's members, sorted.
async fn members(world: &World, group: &str) -> Vec<String> {
    let group = world.read(Kind::Group, group).await.unwrap();
    let members = group["members"].as_array().cloned().unwrap_or_default();
    let mut ids: Vec<String> =
        members.iter().map(|member| member["value"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

/// How many resources there are.
async fn count(world: &World, kind: Kind) -> Value {
    world.find(kind, "id pr").await.unwrap()["totalResults"].clone()
}

fn post_user(name: &str) -> Value {
    let data = crate::world::user(&format!("{name}@example.com"));
    json!({ "method": "POST", "path": "/Users", "bulkId": name, "data": data })
}

fn post_group(name: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|member| json!({ "value": member })).collect();
    json!({
        "method": "POST",
        "path": "/Groups",
        "bulkId": name,
        "data": { "displayName": name, "members": members },
    })
}
