//! The model store, watched: which reads of members a snapshot was asked for, and what happens between a
//! decision and its commit.

use std::collections::HashSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use directory::Error;
use directory::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyAndDirectory, KeyId, Kind, Link,
    LogEntry, Named, Organization, OrganizationId, ResourceId, RunId, RunRecord, RunStep,
};
use directory::store::{
    BoxFuture, Candidates, Change, CommitError, Finding, IndexEntry, Page, Position, Read,
    RunSelection, Selection, SharedRecord, Snapshot, Store, StoreError, Tenant, UniqueKey, Write,
};
use directory_testkit::ModelStore;
use jiff::Timestamp;

type Intruder = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A read of a snapshot that may cost what a group has members, and how many it gave.
pub(crate) type Seen = (&'static str, usize);

/// The model store with someone looking.
pub(crate) struct WatchedStore {
    model: ModelStore,
    reads: Arc<Mutex<Vec<Seen>>>,
    writes: Mutex<Vec<Write>>,
    intruder: Mutex<Option<Intruder>>,
}

impl std::fmt::Debug for WatchedStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WatchedStore")
    }
}

impl WatchedStore {
    pub(crate) fn new() -> Self {
        Self {
            model: ModelStore::new(),
            reads: Arc::default(),
            writes: Mutex::default(),
            intruder: Mutex::default(),
        }
    }

    /// Runs a request of another between the next commit and the decision before it.
    pub(crate) fn before_next_commit(
        &self,
        intruder: impl Future<Output = Result<(), Error>> + Send + 'static,
    ) {
        *self.intruder.lock().unwrap() = Some(Box::pin(intruder));
    }

    /// What was read since the last call.
    pub(crate) fn take_reads(&self) -> Vec<Seen> {
        std::mem::take(&mut self.reads.lock().unwrap())
    }

    /// How many changes of members, of how many members, were committed since the last call.
    pub(crate) fn take_writes(&self) -> Vec<Write> {
        std::mem::take(&mut self.writes.lock().unwrap())
    }
}

impl Store for WatchedStore {
    fn snapshot(&self, tenant: Tenant) -> Read<'_, Box<dyn Snapshot>> {
        Box::pin(async move {
            let snapshot = self.model.snapshot(tenant).await?;
            let watched = WatchedSnapshot { snapshot, reads: Arc::clone(&self.reads) };
            Ok(Box::new(watched) as Box<dyn Snapshot>)
        })
    }

    fn commit(&self, change: Change) -> BoxFuture<'_, Result<(), CommitError>> {
        let intruder = self.intruder.lock().unwrap().take();
        Box::pin(async move {
            if let Some(intruder) = intruder {
                intruder.await.unwrap();
            }
            let writes = change.writes.clone();
            self.model.commit(change).await?;
            self.writes.lock().unwrap().extend(writes);
            Ok(())
        })
    }

    fn key(&self, id: KeyId) -> Read<'_, Option<KeyAndDirectory>> {
        self.model.key(id)
    }

    fn organizations(&self) -> Read<'_, Vec<Organization>> {
        self.model.organizations()
    }

    fn directories(&self) -> Read<'_, Vec<Directory>> {
        self.model.directories()
    }

    fn customization(&self, directory: DirectoryId) -> Read<'_, Option<Vec<u8>>> {
        self.model.customization(directory)
    }

    fn secret(&self) -> Read<'_, [u8; 32]> {
        self.model.secret()
    }

    fn keys(&self, organization: OrganizationId) -> Read<'_, Vec<Key>> {
        self.model.keys(organization)
    }

    fn key_used(&self, id: KeyId, at: Timestamp) -> Read<'_, ()> {
        self.model.key_used(id, at)
    }

    fn integrity(&self) -> Read<'_, Vec<Finding>> {
        self.model.integrity()
    }
}

struct WatchedSnapshot {
    snapshot: Box<dyn Snapshot>,
    reads: Arc<Mutex<Vec<Seen>>>,
}

impl WatchedSnapshot {
    fn seen<'a, T: Send + 'a>(
        what: &'static str,
        reads: &Arc<Mutex<Vec<Seen>>>,
        read: Read<'a, T>,
        count: impl Fn(&T) -> usize + Send + 'a,
    ) -> Read<'a, T> {
        let reads = Arc::clone(reads);
        Box::pin(async move {
            let answer: Result<T, StoreError> = read.await;
            if let Ok(answer) = &answer {
                reads.lock().unwrap().push((what, count(answer)));
            }
            answer
        })
    }
}

