//! A store with a little in it, for tests that are SQLite's own.

use directory::model::{AccountId, Kind, ResourceId, RunStep, Scope};
use directory::store::{Change, CommitError, Precondition, Store, Tenant, UniqueScope, Write};
use directory_testkit::build::{self, Draft};
use rusqlite::Connection;
use store_sqlite::{FILE_NAME, Options, SqliteStore};
use tempfile::TempDir;

/// Two organizations with a directory each. In the first directory a run of a workflow, a user, and a group it is a
/// member of; the user is linked to an account, and holds a unique key of each scope. Its version is 2, since it has joined the group.
pub(crate) struct World {
    pub(crate) store: SqliteStore,
    pub(crate) tenant: Tenant,
    pub(crate) folder: TempDir,
}

pub(crate) const USER: u64 = 10;
pub(crate) const GROUP: u64 = 11;
const ACCOUNT: u64 = 12;

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path(), options).unwrap();
        let tenant = tenant(1);
        let world = Self { store, tenant, folder };
        world.commit(new_tenant(1)).await.unwrap();
        world.commit(new_tenant(2)).await.unwrap();
        world.commit(world.change(people(tenant))).await.unwrap();
        world
    }

    /// A change of the world's tenant.
    pub(crate) fn change(&self, writes: Vec<Write>) -> Change {
        build::change(self.tenant, build::id(100), writes)
    }

    pub(crate) async fn commit(&self, change: Change) -> Result<(), CommitError> {
        self.store.commit(change).await
    }

    /// A connection past the store.
    pub(crate) fn connect(&self) -> Connection {
        Connection::open(self.folder.path().join(FILE_NAME)).unwrap()
    }

    /// The version of a user, if it is there.
    pub(crate) async fn version(&self, user: u64) -> Option<u64> {
        version_in(&self.store, self.tenant, user).await
    }
}

pub(crate) async fn version_in(store: &SqliteStore, tenant: Tenant, user: u64) -> Option<u64> {
    let mut snapshot = store.snapshot(tenant).await.unwrap();
    let id: ResourceId = build::id(user);
    snapshot.record(Kind::User, id).await.unwrap().map(|record| record.version)
}

pub(crate) fn tenant(n: u64) -> Tenant {
    Tenant { organization: build::id(n), directory: Some(build::id(n)) }
}

/// The organization and the directory of a number, in one change.
pub(crate) fn new_tenant(n: u64) -> Change {
    let organization = build::organization(n, "Acme");
    let directory = build::directory(n, organization.id, "Okta");
    let writes = vec![Write::Organization(organization), Write::Directory(directory)];
    build::change(tenant(n), build::id(n), writes)
}

fn people(tenant: Tenant) -> Vec<Write> {
    let account: AccountId = build::id(ACCOUNT);
    let mut key = build::key(13, tenant);
    key.directory = tenant.directory;
    key.scope = Scope::Provision;
    let user = Draft::user(USER, "ada")
        .unique(UniqueScope::Organization, 7, "ada@example.com")
        .linked(account);
    let run = build::run(14, tenant);
    let group = Draft::group(GROUP, "Engineers");
    vec![
        Write::Key(key),
        Write::Account {
            account: build::account(ACCOUNT, "Ada@example.com"),
            expect: Precondition::Absent,
        },
        user.insert(),
        group.insert(),
        Write::Members {
            group: group.id(),
            added: vec![user.id()],
            removed: Vec::new(),
            expect: None,
            at: Some(build::at(1)),
        },
        Write::Run { run: run.clone(), expect: Precondition::Absent },
        Write::RunStep { run: run.id, step: RunStep { number: 1, body: Vec::new() } },
    ]
}
