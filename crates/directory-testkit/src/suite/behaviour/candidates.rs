//! Candidates: what an index narrows a query to.

use directory::index::MAX_KEY;
use directory::model::Kind::{Group, User};
use directory::store::{Candidates, KeyRange, Write};

use crate::build::{Draft, EMAIL, NAME, at, id};
use crate::suite::world::{TenantStore, World};

const NOTHING: [&str; 0] = [];

fn emails(range: KeyRange) -> Candidates {
    Candidates::Index { attribute: EMAIL, range }
}

fn equal(value: impl AsRef<[u8]>) -> Candidates {
    emails(KeyRange::Equal(value.as_ref().to_vec()))
}

fn prefix(value: impl AsRef<[u8]>) -> Candidates {
    emails(KeyRange::Prefix(value.as_ref().to_vec()))
}

fn between(from: Option<&str>, to: Option<&str>) -> Candidates {
    let bytes = |value: Option<&str>| value.map(|value| value.as_bytes().to_vec());
    emails(KeyRange::Between { from: bytes(from), to: bytes(to) })
}

/// The users among the candidates.
async fn found(tenant: &TenantStore, candidates: Candidates) -> Vec<String> {
    tenant.names(User, candidates).await
}

/// Three users in this order, and a group with the same values:
/// `three` has d and a; `one` has b, b1 and c; `two` has b.
async fn three_users(world: &World) -> [Draft; 4] {
    let drafts = [
        Draft::user(3, "three").index(EMAIL, "d").index(EMAIL, "a"),
        Draft::user(1, "one").index(EMAIL, "b").index(EMAIL, "b1").index(EMAIL, "c"),
        Draft::user(2, "two").index(EMAIL, "b"),
        Draft::group(4, "group").index(EMAIL, "a").index(EMAIL, "b").index(EMAIL, "b1"),
    ];
    world.staff.write(drafts.iter().map(Draft::insert)).await;
    drafts
}

pub(crate) async fn all_and_none_and_one_by_id(world: &World) {
    three_users(world).await;
    let staff = &world.staff;
    assert_eq!(found(staff, Candidates::All).await, ["three", "one", "two"]);
    assert_eq!(found(staff, Candidates::None).await, NOTHING);
    assert_eq!(found(staff, Candidates::Id(id(1))).await, ["one"]);
    assert_eq!(found(staff, Candidates::Id(id(4))).await, NOTHING, "a group is no user");
    assert_eq!(found(staff, Candidates::Id(id(5))).await, NOTHING);
    assert_eq!(staff.names(Group, Candidates::All).await, ["group"]);
    assert_eq!(staff.names(Group, Candidates::Id(id(4))).await, ["group"]);
}

pub(crate) async fn equal_to_a_value(world: &World) {
    three_users(world).await;
    let staff = &world.staff;
    assert_eq!(found(staff, equal("b")).await, ["one", "two"]);
    assert_eq!(found(staff, equal("d")).await, ["three"]);
    assert_eq!(found(staff, equal("B")).await, NOTHING, "keys are compared as bytes");
    assert_eq!(found(staff, equal("")).await, NOTHING);
    assert_eq!(staff.names(Group, equal("b")).await, ["group"]);
    let by_name = KeyRange::Equal(b"b".to_vec());
    let by_name = Candidates::Index { attribute: NAME, range: by_name };
    assert_eq!(found(staff, by_name).await, NOTHING, "attributes are kept apart");
}

pub(crate) async fn beginning_with_a_prefix(world: &World) {
    three_users(world).await;
    let staff = &world.staff;
    assert_eq!(found(staff, prefix("b")).await, ["one", "two"], "each once");
    assert_eq!(found(staff, prefix("b1")).await, ["one"]);
    assert_eq!(found(staff, prefix("b12")).await, NOTHING);
    assert_eq!(found(staff, prefix("")).await, ["three", "one", "two"]);
    assert_eq!(staff.names(Group, prefix("b")).await, ["group"]);
}

