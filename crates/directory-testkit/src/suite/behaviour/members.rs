//! Members: who is in which group, from both sides.

use std::collections::BTreeSet;

use directory::model::Kind::{Group, User};
use directory::model::ResourceId;
use directory::store::{Candidates, Selection, Write};

use crate::build::{Draft, at, id};
use crate::suite::answers::further;
use crate::suite::world::{TenantStore, World};

const NOBODY: [&str; 0] = [];

fn users<const N: usize>(names: [&str; N]) -> [Draft; N] {
    let mut n = 0;
    names.map(|name| {
        n += 1;
        Draft::user(n, name)
    })
}

fn names_of(users: &[Draft]) -> Vec<String> {
    users.iter().map(|user| user.record.name.clone()).collect()
}

async fn among(tenant: &TenantStore, group: &Draft, asked: &[ResourceId]) -> BTreeSet<ResourceId> {
    let members = tenant.read().await.members_among(group.id(), asked).await;
    members.unwrap().into_iter().collect()
}

pub(crate) async fn users_join_and_leave(world: &World) {
    let [alice, bob, carol] = users(["alice", "bob", "carol"]);
    let team = Draft::group(9, "team");
    let all = [&alice, &bob, &carol, &team];
    world.staff.write(all.map(Draft::insert)).await;
    assert_eq!(world.staff.members(team.id()).await, NOBODY);

    world.staff.write([team.members(&[&alice, &bob], &[], at(1))]).await;
    assert_eq!(world.staff.members(team.id()).await, ["alice", "bob"]);
    world.staff.write([team.members(&[&carol], &[&alice], at(2))]).await;
    assert_eq!(world.staff.members(team.id()).await, ["bob", "carol"]);

    assert_eq!(world.staff.groups(alice.id()).await, NOBODY);
    assert_eq!(world.staff.groups(bob.id()).await, ["team"]);
    let asked = all.map(Draft::id);
    assert_eq!(among(&world.staff, &team, &asked).await, BTreeSet::from([bob.id(), carol.id()]));
    assert_eq!(among(&world.staff, &alice, &asked).await, BTreeSet::new());
    let group = world.staff.record(Group, team.id()).await;
    assert_eq!((group.version, group.modified), (3, at(2)));
    assert_eq!(group.body, team.record.body);
    assert_eq!(world.staff.record(User, bob.id()).await, bob.moved(1).record);
}

pub(crate) async fn members_come_oldest_first(world: &World) {
    // Neither their ids, nor their names, nor when they joined decide.
    let [old, middle, young] = [(8, "b"), (9, "c"), (7, "a")].map(|(n, name)| Draft::user(n, name));
    let [first, second] = [(6, "z"), (5, "y")].map(|(n, name)| Draft::group(n, name));
    let all = [&old, &middle, &young, &first, &second];
    world.staff.write(all.map(Draft::insert)).await;
    world.staff.write([second.members(&[&young], &[], at(1))]).await;
    world.staff.write([second.members(&[&old], &[], at(2))]).await;
    world.staff.write([second.members(&[&middle], &[], at(3))]).await;
    world.staff.write([first.members(&[&young], &[], at(4))]).await;

    assert_eq!(world.staff.members(second.id()).await, ["b", "c", "a"]);
    assert_eq!(world.staff.groups(young.id()).await, ["z", "y"]);
    let with_young = Candidates::GroupsWith(young.id());
    assert_eq!(world.staff.names(Group, with_young.clone()).await, ["z", "y"]);
    assert_eq!(world.staff.names(User, with_young).await, NOBODY);
    assert_eq!(world.staff.names(Group, Candidates::GroupsWith(old.id())).await, ["y"]);
    assert_eq!(world.staff.names(Group, Candidates::GroupsWith(first.id())).await, NOBODY);
}

