//! The same resources twice: on the embedded store and on the model store, under clocks that go alike.

use std::fmt::Debug;
use std::sync::Arc;

use directory::model::{DirectoryId, Kind, Scope};
use directory::profile::ProfileName;
use directory::store::Store;
use directory::{Administrator, Caller, NewKey, RequestInfo, Service, Settings};
use directory_testkit::ModelStore;
use directory_testkit::build::ManualClock;
use jiff::SignedDuration;
use store_sqlite::SqliteStore;

use super::population::populate;
use crate::chance::Chance;
use crate::environment;
use crate::query::BY_ROW;

/// What there is to filter.
pub(super) const KINDS: [Kind; 2] = [Kind::User, Kind::Group];

/// The URN of [`BADGE`].
pub(super) const BADGE_URN: &str = "urn:example:params:scim:2.0:Badge";
/// An extension of users, with attributes of every type.
const BADGE: &str = include_str!("badge.json");

/// Attributes that are indexed in the directories of the twins besides those that always are.
const INDEXES: &[(Kind, &str)] = &[
    (Kind::User, "urn:example:params:scim:2.0:Badge:code"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:floor"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:weight"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:issued"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:doors"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:desks.room"),
    (Kind::User, "urn:example:params:scim:2.0:Badge:desks.since"),
    (Kind::User, "phoneNumbers.value"),
    (Kind::User, "emails.type"),
];

/// Two services with the same two directories.
pub(super) struct Twins {
    /// The directories, by number.
    pub(super) directories: Vec<usize>,
    /// The paths the index has.
    pub(super) indexed: Vec<String>,
    /// On the embedded store.
    pub(super) embedded: Side,
    /// On the model store.
    pub(super) model: Side,
    _folder: tempfile::TempDir,
}

/// One of two services.
pub(super) struct Side {
    pub(super) service: Service,
    /// A caller in each directory.
    pub(super) callers: Vec<Caller>,
    clock: Arc<ManualClock>,
    admin: Administrator,
    opened: Vec<(DirectoryId, String)>,
}

impl Twins {
    /// Twins with resources drawn by chance.
    pub(super) async fn new(chance: &mut Chance) -> Self {
        let folder = environment::folder();
        let store = SqliteStore::open(folder.path(), store_sqlite::Options::default());
        let embedded = Side::new(Arc::new(store.expect("a store"))).await;
        let model = Side::new(Arc::new(ModelStore::new())).await;
        let indexed = embedded.indexed().await;
        let mut twins = Self { directories: vec![0, 1], indexed, embedded, model, _folder: folder };
        // Half of the indexes are there before what they hold, half are built of what is there.
        let (before, after) = INDEXES.split_at(INDEXES.len() / 2);
        twins.add_indexes(before).await;
        for directory in 0..twins.directories.len() {
            populate(&twins, directory, chance).await;
        }
        twins.add_indexes(after).await;
        for directory in 0..twins.directories.len() {
            populate(&twins, directory, chance).await;
        }
        twins
    }

    async fn add_indexes(&mut self, indexes: &[(Kind, &str)]) {
        for side in [&mut self.embedded, &mut self.model] {
            side.add_indexes(indexes).await;
        }
        self.indexed.extend(indexes.iter().map(|(_, path)| (*path).to_owned()));
    }

    /// Does the same on both sides, a moment later, and insists on the same answer.
    pub(super) async fn both<T: Debug>(&self, act: impl AsyncFn(&Side) -> T, pause: i64) -> T {
        let pause = SignedDuration::from_micros(pause);
        self.embedded.clock.advance(pause);
        self.model.clock.advance(pause);
        let (embedded, model) = (act(&self.embedded).await, act(&self.model).await);
        assert_eq!(format!("{embedded:?}"), format!("{model:?}"), "the stores differ");
        embedded
    }

    /// Every invariant of both stores holds.
    pub(super) async fn verify(&self) {
        let findings = self.both(async |side| side.service.verify().await, 1).await;
        assert_eq!(findings.expect("verified"), []);
    }
}

impl Side {
    async fn new(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(ManualClock::new());
        let mut settings = Settings::new("https://rollcall.test");
        settings.limits.filter_bytes = 1 << 20;
        settings.limits.filter_terms = 4_096;
        let service = Service::with_clock(store, settings, Arc::clone(&clock) as _);
        let organization = service.create_organization("Example").await.expect("created");
        let admin = Administrator::local(organization.id);
        let mut side = Self { service, callers: Vec::new(), clock, admin, opened: Vec::new() };
        for name in ["one", "other"] {
            side.add_directory(name).await;
        }
        side.admit().await;
        side
    }

    async fn add_directory(&mut self, name: &str) {
        let Self { service, admin, .. } = self;
        let created = service.create_directory(admin, name, ProfileName::Standard).await;
        let id = created.expect("created").id;
        let schema = BADGE.as_bytes();
        service.add_schema(admin, id, Kind::User, schema, false).await.expect("a schema");
        let new = NewKey {
            directory: Some(id),
            user: None,
            label: "filters".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = service.create_key(admin, new).await.expect("a key");
        self.opened.push((id, token.reveal().to_owned()));
    }

    /// Callers under the rules as they are now.
    async fn admit(&mut self) {
        self.callers.clear();
        for (id, token) in &self.opened {
            let info = RequestInfo::default();
            let admitted = self.service.admit(Some(token), &id.to_string(), info).await;
            self.callers.push(admitted.expect("admitted"));
        }
    }

    async fn add_indexes(&mut self, indexes: &[(Kind, &str)]) {
        for (id, _) in &self.opened {
            for (kind, path) in indexes {
                let added = self.service.add_index(&self.admin, *id, *kind, path).await;
                added.expect("an index");
            }
        }
        self.admit().await;
    }

    /// The paths that are found without reading everything, in a new directory.
    async fn indexed(&self) -> Vec<String> {
        let indexes = self.service.indexes(&self.admin, self.opened[0].0).await.expect("indexes");
        let paths = indexes.into_iter().map(|index| index.path);
        paths.chain(BY_ROW.iter().map(|path| (*path).to_owned())).collect()
    }
}
