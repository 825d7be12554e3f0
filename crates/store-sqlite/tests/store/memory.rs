//! What is kept in memory never hides what was committed, by whomever.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use directory::model::Kind;
use directory::store::{Store, Tenant};
use directory_testkit::build::{self, Draft};
use store_sqlite::{Options, SqliteStore};

use crate::world::{USER, World};

/// The name of a user, as a glance tells it.
async fn name(store: &SqliteStore, tenant: Tenant, user: u64) -> Option<String> {
    let mut glance = store.glance(tenant).await.unwrap();
    let told = glance.record(Kind::User, build::id(user)).await.unwrap();
    told.map(|user| user.name.clone())
}

#[tokio::test]
async fn what_another_process_has_answered_is_told_to_whoever_asks_then() {
    let world = World::new().await;
    let other = SqliteStore::open(world.folder.path(), Options::default()).unwrap();
    let mut ann = Draft::user(1000, "ann");
    world.commit(world.change(vec![ann.insert()])).await.unwrap();
    // In turn each changes what the other has at hand.
    for n in 0..60 {
        for store in [&world.store, &other] {
            assert_eq!(name(store, world.tenant, 1000).await.as_deref(), Some(&*ann.record.name));
        }
        let renamed = ann.renamed(&format!("ann {n}"), build::at(n));
        let author = if n % 2 == 0 { &other } else { &world.store };
        author.commit(world.change(vec![ann.update(&renamed)])).await.unwrap();
        ann = renamed;
    }
    // So does who writes to the file when the store that was first is gone.
    world.store.close().await.unwrap();
    let renamed = ann.renamed("anna", build::at(90));
    other.commit(world.change(vec![ann.update(&renamed)])).await.unwrap();
    assert_eq!(name(&other, world.tenant, 1000).await.as_deref(), Some("anna"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_is_told_less_than_was_answered_before_they_asked() {
    const USERS: u64 = 8;
    let world = World::new().await;
    let answered: Arc<Vec<AtomicU64>> = Arc::new((0..USERS).map(|_| AtomicU64::new(1)).collect());
    for user in 0..USERS {
        let draft = Draft::user(1000 + user, &format!("user {user}"));
        world.commit(world.change(vec![draft.insert()])).await.unwrap();
    }
    let writers = (0..USERS).map(|user| {
        let (store, tenant, answered) = (world.store.clone(), world.tenant, Arc::clone(&answered));
        tokio::spawn(async move {
            let mut draft = Draft::user(1000 + user, &format!("user {user}"));
            for n in 0..200 {
                let next = draft.renamed(&format!("user {user} {n}"), build::at(n));
                let entry = build::id(10_000 + user * 1000 + u64::try_from(n).unwrap());
                let change = build::change(tenant, entry, vec![draft.update(&next)]);
                store.commit(change).await.unwrap();
                answered[usize::try_from(user).unwrap()]
                    .store(next.record.version, Ordering::Release);
                draft = next;
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let readers = (0..4_u64).map(|reader| {
        let (store, tenant, answered) = (world.store.clone(), world.tenant, Arc::clone(&answered));
        tokio::spawn(async move {
            let mut asked = 0_u64;
            while answered.iter().any(|version| version.load(Ordering::Acquire) < 201) {
                let user = (asked + reader) % USERS;
                asked += 1;
                let least = answered[usize::try_from(user).unwrap()].load(Ordering::Acquire);
                let mut read = if asked.is_multiple_of(3) {
                    store.snapshot(tenant).await.unwrap()
                } else {
                    store.glance(tenant).await.unwrap()
                };
                let told = read.record(Kind::User, build::id(1000 + user)).await.unwrap().unwrap();
                assert!(told.version >= least, "{} after {least} was answered", told.version);
                let of_its_version =
                    told.version == 1 || told.name == format!("user {user} {}", told.version - 2);
                assert!(of_its_version, "{told:?}");
                tokio::task::yield_now().await;
            }
            asked
        })
    });
    let readers: Vec<_> = readers.collect();
    for writer in writers {
        writer.await.unwrap();
    }
    for reader in readers {
        assert!(reader.await.unwrap() > 0);
    }
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_commit_that_failed_leaves_what_was_told() {
    let options = Options { busy_timeout: std::time::Duration::ZERO, ..Options::default() };
    let world = World::with(options).await;
    let before = name(&world.store, world.tenant, USER).await;
    let ann = Draft::user(1000, "ann");
    world.commit(world.change(vec![ann.insert()])).await.unwrap();
    assert_eq!(name(&world.store, world.tenant, 1000).await.as_deref(), Some("ann"));

    let outside = world.connect();
    outside.execute_batch("BEGIN IMMEDIATE").unwrap();
    let anna = ann.renamed("anna", build::at(1));
    world.commit(world.change(vec![ann.update(&anna)])).await.unwrap_err();
    assert_eq!(name(&world.store, world.tenant, 1000).await.as_deref(), Some("ann"));
    outside.execute_batch("ROLLBACK").unwrap();

    world.commit(world.change(vec![ann.update(&anna)])).await.unwrap();
    assert_eq!(name(&world.store, world.tenant, 1000).await.as_deref(), Some("anna"));
    assert_eq!(name(&world.store, world.tenant, USER).await, before);
}
