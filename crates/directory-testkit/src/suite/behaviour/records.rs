//! Users and groups: written, read, changed, deleted.

use std::collections::BTreeSet;

use directory::model::Kind::{Group, User};
use directory::store::{Candidates, Span, UniqueScope};

use crate::build::{Draft, EMAIL, account, at, id, new_account};
use crate::suite::world::World;

pub(crate) async fn reads_back_a_user_whole(world: &World) {
    let person = account(5, "alice@acme.example");
    let mut alice = Draft::user(1, "Alice Ü. \u{1f600}")
        .linked(person.id)
        .index(EMAIL, "alice@acme.example")
        .unique(UniqueScope::Organization, EMAIL, "alice@acme.example");
    alice.record.created = at(3);
    alice.record.modified = at(4);
    world.staff.write([new_account(person), alice.insert()]).await;

    assert_eq!(world.staff.find(User, alice.id()).await, Some(alice.record.clone()));
    let kept = world.staff.read().await.keys_of(User, alice.id()).await.unwrap();
    assert_eq!(kept, (Vec::from_iter(alice.unique), Vec::from_iter(alice.index)));
}

pub(crate) async fn tells_users_from_groups(world: &World) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    world.staff.write([alice.insert(), team.insert()]).await;

    assert_eq!(world.staff.find(Group, alice.id()).await, None);
    assert_eq!(world.staff.find(User, team.id()).await, None);
    let mut snapshot = world.staff.read().await;
    assert_eq!(snapshot.keys_of(Group, alice.id()).await.unwrap(), (vec![], vec![]));
    world.staff.refuses([Draft { record: as_group(&alice), ..alice.clone() }.delete(at(1))]).await;
    let renamed = alice.renamed("alicia", at(1));
    world.staff.refuses([alice.update(&Draft { record: as_group(&renamed), ..renamed })]).await;
    assert_eq!(world.staff.find(User, alice.id()).await, Some(alice.record));
}

fn as_group(draft: &Draft) -> directory::model::Record {
    directory::model::Record { kind: Group, ..draft.record.clone() }
}

pub(crate) async fn an_id_is_given_once_over_both_kinds(world: &World) {
    let alice = Draft::user(1, "alice");
    world.staff.write([alice.insert()]).await;

    world.staff.refuses([Draft::user(1, "another").insert()]).await;
    world.staff.refuses([Draft::group(1, "team").insert()]).await;
    assert_eq!(world.staff.find(User, alice.id()).await, Some(alice.record));
    assert_eq!(world.staff.find(Group, id(1)).await, None);
}

pub(crate) async fn updates_a_record_whole(world: &World) {
    let person = account(5, "alice@acme.example");
    let alice = Draft::user(1, "alice").index(EMAIL, "old").index(EMAIL, "kept");
    world.staff.write([new_account(person.clone()), alice.insert()]).await;

    let mut alicia = alice.renamed("alicia", at(9)).index(EMAIL, "new").linked(person.id);
    alicia.index.retain(|entry| entry.value != b"old");
    world.staff.write([alice.update(&alicia)]).await;

    assert_eq!(world.staff.find(User, alice.id()).await, Some(alicia.record.clone()));
    let kept = world.staff.read().await.keys_of(User, alice.id()).await.unwrap();
    assert_eq!(kept, (Vec::from_iter(alicia.unique), Vec::from_iter(alicia.index)));
}

pub(crate) async fn when_it_was_created_stays(world: &World) {
    let alice = Draft::user(1, "alice");
    world.staff.write([alice.insert()]).await;

    let mut alicia = alice.renamed("alicia", at(9));
    alicia.record.created = at(5);
    world.staff.write([alice.update(&alicia)]).await;
    assert_eq!(world.staff.record(User, alice.id()).await.created, alice.record.created);
    let since = Candidates::Created(Span { from: Some(at(5)), to: None });
    let mut snapshot = world.staff.read().await;
    assert_eq!(snapshot.count(User, &since).await.unwrap(), 0);
}

pub(crate) async fn an_update_needs_the_version_it_expects(world: &World) {
    let first = Draft::user(1, "first");
    let second = first.renamed("second", at(1));
    world.staff.write([first.insert()]).await;
    world.staff.write([first.update(&second)]).await;

    world.staff.refuses([first.update(&first.renamed("late", at(2)))]).await;
    let third = second.renamed("third", at(2));
    world.staff.refuses([third.update(&third.renamed("early", at(3)))]).await;
    let nobody = Draft::user(7, "nobody");
    world.staff.refuses([nobody.update(&nobody.renamed("somebody", at(1)))]).await;
    assert_eq!(world.staff.find(User, first.id()).await, Some(second.record));
}

pub(crate) async fn deletes_what_has_the_version_it_expects(world: &World) {
    let first = Draft::user(1, "first");
    let second = first.renamed("second", at(1));
    world.staff.write([first.insert()]).await;
    world.staff.write([first.update(&second)]).await;

    world.staff.refuses([first.delete(at(2))]).await;
    assert_eq!(world.staff.find(User, first.id()).await, Some(second.record.clone()));
    world.staff.write([second.delete(at(2))]).await;
    assert_eq!(world.staff.find(User, first.id()).await, None);
    let kept = world.staff.read().await.keys_of(User, first.id()).await.unwrap();
    assert_eq!(kept, (vec![], vec![]));
    world.staff.refuses([second.delete(at(3))]).await;
}

pub(crate) async fn tells_which_exist(world: &World) {
    let users = [1, 2, 3].map(|n| Draft::user(n, &format!("user {n}")));
    let team = Draft::group(4, "team");
    world.staff.write(users.iter().chain([&team]).map(Draft::insert)).await;
    world.staff.write([users[1].delete(at(1))]).await;

    let asked = [1, 2, 3, 3, 4, 5].map(id);
    assert_eq!(world.staff.existing(User, &asked).await, BTreeSet::from([1, 3].map(id)));
    assert_eq!(world.staff.existing(Group, &asked).await, BTreeSet::from([id(4)]));
    assert_eq!(world.staff.existing(User, &[]).await, BTreeSet::new());
}

pub(crate) async fn a_deleted_id_can_be_given_again(world: &World) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    let join = team.members(&[&alice], &[], at(1));
    world.staff.write([alice.insert(), team.insert(), join]).await;
    world.staff.write([alice.moved(1).delete(at(2))]).await;

    let again = Draft::user(1, "alice again");
    world.staff.write([again.insert()]).await;
    assert_eq!(world.staff.find(User, id(1)).await, Some(again.record));
    assert_eq!(world.staff.members(team.id()).await, [""; 0]);
}