pub(crate) async fn the_groups_of_each_of_a_page_are_told_from_one_snapshot(world: &World) {
    let users = users(["none", "most", "few", "one", "nowhere"]);
    let [_, most, few, one, _] = &users;
    let groups: Vec<Draft> =
        (0..1_100).map(|n| Draft::group(100 + n, &format!("group {n}"))).collect();
    world.staff.write(users.iter().chain(&groups).map(Draft::insert)).await;
    let joins = groups.iter().enumerate().map(|(n, group)| match n {
        0 => group.members(&[most, few, one], &[], at(1)),
        1..5 => group.members(&[most, few], &[], at(1)),
        _ => group.members(&[most], &[], at(1)),
    });
    world.staff.write(joins).await;

    let mut snapshot = world.staff.read().await;
    let candidates = Candidates::All;
    let page = Selection { candidates, after: None, skip: 0, limit: 100 };
    let page = snapshot.select(User, &page).await.unwrap().records;
    assert_eq!(page.len(), users.len());
    // In the order of the page, against it, and twice; a group is asked for in between.
    for nth in [0, 1, 2, 3, 4, 4, 3, 1, 0, 2] {
        let told = snapshot.groups_of(page[nth].1.id).await.unwrap();
        let expected = match nth {
            1 => 0..1_100,
            2 => 0..5,
            3 => 0..1,
            _ => 0..0,
        };
        let names: Vec<String> = told.iter().map(|group| group.name.clone()).collect();
        assert_eq!(names, expected.map(|n| format!("group {n}")).collect::<Vec<_>>(), "{nth}");
        assert!(snapshot.groups_of(groups[nth].id()).await.unwrap().is_empty());
    }
}

pub(crate) async fn members_come_in_pages(world: &World) {
    let team = Draft::group(99, "team");
    let users: Vec<Draft> = (1..=25).map(|n| Draft::user(n, &format!("user {n}"))).collect();
    let everyone: Vec<&Draft> = users.iter().collect();
    world.staff.write(users.iter().chain([&team]).map(Draft::insert)).await;
    world.staff.write([team.members(&everyone, &[], at(1))]).await;

    let mut snapshot = world.staff.read().await;
    let (mut sizes, mut names, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let (page, last) = snapshot.members(team.id(), after, 10).await.unwrap();
        sizes.push(page.len());
        names.extend(page.into_iter().map(|user| user.name));
        if last.is_none() {
            break;
        }
        after = further(after, last);
    }
    assert_eq!(sizes, [10, 10, 5, 0]);
    assert_eq!(names, names_of(&users));
    assert_eq!(snapshot.members(team.id(), None, 0).await.unwrap(), (vec![], None));
    assert_eq!(snapshot.members(users[0].id(), None, 10).await.unwrap(), (vec![], None));
    assert_eq!(snapshot.members(id(1000), None, 10).await.unwrap(), (vec![], None));
}

pub(crate) async fn who_is_in_already_is_passed_over_and_the_group_touched(world: &World) {
    let [alice, bob] = users(["alice", "bob"]);
    let team = Draft::group(9, "team");
    world.staff.write([&alice, &bob, &team].map(Draft::insert)).await;

    world.staff.write([team.members(&[&alice, &alice], &[], at(1))]).await;
    world.staff.write([team.members(&[&alice], &[], at(2))]).await;
    world.staff.write([team.members(&[], &[&bob, &Draft::user(77, "unknown")], at(3))]).await;
    world.staff.write([team.members(&[], &[], at(4))]).await;

    assert_eq!(world.staff.members(team.id()).await, ["alice"]);
    let group = world.staff.record(Group, team.id()).await;
    assert_eq!((group.version, group.modified), (5, at(4)));
}

