//! Changing users that this crate made.

use std::sync::Arc;

use hyper::Method;
use serde_json::{Value, json};

use super::{Kind, Operation, Setting};
use crate::answer::{Answer, Checked, same};
use crate::wire::Asked;

/// Changes one after another. No two hands change the same user, and every request changes something.
pub(super) struct Patch {
    /// The ids of those whom this hand changes.
    ids: Vec<String>,
    change: Change,
    /// How many requests there were.
    number: usize,
}

enum Change {
    Rename { setting: Arc<Setting>, name: String },
    Activity { active: bool },
}

impl Patch {
    /// Gives each another `displayName`.
    pub(super) fn rename(setting: &Arc<Setting>, hand: usize) -> Self {
        let change = Change::Rename { setting: Arc::clone(setting), name: String::new() };
        Self::of(setting, hand, change)
    }

    /// Deactivates each, and activates it again.
    pub(super) fn deactivate(setting: &Setting, hand: usize) -> Self {
        Self::of(setting, hand, Change::Activity { active: true })
    }

    fn of(setting: &Setting, hand: usize, change: Change) -> Self {
        let ids = setting.people_of(hand).map(|person| person.id.clone()).collect();
        Self { ids, change, number: 0 }
    }

    /// The user of the last request. Each is deactivated and activated again before the next.
    fn id(&self) -> &str {
        let turn = self.number.saturating_sub(1);
        let turn = match self.change {
            Change::Rename { .. } => turn,
            Change::Activity { .. } => turn / 2,
        };
        let place = turn.checked_rem(self.ids.len()).unwrap_or_default();
        self.ids.get(place).map(String::as_str).unwrap_or_default()
    }
}

impl Operation for Patch {
    fn ask(&mut self) -> (Kind, Asked) {
        self.number += 1;
        let (kind, path, value): (_, _, Value) = match &mut self.change {
            Change::Rename { setting, name } => {
                *name = format!("Renamed {} {}", setting.number(), setting.run);
                (Kind::Patch, "displayName", name.as_str().into())
            }
            Change::Activity { active } => {
                *active = !*active;
                let kind = if *active { Kind::Reactivate } else { Kind::Deactivate };
                (kind, "active", (*active).into())
            }
        };
        let operation = json!({ "op": "replace", "path": path, "value": value });
        (kind, patched(&format!("/Users/{}", self.id()), &json!([operation])))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200, 204])?;
        if answer.status == 204 {
            return Ok(());
        }
        let user = answer.resource()?;
        same("id", Some(&user.id), self.id())?;
        match &self.change {
            Change::Rename { name, .. } => same("displayName", user.display_name.as_deref(), name),
            Change::Activity { active } => {
                let found = user.active.map(|active| active.to_string());
                same("active", found.as_deref(), &active.to_string())
            }
        }
    }
}

/// A PATCH (RFC 7644 §3.5.2).
pub(super) fn patched(path: &str, operations: &Value) -> Asked {
    let message = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": operations,
    });
    Asked::with(Method::PATCH, path.to_owned(), &message)
}
