//! Top-level attributes that are a second view of one of the enterprise extension: Atlassian's
//! `department` and `organization`.

use scim::Resource;
use serde_json::{Map, Value};

use crate::profile::Profile;

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Makes the two views of each mirrored attribute agree. The view that differs from before was meant;
/// where both do, the extension wins.
pub(super) fn reconcile(profile: &Profile, user: &mut Resource, before: Option<&Resource>) {
    for &name in profile.shape.mirrored {
        let was = before.and_then(|before| extended(before.as_map(), name)).cloned();
        let in_extension = extended(user.as_map(), name).cloned();
        let at_top = user.as_map().get(name).cloned();
        let value = if in_extension == was { at_top } else { in_extension };
        set(user, name, value);
    }
}

fn extended<'a>(user: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    user.get(ENTERPRISE)?.get(name)
}

fn set(user: &mut Resource, name: &str, value: Option<Value>) {
    let members = user.as_map_mut();
    if let Some(value) = value {
        members.insert(name.to_owned(), value.clone());
        let extension = members.entry(ENTERPRISE).or_insert_with(|| Value::Object(Map::new()));
        if let Some(extension) = extension.as_object_mut() {
            extension.insert(name.to_owned(), value);
        }
        return;
    }
    members.shift_remove(name);
    if let Some(extension) = members.get_mut(ENTERPRISE).and_then(Value::as_object_mut) {
        extension.shift_remove(name);
        if extension.is_empty() {
            members.shift_remove(ENTERPRISE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ProfileName;
    use serde_json::json;

    fn user(value: Value) -> Resource {
        Resource::from_stored(serde_json::from_value(value).unwrap())
    }

    fn reconciled(after: Value, before: Option<Value>) -> Value {
        let profile = Profile::of(ProfileName::Atlassian);
        let mut after = user(after);
        reconcile(&profile, &mut after, before.map(user).as_ref());
        Value::Object(after.into_map())
    }

    fn both(value: &str) -> Value {
        json!({ "department": value, ENTERPRISE: { "department": value } })
    }

    #[test]
    fn a_new_value_on_either_side_reaches_the_other() {
        assert_eq!(reconciled(json!({ "department": "R&D" }), None), both("R&D"));
        let extended = json!({ ENTERPRISE: { "department": "R&D" } });
        assert_eq!(reconciled(extended, None), both("R&D"));
    }

    #[test]
    fn the_extension_wins_a_conflict() {
        let conflict = json!({ "department": "top", ENTERPRISE: { "department": "extension" } });
        assert_eq!(reconciled(conflict, None), both("extension"));
    }

    #[test]
    fn a_change_on_one_side_carries_to_the_other() {
        let top = json!({ "department": "new", ENTERPRISE: { "department": "old" } });
        assert_eq!(reconciled(top, Some(both("old"))), both("new"));
        let extension = json!({ "department": "old", ENTERPRISE: { "department": "new" } });
        assert_eq!(reconciled(extension, Some(both("old"))), both("new"));
    }

    #[test]
    fn a_removal_on_one_side_removes_both() {
        let top = json!({ ENTERPRISE: { "department": "old" } });
        assert_eq!(reconciled(top, Some(both("old"))), json!({}));
        let extension = json!({ "department": "old" });
        assert_eq!(reconciled(extension, Some(both("old"))), json!({}));
    }
}