pub(crate) async fn a_change_of_members_compares_a_version_only_if_it_names_one(world: &World) {
    let [alice, bob] = users(["alice", "bob"]);
    let team = Draft::group(9, "team");
    world.staff.write([&alice, &bob, &team].map(Draft::insert)).await;
    let joins = |user: &Draft, expect| Write::Members {
        group: team.id(),
        added: vec![user.id()],
        removed: vec![],
        expect,
        at: Some(at(1)),
    };

    world.staff.refuses([joins(&alice, Some(2))]).await;
    assert_eq!(world.staff.members(team.id()).await, NOBODY);
    world.staff.write([joins(&alice, Some(1))]).await;
    world.staff.refuses([joins(&bob, Some(1))]).await;
    world.staff.write([joins(&bob, None)]).await;
    assert_eq!(world.staff.members(team.id()).await, ["alice", "bob"]);
}

pub(crate) async fn a_group_that_is_created_with_members_has_not_changed_since(world: &World) {
    let alice = Draft::user(1, "alice");
    let team = Draft::group(9, "team");
    let first = Write::Members {
        group: team.id(),
        added: vec![alice.id()],
        removed: vec![],
        expect: None,
        at: None,
    };
    world.staff.write([alice.insert(), team.insert(), first]).await;
    assert_eq!(world.staff.members(team.id()).await, ["alice"]);
    assert_eq!(world.staff.record(Group, team.id()).await, team.record);
}

pub(crate) async fn who_joins_and_leaves_at_once_is_no_member(world: &World) {
    let [alice, bob] = users(["alice", "bob"]);
    let team = Draft::group(9, "team");
    world.staff.write([&alice, &bob, &team].map(Draft::insert)).await;
    world.staff.write([team.members(&[&alice], &[], at(1))]).await;

    world.staff.write([team.members(&[&alice, &bob], &[&bob, &alice], at(2))]).await;
    assert_eq!(world.staff.members(team.id()).await, NOBODY);
}

pub(crate) async fn only_those_that_exist_can_join(world: &World) {
    let [alice, ghost] = users(["alice", "ghost"]);
    let (team, other) = (Draft::group(8, "team"), Draft::group(9, "other"));
    world.staff.write([&alice, &team, &other].map(Draft::insert)).await;

    world.staff.refuses([team.members(&[&alice, &ghost], &[], at(1))]).await;
    world.staff.refuses([team.members(&[&other, &ghost], &[&ghost], at(1))]).await;
    world.staff.refuses([alice.members(&[&alice], &[], at(1))]).await;
    world.staff.refuses([Draft::group(7, "no group").members(&[&alice], &[], at(1))]).await;
    world.staff.refuses([ghost.leave_all_groups(at(1))]).await;
    world.staff.refuses([team.leave_all_groups(at(1))]).await;

    assert_eq!(world.staff.members(team.id()).await, NOBODY);
    for draft in [&alice, &team, &other] {
        let record = world.staff.record(draft.record.kind, draft.id()).await;
        assert_eq!(record, draft.record);
    }
}

