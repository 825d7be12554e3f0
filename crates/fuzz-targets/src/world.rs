//! A service on the model store with a key and a cursor to be guessed at.

use std::future::Future;
use std::sync::{Arc, LazyLock};

use directory::model::{Kind, Scope};
use directory::profile::ProfileName;
use directory::{
    Administrator, Caller, Error, ListQuery, NewKey, RequestInfo, Service, Settings, Wanted,
};
use directory_testkit::ModelStore;
use serde_json::{Map, Value, json};

use crate::setting::profile;

/// Two directories with five users each.
pub(crate) struct World {
    pub(crate) service: Service,
    /// The one that is guessed at.
    pub(crate) own: Side,
    /// Another.
    pub(crate) other: Side,
}

/// What is known of a directory by those who belong to it.
pub(crate) struct Side {
    pub(crate) caller: Caller,
    pub(crate) directory: String,
    pub(crate) token: String,
    /// A cursor to the second page of [`query`].
    pub(crate) cursor: String,
}

impl World {
    /// The one world of the process.
    pub(crate) fn get() -> &'static Self {
        static WORLD: LazyLock<World> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "without a world nothing can be shown")]
            wait(World::new()).expect("the service begins")
        });
        &WORLD
    }

    async fn new() -> Result<Self, Error> {
        let settings = Settings::new("https://rollcall.test");
        let service = Service::new(Arc::new(ModelStore::new()), settings);
        let organization = service.create_organization("Example").await?;
        let admin = Administrator::local(organization.id);
        let own = Side::new(&service, &admin).await?;
        let other = Side::new(&service, &admin).await?;
        Ok(Self { service, own, other })
    }
}

impl Side {
    async fn new(service: &Service, admin: &Administrator) -> Result<Self, Error> {
        let (directory, token) = admitted(service, admin, ProfileName::Standard).await?;
        let caller = service.admit(Some(&token), &directory, RequestInfo::default()).await?;
        for name in ["ann", "bob", "cy", "dee", "eve"] {
            let document = Map::from_iter([("userName".to_owned(), json!(name))]);
            service.create(&caller, Kind::User, document, &Wanted::default()).await?;
        }
        let first = service.list(&caller, Kind::User, &query(String::new())).await?;
        let page: Value = serde_json::from_slice(&first.body).unwrap_or_default();
        let cursor = page.get("nextCursor").and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(Self { caller, directory, token, cursor })
    }
}

/// A service with nothing in it, and a caller in a directory of the profile that [`Setting`] takes for the byte.
///
/// [`Setting`]: crate::Setting
pub(crate) async fn begin(choice: u8, bulk_operations: usize) -> Result<(Service, Caller), Error> {
    let settings = Settings { bulk_operations, ..Settings::new("https://rollcall.test") };
    let service = Service::new(Arc::new(ModelStore::new()), settings);
    let organization = service.create_organization("Example").await?;
    let admin = Administrator::local(organization.id);
    let (directory, token) = admitted(&service, &admin, profile(choice)).await?;
    let caller = service.admit(Some(&token), &directory, RequestInfo::default()).await?;
    Ok((service, caller))
}

/// A new directory, and a token of it.
async fn admitted(
    service: &Service,
    admin: &Administrator,
    profile: ProfileName,
) -> Result<(String, String), Error> {
    let directory = service.create_directory(admin, "People", profile).await?;
    let new = NewKey {
        directory: Some(directory.id),
        user: None,
        label: "fuzz".to_owned(),
        scope: Scope::Provision,
        expires: None,
    };
    let (_, token) = service.create_key(admin, new).await?;
    Ok((directory.id.to_string(), token.reveal().to_owned()))
}

/// The query that the cursors belong to.
pub(crate) fn query(cursor: String) -> ListQuery {
    ListQuery {
        sort_by: Some("userName".to_owned()),
        count: Some(2),
        cursor: Some(cursor),
        ..ListQuery::default()
    }
}

/// Runs what the model store never lets wait.
pub(crate) fn wait<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime = {
            #[expect(clippy::expect_used, reason = "without a runtime nothing can be shown")]
            tokio::runtime::Builder::new_current_thread().build().expect("a runtime")
        };
    }
    RUNTIME.with(|runtime| runtime.block_on(future))
}

/// The text with one byte changed by the first two bytes of `data`; `None` if that leaves no text or the same.
pub(crate) fn tampered(text: &str, data: &[u8]) -> Option<String> {
    let (&[place, change], _) = data.split_first_chunk::<2>()?;
    let mut bytes = text.as_bytes().to_owned();
    let place = usize::from(place) % bytes.len().max(1);
    *bytes.get_mut(place)? ^= change;
    String::from_utf8(bytes).ok().filter(|changed| changed != text)
}
