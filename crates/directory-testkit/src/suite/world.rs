//! The world every behaviour starts in: organization `acme` with the directories `staff` and `guests`, organization
//! `globex` with a directory that is named `staff` too.

use std::collections::BTreeSet;
use std::panic::Location;
use std::sync::Arc;

use directory::Clock;
use directory::model::{Kind, Named, Record, ResourceId};
use directory::store::{
    Candidates, Change, CommitError, Position, Selection, SharedRecord, Snapshot, Store, Tenant,
    Write,
};

use crate::build::{self, ManualClock, id};

/// The store and its tenants.
pub(crate) struct World {
    pub(crate) store: Arc<dyn Store>,
    /// Acme, without a directory.
    pub(crate) acme: TenantStore,
    /// Acme's first directory.
    pub(crate) staff: TenantStore,
    /// Acme's second directory.
    pub(crate) guests: TenantStore,
    /// The directory of another organization.
    pub(crate) globex: TenantStore,
}

impl World {
    /// Founds the organizations and directories in an empty store.
    pub(crate) async fn new(store: Arc<dyn Store>) -> Self {
        let clock = Arc::new(ManualClock::new());
        let tenant = |organization, directory: Option<u64>| TenantStore {
            store: Arc::clone(&store),
            clock: Arc::clone(&clock),
            tenant: Tenant { organization: id(organization), directory: directory.map(id) },
        };
        let world = Self {
            store: Arc::clone(&store),
            acme: tenant(1, None),
            staff: tenant(1, Some(11)),
            guests: tenant(1, Some(12)),
            globex: tenant(2, Some(21)),
        };
        let acme = build::organization(1, "acme");
        let staff = build::directory(11, acme.id, "staff");
        let guests = build::directory(12, acme.id, "guests");
        let found_acme =
            [Write::Organization(acme), Write::Directory(staff), Write::Directory(guests)];
        world.acme.write(found_acme).await;
        let globex = build::organization(2, "globex");
        let staff = build::directory(21, globex.id, "staff");
        tenant(2, None).write([Write::Organization(globex), Write::Directory(staff)]).await;
        world
    }
}

/// The store as one tenant has it.
#[derive(Clone)]
pub(crate) struct TenantStore {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) tenant: Tenant,
    clock: Arc<ManualClock>,
}

#[expect(clippy::expect_used, reason = "a test fails by panicking")]
impl TenantStore {
    /// A change of these writes, with one log entry.
    pub(crate) fn change(&self, writes: impl IntoIterator<Item = Write>) -> Change {
        let entry = self.clock.new_id().into();
        build::change(self.tenant, entry, writes.into_iter().collect())
    }

    /// Commits these writes, and tells how it went.
    pub(crate) async fn try_write(
        &self,
        writes: impl IntoIterator<Item = Write>,
    ) -> Result<(), CommitError> {
        self.store.commit(self.change(writes)).await
    }

    /// Commits these writes, which must succeed.
    pub(crate) async fn write(&self, writes: impl IntoIterator<Item = Write>) {
        self.try_write(writes).await.expect("the change is committed");
    }

    /// Commits these writes, which must be in conflict with what is there.
    #[track_caller]
    pub(crate) fn refuses(
        &self,
        writes: impl IntoIterator<Item = Write>,
    ) -> impl Future<Output = ()> {
        self.refuses_change(self.change(writes))
    }

    /// Commits a change, which must be in conflict with what is there.
    #[track_caller]
    pub(crate) fn refuses_change(&self, change: Change) -> impl Future<Output = ()> {
        let shown = format!("{:?}", change.writes);
        let caller = Location::caller();
        async move {
            let outcome = self.store.commit(change).await;
            assert!(
                matches!(outcome, Err(CommitError::Conflict)),
                "{caller}: expected a conflict, got {outcome:?} for {shown}"
            );
        }
    }

    /// A new snapshot.
    pub(crate) async fn read(&self) -> Box<dyn Snapshot> {
        self.store.snapshot(self.tenant).await.expect("a snapshot is taken")
    }

    /// What a new glance tells of a user: itself, and the names of its groups.
    pub(crate) async fn glance(&self, user: ResourceId) -> (Option<Record>, Vec<String>) {
        let mut glance = self.store.glance(self.tenant).await.expect("a glance is taken");
        let record = glance.record(Kind::User, user).await.expect("a record is told");
        let groups = glance.groups_of(user).await.expect("the groups are told");
        (record.map(SharedRecord::into_record), names(groups.to_vec()))
    }

    /// A user or group, if it is there.
    pub(crate) async fn find(&self, kind: Kind, id: ResourceId) -> Option<Record> {
        let found = self.read().await.record(kind, id).await.expect("a record is read");
        found.map(SharedRecord::into_record)
    }

    /// A user or group that must be there.
    pub(crate) async fn record(&self, kind: Kind, id: ResourceId) -> Record {
        self.find(kind, id).await.expect("the record is there")
    }

    /// The names of all candidates, in the order they come; a count must agree.
    pub(crate) async fn names(&self, kind: Kind, candidates: Candidates) -> Vec<String> {
        let count = self.read().await.count(kind, &candidates).await.expect("they are counted");
        let page = self.page(kind, candidates.clone(), None, 0, usize::MAX >> 1).await;
        assert_eq!(u64::try_from(page.len()), Ok(count), "count of {kind}s of {candidates:?}");
        page.into_iter().map(|(_, record)| record.name).collect()
    }

    /// A page of the candidates.
    pub(crate) async fn page(
        &self,
        kind: Kind,
        candidates: Candidates,
        after: Option<Position>,
        skip: u64,
        limit: usize,
    ) -> Vec<(Position, Record)> {
        let selection = Selection { candidates, after, skip, limit };
        let page = self.read().await.select(kind, &selection).await.expect("a page is read");
        let records = page.records.into_iter();
        records.map(|(position, record)| (position, record.into_record())).collect()
    }

    /// The names of a group's members, in the order they come.
    pub(crate) async fn members(&self, group: ResourceId) -> Vec<String> {
        let members = self.read().await.members(group, None, 1000).await;
        names(members.expect("the members are read").0)
    }

    /// The names of the groups of a user or a group, in the order they come.
    pub(crate) async fn groups(&self, member: ResourceId) -> Vec<String> {
        let groups = self.read().await.groups_of(member).await.expect("the groups are read");
        names(groups.to_vec())
    }

    /// Which of these exist.
    pub(crate) async fn existing(&self, kind: Kind, ids: &[ResourceId]) -> BTreeSet<ResourceId> {
        let existing = self.read().await.existing(kind, ids).await;
        existing.expect("the existing are told").into_iter().collect()
    }
}

fn names(resources: Vec<Named>) -> Vec<String> {
    resources.into_iter().map(|resource| resource.name).collect()
}
