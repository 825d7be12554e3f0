//! Bearer keys.

use directory::model::{Digest, Key, KeyAndDirectory, Scope};
use directory::store::Write;

use crate::build::{Draft, at, directory, domain, id, key};
use crate::suite::world::World;

async fn find(world: &World, n: u64) -> Option<KeyAndDirectory> {
    world.store.key(id(n)).await.unwrap()
}

async fn kept(world: &World, n: u64) -> Key {
    find(world, n).await.unwrap().key
}

pub(crate) async fn reads_back_a_key_with_its_directory(world: &World) {
    let acme = world.acme.tenant.organization;
    let ann = Draft::user(1, "ann");
    world.guests.write([ann.insert()]).await;
    let full = Key {
        user: Some(ann.id()),
        label: "Okta \u{1f511}".to_owned(),
        scope: Scope::Read,
        digest: Digest::new(std::array::from_fn(|n| u8::try_from(n).unwrap() ^ 0xff)),
        created: at(1),
        expires: Some(at(2)),
        revoked: Some(at(3)),
        last_used: Some(at(60)),
        ..key(1, world.guests.tenant)
    };
    let bare = key(2, world.acme.tenant);
    world.guests.write([Write::Key(full.clone())]).await;
    world.acme.write([Write::Key(bare.clone())]).await;

    let of_guests = KeyAndDirectory { key: full, directory: Some(directory(12, acme, "guests")) };
    assert_eq!(find(world, 1).await, Some(of_guests));
    let of_nobody = KeyAndDirectory { key: bare, directory: None };
    assert_eq!(find(world, 2).await, Some(of_nobody));
    assert_eq!(find(world, 3).await, None);
}

pub(crate) async fn lists_an_organizations_keys_oldest_first(world: &World) {
    let keys = [(3, &world.staff), (1, &world.acme), (2, &world.guests), (4, &world.globex)]
        .map(|(n, tenant)| (tenant, key(n, tenant.tenant)));
    for (tenant, key) in &keys {
        tenant.write([Write::Key(key.clone())]).await;
    }
    let [(_, first), (_, second), (_, third), (_, foreign)] = keys;
    let acme = world.store.keys(world.acme.tenant.organization).await.unwrap();
    assert_eq!(acme, [first, second, third]);
    let globex = world.store.keys(world.globex.tenant.organization).await.unwrap();
    assert_eq!(globex, [foreign]);
    assert_eq!(world.store.keys(id(77)).await.unwrap(), []);
}

pub(crate) async fn a_key_id_is_given_once(world: &World) {
    let first = key(1, world.staff.tenant);
    world.staff.write([Write::Key(first.clone())]).await;
    world.staff.refuses([Write::Key(first.clone())]).await;
    world.globex.refuses([Write::Key(key(1, world.globex.tenant))]).await;
    assert_eq!(kept(world, 1).await, first);
}

pub(crate) async fn a_key_is_revoked_once(world: &World) {
    let (first, other) = (key(1, world.staff.tenant), key(2, world.staff.tenant));
    world.staff.write([Write::Key(first.clone()), Write::Key(other.clone())]).await;

    world.staff.write([Write::RevokeKey { id: first.id, at: at(5) }]).await;
    world.staff.refuses([Write::RevokeKey { id: first.id, at: at(6) }]).await;
    world.staff.refuses([Write::RevokeKey { id: id(99), at: at(6) }]).await;

    assert_eq!(kept(world, 1).await, Key { revoked: Some(at(5)), ..first });
    assert_eq!(kept(world, 2).await, other);
}

pub(crate) async fn the_holder_of_a_key_is_a_user_of_its_directory(world: &World) {
    let (ann, team) = (Draft::user(1, "ann"), Draft::group(2, "team"));
    world.staff.write([ann.insert(), team.insert()]).await;
    world.guests.write([Draft::user(3, "bob").insert()]).await;
    let staff = world.staff.tenant;
    let held_by = |tenant, n| Write::Key(Key { user: Some(id(n)), ..key(1, tenant) });

    world.staff.refuses([held_by(staff, 2)]).await;
    world.staff.refuses([held_by(staff, 3)]).await;
    world.staff.refuses([held_by(staff, 77)]).await;
    world.staff.refuses([held_by(world.acme.tenant, 1)]).await;
    world.guests.refuses([held_by(world.guests.tenant, 1)]).await;
    assert_eq!(find(world, 1).await, None);

    // It is the key's directory that counts, whoever makes the key.
    world.guests.write([held_by(staff, 1)]).await;
    assert_eq!(kept(world, 1).await, Key { user: Some(ann.id()), ..key(1, staff) });
    assert_eq!(world.store.keys(staff.organization).await.unwrap(), [kept(world, 1).await]);
}

pub(crate) async fn a_key_outlives_its_holder(world: &World) {
    let ann = Draft::user(1, "ann");
    let held = Key { user: Some(ann.id()), ..key(1, world.staff.tenant) };
    world.staff.write([ann.insert(), Write::Key(held.clone())]).await;
    world.staff.write([ann.delete(at(1))]).await;
    assert_eq!(kept(world, 1).await, held);
}

pub(crate) async fn notes_that_a_key_was_used(world: &World) {
    let (first, other) = (key(1, world.staff.tenant), key(2, world.staff.tenant));
    world.staff.write([Write::Key(first.clone()), Write::Key(other.clone())]).await;
    let log = world.staff.read().await.log(None, 100).await.unwrap();

    world.store.key_used(first.id, at(60)).await.unwrap();
    world.store.key_used(first.id, at(120)).await.unwrap();
    world.store.key_used(id(99), at(120)).await.unwrap();
    world.globex.write([Write::Domain(domain("globex.example"))]).await;

    assert_eq!(kept(world, 1).await, Key { last_used: Some(at(120)), ..first });
    assert_eq!(kept(world, 2).await, other);
    assert_eq!(world.staff.read().await.log(None, 100).await.unwrap(), log, "it isn't logged");
}
