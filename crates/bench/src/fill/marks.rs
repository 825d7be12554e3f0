//! Marks: groups without members, whose names say what is done.

use client::{Endpoint, ListQuery, Projection};
use serde_json::{Value, json};

use super::Filling;
use crate::Error;

const DOING: &str = "looking for what was filled in before";

impl Filling<'_> {
    /// Whether this was done before. Without groups it is not known.
    pub(super) async fn is_marked(&self, what: &str) -> Result<bool, Error> {
        Ok(self.offers.groups && self.find_group(&name(what)).await?.is_some())
    }

    /// Notes that this is done.
    pub(super) async fn mark(&self, what: &str) -> Result<(), Error> {
        if self.offers.groups && self.find_group(&name(what)).await?.is_none() {
            self.create_group(&name(what)).await?;
        }
        Ok(())
    }

    /// The id of the group of a name.
    pub(super) async fn find_group(&self, name: &str) -> Result<Option<String>, Error> {
        let query = ListQuery {
            projection: Projection::excluded("members"),
            ..ListQuery::filtered(format!("displayName eq {}", Value::from(name)))
        };
        let answer = self.client.list(Endpoint::Groups, &query).await;
        let body = answer.map_err(Error::preparing(DOING))?.body;
        Ok(body.pointer("/Resources/0/id").and_then(Value::as_str).map(str::to_owned))
    }

    /// Creates a group without members. Gives its id.
    pub(super) async fn create_group(&self, name: &str) -> Result<String, Error> {
        let doing = "creating a group";
        let group = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "displayName": name,
        });
        let created = self.client.create(Endpoint::Groups, &group).await;
        let answer = created.map_err(Error::preparing(doing))?;
        let id = answer.id().map(str::to_owned);
        id.ok_or_else(|| Error::Odd { doing, problem: "the answer has no id".to_owned() })
    }
}

fn name(what: &str) -> String {
    format!("bench-has-{what}")
}
