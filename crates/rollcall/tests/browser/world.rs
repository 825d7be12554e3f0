//! A service for one story, and a browser that looks at it.

use std::future::pending;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use directory::model::Scope;
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, Service, Settings};
use futures_util::FutureExt as _;
use scim_http::Automation;
use store_sqlite::SqliteStore;
use tokio::net::TcpListener;
use workflows::Workflow;

use crate::browser::{Browser, Chromedriver};

/// A workflow that runs without mail.
const ONBOARDING: &str = include_str!("onboarding.yaml");

/// The running service, with one directory and its keys.
pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) url: String,
    /// May read and change the directory.
    pub(crate) key: String,
    /// May only read it.
    pub(crate) reading_key: String,
    /// Of another directory of the organization.
    pub(crate) other_key: String,
}

/// Tells a story on a screen of a desk.
pub(crate) async fn story(tell: impl AsyncFnOnce(&World, &Browser)) {
    story_at(1280, 900, tell).await;
}

/// Tells a story on a screen of that size. When it ends well, everything the store holds is verified.
pub(crate) async fn story_at(width: u32, height: u32, tell: impl AsyncFnOnce(&World, &Browser)) {
    let folder = tempfile::tempdir().expect("a data folder");
    let world = World::start(folder.path()).await;
    let chromedriver = Chromedriver::start();
    let browser = chromedriver.browser(&world.url, width, height).await;
    let told = AssertUnwindSafe(tell(&world, &browser)).catch_unwind().await;
    if told.is_err() {
        let file = std::env::temp_dir().join(format!("rollcall-story-{}.png", std::process::id()));
        browser.picture(&file).await;
        eprintln!("at {} the browser showed {}", browser.address().await, file.display());
    }
    browser.close().await;
    if let Err(panic) = told {
        std::panic::resume_unwind(panic);
    }
    let findings = world.service.verify().await.expect("the store can be verified");
    assert_eq!(findings, [], "the story left a store with findings");
}

impl World {
    async fn start(folder: &std::path::Path) -> Self {
        let store = SqliteStore::open(folder, store_sqlite::Options::default()).expect("a store");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let service = Service::new(Arc::new(store), Settings::new(url.clone()));
        let automation = Automation::default();
        let onboarding = Workflow::read("onboarding", ONBOARDING, &automation.catalogue);
        let onboarding = onboarding.expect("a workflow");
        let library = automation.library.clone().with(Arc::new(onboarding));
        let automation = Automation { library, ..automation };
        let options = scim_http::Options::default();
        let app = scim_http::router_with(service.clone(), options, automation);
        tokio::spawn(scim_http::serve(listener, app, pending()));
        let organization = service.create_organization("Example").await.expect("created");
        let admin = Administrator::local(organization.id);
        let key = key(&service, &admin, "People", Scope::Provision).await;
        let reading_key = key_of_first(&service, &admin, Scope::Read).await;
        let other_key = self::key(&service, &admin, "Guests", Scope::Provision).await;
        Self { service, url, key, reading_key, other_key }
    }
}

/// A key of a new directory.
async fn key(service: &Service, admin: &Administrator, name: &str, scope: Scope) -> String {
    let directory = service.create_directory(admin, name, ProfileName::Atlassian).await;
    new_key(service, admin, directory.expect("created").id, scope).await
}

async fn key_of_first(service: &Service, admin: &Administrator, scope: Scope) -> String {
    let directories = service.directories(admin).await.expect("listed");
    new_key(service, admin, directories[0].id, scope).await
}

async fn new_key(
    service: &Service,
    admin: &Administrator,
    directory: directory::model::DirectoryId,
    scope: Scope,
) -> String {
    let label = "a key".to_owned();
    let new = NewKey { directory: Some(directory), user: None, label, scope, expires: None };
    let (_, token) = service.create_key(admin, new).await.expect("created");
    token.reveal().to_owned()
}
