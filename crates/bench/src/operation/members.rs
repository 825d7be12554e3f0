//! Members of a group, who come and go.

use serde_json::json;

use super::patch::patched;
use super::{Kind, Operation, Setting};
use crate::answer::{Answer, Checked, same};
use crate::wire::Asked;

/// Adds somebody and takes them out again, one after another, so that the group keeps its size.
pub(super) struct Members {
    /// The id of the group.
    group: String,
    /// The ids of those whom this hand adds.
    ids: Vec<String>,
    /// How many requests there were.
    number: usize,
}

impl Members {
    pub(super) fn new(setting: &Setting, hand: usize) -> Self {
        let group = setting.group.as_ref().map(|group| group.id.clone()).unwrap_or_default();
        let ids = setting.outsiders_of(hand).map(|person| person.id.clone()).collect();
        Self { group, ids, number: 0 }
    }
}

impl Operation for Members {
    fn ask(&mut self) -> (Kind, Asked) {
        let place = (self.number / 2).checked_rem(self.ids.len()).unwrap_or_default();
        let id = self.ids.get(place).map(String::as_str).unwrap_or_default();
        let adds = self.number.is_multiple_of(2);
        self.number += 1;
        let (kind, operation) = if adds {
            (Kind::AddMember, json!({ "op": "add", "path": "members", "value": [{ "value": id }] }))
        } else {
            let path = format!("members[value eq \"{id}\"]");
            (Kind::RemoveMember, json!({ "op": "remove", "path": path }))
        };
        let path = format!("/Groups/{}?excludedAttributes=members", self.group);
        (kind, patched(&path, &json!([operation])))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200, 204])?;
        if answer.status == 204 {
            return Ok(());
        }
        same("id", Some(&answer.resource()?.id), &self.group)
    }
}
