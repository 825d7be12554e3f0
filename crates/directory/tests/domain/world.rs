//! A world of one organization with one directory, on the model store, and a caller in it.

use std::sync::Arc;

use directory::model::{Kind, Scope};
use directory::profile::ProfileName;
use directory::store::Store;
use directory::{
    Administrator, Answer, Caller, Error, ListQuery, NewKey, RequestInfo, Service, Settings, Wanted,
};
use directory_testkit::ModelStore;
use serde_json::{Map, Value};

/// The service, an administrator and a caller.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) admin: Administrator,
    pub(crate) caller: Caller,
}

impl World {
    /// A directory of that profile, in an organization with the verified domain `example.com`.
    pub(crate) async fn new(profile: ProfileName) -> Self {
        let settings = Settings::new("https://rollcall.test");
        Self::over(Arc::new(ModelStore::new()), settings, profile).await
    }

    /// The same with settings, and over a store, of one's own.
    pub(crate) async fn over(
        store: Arc<dyn Store>,
        settings: Settings,
        profile: ProfileName,
    ) -> Self {
        let service = Service::new(store, settings);
        let organization = service.create_organization("Example").await.unwrap();
        let admin = Administrator::local(organization.id);
        service.add_domain(&admin, "example.com").await.unwrap();
        let caller = caller(&service, &admin, profile).await;
        Self { service, admin, caller }
    }

    pub(crate) async fn create(&self, kind: Kind, document: Value) -> Result<Value, Error> {
        let answer =
            self.service.create(&self.caller, kind, object(document), &Wanted::default()).await?;
        Ok(body(&answer))
    }

    pub(crate) async fn patch(
        &self,
        kind: Kind,
        id: &str,
        operations: Value,
    ) -> Result<Answer, Error> {
        let message = serde_json::json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": operations,
        });
        self.service.patch(&self.caller, kind, id, object(message), None, &Wanted::default()).await
    }

    pub(crate) async fn replace(
        &self,
        kind: Kind,
        id: &str,
        document: Value,
    ) -> Result<Value, Error> {
        let wanted = Wanted::default();
        let document = object(document);
        let answer = self.service.replace(&self.caller, kind, id, document, None, &wanted).await?;
        Ok(body(&answer))
    }

    pub(crate) async fn read(&self, kind: Kind, id: &str) -> Result<Value, Error> {
        let answer = self.service.read(&self.caller, kind, id, &Wanted::default()).await?;
        Ok(body(&answer))
    }

    pub(crate) async fn find(&self, kind: Kind, filter: &str) -> Result<Value, Error> {
        let query = ListQuery { filter: Some(filter.to_owned()), ..ListQuery::default() };
        let listing = self.service.list(&self.caller, kind, &query).await?;
        Ok(serde_json::from_slice(&listing.body).unwrap())
    }

    /// Ends a test: every invariant of the store holds.
    pub(crate) async fn verify(&self) {
        assert_eq!(self.service.verify().await.unwrap(), []);
    }
}

/// A caller in a new directory.
pub(crate) async fn caller(
    service: &Service,
    admin: &Administrator,
    profile: ProfileName,
) -> Caller {
    let directory = service.create_directory(admin, "People", profile).await.unwrap();
    let new = NewKey {
        directory: Some(directory.id),
        user: None,
        label: "test".to_owned(),
        scope: Scope::Provision,
        expires: None,
    };
    let (_, token) = service.create_key(admin, new).await.unwrap();
    let id = directory.id.to_string();
    service.admit(Some(token.reveal()), &id, RequestInfo::default()).await.unwrap()
}

pub(crate) fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

pub(crate) fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

pub(crate) fn id(resource: &Value) -> &str {
    resource["id"].as_str().unwrap()
}

/// A user with one primary e-mail that is its name.
pub(crate) fn user(name: &str) -> Value {
    serde_json::json!({
        "userName": name,
        "emails": [{ "value": name, "type": "work", "primary": true }],
    })
}

/// A group of these members.
pub(crate) fn group(name: &str, members: &[&str]) -> Value {
    let members: Vec<Value> = members.iter().map(|id| serde_json::json!({ "value": id })).collect();
    serde_json::json!({ "displayName": name, "members": members })
}
