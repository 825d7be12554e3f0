//! Unique keys: who holds one, and that only one can.

use directory::model::{DirectoryId, ResourceId};
use directory::store::{CommitError, UniqueKey, UniqueScope, Write};

use crate::build::{Draft, NAME, at};
use crate::suite::world::{TenantStore, World};

fn name_key(scope: UniqueScope, name: &str) -> UniqueKey {
    UniqueKey { scope, attribute: NAME, value: name.as_bytes().to_vec() }
}

async fn holder(tenant: &TenantStore, key: &UniqueKey) -> Option<Holder> {
    tenant.read().await.holder(key).await.unwrap()
}

type Holder = (DirectoryId, ResourceId);

fn of(tenant: &TenantStore, draft: &Draft) -> Holder {
    (tenant.tenant.directory.unwrap(), draft.id())
}

/// The write is refused because that key is that holder's.
async fn is_taken(tenant: &TenantStore, write: Write, taken: &UniqueKey, by: Holder) {
    match tenant.try_write([write]).await {
        Err(CommitError::Taken { key, holder }) => assert_eq!((&key, holder), (taken, by)),
        outcome => panic!("expected a taken key, got {outcome:?}"),
    }
}

pub(crate) async fn tells_who_holds_a_key(world: &World) {
    let alice = Draft::user(1, "alice").unique(UniqueScope::Organization, NAME, "alice@acme");
    world.staff.write([alice.insert()]).await;

    for key in &alice.unique {
        assert_eq!(holder(&world.staff, key).await, Some(of(&world.staff, &alice)));
    }
    let longer = name_key(UniqueScope::Directory, "alice2");
    assert_eq!(holder(&world.staff, &longer).await, None);
}

pub(crate) async fn a_taken_key_is_refused_with_its_holder(world: &World) {
    let (alice, bob) = (Draft::user(1, "alice"), Draft::user(2, "bob"));
    let team = Draft::group(3, "team");
    world.staff.write([alice.insert(), bob.insert(), team.insert()]).await;
    let taken = name_key(UniqueScope::Directory, "alice");
    let by_alice = of(&world.staff, &alice);

    is_taken(&world.staff, Draft::user(4, "alice").insert(), &taken, by_alice).await;
    let renamed = bob.renamed("alice", at(1));
    is_taken(&world.staff, bob.update(&renamed), &taken, by_alice).await;
    // A key is unique over users and groups: it is the attribute's number that tells them apart.
    let group = Draft::group(5, "alice").unique(UniqueScope::Directory, NAME, "alice");
    is_taken(&world.staff, group.insert(), &taken, by_alice).await;
    // Of several the first that is taken is told.
    let both = Draft::user(6, "bob").unique(UniqueScope::Directory, NAME, "alice");
    is_taken(&world.staff, both.insert(), &taken, by_alice).await;

    assert_eq!(holder(&world.staff, &taken).await, Some(by_alice));
}

pub(crate) async fn an_update_gives_up_keys_before_it_takes_others(world: &World) {
    let (alice, bob) = (Draft::user(1, "alice"), Draft::user(2, "bob"));
    world.staff.write([alice.insert(), bob.insert()]).await;

    let aside = alice.renamed("aside", at(1));
    let now_alice = bob.renamed("alice", at(1));
    let now_bob = aside.renamed("bob", at(1));
    world.staff.write([alice.update(&aside), bob.update(&now_alice), aside.update(&now_bob)]).await;

    let key = |name| name_key(UniqueScope::Directory, name);
    assert_eq!(holder(&world.staff, &key("alice")).await, Some(of(&world.staff, &bob)));
    assert_eq!(holder(&world.staff, &key("bob")).await, Some(of(&world.staff, &alice)));
    assert_eq!(holder(&world.staff, &key("aside")).await, None);
}

pub(crate) async fn nobody_gives_up_the_key_of_another(world: &World) {
    let (alice, bob) = (Draft::user(1, "alice"), Draft::user(2, "bob"));
    world.staff.write([alice.insert(), bob.insert()]).await;

    let mut bobby = bob.renamed("bobby", at(1));
    "bob".clone_into(&mut bobby.record.name);
    let mistaken = Draft { unique: &bob.unique | &alice.unique, ..bob.clone() };
    world.staff.write([mistaken.update(&bobby)]).await;

    let alices = alice.unique.first().unwrap();
    assert_eq!(holder(&world.staff, alices).await, Some(of(&world.staff, &alice)));
}

