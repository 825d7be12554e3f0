//! Everything a client can see of a directory.

use serde_json::{Map, Value};

use super::request::Request;
use super::services::Services;

/// All users and groups, as both services tell of them.
#[derive(Debug, PartialEq)]
pub(super) struct State {
    pub(super) users: Vec<Map<String, Value>>,
    pub(super) groups: Vec<Map<String, Value>>,
}

impl State {
    /// Reads it from both, which must agree.
    pub(super) async fn read(services: &Services) -> Self {
        let mut all = ["/Users", "/Groups"].map(|_| Vec::new());
        for (of, path) in all.iter_mut().zip(["/Users", "/Groups"]) {
            let mut request = Request::new("GET", path);
            request.query.push(("count", "1000".to_owned()));
            let answer = services.send(&request).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            *of = serde_json::from_value(answer.body["Resources"].clone()).expect("resources");
            assert_eq!(answer.body["totalResults"], of.len(), "all of them on one page");
        }
        let [users, groups] = all;
        Self { users, groups }
    }

    /// The resource of that id.
    pub(super) fn get(&self, id: &str) -> Option<&Map<String, Value>> {
        self.all().find(|resource| resource["id"] == id)
    }

    /// The ids of the groups that have this member themselves.
    pub(super) fn groups_with(&self, member: &str) -> Vec<&Value> {
        let has = |group: &&Map<String, Value>| {
            let members = group.get("members").and_then(Value::as_array).into_iter().flatten();
            members.into_iter().any(|one| one["value"] == member)
        };
        self.groups.iter().filter(has).map(|group| &group["id"]).collect()
    }

    /// Users, then groups.
    pub(super) fn all(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.users.iter().chain(&self.groups)
    }
}

/// The ids of these.
pub(super) fn ids(resources: &[Map<String, Value>]) -> Vec<String> {
    resources.iter().filter_map(|one| one["id"].as_str()).map(str::to_owned).collect()
}
