//! The service, and one directory in it.

use std::future::pending;
use std::sync::Arc;

use directory::model::Scope;
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, Service, Settings};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use store_sqlite::SqliteStore;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use super::people::{People, user};
use crate::environment;

/// How many users are created at once when the town is settled.
const SETTLERS: u64 = 64;

/// A directory that can be spoken to.
#[derive(Clone)]
pub(super) struct Town {
    service: Service,
    base: String,
    key: String,
    http: reqwest::Client,
    _folder: Arc<tempfile::TempDir>,
}

impl Town {
    /// Starts the service on the embedded store.
    pub(super) async fn start() -> Self {
        let folder = environment::folder();
        let store = SqliteStore::open(folder.path(), store_sqlite::Options::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let service = Service::new(Arc::new(store.expect("a store")), Settings::new(url));
        let organization = service.create_organization("Example").await.expect("created");
        let admin = Administrator::local(organization.id);
        let created = service.create_directory(&admin, "Town", ProfileName::Standard).await;
        let directory = created.expect("created").id;
        let new = NewKey {
            directory: Some(directory),
            user: None,
            label: "walk".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = service.create_key(&admin, new).await.expect("a key");
        let router = scim_http::router(service.clone(), scim_http::Options::default());
        tokio::spawn(scim_http::serve(listener, router, pending()));
        Self {
            base: service.scim_base_url(directory),
            key: token.reveal().to_owned(),
            http: reqwest::Client::new(),
            service,
            _folder: Arc::new(folder),
        }
    }

    /// Creates the first users, many at once.
    pub(super) async fn settle(&self, people: &People, users: u64) {
        let mut settlers = JoinSet::new();
        for first in 0..SETTLERS {
            let (town, people) = (self.clone(), people.clone());
            settlers.spawn(async move {
                let mut number = first;
                while number < users {
                    town.create(&people, number).await;
                    number += SETTLERS;
                }
            });
        }
        settlers.join_all().await;
    }

    /// Creates a user.
    pub(super) async fn create(&self, people: &People, number: u64) {
        let request = self.request(Method::POST, "/Users").json(&user(number));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 201, "creating user {number}");
        let created: Value = answer.json().await.expect("JSON");
        people.came(created["id"].as_str().expect("an id").to_owned(), number);
    }

    /// Deletes a user.
    pub(super) async fn delete(&self, people: &People, id: String) {
        let request = self.request(Method::DELETE, &format!("/Users/{id}"));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), 204, "deleting {id}");
        people.went(id);
    }

    /// A page of the list of users.
    pub(super) async fn page(&self, query: &str) -> Value {
        let request = self.request(Method::GET, &format!("/Users{query}"));
        let answer = request.send().await.expect("an answer");
        let status = answer.status();
        let text = answer.text().await.expect("a text");
        assert_eq!(status, 200, "{query}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Every invariant of the store holds.
    pub(super) async fn verify(&self) {
        assert_eq!(self.service.verify().await.expect("verified"), []);
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base)).bearer_auth(&self.key)
    }
}
