//! The time of change: it rises strictly, whatever the clocks of those who write show.

use directory::model::Kind::{Group, User};
use jiff::{SignedDuration, Timestamp};

use crate::build::{Draft, account, at, new_account};
use crate::suite::world::World;

fn a_little_after(time: Timestamp) -> Timestamp {
    time + SignedDuration::from_micros(1)
}

/// A user in a group, both at version 2; the group was modified at second 10.
async fn alice_in_a_team(world: &World) -> (Draft, Draft) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    world.staff.write([alice.insert(), team.insert()]).await;
    world.staff.write([team.members(&[&alice], &[], at(10))]).await;
    (alice.moved(1), team)
}

pub(crate) async fn members_move_it_on_strictly(world: &World) {
    let (alice, team) = alice_in_a_team(world).await;
    let steps = [
        (at(10), a_little_after(at(10))),
        (at(3), a_little_after(a_little_after(at(10)))),
        (at(11), at(11)),
    ];
    for (version, (given, expected)) in (3..).zip(steps) {
        world.staff.write([team.members(&[&alice], &[], given)]).await;
        let record = world.staff.record(Group, team.id()).await;
        assert_eq!((record.version, record.modified), (version, expected));
        assert_eq!(record.created, at(0));
    }
}

pub(crate) async fn a_delete_moves_its_groups_on_strictly(world: &World) {
    let (alice, team) = alice_in_a_team(world).await;
    world.staff.write([alice.delete(at(4))]).await;
    let record = world.staff.record(Group, team.id()).await;
    assert_eq!((record.version, record.modified), (3, a_little_after(at(10))));
}

pub(crate) async fn leaving_all_groups_moves_them_on_strictly(world: &World) {
    let (alice, team) = alice_in_a_team(world).await;
    world.staff.write([alice.leave_all_groups(at(4))]).await;
    let record = world.staff.record(Group, team.id()).await;
    assert_eq!((record.version, record.modified), (3, a_little_after(at(10))));
}

pub(crate) async fn a_new_link_moves_it_on_strictly(world: &World) {
    let person = account(5, "alice@acme.example");
    let mut alice = Draft::user(1, "alice");
    alice.record.modified = at(10);
    world.staff.write([new_account(person.clone()), alice.insert()]).await;

    let mut expected = alice.record.clone();
    expected.account = Some(person.id);
    expected.version = 2;
    expected.modified = a_little_after(at(10));
    world.staff.write([alice.relink(Some(person.id), at(10))]).await;
    assert_eq!(world.staff.record(User, alice.id()).await, expected);

    let linked = Draft { record: expected.clone(), ..alice };
    expected.account = None;
    expected.version = 3;
    expected.modified = at(12);
    world.staff.write([linked.relink(None, at(12))]).await;
    assert_eq!(world.staff.record(User, linked.id()).await, expected);
    let kept = world.staff.read().await.keys_of(User, linked.id()).await.unwrap();
    assert_eq!(kept, (Vec::from_iter(linked.unique), Vec::from_iter(linked.index)));
}
