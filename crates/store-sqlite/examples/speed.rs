//! How fast the store is on this machine.
//!
//! `cargo run --release -p rollcall-store-sqlite --example speed [users] [folder]`

#![expect(clippy::print_stdout, reason = "it prints what it measures")]
#![expect(clippy::cast_precision_loss, reason = "rates are rounded")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use directory::model::{Kind, ResourceId};
use directory::store::{
    Candidates, Change, KeyRange, Position, Selection, Store, Tenant, UniqueScope, Write,
};
use directory_testkit::build::{self, Draft};
use store_sqlite::{FILE_NAME, Options, SqliteStore};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

const GROUP: u64 = 2;
const PAGE: usize = 100;
/// The number of the first user.
const FIRST: u64 = 1000;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let users = arguments.next().map_or(Ok(100_000), |users| users.parse())?;
    let temporary = std::env::temp_dir().join(format!("rollcall-speed-{}", std::process::id()));
    let folder = arguments.next().map_or(temporary, PathBuf::from);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(users, folder))
}

async fn measure(users: u64, folder: PathBuf) -> Outcome {
    let store = SqliteStore::open(&folder, Options::default())?;
    let tenant = set_up(&store).await?;
    let bench = Arc::new(Bench {
        store,
        tenant,
        next: AtomicU64::new(FIRST),
        joined: AtomicU64::new(FIRST),
    });

    for (writers, part) in [(1, 20), (16, 5), (64, 1)] {
        writes(
            &bench,
            &format!("creates, {writers} writers"),
            writers,
            users / part,
            Bench::create,
        )
        .await?;
    }
    writes(&bench, "joins of eight groups, 16 writers", 16, users, Bench::join).await?;
    bench.store.close().await?;
    let made = bench.next.load(Ordering::Relaxed) - FIRST;
    let bytes = std::fs::metadata(folder.join(FILE_NAME))?.len();
    println!("{:<40} {:>10} bytes a user", "disk", bytes / made);

    let store = SqliteStore::open(&folder, Options::default())?;
    let bench =
        Arc::new(Bench { store, tenant, next: AtomicU64::new(made), joined: AtomicU64::default() });
    reads(&bench, made).await?;
    bench.store.close().await?;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn set_up(store: &SqliteStore) -> Outcome<Tenant> {
    let organization = build::organization(1, "Acme");
    let directory = build::directory(1, organization.id, "Okta");
    let tenant = Tenant { organization: organization.id, directory: Some(directory.id) };
    let mut writes = vec![Write::Organization(organization), Write::Directory(directory)];
    writes.extend((GROUP..GROUP + 8).map(|n| Draft::group(n, &format!("Group {n}")).insert()));
    store.commit(change(tenant, 1, writes)).await?;
    Ok(tenant)
}

fn change(tenant: Tenant, n: u64, writes: Vec<Write>) -> Change {
    build::change(tenant, build::id(n), writes)
}

struct Bench {
    store: SqliteStore,
    tenant: Tenant,
    next: AtomicU64,
    joined: AtomicU64,
}

impl Bench {
    /// Creates a user like those of an identity provider: 900 bytes, 2 unique keys, 12 index entries.
    async fn create(self: Arc<Self>) -> Outcome {
        let n = self.next.fetch_add(1, Ordering::Relaxed);
        let name = user_name(n);
        let mut draft = Draft::bare(Kind::User, n, &name)
            .unique(UniqueScope::Directory, 1, &name)
            .unique(UniqueScope::Directory, 2, &format!("{n:032}"));
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
        Ok(self.store.commit(change(self.tenant, n, vec![draft.insert()])).await?)
    }

    /// The next user joins eight groups.
    async fn join(self: Arc<Self>) -> Outcome {
        let n = self.joined.fetch_add(1, Ordering::Relaxed);
        let writes = (GROUP..GROUP + 8).map(|group| Write::Members {
            group: build::id(group),
            added: vec![build::id(n)],
            removed: Vec::new(),
            expect: None,
            at: Some(build::at(0)),
        });
        Ok(self.store.commit(change(self.tenant, n, writes.collect())).await?)
    }
}

fn user_name(n: u64) -> String {
    format!("user.{:07}@example.com", n.wrapping_mul(7_919) % 9_999_991)
}

/// Runs a write so many times by so many writers, and prints how many a second and the slowest.
async fn writes<F>(
    bench: &Arc<Bench>,
    what: &str,
    writers: u64,
    times: u64,
    write: fn(Arc<Bench>) -> F,
) -> Outcome
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let begun = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let bench = Arc::clone(bench);
            tokio::spawn(async move {
                let mut times_taken = Vec::new();
                for _ in 0..times / writers {
                    let begun = Instant::now();
                    write(Arc::clone(&bench)).await?;
                    times_taken.push(begun.elapsed());
                }
                Ok::<_, Box<dyn Error + Send + Sync>>(times_taken)
            })
        })
        .collect();
    let mut times_taken = Vec::new();
    for task in tasks {
        times_taken.extend(task.await??);
    }
    report(what, begun.elapsed(), times_taken);
    Ok(())
}

