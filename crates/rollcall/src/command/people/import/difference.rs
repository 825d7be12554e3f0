//! What has to change of a user who is there, for a row to be true.

use actions::{Action, Kind, Parameter};
use serde_json::{Map, Value, json};

use super::items;
use super::person::{Given, Person};
use crate::command::people::{attributes, member, parts};

/// One attribute that is not as a row says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// The attribute's path (RFC 7644 §3.10).
    pub(super) path: String,
    /// What the user has.
    pub(super) old: Option<Value>,
    /// What the user shall have.
    pub(super) new: Value,
}

/// Everything that differs. What the row does not speak of stays, and so does what was concluded for it.
pub(super) fn differences(action: &Action, person: &Person, user: &Value) -> Vec<Difference> {
    let identity = action.identity.as_ref().map(|identity| identity.parameter.as_str());
    let mut found = Vec::new();
    for parameter in attributes(action) {
        // The user was found by this one: it may be in another case, and is the same name.
        if identity == Some(parameter.name.as_str()) {
            continue;
        }
        let given = person.given.get(&parameter.name).copied();
        let wanted = person.inputs.get(&parameter.name);
        if let Some((given, wanted)) = given.zip(wanted) {
            compare(parameter, given, wanted, member::of(user, parameter), &mut found);
        }
    }
    found
}

/// The `PatchOp` that takes the differences away (RFC 7644 §3.5.2).
pub(super) fn patch(differences: &[Difference]) -> Value {
    let operations = differences
        .iter()
        .map(|Difference { path, new, .. }| json!({"op": "replace", "path": path, "value": new}));
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations.collect::<Vec<_>>(),
    })
}

fn compare(
    parameter: &Parameter,
    given: Given,
    wanted: &Value,
    there: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    let whole = |new: Value| Difference { path: parameter.path(), old: there.cloned(), new };
    match &parameter.kind {
        Kind::Objects(shape) => {
            let items = there.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let old: Vec<_> = items.iter().map(|item| member::shaped(shape, item)).collect();
            if let Some(new) = items::change(given, wanted, &old) {
                found.push(whole(new));
            }
        }
        Kind::Object(_) => {
            let Value::Object(wanted) = wanted else { return };
            // One value in the main: a new one replaces all of it.
            if parts(parameter).is_none() {
                if differing(wanted, there).next().is_some() {
                    found.push(whole(Value::Object(wanted.clone())));
                }
            } else {
                found.extend(differing(wanted, there).map(|(name, new)| Difference {
                    path: format!("{}.{name}", parameter.path()),
                    old: there.and_then(|there| member::member(there, name)).cloned(),
                    new: new.clone(),
                }));
            }
        }
        _ if there == Some(wanted) => {}
        _ => found.push(whole(wanted.clone())),
    }
}

/// The members that are not there as wanted.
fn differing<'a>(
    wanted: &'a Map<String, Value>,
    there: Option<&'a Value>,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    wanted.iter().filter(move |(name, value)| {
        there.and_then(|there| member::member(there, name)) != Some(*value)
    })
}
