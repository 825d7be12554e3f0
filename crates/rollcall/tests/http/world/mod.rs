//! A world for one story: the whole service on a fresh data folder and a free port.

mod exchange;
mod people;
mod tenant;

use std::future::pending;
use std::path::Path;
use std::sync::Arc;

use directory::model::Scope;
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, Service, Settings};
use store_sqlite::SqliteStore;
use tokio::net::TcpListener;

pub(crate) use exchange::{Exchange, Request};
pub(crate) use people::{group, patch, user};
pub(crate) use tenant::Tenant;

/// The running service.
pub(crate) struct World {
    service: Service,
    url: String,
    http: reqwest::Client,
    _folder: Folder,
}

/// Tells a story in a fresh world. When it ends well, everything the store holds is verified; when it fails, the
/// data folder is kept and named.
pub(crate) async fn story(tell: impl AsyncFnOnce(&World)) {
    let world = World::start().await;
    tell(&world).await;
    let findings = world.service.verify().await.expect("the store can be verified");
    assert_eq!(findings, [], "the story left a store with findings");
}

/// Tells a story in one directory of that profile.
pub(crate) async fn story_in(profile: ProfileName, tell: impl AsyncFnOnce(&Tenant)) {
    story(async |world| tell(&world.tenant(profile).await).await).await;
}

impl World {
    async fn start() -> Self {
        let folder = Folder::new();
        let store = SqliteStore::open(folder.path(), store_sqlite::Options::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let settings = Settings::new(url.clone());
        let service = Service::new(Arc::new(store.expect("a store")), settings);
        let router = scim_http::router(service.clone(), scim_http::Options::default());
        tokio::spawn(scim_http::serve(listener, router, pending()));
        Self { service, url, http: reqwest::Client::new(), _folder: folder }
    }

    /// The service itself, for what an administrator does.
    pub(crate) fn service(&self) -> &Service {
        &self.service
    }

    /// A new organization with one directory of that profile.
    pub(crate) async fn tenant(&self, profile: ProfileName) -> Tenant {
        let organization = self.service.create_organization("Example").await.expect("created");
        self.tenant_in(&Administrator::local(organization.id), profile).await
    }

    /// One more directory in an organization.
    pub(crate) async fn tenant_in(&self, admin: &Administrator, profile: ProfileName) -> Tenant {
        let name = format!("a {} directory", profile.as_str());
        let created = self.service.create_directory(admin, &name, profile).await;
        let directory = created.expect("created");
        let new = NewKey {
            directory: Some(directory.id),
            user: None,
            label: "first key".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = self.service.create_key(admin, new).await.expect("created");
        Tenant::new(self, admin.clone(), directory, token.reveal())
    }

    /// A request to any path of the service, without a key.
    pub(crate) fn request(&self, method: &str, path: &str) -> Request {
        Request::new(self.http.clone(), method, &format!("{}{path}", self.url))
    }

    /// A key of the organization, for the administration API.
    pub(crate) async fn organization_key(&self, admin: &Administrator) -> String {
        let new = NewKey {
            directory: None,
            user: None,
            label: "administration".to_owned(),
            scope: Scope::Organization,
            expires: None,
        };
        let (_, token) = self.service.create_key(admin, new).await.expect("created");
        token.reveal().to_owned()
    }
}

/// A data folder that outlives a failed test.
struct Folder(Option<tempfile::TempDir>);

impl Folder {
    fn new() -> Self {
        Self(Some(tempfile::tempdir().expect("a data folder")))
    }

    fn path(&self) -> &Path {
        self.0.as_ref().expect("kept until dropped").path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(folder) = self.0.take()
        {
            eprintln!("the data of the failed story is kept in {}", folder.keep().display());
        }
    }
}
