//! One client: creates, changes and deletes users of its own until the service is gone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::chance::Chance;
use super::model::{Act, People, Person};
use super::service::Directory;

/// A client and what it knows.
pub(crate) struct Client {
    directory: Directory,
    team: String,
    name: String,
    chance: Chance,
    people: People,
    created: u64,
    acknowledged: u64,
}

/// What a client knew when the service was gone.
pub(crate) struct Report {
    /// Its users, as acknowledged.
    pub(crate) people: People,
    /// The request that was not answered, by userName.
    pub(crate) in_flight: BTreeMap<String, Act>,
    /// How many were.
    pub(crate) acknowledged: u64,
}

impl Client {
    /// A client whose users are called after it.
    pub(crate) fn new(directory: &Directory, team: &str, name: String, chance: Chance) -> Self {
        let (directory, team) = (directory.clone(), team.to_owned());
        Self { directory, team, name, chance, people: People::new(), created: 0, acknowledged: 0 }
    }

    /// Works until a request is not answered.
    pub(crate) async fn work(mut self) -> Report {
        loop {
            let (name, act) = self.choose();
            let Some(id) = self.send(&name, &act).await else {
                let in_flight = BTreeMap::from([(name, act)]);
                return Report { people: self.people, in_flight, acknowledged: self.acknowledged };
            };
            self.acknowledged += 1;
            match act.apply(self.people.get(&name), &id) {
                Some(person) => drop(self.people.insert(name, person)),
                None => drop(self.people.remove(&name)),
            }
        }
    }

    fn choose(&mut self) -> (String, Act) {
        let names: Vec<String> = self.people.keys().cloned().collect();
        let die = self.chance.below(10);
        let Some(name) = self.chance.pick(&names).cloned().filter(|_| die >= 3) else {
            self.created += 1;
            return (format!("{}-{}", self.name, self.created), Act::Create);
        };
        let act = match die {
            3..=5 => Act::Join,
            6 => Act::Leave,
            7..=8 => Act::SetTitle(format!("title {}", self.chance.below(1_000_000))),
            _ => Act::Delete,
        };
        (name, act)
    }

    /// Sends a request; the id of its user if it was acknowledged, nothing if it was not answered.
    async fn send(&self, name: &str, act: &Act) -> Option<String> {
        let id = self.people.get(name).map(|person: &Person| person.id.clone()).unwrap_or_default();
        let user = format!("/Users/{id}");
        let team = format!("/Groups/{}?excludedAttributes=members", self.team);
        let answer = match act {
            Act::Create => {
                let body = json!({
                    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
                    "userName": name,
                });
                self.directory.send("POST", "/Users", Some(&body)).await
            }
            Act::SetTitle(title) => {
                let body = patch(&json!({"op": "replace", "path": "title", "value": title}));
                self.directory.send("PATCH", &user, Some(&body)).await
            }
            Act::Join => {
                let body =
                    patch(&json!({"op": "add", "path": "members", "value": [{"value": id}]}));
                self.directory.send("PATCH", &team, Some(&body)).await
            }
            Act::Leave => {
                let path = format!("members[value eq \"{id}\"]");
                let body = patch(&json!({"op": "remove", "path": path}));
                self.directory.send("PATCH", &team, Some(&body)).await
            }
            Act::Delete => self.directory.send("DELETE", &user, None).await,
        };
        let (status, body) = answer?;
        assert!((200..300).contains(&status), "{name}: {act:?} was answered {status} {body}");
        match act {
            Act::Create => Some(body["id"].as_str().expect("an id").to_owned()),
            _ => Some(id),
        }
    }
}

fn patch(operation: &Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [operation],
    })
}
