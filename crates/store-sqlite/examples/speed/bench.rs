//! The store that is measured, and what is written to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use directory::model::Kind;
use directory::store::{Store, Tenant, UniqueScope, Write};
use directory_testkit::build::{self, Draft};
use store_sqlite::SqliteStore;

use crate::Outcome;

/// Groups that users join eight at a time.
const EIGHT: std::ops::Range<u64> = 2..10;
/// A group that everybody joins.
pub(crate) const LARGE: u64 = 10;
/// Groups of a few members each.
const SMALL: std::ops::Range<u64> = 100..1100;
/// The number of the first user.
pub(crate) const FIRST: u64 = 10_000;

/// A store with a tenant, and how far its writers have come.
pub(crate) struct Bench {
    pub(crate) store: SqliteStore,
    pub(crate) tenant: Tenant,
    created: AtomicU64,
    joined: AtomicU64,
}

impl Bench {
    /// A new tenant with groups of nobody.
    pub(crate) async fn new(store: SqliteStore) -> Outcome<Self> {
        let organization = build::organization(1, "Acme");
        let directory = build::directory(1, organization.id, "Okta");
        let tenant = Tenant { organization: organization.id, directory: Some(directory.id) };
        let mut writes = vec![Write::Organization(organization), Write::Directory(directory)];
        let groups = EIGHT.chain([LARGE]).chain(SMALL);
        writes.extend(groups.map(|n| Draft::group(n, &format!("Group {n}")).insert()));
        let bench = Self { store, tenant, created: AtomicU64::new(0), joined: AtomicU64::new(0) };
        bench.commit(1, writes).await?;
        Ok(bench)
    }

    /// The same data, opened again.
    pub(crate) fn on(&self, store: SqliteStore) -> Self {
        let created = AtomicU64::new(self.users());
        Self { store, tenant: self.tenant, created, joined: AtomicU64::new(0) }
    }

    /// How many users were created.
    pub(crate) fn users(&self) -> u64 {
        self.created.load(Ordering::Relaxed)
    }

    async fn commit(&self, n: u64, writes: Vec<Write>) -> Outcome {
        Ok(self.store.commit(build::change(self.tenant, build::id(n), writes)).await?)
    }

    /// Creates a user like those of an identity provider: 900 bytes, 2 unique keys, 12 index entries.
    pub(crate) async fn create(self: Arc<Self>) -> Outcome {
        let n = FIRST + self.created.fetch_add(1, Ordering::Relaxed);
        let name = user_name(n);
        let mut draft = Draft::bare(Kind::User, n, &name)
            .unique(UniqueScope::Directory, 1, &name)
            .unique(UniqueScope::Directory, 2, &format!("{n:032}"));
        draft.record.created = build::at(i64::try_from(n)?);
        draft.record.modified = draft.record.created;
        draft.record.body = vec![b'x'; 900];
        for (attribute, value) in (1..=12).zip([
            name.clone(),
            format!("{n:032}"),
            name.clone(),
            format!("Given Family {}", n % 50_021),
            format!("Family {}", n % 10_007),
            format!("Given {}", n % 2003),
            "1".to_owned(),
            format!("Engineer {}", n % 97),
            format!("Department {}", n % 61),
            "Acme".to_owned(),
            format!("{n:08}"),
            format!("{n:08}"),
        ]) {
            draft = draft.index(attribute, value);
        }
        self.commit(n, vec![draft.insert()]).await
    }

    /// The next user joins eight groups.
    pub(crate) async fn join_eight(self: Arc<Self>) -> Outcome {
        let n = self.next_to_join();
        self.commit(n, EIGHT.map(|group| join(group, vec![build::id(n)])).collect()).await
    }

    /// The next user joins one of many small groups.
    pub(crate) async fn join_small(self: Arc<Self>) -> Outcome {
        let n = self.next_to_join();
        let group = SMALL.start + n % (SMALL.end - SMALL.start);
        self.commit(n, vec![join(group, vec![build::id(n)])]).await
    }

    /// The next user joins the large group.
    pub(crate) async fn join_large(self: Arc<Self>) -> Outcome {
        let n = self.next_to_join();
        self.commit(n, vec![join(LARGE, vec![build::id(n)])]).await
    }

    /// The next thousand users join the large group.
    pub(crate) async fn join_by_the_thousand(self: Arc<Self>) -> Outcome {
        let first = FIRST + self.joined.fetch_add(1000, Ordering::Relaxed);
        let users = (first..first + 1000).map(build::id).collect();
        self.commit(first, vec![join(LARGE, users)]).await
    }

    /// From here on the first user is the next to join.
    pub(crate) fn begin_again(&self) {
        self.joined.store(0, Ordering::Relaxed);
    }

    fn next_to_join(&self) -> u64 {
        FIRST + self.joined.fetch_add(1, Ordering::Relaxed) % self.users()
    }
}

fn join(group: u64, added: Vec<directory::model::ResourceId>) -> Write {
    let group = build::id(group);
    Write::Members { group, added, removed: Vec::new(), expect: None, at: Some(build::at(0)) }
}

/// The `userName` of the user of a number.
pub(crate) fn user_name(n: u64) -> String {
    format!("user.{:07}@example.com", n.wrapping_mul(7_919) % 9_999_991)
}
