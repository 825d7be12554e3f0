//! One directory, spoken to with its own key.

use directory::Administrator;
use directory::model::{Account, Directory};
use directory::profile::ProfileName;
use serde_json::Value;

use super::{Exchange, Request, World};

/// A directory and the key that opens it.
pub(crate) struct Tenant {
    /// The service itself, for what an administrator does.
    pub(crate) service: directory::Service,
    http: reqwest::Client,
    admin: Administrator,
    directory: Directory,
    base: String,
    key: String,
}

impl Tenant {
    pub(super) fn new(
        world: &World,
        admin: Administrator,
        directory: Directory,
        key: &str,
    ) -> Self {
        let base = world.service().scim_base_url(directory.id);
        Self {
            service: world.service().clone(),
            http: world.http.clone(),
            admin,
            directory,
            base,
            key: key.to_owned(),
        }
    }

    /// Whoever administers the directory's organization.
    pub(crate) fn admin(&self) -> &Administrator {
        &self.admin
    }

    /// The directory.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// Its SCIM base URL.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Its key.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// A request with the key. `path` follows the base URL and is sent as it is.
    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.http.clone(), method, &format!("{}{path}", self.base))
            .header("Authorization", &format!("Bearer {}", self.key))
            .by_strict_types(self.directory.profile == ProfileName::Standard)
    }

    /// GET.
    pub(crate) async fn get(&self, path: &str) -> Exchange {
        self.request("GET", path).send().await
    }

    /// POST.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Exchange {
        self.request("POST", path).json(body).send().await
    }

    /// PUT.
    pub(crate) async fn put(&self, path: &str, body: &Value) -> Exchange {
        self.request("PUT", path).json(body).send().await
    }

    /// PATCH.
    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Exchange {
        self.request("PATCH", path).json(body).send().await
    }

    /// DELETE.
    pub(crate) async fn delete(&self, path: &str) -> Exchange {
        self.request("DELETE", path).send().await
    }

    /// Creates a user or a group, which must succeed, and says its id.
    pub(crate) async fn create(&self, path: &str, body: &Value) -> String {
        self.post(path, body).await.created()
    }

    /// Everything a client can see of the directory: to show that something changed nothing.
    pub(crate) async fn dump(&self) -> (Value, Value) {
        let users = self.get("/Users?count=1000").await.status(200).body;
        (users, self.get("/Groups?count=1000").await.status(200).body)
    }

    /// The account with that e-mail, if there is one.
    pub(crate) async fn account(&self, email: &str) -> Option<Account> {
        let accounts = self.service.accounts(&self.admin).await.expect("accounts");
        accounts.into_iter().find(|account| account.email == email)
    }

    /// Takes a domain as verified.
    pub(crate) async fn verify_domain(&self, name: &str) {
        self.service.add_domain(&self.admin, name).await.expect("a domain");
    }
}