pub(crate) async fn between_two_values(world: &World) {
    three_users(world).await;
    let cases: [(_, _, &[&str]); 10] = [
        (None, None, &["three", "one", "two"]),
        (Some("b"), None, &["three", "one", "two"]),
        (Some("b1"), None, &["three", "one"]),
        (Some("d0"), None, &[]),
        (None, Some("b"), &["three"]),
        (None, Some("b0"), &["three", "one", "two"]),
        (Some("b"), Some("c"), &["one", "two"]),
        (Some("b0"), Some("d"), &["one"]),
        (Some("c"), Some("c"), &[]),
        (Some("d"), Some("a"), &[]),
    ];
    for (from, to, expected) in cases {
        let names = found(&world.staff, between(from, to)).await;
        assert_eq!(names, expected, "from {from:?} to {to:?}");
    }
}

pub(crate) async fn values_are_bytes(world: &World) {
    let longest = "x".repeat(MAX_KEY);
    let drafts = [
        Draft::user(1, "high").index(EMAIL, [0xff, 0xff]),
        Draft::user(2, "higher").index(EMAIL, [0xff, 0xff, 0xff]),
        Draft::user(3, "zero").index(EMAIL, [0]),
        Draft::user(4, "empty").index(EMAIL, []),
        Draft::user(5, "fe").index(EMAIL, [0xfe, 0xff]),
        Draft::user(6, "longest").index(EMAIL, &longest),
    ];
    world.staff.write(drafts.iter().map(Draft::insert)).await;

    let staff = &world.staff;
    assert_eq!(found(staff, equal([0xff, 0xff])).await, ["high"]);
    assert_eq!(found(staff, prefix([0xff, 0xff])).await, ["high", "higher"]);
    assert_eq!(found(staff, prefix([0xff])).await, ["high", "higher"]);
    assert_eq!(found(staff, prefix([0xfe])).await, ["fe"]);
    assert_eq!(found(staff, prefix([0xfe, 0xff])).await, ["fe"]);
    assert_eq!(found(staff, prefix([0])).await, ["zero"]);
    assert_eq!(found(staff, equal([])).await, ["empty"]);
    assert_eq!(found(staff, equal(&longest)).await, ["longest"]);
    assert_eq!(found(staff, prefix(&longest)).await, ["longest"]);
    assert_eq!(found(staff, between(None, Some("x"))).await, ["zero", "empty"]);
}

pub(crate) async fn the_index_follows_changes(world: &World) {
    let [three, one, two, _] = three_users(world).await;
    let mut one_later = one.renamed("one", at(1)).index(EMAIL, "e");
    one_later.index.retain(|entry| entry.value != b"b");
    world.staff.write([one.update(&one_later), two.delete(at(1))]).await;

    let staff = &world.staff;
    assert_eq!(found(staff, equal("b")).await, NOTHING);
    assert_eq!(found(staff, prefix("b")).await, ["one"], "b1 is left");
    assert_eq!(found(staff, between(Some("c"), None)).await, ["three", "one"]);
    assert_eq!(found(staff, equal("e")).await, ["one"]);
    world.staff.write([three.delete(at(2))]).await;
    assert_eq!(found(staff, between(None, None)).await, ["one"]);
}

pub(crate) async fn an_entry_is_kept_once(world: &World) {
    let alice = Draft::user(1, "alice").index(EMAIL, "a");
    let Write::Insert { record, unique, mut index } = alice.insert() else {
        panic!("a draft inserts");
    };
    index.extend(index.clone());
    world.staff.write([Write::Insert { record, unique, index }]).await;
    assert_eq!(found(&world.staff, equal("a")).await, ["alice"]);

    // What is there already comes again; what isn't there goes.
    let before =
        Draft { index: Draft::user(1, "alice").index(EMAIL, "unknown").index, ..alice.clone() };
    let after = alice.renamed("alice", at(1));
    world.staff.write([before.update(&after)]).await;
    let (_, index) = world.staff.read().await.keys_of(User, alice.id()).await.unwrap();
    assert_eq!(index, Vec::from_iter(after.index.clone()));

    let none_left = Draft { index: [].into(), ..after.renamed("alice", at(2)) };
    world.staff.write([after.update(&none_left)]).await;
    assert_eq!(found(&world.staff, equal("a")).await, NOTHING);
}
