//! A change is committed whole or not at all, and seen whole or not at all.

use directory::model::Kind::{Group, User};
use directory::store::{Candidates, CommitError, Write};

use crate::build::{Draft, at, domain};
use crate::suite::world::World;

pub(crate) async fn nothing_of_a_refused_change_stays(world: &World) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    world.staff.write([alice.insert(), team.insert()]).await;
    let log = world.staff.read().await.log(None, 100).await.unwrap();

    let alicia = alice.renamed("alicia", at(1));
    let everything_but_the_last = [
        Write::Domain(domain("acme.example")),
        Draft::user(3, "bob").insert(),
        alice.update(&alicia),
        team.members(&[&alice], &[], at(1)),
        team.delete(at(1)),
    ];
    // The group is no longer at version 1 when the change comes to its deletion.
    world.staff.refuses(everything_but_the_last.clone()).await;
    // The name of the last is taken, by a user the same change inserts.
    let twice = [Draft::user(3, "bob").insert(), Draft::user(4, "bob").insert()];
    let outcome = world.staff.try_write(twice).await;
    assert!(matches!(outcome, Err(CommitError::Taken { .. })), "{outcome:?}");

    assert_eq!(world.staff.names(User, Candidates::All).await, ["alice"]);
    assert_eq!(world.staff.record(Group, team.id()).await, team.record);
    assert_eq!(world.staff.members(team.id()).await, [""; 0]);
    let mut snapshot = world.staff.read().await;
    assert_eq!(snapshot.domains().await.unwrap(), []);
    assert_eq!(snapshot.log(None, 100).await.unwrap(), log);
    drop(snapshot);
    world.staff.write([Draft::user(3, "bob").insert(), Draft::user(4, "alicia").insert()]).await;
}

pub(crate) async fn later_writes_see_earlier_ones(world: &World) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    let alice_in_team = alice.moved(1);
    let alicia = alice_in_team.renamed("alicia", at(1));
    world
        .staff
        .write([
            alice.insert(),
            team.insert(),
            team.members(&[&alice], &[], at(1)),
            alice_in_team.update(&alicia),
            Draft::user(3, "alice").insert(),
        ])
        .await;

    assert_eq!(world.staff.members(team.id()).await, ["alicia"]);
    assert_eq!(world.staff.names(User, Candidates::All).await, ["alicia", "alice"]);
}

pub(crate) async fn a_commit_is_seen_by_the_next_snapshot(world: &World) {
    for n in 1..=50 {
        let user = Draft::user(n, &format!("user {n}"));
        world.staff.write([user.insert()]).await;
        assert_eq!(world.staff.find(User, user.id()).await, Some(user.record));
    }
}

pub(crate) async fn a_snapshot_never_sees_a_later_commit(world: &World) {
    let (alice, team) = (Draft::user(1, "alice"), Draft::group(2, "team"));
    world.staff.write([alice.insert(), team.insert()]).await;
    let mut before = world.staff.read().await;

    let alice_in_team = alice.moved(1);
    let alicia = alice_in_team.renamed("alicia", at(1));
    let join = team.members(&[&alice], &[], at(1));
    world.staff.write([join, alice_in_team.update(&alicia), Draft::user(3, "bob").insert()]).await;

    assert_eq!(before.record(User, alice.id()).await.unwrap(), Some(alice.record.clone().into()));
    assert_eq!(before.record(Group, team.id()).await.unwrap(), Some(team.record.clone().into()));
    assert_eq!(before.count(User, &Candidates::All).await.unwrap(), 1);
    assert_eq!(before.members(team.id(), None, 10).await.unwrap(), (vec![], None));
    assert!(before.groups_of(alice.id()).await.unwrap().is_empty());
    let old_name = alice.unique.first().unwrap();
    assert_eq!(
        before.holder(old_name).await.unwrap(),
        Some((world.staff.tenant.directory.unwrap(), alice.id()))
    );
    assert_eq!(before.holder(alicia.unique.first().unwrap()).await.unwrap(), None);
    assert_eq!(before.log(None, 100).await.unwrap().len(), 1);

    let mut after = world.staff.read().await;
    assert_eq!(after.record(User, alice.id()).await.unwrap(), Some(alicia.record.into()));
    assert_eq!(after.count(User, &Candidates::All).await.unwrap(), 2);
    assert_eq!(after.log(None, 100).await.unwrap().len(), 2);
}

pub(crate) async fn concurrent_updates_of_one_version_succeed_once(world: &World) {
    let alice = Draft::user(1, "alice");
    world.staff.write([alice.insert()]).await;

    let tries: Vec<_> = (0..20)
        .map(|n| {
            let staff = world.staff.clone();
            let update = alice.update(&alice.renamed(&format!("alice {n}"), at(n)));
            tokio::spawn(async move { staff.try_write([update]).await })
        })
        .collect();
    let mut won = 0;
    for outcome in tries {
        match outcome.await.unwrap() {
            Ok(()) => won += 1,
            Err(error) => assert!(matches!(error, CommitError::Conflict), "{error:?}"),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(world.staff.record(User, alice.id()).await.version, 2);
}
