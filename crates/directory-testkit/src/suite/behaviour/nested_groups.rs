//! Groups that are members of groups.

use std::collections::BTreeSet;

use directory::model::Kind::{self, Group, User};
use directory::model::{Named, ResourceId};
use directory::store::Candidates;

use crate::build::{Draft, at, id};
use crate::suite::world::{TenantStore, World};

const NOBODY: [&str; 0] = [];

fn named(draft: &Draft) -> Named {
    Named { kind: draft.record.kind, id: draft.id(), name: draft.record.name.clone() }
}

async fn members(tenant: &TenantStore, group: &Draft) -> Vec<Named> {
    tenant.read().await.members(group.id(), None, 100).await.unwrap().0
}

async fn groups(tenant: &TenantStore, member: &Draft) -> Vec<Named> {
    tenant.read().await.groups_of(member.id()).await.unwrap().to_vec()
}

async fn group(tenant: &TenantStore, group: &Draft) -> Draft {
    Draft { record: tenant.record(Group, group.id()).await, ..group.clone() }
}

pub(crate) async fn groups_join_and_leave_as_users_do(world: &World) {
    let staff = &world.staff;
    let (ann, team) = (Draft::user(1, "ann"), Draft::group(2, "team"));
    let (company, other) = (Draft::group(3, "company"), Draft::group(4, "other"));
    staff.write([&ann, &team, &company, &other].map(Draft::insert)).await;

    staff.write([company.members(&[&ann, &team, &team], &[], at(1))]).await;
    assert_eq!(members(staff, &company).await, [named(&ann), named(&team)]);
    assert_eq!(groups(staff, &team).await, [named(&company)]);
    assert_eq!(groups(staff, &ann).await, [named(&company)]);
    assert_eq!(groups(staff, &company).await, []);
    assert_eq!(staff.names(Group, Candidates::GroupsWith(team.id())).await, ["company"]);
    let asked: Vec<ResourceId> = (1..=5).map(id).collect();
    let among = staff.read().await.members_among(company.id(), &asked).await.unwrap();
    assert_eq!(BTreeSet::from_iter(among), BTreeSet::from([ann.id(), team.id()]));
    assert_eq!(group(staff, &company).await.record.version, 2);

    let now = group(staff, &team).await;
    assert_eq!(now, team.moved(1), "it counts the move, at its old time");
    let crew = now.renamed("crew", at(2));
    staff.write([now.update(&crew)]).await;
    assert_eq!(members(staff, &company).await, [named(&ann), named(&crew)]);

    staff.write([company.members(&[&other], &[&team, &ann], at(3))]).await;
    assert_eq!(members(staff, &company).await, [named(&other)]);
    assert_eq!(groups(staff, &team).await, []);
    assert_eq!(staff.names(Group, Candidates::GroupsWith(team.id())).await, NOBODY);
}

pub(crate) async fn users_and_groups_come_oldest_first_together(world: &World) {
    let drafts: Vec<Draft> = (0..12)
        .map(|n| match n % 3 {
            0 => Draft::group(90 - n, &format!("group {n}")),
            _ => Draft::user(90 - n, &format!("user {n}")),
        })
        .collect();
    let company = Draft::group(99, "company");
    world.staff.write(drafts.iter().chain([&company]).map(Draft::insert)).await;
    for member in drafts.iter().rev() {
        world.staff.write([company.members(&[member], &[], at(1))]).await;
    }

    let mut snapshot = world.staff.read().await;
    for limit in [1, 2, 5, 12, 100] {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let (page, last) = snapshot.members(company.id(), after, limit).await.unwrap();
            assert!(page.len() <= limit, "a page of {}", page.len());
            all.extend(page);
            if last.is_none() {
                break;
            }
            after = last;
        }
        assert_eq!(all, drafts.iter().map(named).collect::<Vec<_>>(), "{limit} at once");
    }
}

