//! A running service on a port of its own: one organization, one directory, its keys.

mod log;
mod seen;
mod store;

use std::net::SocketAddr;
use std::sync::Arc;

use directory::model::{DirectoryId, Scope};
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, Service, Settings};
use reqwest::{Method, RequestBuilder};
use scim_http::{Automation, Options};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use workflows::Workflow;

pub(crate) use log::Log;
pub(crate) use seen::Seen;
pub(crate) use store::{Mood, TroubledStore};

/// A service that runs until it is dropped.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) admin: Administrator,
    pub(crate) directory: DirectoryId,
    /// May read and change the directory.
    pub(crate) key: String,
    pub(crate) store: Arc<TroubledStore>,
    pub(crate) address: SocketAddr,
    client: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
}

impl World {
    /// With a directory of that profile.
    pub(crate) async fn of(profile: ProfileName) -> Self {
        Self::with(profile, Options::default()).await
    }

    /// With bounds of one's own.
    pub(crate) async fn with(profile: ProfileName, options: Options) -> Self {
        Self::start(profile, options, |url| Settings::new(url), Automation::default()).await
    }

    /// With one action more.
    pub(crate) async fn of_actions(profile: ProfileName, definition: &str) -> Self {
        let automation = Automation::default();
        let catalogue = automation.catalogue.clone().with(definition).unwrap();
        let automation = Automation { catalogue, ..automation };
        Self::start(profile, Options::default(), |url| Settings::new(url), automation).await
    }

    /// With workflows of one's own, by the names of their files.
    pub(crate) async fn of_workflows(profile: ProfileName, files: &[(&str, &str)]) -> Self {
        let automation = Automation::default();
        let library = files.iter().fold(automation.library.clone(), |library, (name, text)| {
            library.with(Arc::new(Workflow::read(name, text, &automation.catalogue).unwrap()))
        });
        let automation = Automation { library, ..automation };
        Self::start(profile, Options::default(), |url| Settings::new(url), automation).await
    }

    /// With settings of one's own, for the URL it is reached at.
    pub(crate) async fn of_settings(
        profile: ProfileName,
        settings: impl FnOnce(&str) -> Settings,
    ) -> Self {
        Self::start(profile, Options::default(), settings, Automation::default()).await
    }

    async fn start(
        profile: ProfileName,
        options: Options,
        settings: impl FnOnce(&str) -> Settings,
        automation: Automation,
    ) -> Self {
        Log::kept();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let store = Arc::new(TroubledStore::default());
        let settings = settings(&format!("http://{address}"));
        let service = Service::new(Arc::clone(&store) as _, settings);
        let organization = service.create_organization("Acme").await.unwrap();
        let admin = Administrator::local(organization.id);
        let directory = service.create_directory(&admin, "Staff", profile).await.unwrap().id;
        let key = key(&service, &admin, Some(directory), Scope::Provision).await;
        let (stop, stopped) = oneshot::channel::<()>();
        let app = scim_http::router_with(service.clone(), options, automation);
        let server = tokio::spawn(async move {
            let shutdown = async { drop(stopped.await) };
            scim_http::serve(listener, app, shutdown).await.unwrap();
        });
        Self {
            service,
            admin,
            directory,
            key,
            store,
            address,
            client: reqwest::Client::new(),
            stop: Some(stop),
            server: Some(server),
        }
    }

    /// Another key of the directory, or one of the organization.
    pub(crate) async fn new_key(&self, scope: Scope) -> String {
        let directory = (scope != Scope::Organization).then_some(self.directory);
        key(&self.service, &self.admin, directory, scope).await
    }

    /// A key of another directory of the organization.
    pub(crate) async fn key_of_directory(&self, directory: DirectoryId) -> String {
        key(&self.service, &self.admin, Some(directory), Scope::Provision).await
    }

    /// A key of the directory that one of its users holds.
    pub(crate) async fn key_of(&self, user: &str, scope: Scope) -> String {
        let new = NewKey {
            directory: Some(self.directory),
            user: Some(user.parse().unwrap()),
            label: "a user's key".to_owned(),
            scope,
            expires: None,
        };
        self.service.create_key(&self.admin, new).await.unwrap().1.reveal().to_owned()
    }

    /// The path of a SCIM endpoint of the directory: `/Users`.
    pub(crate) fn scim(&self, endpoint: &str) -> String {
        format!("/scim/directory/{}{endpoint}", self.directory)
    }

    /// The path of an administration endpoint of the organization.
    pub(crate) fn org(&self, endpoint: &str) -> String {
        format!("/admin/user-provisioning/v1/org/{}{endpoint}", self.admin.organization())
    }

    /// A request without a key.
    pub(crate) fn stranger(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// A request with the directory's key.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.stranger(method, path).bearer_auth(&self.key)
    }

    pub(crate) async fn get(&self, endpoint: &str) -> Seen {
        Seen::of(self.request(Method::GET, &self.scim(endpoint))).await
    }

    pub(crate) async fn post(&self, endpoint: &str, body: &Value) -> Seen {
        Seen::of(self.request(Method::POST, &self.scim(endpoint)).json(body)).await
    }

    pub(crate) async fn put(&self, endpoint: &str, body: &Value) -> Seen {
        Seen::of(self.request(Method::PUT, &self.scim(endpoint)).json(body)).await
    }

    pub(crate) async fn patch(&self, endpoint: &str, body: &Value) -> Seen {
        Seen::of(self.request(Method::PATCH, &self.scim(endpoint)).json(body)).await
    }

    pub(crate) async fn delete(&self, endpoint: &str) -> Seen {
        Seen::of(self.request(Method::DELETE, &self.scim(endpoint))).await
    }

    /// Creates a user; its id.
    pub(crate) async fn user(&self, name: &str) -> String {
        let created = self.post("/Users", &user(name)).await;
        assert_eq!(created.status, 201, "{created:?}");
        created.body["id"].as_str().unwrap().to_owned()
    }

    /// Sends bytes over a connection of their own; all that comes back until the server ends it.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> String {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut read, mut write) = stream.into_split();
        let sending = async {
            // The server may have had enough before all is sent.
            let _ = write.write_all(bytes).await;
            write
        };
        let mut answer = String::new();
        let (_write, received) = tokio::join!(sending, read.read_to_string(&mut answer));
        received.unwrap();
        answer
    }

    /// Asks the server to shut down; it goes on draining.
    pub(crate) fn stop(&mut self) -> JoinHandle<()> {
        self.stop.take().unwrap().send(()).unwrap();
        self.server.take().unwrap()
    }
}

/// A user with one primary e-mail.
pub(crate) fn user(name: &str) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": name,
        "emails": [{"value": format!("{name}@example.com"), "type": "work", "primary": true}],
    })
}

/// A PATCH of one operation.
pub(crate) fn patch_op(operation: Value) -> Value {
    json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [operation]})
}

async fn key(
    service: &Service,
    admin: &Administrator,
    directory: Option<DirectoryId>,
    scope: Scope,
) -> String {
    let new = NewKey { directory, user: None, label: "a key".to_owned(), scope, expires: None };
    let (_, token) = service.create_key(admin, new).await.unwrap();
    token.reveal().to_owned()
}