fn report(what: &str, elapsed: Duration, mut times: Vec<Duration>) {
    times.sort();
    let at = |per_mille: usize| {
        times.get((times.len() * per_mille / 1000).min(times.len() - 1)).copied()
    };
    let each_second = times.len() as f64 / elapsed.as_secs_f64();
    println!(
        "{what:<40} {each_second:>10.0} a second; p50 {:?}, p99 {:?}, p999 {:?}, worst {:?}",
        at(500).unwrap_or_default(),
        at(990).unwrap_or_default(),
        at(999).unwrap_or_default(),
        times.last().copied().unwrap_or_default()
    );
}

async fn reads(bench: &Bench, users: u64) -> Outcome {
    let any = |i: u64| FIRST + i.wrapping_mul(104_729) % users;
    read(bench, "users by id", 200_000, |i| Read::Record(build::id(any(i)))).await?;
    let named = |i| Read::Page(equal(1, user_name(any(i)).into_bytes()));
    read(bench, "users by userName, through the index", 100_000, named).await?;
    read(bench, "first pages of 100", 3_000, |_| Read::Page(all(0, None))).await?;
    read(bench, "pages of 100 in the middle", 3_000, |_| Read::Page(all(users / 2, None))).await?;
    let cursor = |i| Read::Page(all(0, Some(Position(u128::from(any(i))))));
    read(bench, "pages of 100 after a position", 3_000, cursor).await?;
    let department = |i| Read::Page(equal(9, format!("Department {}", i % 61).into_bytes()));
    read(bench, "pages of 100 by department", 3_000, department).await?;
    let recent = |i| Read::Page(since(11, any(i)));
    read(bench, "pages of 100 of a range", 20, recent).await?;
    read(bench, "counts of all", 20_000, |_| Read::Count(Candidates::All)).await
}

fn all(skip: u64, after: Option<Position>) -> Selection {
    Selection { candidates: Candidates::All, after, skip, limit: PAGE }
}

fn equal(attribute: u16, value: Vec<u8>) -> Selection {
    let candidates = Candidates::Index { attribute, range: KeyRange::Equal(value) };
    Selection { candidates, after: None, skip: 0, limit: PAGE }
}

fn since(attribute: u16, n: u64) -> Selection {
    let range = KeyRange::Between { from: Some(format!("{n:08}").into_bytes()), to: None };
    Selection {
        candidates: Candidates::Index { attribute, range },
        after: None,
        skip: 0,
        limit: PAGE,
    }
}

enum Read {
    Record(ResourceId),
    Page(Selection),
    Count(Candidates),
}

/// Takes a snapshot and reads, so many times, on one thread.
async fn read(bench: &Bench, what: &str, times: u64, make: impl Fn(u64) -> Read) -> Outcome {
    let begun = Instant::now();
    let mut found = 0;
    for i in 0..times {
        let read = make(i);
        let mut snapshot = bench.store.snapshot(bench.tenant).await?;
        found += match &read {
            Read::Record(id) => usize::from(snapshot.record(Kind::User, *id).await?.is_some()),
            Read::Page(selection) => snapshot.select(Kind::User, selection).await?.records.len(),
            Read::Count(candidates) => {
                usize::from(snapshot.count(Kind::User, candidates).await? == users_of(bench))
            }
        };
    }
    let elapsed = begun.elapsed().as_secs_f64();
    println!("{what:<40} {:>10.0} a second ({found} found)", times as f64 / elapsed);
    Ok(())
}

fn users_of(bench: &Bench) -> u64 {
    bench.next.load(Ordering::Relaxed)
}