pub(crate) async fn the_members_of_a_group_are_found_by_kind(world: &World) {
    let staff = &world.staff;
    let [young, old] = [(1, "young"), (2, "old")].map(|(n, name)| Draft::user(n, name));
    let [team, company] = [(3, "team"), (4, "company")].map(|(n, name)| Draft::group(n, name));
    let stranger = Draft::user(5, "stranger");
    staff.write([&old, &company, &team, &young, &stranger].map(Draft::insert)).await;
    staff.write([company.members(&[&young, &team, &old], &[], at(1))]).await;

    let of = |n: u64| Candidates::MembersOf(id(n));
    assert_eq!(staff.names(User, of(4)).await, ["old", "young"]);
    assert_eq!(staff.names(Group, of(4)).await, ["team"]);
    for none in [1, 3, 77] {
        assert_eq!(staff.names(User, of(none)).await, NOBODY);
        assert_eq!(staff.names(Group, of(none)).await, NOBODY);
    }
    assert_eq!(staff.names(User, Candidates::GroupsWith(team.id())).await, NOBODY);

    let leave = company.members(&[], &[&team], at(2));
    staff.write([leave, young.moved(1).delete(at(2))]).await;
    assert_eq!(staff.names(User, of(4)).await, ["old"]);
    assert_eq!(staff.names(Group, of(4)).await, NOBODY);
}

pub(crate) async fn only_direct_members_count(world: &World) {
    let staff = &world.staff;
    let (ann, team) = (Draft::user(1, "ann"), Draft::group(2, "team"));
    let company = Draft::group(3, "company");
    staff.write([&ann, &team, &company].map(Draft::insert)).await;
    staff.write([team.members(&[&ann], &[], at(1)), company.members(&[&team], &[], at(1))]).await;

    assert_eq!(staff.members(company.id()).await, ["team"]);
    assert_eq!(staff.groups(ann.id()).await, ["team"]);
    assert_eq!(staff.names(Group, Candidates::GroupsWith(ann.id())).await, ["team"]);
    assert_eq!(staff.names(User, Candidates::MembersOf(company.id())).await, NOBODY);
    staff.write([ann.moved(1).delete(at(2))]).await;
    assert_eq!(staff.record(Group, company.id()).await.version, 2, "it isn't concerned");
}

pub(crate) async fn a_deleted_group_leaves_its_groups(world: &World) {
    let staff = &world.staff;
    let (ann, team) = (Draft::user(1, "ann"), Draft::group(2, "team"));
    let [one, two, three] = [3, 4, 5].map(|n| Draft::group(n, &format!("group {n}")));
    staff.write([&ann, &team, &one, &two, &three].map(Draft::insert)).await;
    let join = [
        team.members(&[&ann], &[], at(1)),
        one.members(&[&team, &ann], &[], at(1)),
        two.members(&[&team], &[], at(1)),
        three.members(&[&ann], &[], at(1)),
    ];
    staff.write(join).await;

    let now = group(staff, &team).await;
    staff.write([now.delete(at(5))]).await;
    assert_eq!(members(staff, &one).await, [named(&ann)]);
    assert_eq!(members(staff, &two).await, []);
    assert_eq!(groups(staff, &team).await, []);
    assert_eq!(staff.groups(ann.id()).await, ["group 3", "group 5"]);
    for (group, expected) in [&one, &two, &three].into_iter().zip([(3, 5), (3, 5), (2, 1)]) {
        let record = staff.record(Group, group.id()).await;
        assert_eq!((record.version, record.modified), (expected.0, at(expected.1)));
    }
    // The id is free, and nothing of what had it sticks to it.
    staff.write([Draft::group(2, "another").insert()]).await;
    assert_eq!(staff.members(team.id()).await, NOBODY);
    assert_eq!(staff.groups(team.id()).await, NOBODY);
}

pub(crate) async fn groups_can_be_in_a_circle(world: &World) {
    let staff = &world.staff;
    let [one, two] = [(1, "one"), (2, "two")].map(|(n, name)| Draft::group(n, name));
    staff.write([one.insert(), two.insert()]).await;
    let version = async |kind: Kind, draft: &Draft| staff.record(kind, draft.id()).await.version;

    staff.write([one.members(&[&one, &two], &[], at(1))]).await;
    assert_eq!(version(Group, &one).await, 3, "its members changed, and its groups");
    assert_eq!(version(Group, &two).await, 2);
    staff.write([two.members(&[&one], &[], at(2))]).await;
    assert_eq!(staff.members(one.id()).await, ["one", "two"]);
    assert_eq!(staff.groups(one.id()).await, ["one", "two"]);
    assert_eq!((version(Group, &one).await, version(Group, &two).await), (4, 3));

    let now = group(staff, &one).await;
    staff.write([now.delete(at(3))]).await;
    assert_eq!(staff.members(two.id()).await, NOBODY);
    assert_eq!(staff.groups(two.id()).await, NOBODY);
    let two = staff.record(Group, two.id()).await;
    assert_eq!((two.version, two.modified), (5, at(3)), "it lost a member, and a group");
}