pub(crate) async fn a_delete_frees_the_keys(world: &World) {
    let alice = Draft::user(1, "alice").unique(UniqueScope::Organization, NAME, "alice");
    world.staff.write([alice.insert()]).await;
    world.staff.write([alice.delete(at(1))]).await;

    for key in &alice.unique {
        assert_eq!(holder(&world.staff, key).await, None);
    }
    let next = Draft { record: Draft::user(2, "alice").record, ..alice };
    world.staff.write([next.insert()]).await;
    for key in &next.unique {
        assert_eq!(holder(&world.staff, key).await, Some(of(&world.staff, &next)));
    }
}

pub(crate) async fn a_directory_key_is_free_in_the_next_directory(world: &World) {
    let (one, two, three) =
        (Draft::user(1, "alice"), Draft::user(2, "alice"), Draft::user(3, "alice"));
    world.staff.write([one.insert()]).await;
    world.guests.write([two.insert()]).await;
    world.globex.write([three.insert()]).await;

    let key = name_key(UniqueScope::Directory, "alice");
    assert_eq!(holder(&world.staff, &key).await, Some(of(&world.staff, &one)));
    assert_eq!(holder(&world.guests, &key).await, Some(of(&world.guests, &two)));
    assert_eq!(holder(&world.globex, &key).await, Some(of(&world.globex, &three)));
    assert_eq!(holder(&world.acme, &key).await, None);
}

pub(crate) async fn an_organization_key_reaches_over_its_directories(world: &World) {
    let key = name_key(UniqueScope::Organization, "alice");
    let alice = |n| Draft::user(n, "alice").unique(UniqueScope::Organization, NAME, "alice");
    world.staff.write([alice(1).insert()]).await;
    world.globex.write([alice(1).insert()]).await;

    let by_staff = of(&world.staff, &alice(1));
    is_taken(&world.guests, alice(2).insert(), &key, by_staff).await;
    assert_eq!(holder(&world.staff, &key).await, Some(by_staff));
    assert_eq!(holder(&world.guests, &key).await, Some(by_staff));
    assert_eq!(holder(&world.acme, &key).await, Some(by_staff));
    assert_eq!(holder(&world.globex, &key).await, Some(of(&world.globex, &alice(1))));

    world.staff.write([alice(1).delete(at(1))]).await;
    world.guests.write([alice(2).insert()]).await;
    assert_eq!(holder(&world.staff, &key).await, Some(of(&world.guests, &alice(2))));
}

pub(crate) async fn scope_and_attribute_tell_keys_apart(world: &World) {
    let in_directory = Draft::user(1, "alice");
    let in_organization = Draft::group(2, "a").unique(UniqueScope::Organization, NAME, "alice");
    let other_attribute = Draft::group(3, "b").unique(UniqueScope::Directory, NAME + 1, "alice");
    let drafts = [in_directory, in_organization, other_attribute];
    world.staff.write(drafts.iter().map(Draft::insert)).await;

    for draft in &drafts {
        let key = draft.unique.first().unwrap();
        assert_eq!(holder(&world.staff, key).await, Some(of(&world.staff, draft)));
    }
}

pub(crate) async fn of_a_hundred_concurrent_inserts_one_wins(world: &World) {
    let tries: Vec<_> = (1..=100)
        .map(|n| {
            let staff = world.staff.clone();
            tokio::spawn(async move { staff.try_write([Draft::user(n, "alice").insert()]).await })
        })
        .collect();
    let mut holders = Vec::new();
    for (n, outcome) in (1..).zip(tries) {
        match outcome.await.unwrap() {
            Ok(()) => holders.push(of(&world.staff, &Draft::user(n, "alice"))),
            Err(CommitError::Taken { holder, .. }) => holders.push(holder),
            Err(error) => panic!("expected a taken key, got {error:?}"),
        }
    }
    holders.dedup();
    assert_eq!(holders.len(), 1, "all name the same winner");
    let key = name_key(UniqueScope::Directory, "alice");
    assert_eq!(holder(&world.staff, &key).await, holders.pop());
}
