//! How fast it is read: each time in a snapshot of its own, on one thread.

use std::time::Instant;

use directory::model::{Kind, ResourceId};
use directory::store::{Candidates, KeyRange, Position, Selection, Store, UniqueKey, UniqueScope};
use directory_testkit::build;

use crate::Outcome;
use crate::bench::{Bench, FIRST, user_name};

const PAGE: usize = 100;

enum Read {
    Record(ResourceId),
    Holder(UniqueKey),
    Page(Selection),
    Count(Candidates),
}

/// Reads by every way there is.
pub(crate) async fn measure(bench: &Bench) -> Outcome {
    let users = bench.users();
    let any = |i: u64| FIRST + i.wrapping_mul(104_729) % users;
    read(bench, "users by id", 200_000, |i| Read::Record(build::id(any(i)))).await?;
    read(bench, "users by unique key", 100_000, |i| holder(any(i))).await?;
    let named = |i| page(equal(1, user_name(any(i))));
    read(bench, "users by userName, through the index", 100_000, named).await?;
    read(bench, "pages of 100, first", 3_000, |_| page(Candidates::All)).await?;
    read(bench, "pages of 100, in the middle", 3_000, |_| all(users / 2, None)).await?;
    let cursor = |i| all(0, Some(Position(u128::from(any(i)))));
    read(bench, "pages of 100, after a position", 3_000, cursor).await?;
    let department = |i| page(equal(9, format!("Department {}", i % 61)));
    read(bench, "pages of 100, of a department", 3_000, department).await?;
    let recent = |i| page(since(11, any(i)));
    read(bench, "pages of 100, of a range", 20, recent).await?;
    read(bench, "counts of a range", 20, |i| Read::Count(since(11, any(i)))).await?;
    read(bench, "counts of all", 20_000, |_| Read::Count(Candidates::All)).await
}

fn holder(n: u64) -> Read {
    let value = user_name(n).into_bytes();
    Read::Holder(UniqueKey { scope: UniqueScope::Directory, attribute: 1, value })
}

fn page(candidates: Candidates) -> Read {
    Read::Page(Selection { candidates, after: None, skip: 0, limit: PAGE })
}

fn all(skip: u64, after: Option<Position>) -> Read {
    Read::Page(Selection { candidates: Candidates::All, after, skip, limit: PAGE })
}

fn equal(attribute: u16, value: String) -> Candidates {
    Candidates::Index { attribute, range: KeyRange::Equal(value.into_bytes()) }
}

fn since(attribute: u16, n: u64) -> Candidates {
    let range = KeyRange::Between { from: Some(format!("{n:08}").into_bytes()), to: None };
    Candidates::Index { attribute, range }
}

/// Takes a snapshot and reads, so many times.
async fn read(bench: &Bench, what: &str, times: u64, make: impl Fn(u64) -> Read) -> Outcome {
    let begun = Instant::now();
    let mut found = 0;
    for i in 0..times {
        let read = make(i);
        let mut snapshot = bench.store.snapshot(bench.tenant).await?;
        found += match &read {
            Read::Record(id) => u64::from(snapshot.record(Kind::User, *id).await?.is_some()),
            Read::Holder(key) => u64::from(snapshot.holder(key).await?.is_some()),
            Read::Page(selection) => {
                u64::try_from(snapshot.select(Kind::User, selection).await?.records.len())?
            }
            Read::Count(candidates) => snapshot.count(Kind::User, candidates).await?,
        };
    }
    let elapsed = begun.elapsed().as_secs_f64();
    println!(
        "{what:<44} {:>10.0} a second, {:>8.1} found each",
        times as f64 / elapsed,
        found as f64 / times as f64
    );
    Ok(())
}
