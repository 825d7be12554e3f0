//! What an organization adds to the rules of a directory of its own.

use directory::model::{Directory, DirectoryId};
use directory::store::{Change, CommitError, Tenant, Write};

use crate::build::{Draft, customize, id, key, log_entry};
use crate::suite::world::World;

async fn kept(world: &World, directory: DirectoryId) -> (u64, Option<Vec<u8>>) {
    let all = world.store.directories().await.unwrap();
    let found = all.iter().find(|found| found.id == directory).unwrap();
    (found.revision, world.store.customization(directory).await.unwrap())
}

pub(crate) async fn what_is_added_is_read_back_and_counted(world: &World) {
    let staff: DirectoryId = world.staff.tenant.directory.unwrap();
    let before = world.store.directories().await.unwrap();
    assert_eq!(kept(world, staff).await, (0, None));
    assert_eq!(world.store.customization(id(99)).await.unwrap(), None);

    let every_byte: Vec<u8> = (0..=u8::MAX).collect();
    for (revision, document) in (0..).zip([b"{}".to_vec(), every_byte, vec![]]) {
        world.staff.write([customize(staff, revision, &document)]).await;
        assert_eq!(kept(world, staff).await, (revision + 1, Some(document)));
    }

    let mut after = before.clone();
    after[0] = Directory { revision: 3, ..after[0].clone() };
    assert_eq!(world.store.directories().await.unwrap(), after, "nothing else changes");
    world.staff.write([Write::Key(key(1, world.staff.tenant))]).await;
    let opened = world.store.key(id(1)).await.unwrap().unwrap().directory;
    assert_eq!(opened, Some(after[0].clone()), "who presents a key learns the revision");
    assert_eq!(world.store.customization(after[1].id).await.unwrap(), None);
}

pub(crate) async fn a_customization_needs_the_revision_it_expects(world: &World) {
    let staff: DirectoryId = world.staff.tenant.directory.unwrap();
    world.staff.refuses([customize(staff, 1, "early")]).await;
    world.staff.write([customize(staff, 0, "first")]).await;
    world.staff.refuses([customize(staff, 0, "late")]).await;
    world.staff.refuses([customize(staff, 2, "early")]).await;
    assert_eq!(kept(world, staff).await, (1, Some(b"first".to_vec())));
    world.staff.write([customize(staff, 1, "second"), customize(staff, 2, "third")]).await;
    assert_eq!(kept(world, staff).await, (3, Some(b"third".to_vec())));
}

pub(crate) async fn of_concurrent_customizations_one_wins(world: &World) {
    let directory: DirectoryId = world.staff.tenant.directory.unwrap();
    let tries: Vec<_> = (0..20)
        .map(|n| {
            let (staff, document) = (world.staff.clone(), format!("document {n}"));
            tokio::spawn(async move {
                let outcome = staff.try_write([customize(directory, 0, &document)]).await;
                (document, outcome)
            })
        })
        .collect();
    let mut winners = Vec::new();
    for outcome in tries {
        match outcome.await.unwrap() {
            (document, Ok(())) => winners.push(document.into_bytes()),
            (_, Err(error)) => assert!(matches!(error, CommitError::Conflict), "{error:?}"),
        }
    }
    assert_eq!(winners.len(), 1);
    assert_eq!(kept(world, directory).await, (1, winners.pop()));
}

pub(crate) async fn a_refused_change_customizes_nothing(world: &World) {
    let staff: DirectoryId = world.staff.tenant.directory.unwrap();
    let ann = Draft::user(1, "ann");
    world.staff.refuses([customize(staff, 0, "{}"), ann.insert(), ann.insert()]).await;
    assert_eq!(kept(world, staff).await, (0, None));
}

pub(crate) async fn only_its_own_organization_customizes_a_directory(world: &World) {
    let staff: DirectoryId = world.staff.tenant.directory.unwrap();
    let foreign: DirectoryId = world.globex.tenant.directory.unwrap();
    world.globex.write([customize(foreign, 0, "globex")]).await;

    for expect in [0, 1] {
        world.acme.refuses([customize(foreign, expect, "smuggled")]).await;
        world.staff.refuses([customize(foreign, expect, "smuggled")]).await;
        world.staff.refuses([customize(id(99), expect, "nowhere")]).await;
        let pretender = Tenant { organization: id(99), directory: Some(foreign) };
        let writes = vec![customize(foreign, expect, "smuggled")];
        let log = vec![log_entry(world.acme.tenant, id(1))];
        world.acme.refuses_change(Change { tenant: pretender, writes, log }).await;
    }
    assert_eq!(kept(world, foreign).await, (1, Some(b"globex".to_vec())));

    // Within the organization, the directory is named by the write.
    world.acme.write([customize(staff, 0, "from acme")]).await;
    world.guests.write([customize(staff, 1, "from guests")]).await;
    assert_eq!(kept(world, staff).await, (2, Some(b"from guests".to_vec())));
    assert_eq!(kept(world, world.guests.tenant.directory.unwrap()).await, (0, None));
    assert_eq!(kept(world, foreign).await, (1, Some(b"globex".to_vec())));
}

pub(crate) async fn what_was_decided_by_other_rules_is_refused(world: &World) {
    let staff: DirectoryId = world.staff.tenant.directory.unwrap();
    let at = |expect| Write::AtRevision { expect };
    let (ann, ben) = (Draft::user(1, "ann"), Draft::user(2, "ben"));
    world.staff.write([at(0), ann.insert()]).await;
    world.staff.refuses([at(1), ben.insert()]).await;
    world.staff.write([customize(staff, 0, "{}")]).await;
    world.staff.refuses([ben.insert(), at(0)]).await;
    world.guests.write([Draft::user(3, "cat").insert(), at(0)]).await;
    world.staff.write([ben.insert(), at(1), customize(staff, 1, "{}"), at(2)]).await;
    world.acme.refuses([at(0)]).await;
    assert_eq!(kept(world, staff).await, (2, Some(b"{}".to_vec())));
}
