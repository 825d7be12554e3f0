//! One create, watched: which rows it writes.

use std::path::Path;
use std::sync::Arc;

use bench::{MachineError, example_user};
use client::{Client, Endpoint, Proxies};
use directory::model::Scope;
use directory::profile::ProfileName;
use directory::{Administrator, NewKey, Service, Settings};
use secrecy::SecretString;
use store_sqlite::limits::{Contents, Template};
use store_sqlite::{Options, SqliteStore};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Serves a new store in a folder, and creates a user over HTTP. Gives what was there before, and the rows that came.
pub(super) async fn watched(folder: &Path) -> Result<(Contents, Template), MachineError> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    let store = SqliteStore::open(folder, Options::default())?;
    let service = Service::new(Arc::new(store.clone()), Settings::new(base_url));
    let client = client(&service).await?;
    let app = scim_http::router(service, scim_http::Options::default());
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(scim_http::serve(listener, app, async { drop(stopped.await) }));
    create(&client, 1).await?;
    Contents::number_apart(folder)?;
    let before = Contents::read(folder)?;
    create(&client, Template::mark()).await?;
    let template = Contents::read(folder)?.since(&before);
    drop(stop);
    serving.await??;
    store.close().await?;
    Ok((before, template))
}

/// A client of a new directory.
async fn client(service: &Service) -> Result<Client, MachineError> {
    let organization = service.create_organization("Bench").await?;
    let admin = Administrator::local(organization.id);
    let directory = service.create_directory(&admin, "Bench", ProfileName::Standard).await?;
    let key = NewKey {
        directory: Some(directory.id),
        user: None,
        label: "bench".to_owned(),
        scope: Scope::Provision,
        expires: None,
    };
    let (_, token) = service.create_key(&admin, key).await?;
    let key = SecretString::from(token.reveal());
    Ok(Client::new(&service.scim_base_url(directory.id), &key, Proxies::None)?)
}

async fn create(client: &Client, number: u64) -> Result<(), MachineError> {
    let user = example_user(&format!("bench-{number}@bench.example"), number);
    client.create(Endpoint::Users, &user).await?;
    Ok(())
}
