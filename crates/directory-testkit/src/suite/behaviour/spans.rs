//! Spans of time: by when a resource was created, or last changed.

use directory::model::Kind::{Group, User};
use directory::store::{Candidates, Span};
use jiff::{SignedDuration, Timestamp};

use crate::build::{Draft, at};
use crate::suite::world::World;

const NOBODY: [&str; 0] = [];

fn span(from: impl Into<Option<Timestamp>>, to: impl Into<Option<Timestamp>>) -> Span {
    Span { from: from.into(), to: to.into() }
}

/// A draft that was created and last changed then.
fn born(mut draft: Draft, time: Timestamp) -> Draft {
    draft.record.created = time;
    draft.record.modified = time;
    draft
}

/// Users created at seconds 20, 10 and 30, in this order, and a group at 10.
async fn three_users(world: &World) -> [Draft; 3] {
    let users = [(1, "twenty", 20), (2, "ten", 10), (3, "thirty", 30)]
        .map(|(n, name, second)| born(Draft::user(n, name), at(second)));
    let group = born(Draft::group(4, "group"), at(10));
    world.staff.write(users.iter().chain([&group]).map(Draft::insert)).await;
    users
}

/// What a span of seconds holds of [`three_users`].
const CASES: [(Option<i64>, Option<i64>, &[&str]); 9] = [
    (None, None, &["twenty", "ten", "thirty"]),
    (Some(10), None, &["twenty", "ten", "thirty"]),
    (Some(11), None, &["twenty", "thirty"]),
    (Some(31), None, &[]),
    (None, Some(20), &["ten"]),
    (None, Some(10), &[]),
    (Some(10), Some(30), &["twenty", "ten"]),
    (Some(20), Some(20), &[]),
    (Some(30), Some(10), &[]),
];

pub(crate) async fn created_in_a_span(world: &World) {
    let [twenty, ..] = three_users(world).await;
    world.staff.write([twenty.update(&twenty.renamed("twenty", at(99)))]).await;
    for (from, to, expected) in CASES {
        let created = Candidates::Created(span(from.map(at), to.map(at)));
        let names = world.staff.names(User, created).await;
        assert_eq!(names, expected, "from {from:?} to {to:?}");
    }
    let groups = world.staff.names(Group, Candidates::Created(span(at(10), at(11)))).await;
    assert_eq!(groups, ["group"]);
}

pub(crate) async fn modified_in_a_span(world: &World) {
    let staff = &world.staff;
    let [twenty, ten, _] = three_users(world).await;
    for (from, to, expected) in CASES {
        let modified = Candidates::Modified(span(from.map(at), to.map(at)));
        assert_eq!(staff.names(User, modified).await, expected, "from {from:?} to {to:?}");
    }

    staff.write([ten.update(&ten.renamed("ten", at(50)))]).await;
    staff.write([Draft::group(4, "group").members(&[&twenty], &[], at(40))]).await;
    let modified = |from, to| Candidates::Modified(span(at(from), at(to)));
    assert_eq!(staff.names(User, modified(10, 11)).await, NOBODY);
    assert_eq!(staff.names(User, modified(50, 51)).await, ["ten"]);
    assert_eq!(staff.names(User, modified(20, 21)).await, ["twenty"], "a move is no change of it");
    assert_eq!(staff.names(Group, modified(10, 11)).await, NOBODY);
    assert_eq!(staff.names(Group, modified(40, 41)).await, ["group"]);
}

pub(crate) async fn an_end_may_be_finer_than_what_is_kept(world: &World) {
    let shift = |nanoseconds| at(10) + SignedDuration::from_nanos(nanoseconds);
    let user =
        |n, nanoseconds: i64| born(Draft::user(n, &format!("{nanoseconds}")), shift(nanoseconds));
    let users = [user(1, -1000), user(2, 0), user(3, 1000)];
    world.staff.write(users.iter().map(Draft::insert)).await;

    for (from, to, expected) in [
        (-1, None, &["0", "1000"][..]),
        (0, None, &["0", "1000"]),
        (1, None, &["1000"]),
        (1001, None, &[]),
        (-1000, Some(0), &["-1000"]),
        (-1000, Some(1), &["-1000", "0"]),
        (-999, Some(1), &["0"]),
        (1, Some(999), &[]),
    ] {
        for candidates in [Candidates::Created, Candidates::Modified] {
            let candidates = candidates(span(shift(from), to.map(shift)));
            let names = world.staff.names(User, candidates).await;
            assert_eq!(names, expected, "from {from} to {to:?}");
        }
    }
}

pub(crate) async fn spans_reach_before_1970_and_to_the_end_of_time(world: &World) {
    let epoch = |nanoseconds| Timestamp::UNIX_EPOCH + SignedDuration::from_nanos(nanoseconds);
    let users = [("before", -1000), ("epoch", 0), ("after", 1000)];
    let mut n = 0;
    for (name, nanoseconds) in users {
        n += 1;
        world.staff.write([born(Draft::user(n, name), epoch(nanoseconds)).insert()]).await;
    }

    for (from, to, expected) in [
        (Some(Timestamp::MIN), Some(Timestamp::MAX), &["before", "epoch", "after"][..]),
        (Some(Timestamp::MAX), None, &[]),
        (None, Some(Timestamp::MIN), &[]),
        (Some(epoch(-1)), None, &["epoch", "after"]),
        (Some(epoch(-1000)), Some(epoch(-1)), &["before"]),
        (Some(epoch(-999)), Some(epoch(1)), &["epoch"]),
        (None, Some(epoch(-1001)), &[]),
        (None, Some(epoch(-999)), &["before"]),
    ] {
        let created = Candidates::Created(span(from, to));
        let names = world.staff.names(User, created).await;
        assert_eq!(names, expected, "from {from:?} to {to:?}");
    }
}