impl Snapshot for WatchedSnapshot {
    fn record(&mut self, kind: Kind, id: ResourceId) -> Read<'_, Option<SharedRecord>> {
        Self::seen("record", &self.reads, self.snapshot.record(kind, id), |one| {
            usize::from(one.is_some())
        })
    }

    fn holder<'a>(&'a mut self, key: &'a UniqueKey) -> Read<'a, Option<(DirectoryId, ResourceId)>> {
        self.snapshot.holder(key)
    }

    fn select<'a>(&'a mut self, kind: Kind, selection: &'a Selection) -> Read<'a, Page> {
        Self::seen("select", &self.reads, self.snapshot.select(kind, selection), |page| {
            page.records.len()
        })
    }

    fn count<'a>(&'a mut self, kind: Kind, candidates: &'a Candidates) -> Read<'a, u64> {
        self.snapshot.count(kind, candidates)
    }

    fn existing<'a>(
        &'a mut self,
        kind: Kind,
        ids: &'a [ResourceId],
    ) -> Read<'a, HashSet<ResourceId>> {
        Self::seen("existing", &self.reads, self.snapshot.existing(kind, ids), HashSet::len)
    }

    fn members(
        &mut self,
        group: ResourceId,
        after: Option<Position>,
        limit: usize,
    ) -> Read<'_, (Vec<Named>, Option<Position>)> {
        Self::seen(
            "members",
            &self.reads,
            self.snapshot.members(group, after, limit),
            |(members, _)| members.len(),
        )
    }

    fn members_among<'a>(
        &'a mut self,
        group: ResourceId,
        ids: &'a [ResourceId],
    ) -> Read<'a, HashSet<ResourceId>> {
        let read = self.snapshot.members_among(group, ids);
        Self::seen("members_among", &self.reads, read, HashSet::len)
    }

    fn groups_of(&mut self, member: ResourceId) -> Read<'_, Arc<[Named]>> {
        Self::seen("groups_of", &self.reads, self.snapshot.groups_of(member), |groups| groups.len())
    }

    fn account(&mut self, id: AccountId) -> Read<'_, Option<Account>> {
        self.snapshot.account(id)
    }

    fn account_by_email<'a>(&'a mut self, email: &'a str) -> Read<'a, Option<Account>> {
        self.snapshot.account_by_email(email)
    }

    fn accounts(&mut self) -> Read<'_, Vec<Account>> {
        self.snapshot.accounts()
    }

    fn links(&mut self, account: AccountId) -> Read<'_, Vec<Link>> {
        self.snapshot.links(account)
    }

    fn domain<'a>(&'a mut self, name: &'a str) -> Read<'a, Option<Domain>> {
        self.snapshot.domain(name)
    }

    fn domains(&mut self) -> Read<'_, Vec<Domain>> {
        self.snapshot.domains()
    }

    fn log(
        &mut self,
        after: Option<Position>,
        limit: usize,
    ) -> Read<'_, Vec<(Position, LogEntry)>> {
        self.snapshot.log(after, limit)
    }

    fn log_end(&mut self) -> Read<'_, Option<Position>> {
        self.snapshot.log_end()
    }

    fn run(&mut self, id: RunId) -> Read<'_, Option<RunRecord>> {
        self.snapshot.run(id)
    }

    fn runs<'a>(&'a mut self, of: &'a RunSelection) -> Read<'a, Vec<(Position, RunRecord)>> {
        self.snapshot.runs(of)
    }

    fn run_steps(&mut self, run: RunId) -> Read<'_, Vec<RunStep>> {
        self.snapshot.run_steps(run)
    }

    fn trigger<'a>(&'a mut self, name: &'a str) -> Read<'a, Option<String>> {
        self.snapshot.trigger(name)
    }

    fn keys_of(
        &mut self,
        kind: Kind,
        id: ResourceId,
    ) -> Read<'_, (Vec<UniqueKey>, Vec<IndexEntry>)> {
        self.snapshot.keys_of(kind, id)
    }
}
