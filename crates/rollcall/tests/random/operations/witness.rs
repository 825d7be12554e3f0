//! What a request may have changed: versions and times are moved by real changes and by nothing else.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::request::{Answer, Request};
use super::state::State;

/// Holds what a directory was before a request against what it is after.
pub(super) fn check(
    before: &State,
    request: &Request,
    answer: &Answer,
    after: &State,
    now: Timestamp,
) -> Result<(), String> {
    if answer.status >= 500 {
        return Err("it is answered with a failure of the server".to_owned());
    }
    let reads = request.method == "GET" || request.path.ends_with(".search");
    if (reads || answer.status >= 400) && before != after {
        return Err("it may change nothing, and did".to_owned());
    }
    condition(before, request, answer)?;
    for resource in after.all() {
        let id = resource["id"].as_str().unwrap_or_default();
        match before.get(id) {
            Some(earlier) => {
                let joined_or_left = before.groups_with(id) != after.groups_with(id);
                moved(earlier, resource, joined_or_left, now)?;
            }
            None => born(resource, now)?,
        }
    }
    if request.method == "DELETE" && answer.status == 204 {
        let left = request.id().and_then(|id| after.get(id));
        return left.map_or(Ok(()), |_| Err("it is deleted, and still there".to_owned()));
    }
    Ok(())
}

/// `If-Match` decides, and nothing but it, whether a change of what is there fails with 412.
fn condition(before: &State, request: &Request, answer: &Answer) -> Result<(), String> {
    let target = request.id().and_then(|id| before.get(id));
    let (Some(target), Some(condition)) = (target, request.header("If-Match")) else {
        let failed = answer.status == 412;
        return if failed { Err("412 without a condition".to_owned()) } else { Ok(()) };
    };
    let version = target["meta"]["version"].as_str().unwrap_or_default();
    let meets = condition == "*" || condition == version;
    match (meets, answer.status) {
        (true, 412) => Err(format!("412, and the version is {version}")),
        (false, 412 | 400) => Ok(()),
        (false, _) => Err(format!("not 412, and the version is {version}")),
        _ => Ok(()),
    }
}

fn born(resource: &Map<String, Value>, now: Timestamp) -> Result<(), String> {
    let meta = Meta::of(resource)?;
    if meta.created == now && meta.modified == now {
        return Ok(());
    }
    Err(format!("created at {now}, and says {meta:?}"))
}

/// A resource that was there before: what changed of it, and what its `meta` says of that.
fn moved(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    joined_or_left: bool,
    now: Timestamp,
) -> Result<(), String> {
    let (was, is) = (Meta::of(before)?, Meta::of(after)?);
    let wrong = |what: &str| {
        Err(format!("{what}:\n{}\n{}", Value::from(before.clone()), Value::from(after.clone())))
    };
    if was.created != is.created {
        return wrong("the time of creation moved");
    }
    let counted = is.version > was.version;
    if own(before) != own(after) {
        if counted && is.modified == now {
            return Ok(());
        }
        return wrong("it changed, and its version or its time did not follow");
    }
    if was.modified != is.modified {
        return wrong("nothing of its own changed, and its time moved");
    }
    // Who joins or leaves a group counts it, and keeps its time. What groups say of each other is not counted.
    if counted == joined_or_left && is.version >= was.version {
        return Ok(());
    }
    wrong("its version does not tell whether it changed")
}

/// What a resource says of itself: not its `meta`, not the groups it is in, not its manager's name.
fn own(resource: &Map<String, Value>) -> Map<String, Value> {
    let mut own = resource.clone();
    own.remove("meta");
    own.remove("groups");
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    if let Some(manager) = own.get_mut(enterprise).and_then(|more| more.get_mut("manager")) {
        manager.as_object_mut().map(|manager| manager.remove("displayName"));
    }
    own
}

/// `meta`, in terms that can be compared.
#[derive(Debug)]
struct Meta {
    created: Timestamp,
    modified: Timestamp,
    version: u64,
}

impl Meta {
    fn of(resource: &Map<String, Value>) -> Result<Self, String> {
        let meta = &resource["meta"];
        let text = |name: &str| meta[name].as_str().ok_or_else(|| format!("no meta.{name}"));
        let time = |name: &str| text(name)?.parse().map_err(|_| format!("meta.{name} is no time"));
        let version = text("version")?.strip_prefix("W/\"").and_then(|tag| tag.strip_suffix('"'));
        let version = version.and_then(|number| number.parse().ok());
        let version = version.ok_or("meta.version is no tag of ours")?;
        Ok(Self { created: time("created")?, modified: time("lastModified")?, version })
    }
}