pub(crate) async fn concurrent_changes_of_one_group_are_never_lost(world: &World) {
    let team = Draft::group(99, "team");
    let users: Vec<Draft> = (1..=60).map(|n| Draft::user(n, &format!("user {n:02}"))).collect();
    let (veterans, newcomers) = users.split_at(20);
    world.staff.write(users.iter().chain([&team]).map(Draft::insert)).await;
    world.staff.write([team.members(&veterans.iter().collect::<Vec<_>>(), &[], at(1))]).await;

    let joins = newcomers.iter().map(|user| team.members(&[user], &[], at(2)));
    let leaves = veterans.iter().map(|user| team.members(&[], &[user], at(2)));
    let tasks: Vec<_> = joins
        .chain(leaves)
        .map(|write| {
            let staff = world.staff.clone();
            tokio::spawn(async move { staff.write([write]).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }

    assert_eq!(world.staff.members(team.id()).await, names_of(newcomers));
    assert_eq!(world.staff.record(Group, team.id()).await.version, 1 + 1 + 60);
}

pub(crate) async fn a_deleted_user_leaves_its_groups(world: &World) {
    let [alice, bob] = users(["alice", "bob"]);
    let groups = [7, 8, 9].map(|n| Draft::group(n, &format!("group {n}")));
    world.staff.write([&alice, &bob].map(Draft::insert)).await;
    world.staff.write(groups.iter().map(Draft::insert)).await;
    let [one, two, three] = &groups;
    let join = [
        one.members(&[&alice, &bob], &[], at(1)),
        two.members(&[&alice], &[], at(1)),
        three.members(&[&bob], &[], at(1)),
    ];
    world.staff.write(join).await;

    world.staff.write([alice.moved(2).delete(at(5))]).await;
    assert_eq!(world.staff.members(one.id()).await, ["bob"]);
    assert_eq!(world.staff.members(two.id()).await, NOBODY);
    assert_eq!(world.staff.groups(alice.id()).await, NOBODY);
    assert_eq!(world.staff.names(Group, Candidates::GroupsWith(alice.id())).await, NOBODY);
    for (group, expected) in groups.iter().zip([(3, at(5)), (3, at(5)), (2, at(1))]) {
        let record = world.staff.record(Group, group.id()).await;
        assert_eq!((record.version, record.modified), expected, "{}", record.name);
    }
}

pub(crate) async fn a_deleted_group_leaves_its_members(world: &World) {
    let [alice] = users(["alice"]);
    let (team, other) = (Draft::group(8, "team"), Draft::group(9, "other"));
    world.staff.write([&alice, &team, &other].map(Draft::insert)).await;
    let join = |group: &Draft| group.members(&[&alice], &[], at(1));
    world.staff.write([join(&team), join(&other)]).await;

    let now = Draft { record: world.staff.record(Group, team.id()).await, ..team.clone() };
    world.staff.write([now.delete(at(2))]).await;
    assert_eq!(world.staff.groups(alice.id()).await, ["other"]);
    assert_eq!(world.staff.members(team.id()).await, NOBODY);
    assert_eq!(among(&world.staff, &team, &[alice.id()]).await, BTreeSet::new());
    assert_eq!(world.staff.record(Group, other.id()).await.version, 2, "it lost no member");
}

pub(crate) async fn leaves_all_groups_at_once(world: &World) {
    let [alice, bob] = users(["alice", "bob"]);
    let groups = [7, 8, 9].map(|n| Draft::group(n, &format!("group {n}")));
    let [one, two, three] = &groups;
    world.staff.write([&alice, &bob, one, two, three].map(Draft::insert)).await;
    world.staff.write([one, two].map(|group| group.members(&[&alice, &bob], &[], at(1)))).await;

    world.staff.write([alice.leave_all_groups(at(2))]).await;
    assert_eq!(world.staff.groups(alice.id()).await, NOBODY);
    assert_eq!(world.staff.groups(bob.id()).await, ["group 7", "group 8"]);
    for (group, expected) in groups.iter().zip([(3, at(2)), (3, at(2)), (1, at(0))]) {
        let record = world.staff.record(Group, group.id()).await;
        assert_eq!((record.version, record.modified), expected, "{}", record.name);
    }
    world.staff.write([alice.leave_all_groups(at(3))]).await;
}

pub(crate) async fn a_renamed_user_is_renamed_in_its_groups(world: &World) {
    let [alice] = users(["alice"]);
    let team = Draft::group(9, "team");
    world.staff.write([&alice, &team].map(Draft::insert)).await;
    world.staff.write([team.members(&[&alice], &[], at(1))]).await;
    let now = Draft { record: world.staff.record(Group, team.id()).await, ..team.clone() };

    let alice = alice.moved(1);
    let writes =
        [alice.update(&alice.renamed("alicia", at(2))), now.update(&now.renamed("crew", at(2)))];
    world.staff.write(writes).await;
    assert_eq!(world.staff.members(team.id()).await, ["alicia"]);
    assert_eq!(world.staff.groups(alice.id()).await, ["crew"]);
}
