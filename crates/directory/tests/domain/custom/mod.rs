//! Schemas and indexes of the organization's own.

mod concurrency;
mod eventful;
mod indexes;
mod refused;
mod schemas;
mod uniqueness;

use directory::customization::Refusal;
use directory::model::{DirectoryId, Kind, Scope};
use directory::profile::ProfileName;
use directory::{Error, KEY_MEMORY, ListQuery, NewKey, RequestInfo, Wanted};
use serde_json::{Value, json};

use crate::world::{World, object};

pub(crate) const BADGE: &str = "urn:example:params:scim:2.0:Badge";

/// A directory that can be customized, and a key that opens it.
pub(crate) struct Custom {
    pub(crate) world: World,
    pub(crate) directory: DirectoryId,
    token: String,
}

impl Custom {
    pub(crate) async fn new(profile: ProfileName) -> Self {
        let mut world = World::new(profile).await;
        let directory = world.caller.directory().id;
        let new = NewKey {
            directory: Some(directory),
            user: None,
            label: "custom".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = world.service.create_key(&world.admin, new).await.unwrap();
        let token = token.reveal().to_owned();
        world.caller = admitted(&world, directory, &token).await;
        Self { world, directory, token }
    }

    /// A new request: it is admitted with the rules as they are now.
    pub(crate) async fn renew(&mut self) {
        self.world.caller = admitted(&self.world, self.directory, &self.token).await;
    }

    /// Waits until the service goes by what another one has changed in the same store.
    pub(crate) async fn wait_until_noticed(&self) {
        tokio::time::sleep(KEY_MEMORY.unsigned_abs()).await;
    }

    pub(crate) async fn add_schema(&mut self, kind: Kind, schema: &Value) -> Result<(), Refusal> {
        self.add(kind, schema, false).await
    }

    pub(crate) async fn add_required(&mut self, kind: Kind, schema: &Value) -> Result<(), Refusal> {
        self.add(kind, schema, true).await
    }

    async fn add(&mut self, kind: Kind, schema: &Value, required: bool) -> Result<(), Refusal> {
        let World { service, admin, .. } = &self.world;
        let document = schema.to_string();
        let added =
            service.add_schema(admin, self.directory, kind, document.as_bytes(), required).await;
        self.renew().await;
        added.map(|_| ()).map_err(refusal)
    }

    pub(crate) async fn remove_schema(&mut self, urn: &str) -> Result<(), Refusal> {
        let World { service, admin, .. } = &self.world;
        let removed = service.remove_schema(admin, self.directory, urn).await;
        self.renew().await;
        removed.map(|_| ()).map_err(refusal)
    }

    pub(crate) async fn add_index(&mut self, kind: Kind, path: &str) -> Result<(), Refusal> {
        let World { service, admin, .. } = &self.world;
        let added = service.add_index(admin, self.directory, kind, path).await;
        self.renew().await;
        added.map(|_| ()).map_err(refusal)
    }

    pub(crate) async fn remove_index(&mut self, kind: Kind, path: &str) -> Result<(), Refusal> {
        let World { service, admin, .. } = &self.world;
        let removed = service.remove_index(admin, self.directory, kind, path).await;
        self.renew().await;
        removed.map(|_| ()).map_err(refusal)
    }

    /// The userNames or displayNames a query finds, in its order.
    pub(crate) async fn names(&self, query: ListQuery) -> Result<Vec<String>, Error> {
        let listing = self.world.service.list(&self.world.caller, Kind::User, &query).await?;
        let list: Value = serde_json::from_slice(&listing.body).unwrap();
        let resources = list["Resources"].as_array().unwrap().iter();
        Ok(resources.map(|user| user["userName"].as_str().unwrap().to_owned()).collect())
    }

    pub(crate) async fn found(&self, filter: &str) -> Vec<String> {
        let query = ListQuery { filter: Some(filter.to_owned()), ..ListQuery::default() };
        self.names(query).await.unwrap_or_else(|error| panic!("{filter}: {error}"))
    }

    /// How a filter on users is answered.
    pub(crate) async fn plan(&self, filter: &str) -> String {
        let World { service, caller, .. } = &self.world;
        service.explain(caller, Kind::User, filter).await.unwrap().candidates
    }

    pub(crate) async fn create(&self, document: &Value) -> Result<Value, Error> {
        self.world.create(Kind::User, document.clone()).await
    }

    /// A user as a client gets it that names attributes.
    pub(crate) async fn projected(&self, id: &str, attributes: &str) -> Value {
        let wanted = Wanted { attributes: Some(attributes.to_owned()), ..Wanted::default() };
        let World { service, caller, .. } = &self.world;
        let answer = service.read(caller, Kind::User, id, &wanted).await.unwrap();
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub(crate) fn told(&self, error: &Error) -> String {
        self.world.caller.profile().messages.detail(error)
    }

    pub(crate) async fn verify(&self) {
        self.world.verify().await;
    }
}

async fn admitted(world: &World, directory: DirectoryId, token: &str) -> directory::Caller {
    let request = RequestInfo::default();
    world.service.admit(Some(token), &directory.to_string(), request).await.unwrap()
}

pub(crate) fn refusal(error: Error) -> Refusal {
    match error {
        Error::Customization(refusal) => refusal,
        other => panic!("not refused but failed: {other}"),
    }
}

/// A schema of one attribute, `code`, with these characteristics besides.
pub(crate) fn badge(characteristics: Value) -> Value {
    let mut code = object(json!({ "name": "code", "type": "string" }));
    code.extend(object(characteristics));
    json!({ "id": BADGE, "name": "Badge", "attributes": [code] })
}

/// A user of the core schema and the badge's.
#[expect(clippy::needless_pass_by_value, reason = "so that the call reads as what is sent")]
pub(crate) fn holder(name: &str, badge: Value) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", BADGE],
        "userName": name,
        "emails": [{ "value": format!("{name}@example.com"), "primary": true }],
        (BADGE): badge,
    })
}

/// A user of the core schema alone.
pub(crate) fn person(name: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": name,
        "emails": [{ "value": format!("{name}@example.com"), "primary": true }],
    })
}
