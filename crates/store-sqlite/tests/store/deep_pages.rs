//! Pages far down a list, where whole buckets are passed over by their counts.

use directory::model::Kind;
use directory::store::{Candidates, Position, Selection, Store, Write};
use directory_testkit::build::{self, Draft};

use crate::world::{USER, World};

/// More than three buckets of users, with groups between them and every fifth user gone.
async fn long_list() -> World {
    let world = World::new().await;
    let inserts = (1000..15_000).map(|n| match n % 7 {
        0 => Draft::bare(Kind::Group, n, "group").insert(),
        _ => Draft::bare(Kind::User, n, "user").insert(),
    });
    world.commit(world.change(inserts.collect())).await.unwrap();
    let deletes = (1000..15_000).filter(|n| n % 7 != 0 && n % 5 == 0).map(|n| Write::Delete {
        kind: Kind::User,
        id: build::id(n),
        expect: 1,
        at: build::at(1),
    });
    world.commit(world.change(deletes.collect())).await.unwrap();
    world
}

async fn places(world: &World, after: Option<Position>, skip: u64, limit: usize) -> Vec<Position> {
    let selection = Selection { candidates: Candidates::All, after, skip, limit };
    let mut snapshot = world.store.snapshot(world.tenant).await.unwrap();
    let page = snapshot.select(Kind::User, &selection).await.unwrap();
    page.records.into_iter().map(|(place, _)| place).collect()
}

#[tokio::test]
async fn what_is_passed_over_by_counts_is_what_would_be_read() {
    let world = long_list().await;
    let all = places(&world, None, 0, usize::MAX).await;
    assert_eq!(all.len(), 9601, "four fifths of six sevenths of 14,000, and the one of the world");
    for after in [None, Some(0), Some(1), Some(3000), Some(6500), Some(9599), Some(9600)] {
        let rest = after.map_or(all.as_slice(), |after| &all[after + 1..]);
        let after = after.map(|after| all[after]);
        for skip in [0, 1, 2700, 4095, 4096, 4097, 5000, 6000, 9599, 9600, 9601, 20_000] {
            let expected: Vec<_> = rest.iter().copied().skip(skip).take(3).collect();
            assert_eq!(
                places(&world, after, skip as u64, 3).await,
                expected,
                "after {after:?}, skip {skip}"
            );
        }
    }
}

#[tokio::test]
async fn in_buckets_that_are_full_places_are_told_by_number() {
    let world = World::new().await;
    let inserts = (1000..14_000).map(|n| Draft::bare(Kind::User, n, "user").insert());
    world.commit(world.change(inserts.collect())).await.unwrap();
    let all = places(&world, None, 0, usize::MAX).await;
    assert_eq!(all.len(), 13_001);
    for after in [None, Some(0), Some(4093), Some(4094), Some(4095), Some(6000)] {
        let rest = after.map_or(all.as_slice(), |after| &all[after + 1..]);
        let after = after.map(|after| all[after]);
        for skip in [4093, 4094, 4095, 4096, 4097, 6000, 8189, 8190, 8191, 8192, 12_999, 13_001] {
            let expected: Vec<_> = rest.iter().copied().skip(skip).take(3).collect();
            assert_eq!(
                places(&world, after, skip as u64, 3).await,
                expected,
                "after {after:?}, skip {skip}"
            );
        }
    }
}

#[tokio::test]
async fn the_count_is_that_of_the_list() {
    let world = long_list().await;
    let mut snapshot = world.store.snapshot(world.tenant).await.unwrap();
    assert_eq!(snapshot.count(Kind::User, &Candidates::All).await.unwrap(), 9601);
    assert_eq!(snapshot.count(Kind::Group, &Candidates::All).await.unwrap(), 2001);
    assert_eq!(world.store.integrity().await.unwrap(), []);
}

#[tokio::test]
async fn a_bucket_that_was_emptied_is_counted_no_more() {
    let world = World::new().await;
    let buckets = || -> i64 {
        let sql = "SELECT count(*) FROM tally WHERE kind = 0";
        world.connect().query_row(sql, (), |row| row.get(0)).unwrap()
    };
    assert_eq!(buckets(), 1);
    let last = Write::Delete { kind: Kind::User, id: build::id(USER), expect: 2, at: build::at(1) };
    world.commit(world.change(vec![last])).await.unwrap();
    assert_eq!(buckets(), 0);
    assert_eq!(world.store.integrity().await.unwrap(), []);
}
