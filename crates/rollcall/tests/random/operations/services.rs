//! Two services over HTTP, alike but for their stores.

use std::future::pending;
use std::sync::Arc;

use directory::model::Scope;
use directory::profile::ProfileName;
use directory::store::Store;
use directory::{Administrator, NewKey, Service, Settings};
use directory_testkit::ModelStore;
use directory_testkit::build::ManualClock;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use store_sqlite::SqliteStore;
use tokio::net::TcpListener;

use super::request::{Answer, Request};
use crate::environment;

/// The headers that are compared.
const HEADERS: &[&str] =
    &["content-type", "location", "etag", "rollcall-notice", "preference-applied"];

/// Both services.
pub(super) struct Services {
    embedded: Side,
    model: Side,
    _folder: tempfile::TempDir,
}

/// One service.
struct Side {
    service: Service,
    clock: Arc<ManualClock>,
    base: String,
    key: String,
    http: reqwest::Client,
}

impl Services {
    /// Starts both, each with one directory of the `standard` profile.
    pub(super) async fn start() -> Self {
        let folder = environment::folder();
        let store = SqliteStore::open(folder.path(), store_sqlite::Options::default());
        let embedded = Side::start(Arc::new(store.expect("a store"))).await;
        let model = Side::start(Arc::new(ModelStore::new())).await;
        Self { embedded, model, _folder: folder }
    }

    /// Moves both clocks on by so many microseconds, and says the time.
    pub(super) fn advance(&self, by: i64) -> Timestamp {
        let by = SignedDuration::from_micros(by);
        self.embedded.clock.advance(by);
        self.model.clock.advance(by)
    }

    /// Sends a request to both, and insists on the same answer. A list by cursor is followed to its end, each
    /// service with its own cursors; the answer is the last page.
    pub(super) async fn send(&self, request: &Request) -> Answer {
        let (mut to_embedded, mut to_model) = (request.clone(), request.clone());
        loop {
            let (embedded, cursor) = self.embedded.send(&to_embedded).await;
            let (model, model_cursor) = self.model.send(&to_model).await;
            assert_eq!(embedded, model, "the stores differ\n{to_embedded}");
            let (Some(cursor), Some(model_cursor)) = (cursor, model_cursor) else {
                return embedded;
            };
            for (request, cursor) in [(&mut to_embedded, cursor), (&mut to_model, model_cursor)] {
                request.query.retain(|(name, _)| *name != "cursor");
                request.query.push(("cursor", cursor));
            }
        }
    }

    /// Every invariant of both stores holds.
    pub(super) async fn verify(&self) {
        for side in [&self.embedded, &self.model] {
            assert_eq!(side.service.verify().await.expect("verified"), []);
        }
    }
}

impl Side {
    async fn start(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(ManualClock::new());
        let settings = Settings::new("https://rollcall.test");
        let service = Service::with_clock(store, settings, Arc::clone(&clock) as _);
        let organization = service.create_organization("Example").await.expect("created");
        let admin = Administrator::local(organization.id);
        service.add_domain(&admin, "example.com").await.expect("a domain");
        let created = service.create_directory(&admin, "People", ProfileName::Standard).await;
        let directory = created.expect("created").id;
        let new = NewKey {
            directory: Some(directory),
            user: None,
            label: "operations".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = service.create_key(&admin, new).await.expect("a key");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = scim_http::router(service.clone(), scim_http::Options::default());
        tokio::spawn(scim_http::serve(listener, router, pending()));
        Self {
            base: format!("http://{address}/scim/directory/{directory}"),
            key: token.reveal().to_owned(),
            http: reqwest::Client::new(),
            service,
            clock,
        }
    }

    /// Sends a request; its answer, and the cursor of the next page.
    async fn send(&self, request: &Request) -> (Answer, Option<String>) {
        let url = format!("{}{}", self.base, request.path);
        let mut url = reqwest::Url::parse(&url).expect("a URL");
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        let method = request.method.parse().expect("a method");
        let mut sent = self.http.request(method, url).bearer_auth(&self.key);
        sent = sent.header("X-Request-Id", "operations");
        for (name, value) in &request.headers {
            sent = sent.header(*name, value);
        }
        if let Some(body) = &request.body {
            sent = sent.header("Content-Type", "application/scim+json").body(body.to_string());
        }
        let response = sent.send().await.expect("an answer");
        let status = response.status().as_u16();
        let mut headers = Vec::new();
        for name in HEADERS {
            for value in response.headers().get_all(*name) {
                headers.push((*name, value.to_str().expect("a text").to_owned()));
            }
        }
        let mut text = response.text().await.expect("a text");
        let mut body = match text.as_str() {
            "" => Value::Null,
            text => serde_json::from_str(text).expect("JSON"),
        };
        let cursor = body.get_mut("nextCursor").map(|cursor| std::mem::replace(cursor, "…".into()));
        let cursor = cursor.and_then(|cursor| cursor.as_str().map(str::to_owned));
        if let Some(cursor) = &cursor {
            text = text.replace(cursor, "…");
        }
        (Answer { status, headers, body, text }, cursor)
    }
}
