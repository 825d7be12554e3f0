//! Movers: who joins or leaves a group counts it in its version, since its groups change, and keeps its time.

use directory::model::Kind::{self, Group, User};
use directory::model::Record;

use crate::build::{Draft, EMAIL, at};
use crate::suite::world::World;

async fn assert_kept(world: &World, drafts: &[Draft]) {
    for draft in drafts {
        let Record { kind, id, .. } = draft.record;
        assert_eq!(world.staff.record(kind, id).await, draft.record);
    }
}

pub(crate) async fn who_joins_or_leaves_counts_it_and_keeps_its_time(world: &World) {
    let (ann, sub) = (Draft::user(1, "ann"), Draft::group(2, "sub"));
    let (bob, team) = (Draft::user(3, "bob"), Draft::group(4, "team"));
    let other = Draft::group(5, "other");
    world.staff.write([&ann, &sub, &bob, &team, &other].map(Draft::insert)).await;

    world.staff.write([team.members(&[&ann, &sub], &[], at(1))]).await;
    assert_kept(world, &[ann.moved(1), sub.moved(1), bob.clone()]).await;
    let both = [team.members(&[&bob], &[&ann], at(2)), other.members(&[&ann, &bob], &[], at(2))];
    world.staff.write(both).await;
    assert_kept(world, &[ann.moved(3), sub.moved(1), bob.moved(2)]).await;
    world.staff.write([team.members(&[], &[&sub, &bob], at(3))]).await;
    assert_kept(world, &[ann.moved(3), sub.moved(2), bob.moved(3)]).await;
}

pub(crate) async fn who_does_not_move_counts_nothing(world: &World) {
    let [member, stranger, newcomer] =
        [(1, "member"), (2, "stranger"), (3, "newcomer")].map(|(n, name)| Draft::user(n, name));
    let team = Draft::group(9, "team");
    world.staff.write([&member, &stranger, &newcomer, &team].map(Draft::insert)).await;
    world.staff.write([team.members(&[&member], &[], at(1))]).await;

    world.staff.write([team.members(&[&member], &[&stranger], at(2))]).await;
    assert_kept(world, &[member.moved(1), stranger.clone()]).await;
    world.staff.write([team.members(&[&stranger], &[&stranger], at(3))]).await;
    assert_kept(world, &[member.moved(1), stranger.clone()]).await;

    // Named twice, it moves once.
    world.staff.write([team.members(&[&newcomer, &newcomer], &[], at(4))]).await;
    let twice = [&member, &member, &newcomer];
    world.staff.write([team.members(&[&newcomer], &twice, at(5))]).await;
    assert_kept(world, &[member.moved(2), stranger, newcomer.moved(2)]).await;
    assert_eq!(world.staff.record(Group, team.id()).await.version, 6, "the group counts each");
}

pub(crate) async fn a_deleted_group_counts_for_its_members(world: &World) {
    let (ann, sub) = (Draft::user(1, "ann"), Draft::group(2, "sub"));
    let (bob, team) = (Draft::user(3, "bob"), Draft::group(4, "team"));
    world.staff.write([&ann, &sub, &bob, &team].map(Draft::insert)).await;
    world.staff.write([team.members(&[&ann, &sub], &[], at(1))]).await;

    world.staff.write([team.moved(1).delete(at(2))]).await;
    assert_kept(world, &[ann.moved(2), sub.moved(2), bob]).await;
}

pub(crate) async fn leaving_all_groups_is_counted_by_another_write(world: &World) {
    let (ann, bob) = (Draft::user(1, "ann"), Draft::user(2, "bob"));
    let groups = [7, 8].map(|n| Draft::group(n, &format!("group {n}")));
    world.staff.write([&ann, &bob, &groups[0], &groups[1]].map(Draft::insert)).await;
    world.staff.write(groups.iter().map(|group| group.members(&[&ann, &bob], &[], at(1)))).await;

    world.staff.write([ann.leave_all_groups(at(2))]).await;
    assert_kept(world, &[ann.moved(2), bob.moved(2)]).await;
    let bob = bob.moved(2);
    let left = bob.renamed("bob", at(3));
    world.staff.write([bob.update(&left), bob.leave_all_groups(at(3))]).await;
    assert_kept(world, &[left]).await;
}

pub(crate) async fn a_write_that_missed_a_move_is_in_conflict(world: &World) {
    let (ann, sub) = (Draft::user(1, "ann"), Draft::group(2, "sub"));
    let team = Draft::group(4, "team");
    world.staff.write([&ann, &sub, &team].map(Draft::insert)).await;
    world.staff.write([team.members(&[&ann, &sub], &[], at(1))]).await;

    world.staff.refuses([ann.update(&ann.renamed("anna", at(2)))]).await;
    world.staff.refuses([ann.reindex(&ann.clone().index(EMAIL, "a"))]).await;
    world.staff.refuses([ann.relink(None, at(2))]).await;
    world.staff.refuses([ann.delete(at(2))]).await;
    world.staff.refuses([sub.delete(at(2))]).await;
    assert_kept(world, &[ann.moved(1), sub.moved(1)]).await;
    world.staff.write([ann.moved(1).delete(at(2)), sub.moved(1).delete(at(2))]).await;
}

pub(crate) async fn concurrent_moves_of_one_user_are_all_counted(world: &World) {
    let ann = Draft::user(99, "ann");
    let groups: Vec<Draft> = (1..=40).map(|n| Draft::group(n, &format!("group {n:02}"))).collect();
    world.staff.write(groups.iter().chain([&ann]).map(Draft::insert)).await;

    let tasks: Vec<_> = groups
        .iter()
        .map(|group| {
            let (staff, join) = (world.staff.clone(), group.members(&[&ann], &[], at(1)));
            tokio::spawn(async move { staff.write([join]).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_kept(world, &[ann.moved(40)]).await;
    let kinds: Vec<Kind> = vec![Group; 40];
    let told = world.staff.read().await.groups_of(ann.id()).await.unwrap();
    assert_eq!(told.iter().map(|group| group.kind).collect::<Vec<_>>(), kinds);
    assert_eq!(world.staff.find(User, ann.id()).await, Some(ann.moved(40).record));
}
