//! Taking members out of a group: an operation for each, since services differ in how they read a list of them.

use serde_json::{Value, json};

use super::patch;
use crate::job::Job;
use crate::request::Request;

/// The parameter that holds the members.
const MEMBERS: &str = "members";

/// The request.
pub(super) fn request(job: &Job<'_>) -> Request {
    let members = job.inputs.get(MEMBERS).and_then(Value::as_array).into_iter().flatten();
    let operations = members.filter_map(|member| {
        let id = Value::from(member.get("value")?.as_str()?);
        Some(json!({"op": "remove", "path": format!("members[value eq {id}]")}))
    });
    Request { body: Some(patch::message(&operations.collect::<Vec<_>>())), ..job.request() }
}
