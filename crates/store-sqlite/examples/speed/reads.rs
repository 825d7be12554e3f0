//! How fast it is read: each time in a snapshot of its own, on one thread.

use std::time::Instant;

use directory::model::{Kind, ResourceId};
use directory::store::{
    Candidates, KeyRange, Position, Selection, Span, Store, UniqueKey, UniqueScope,
};
use directory_testkit::build;
use jiff::Timestamp;

use crate::Outcome;
use crate::bench::{Bench, FIRST, LARGE, user_name};

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
    read(bench, "counts of all", 20_000, |_| Read::Count(Candidates::All)).await?;
    sets(bench).await
}

/// Candidates of several parts.
async fn sets(bench: &Bench) -> Outcome {
    let users = bench.users();
    let any = |i: u64| FIRST + i.wrapping_mul(104_729) % users;
    let active = || equal(7, "1".to_owned());
    let department = |i: u64| equal(9, format!("Department {}", i % 61));
    let created_since = |n: u64| Candidates::Created(Span { from: at(n), to: None });
    let last_thousand = |i: u64| created_since(FIRST + users - 1000 - i % 100);

    let one = |i: u64| page(Candidates::Every(vec![active(), equal(1, user_name(any(i)))]));
    read(bench, "pages of an active user of a name", 50_000, one).await?;
    let of_one = |i: u64| Candidates::Every(vec![active(), department(i)]);
    read(bench, "pages of 100, active and of a department", 1_000, |i| page(of_one(i))).await?;
    read(bench, "counts, active and of a department", 200, |i| Read::Count(of_one(i))).await?;
    let lately = |i: u64| Candidates::Every(vec![active(), last_thousand(i)]);
    read(bench, "counts, active and created lately", 200, |i| Read::Count(lately(i))).await?;
    let few_of_range = |i: u64| Candidates::Every(vec![department(i), since(11, FIRST)]);
    read(bench, "counts, of a department and a wide range", 50, |i| Read::Count(few_of_range(i)))
        .await?;
    let both_wide = |_| Candidates::Every(vec![active(), equal(10, "Acme".to_owned())]);
    read(bench, "pages of 100, of two that are wide", 500, |i| page(both_wide(i))).await?;
    read(bench, "counts, of two that are wide", 5, |i| Read::Count(both_wide(i))).await?;
    let names =
        |i: u64| Candidates::Any((0..64).map(|n| equal(1, user_name(any(i * 64 + n)))).collect());
    read(bench, "pages of any of 64 names", 2_000, |i| page(names(i))).await?;
    let two = |i: u64| Candidates::Any(vec![department(i), department(i + 1)]);
    read(bench, "pages of 100, of two departments", 2_000, |i| page(two(i))).await?;
    read(bench, "counts, of two departments", 200, |i| Read::Count(two(i))).await?;
    let members = |_| Candidates::MembersOf(build::id(LARGE));
    read(bench, "pages of 100, of a large group", 2_000, |i| page(members(i))).await?;
    read(bench, "counts, of a large group", 100, |i| Read::Count(members(i))).await?;
    let colleagues = |i: u64| Candidates::Every(vec![department(i), members(i)]);
    read(bench, "counts, of a department in a large group", 200, |i| Read::Count(colleagues(i)))
        .await?;
    read(bench, "pages of 100, created lately", 500, |i| page(last_thousand(i))).await?;
    read(bench, "counts, created since a time", 20, |i| Read::Count(created_since(any(i)))).await?;
    read(bench, "pages of 100, created since a time", 20, |i| page(created_since(any(i)))).await
}

fn at(n: u64) -> Option<Timestamp> {
    i64::try_from(n).ok().map(build::at)
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
