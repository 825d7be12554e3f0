//! What a glance tells, which a store may have at hand: never what was before a commit that was answered.

use directory::model::Kind::{Group, User};
use directory::model::{Account, Record};
use directory::store::{Precondition, Tenant, Write};

use crate::build::{Draft, account, at};
use crate::suite::world::World;

/// What a glance tells of who is there, in no group.
fn alone(draft: &Draft) -> (Option<Record>, Vec<String>) {
    (Some(draft.record.clone()), Vec::new())
}

pub(crate) async fn a_glance_sees_each_commit_that_was_answered(world: &World) {
    let mut ann = Draft::user(1, "ann 0");
    assert_eq!(world.staff.glance(ann.id()).await, (None, vec![]));
    world.staff.write([ann.insert()]).await;
    // The second time it may be at hand.
    for second in 1..30 {
        assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
        assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
        let renamed = ann.renamed(&format!("ann {second}"), at(second));
        world.staff.write([ann.update(&renamed)]).await;
        ann = renamed;
    }
    assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
    world.staff.write([ann.delete(at(40))]).await;
    assert_eq!(world.staff.glance(ann.id()).await, (None, vec![]));
    // The id is free for another.
    let another = Draft::user(1, "another");
    world.staff.write([another.insert()]).await;
    assert_eq!(world.staff.glance(another.id()).await, alone(&another));
}

pub(crate) async fn a_glance_sees_what_becomes_of_groups(world: &World) {
    let (ann, bob) = (Draft::user(1, "ann"), Draft::user(2, "bob"));
    let team = Draft::group(3, "team");
    world.staff.write([ann.insert(), bob.insert(), team.insert()]).await;
    let told = async |user: &Draft| world.staff.glance(user.id()).await;
    assert_eq!(told(&ann).await, alone(&ann));
    assert_eq!(told(&bob).await, alone(&bob));

    world.staff.write([team.members(&[&ann, &bob], &[], at(1))]).await;
    let in_team = |user: &Draft, name: &str| (Some(user.moved(1).record), vec![name.to_owned()]);
    assert_eq!(told(&ann).await, in_team(&ann, "team"));
    assert_eq!(told(&bob).await, in_team(&bob, "team"));

    let team = Draft { record: world.staff.record(Group, team.id()).await, ..team };
    let crew = team.renamed("crew", at(2));
    world.staff.write([team.update(&crew)]).await;
    assert_eq!(told(&ann).await, in_team(&ann, "crew"), "its name is told with its members");

    // Two things happen to one user in one change.
    let renamed = ann.moved(1).renamed("anna", at(3));
    world
        .staff
        .write([
            crew.members(&[], &[&ann], at(3)),
            ann.moved(2).update(&Draft {
                record: Record { version: 4, ..renamed.record.clone() },
                ..renamed.clone()
            }),
        ])
        .await;
    let (anna, groups) = told(&ann).await;
    assert_eq!(
        (anna.map(|anna| (anna.name, anna.version)), groups),
        (Some(("anna".to_owned(), 4)), vec![])
    );

    let crew = Draft { record: world.staff.record(Group, crew.id()).await, ..crew };
    world.staff.write([crew.delete(at(4))]).await;
    assert_eq!(told(&bob).await, alone(&bob.moved(2)));
}

pub(crate) async fn a_glance_sees_what_becomes_of_an_account(world: &World) {
    let first = account(1, "ann@x.example");
    world
        .staff
        .write([Write::Account { account: first.clone(), expect: Precondition::Absent }])
        .await;
    let told = async || {
        let mut glance = world.store.glance(world.staff.tenant).await.unwrap();
        glance.account(first.id).await.unwrap()
    };
    assert_eq!(told().await, Some(first.clone()));
    let second = Account { active: !first.active, version: first.version + 1, ..first.clone() };
    let expect = Precondition::Version(first.version);
    world.staff.write([Write::Account { account: second.clone(), expect }]).await;
    assert_eq!(told().await, Some(second));
}

pub(crate) async fn a_glance_tells_of_one_moment_or_that_it_has_moved(world: &World) {
    let (ann, bob) = (Draft::user(1, "ann"), Draft::user(2, "bob"));
    world.staff.write([ann.insert(), bob.insert()]).await;
    let anna = ann.renamed("anna", at(1));
    for (who, next) in [(&bob, bob.renamed("bobby", at(1))), (&ann, anna.clone())] {
        // The second glance may have it at hand.
        world.staff.glance(ann.id()).await;
        let mut glance = world.store.glance(world.staff.tenant).await.unwrap();
        let told = glance.record(User, ann.id()).await.unwrap();
        world.staff.write([who.update(&next)]).await;
        // It must be read, unless it was with the first.
        match glance.holder(anna.unique.first().unwrap()).await {
            Ok(holder) => assert_eq!(holder, None, "as when {told:?} was told"),
            Err(error) => assert!(error.has_moved(), "{error:?}"),
        }
    }
}

pub(crate) async fn a_glance_stays_within_its_tenant(world: &World) {
    let ann = Draft::user(1, "ann");
    world.staff.write([ann.insert()]).await;
    assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
    assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
    for tenant in [&world.acme, &world.guests, &world.globex] {
        assert_eq!(tenant.glance(ann.id()).await, (None, vec![]));
    }
    let mixed = Tenant { directory: world.staff.tenant.directory, ..world.globex.tenant };
    let mut glance = world.store.glance(mixed).await.unwrap();
    assert_eq!(glance.record(User, ann.id()).await.unwrap(), None);
}

pub(crate) async fn refused_changes_leave_what_a_glance_tells(world: &World) {
    let (ann, bob) = (Draft::user(1, "ann"), Draft::user(2, "bob"));
    world.staff.write([ann.insert(), bob.insert()]).await;
    assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
    let bobby = bob.renamed("bobby", at(1));
    // The update of Ann would do, but for the other write of its change. Bob's is in the same commit, mostly.
    let anna = ann.renamed("anna", at(1));
    let refused = world.staff.try_write([ann.update(&anna), bobby.delete(at(1))]);
    let taken = world.staff.try_write([bob.update(&bobby)]);
    let (refused, taken) = tokio::join!(refused, taken);
    assert!(refused.is_err(), "{refused:?}");
    assert!(taken.is_ok(), "{taken:?}");
    assert_eq!(world.staff.glance(ann.id()).await, alone(&ann));
    assert_eq!(world.staff.glance(bob.id()).await, alone(&bobby));
}
