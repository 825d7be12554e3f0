//! Accounts of an organization, and the users linked to them.

use directory::model::Kind::User;
use directory::model::{Account, AccountId, AccountKind, Link, ResourceId};
use serde_json::json;

use crate::build::{Draft, account, at, changed_account, id, new_account};
use crate::suite::world::{TenantStore, World};

async fn by_id(tenant: &TenantStore, id: AccountId) -> Option<Account> {
    tenant.read().await.account(id).await.unwrap()
}

async fn by_email(tenant: &TenantStore, email: &str) -> Option<Account> {
    tenant.read().await.account_by_email(email).await.unwrap()
}

async fn links(tenant: &TenantStore, account: AccountId) -> Vec<Link> {
    tenant.read().await.links(account).await.unwrap()
}

fn external(n: u64, email: &str) -> Account {
    let mut account = account(n, email);
    account.kind = AccountKind::External;
    account.active = false;
    account.profile.insert("title".to_owned(), json!("Zoë, \u{1f600}"));
    account.created = at(1);
    account.modified = at(2);
    account
}

pub(crate) async fn reads_back_an_account_whole(world: &World) {
    let (alice, guest) = (account(1, "Alice@Acme.example"), external(2, "guest@elsewhere.example"));
    world.acme.write([new_account(alice.clone()), new_account(guest.clone())]).await;

    // With a directory or without, it is the organization's.
    for tenant in [&world.acme, &world.staff, &world.guests] {
        assert_eq!(by_id(tenant, alice.id).await, Some(alice.clone()));
        assert_eq!(by_id(tenant, guest.id).await, Some(guest.clone()));
        assert_eq!(by_id(tenant, id(3)).await, None);
    }
}

pub(crate) async fn finds_an_account_by_email_in_any_case(world: &World) {
    let alice = account(1, "Alice.Ünal@Acme.example");
    world.acme.write([new_account(alice.clone())]).await;

    for email in ["Alice.Ünal@Acme.example", "alice.ünal@acme.example", "ALICE.ÜNAL@ACME.EXAMPLE"]
    {
        assert_eq!(by_email(&world.acme, email).await, Some(alice.clone()), "{email}");
    }
    assert_eq!(by_email(&world.acme, "alice.unal@acme.example").await, None);
}

pub(crate) async fn lists_accounts_oldest_first(world: &World) {
    let [first, second, third] = [(3, "c@x"), (1, "a@x"), (2, "b@x")].map(|(n, e)| account(n, e));
    for account in [&first, &second, &third] {
        world.acme.write([new_account(account.clone())]).await;
    }
    let changed = Account { version: 2, active: false, modified: at(9), ..first };
    world.acme.write([changed_account(changed.clone())]).await;

    let all = world.acme.read().await.accounts().await.unwrap();
    assert_eq!(all, [changed, second, third]);
}

pub(crate) async fn an_account_needs_what_it_expects(world: &World) {
    let alice = account(1, "alice@acme.example");
    let second = Account { version: 2, active: false, ..alice.clone() };
    let third = Account { version: 3, ..alice.clone() };
    world.acme.refuses([changed_account(second.clone())]).await;
    world.acme.write([new_account(alice.clone())]).await;
    world
        .acme
        .refuses([new_account(Account { email: "other@acme.example".into(), ..alice })])
        .await;
    world.acme.refuses([changed_account(third.clone())]).await;
    world.acme.write([changed_account(second.clone())]).await;
    world.acme.refuses([changed_account(second.clone())]).await;

    assert_eq!(by_id(&world.acme, id(1)).await, Some(second));
    world.acme.write([changed_account(third)]).await;
}

pub(crate) async fn an_email_is_one_accounts(world: &World) {
    let (alice, bob) = (account(1, "alice@acme.example"), account(2, "bob@acme.example"));
    world.acme.write([new_account(alice.clone()), new_account(bob.clone())]).await;

    world.acme.refuses([new_account(account(3, "ALICE@acme.example"))]).await;
    let as_alice = Account { version: 2, email: alice.email.to_uppercase(), ..bob.clone() };
    world.acme.refuses([changed_account(as_alice)]).await;
    assert_eq!(by_email(&world.acme, "alice@acme.example").await, Some(alice.clone()));

    // Its own it can spell anew; what it gives up is free.
    let shouting = Account { version: 2, email: "ALICE@ACME.EXAMPLE".into(), ..alice.clone() };
    world.acme.write([changed_account(shouting.clone())]).await;
    assert_eq!(by_email(&world.acme, "alice@acme.example").await, Some(shouting.clone()));
    let moved = Account { version: 3, email: "alicia@acme.example".into(), ..shouting };
    let heir = account(3, "alice@acme.example");
    world.acme.write([changed_account(moved.clone()), new_account(heir.clone())]).await;
    assert_eq!(by_email(&world.acme, "alice@acme.example").await, Some(heir));
    assert_eq!(by_email(&world.acme, "alicia@acme.example").await, Some(moved));
}

pub(crate) async fn of_concurrent_accounts_with_one_email_one_wins(world: &World) {
    let tries: Vec<_> = (1..=30)
        .map(|n| {
            let acme = world.acme.clone();
            let write = new_account(account(n, "alice@acme.example"));
            tokio::spawn(async move { acme.try_write([write]).await.is_ok() })
        })
        .collect();
    let mut won = 0;
    for outcome in tries {
        won += usize::from(outcome.await.unwrap());
    }
    assert_eq!(won, 1);
    assert_eq!(world.acme.read().await.accounts().await.unwrap().len(), 1);
}

pub(crate) async fn tells_the_users_linked_in_every_directory(world: &World) {
    let (alice, bob) = (account(1, "alice@acme.example"), account(2, "bob@acme.example"));
    let accounts = [new_account(alice.clone()), new_account(bob.clone())];
    world.acme.write(accounts).await;
    let in_staff = Draft::user(11, "alice").linked(alice.id);
    let unlinked = Draft::user(12, "unlinked");
    let in_guests = Draft::user(11, "alice").linked(alice.id);
    world.staff.write([in_staff.insert(), unlinked.insert()]).await;
    world.guests.write([in_guests.insert()]).await;

    let link = |tenant: &TenantStore, user: ResourceId, account| Link {
        directory: tenant.tenant.directory.unwrap(),
        user,
        account: Some(account),
    };
    let both = [
        link(&world.staff, in_staff.id(), alice.id),
        link(&world.guests, in_guests.id(), alice.id),
    ];
    for tenant in [&world.acme, &world.staff, &world.guests] {
        assert_eq!(links(tenant, alice.id).await, both);
        assert_eq!(links(tenant, bob.id).await, []);
    }

    world.staff.write([in_staff.relink(Some(bob.id), at(1))]).await;
    assert_eq!(links(&world.acme, alice.id).await, both[1..]);
    assert_eq!(links(&world.acme, bob.id).await, [link(&world.staff, in_staff.id(), bob.id)]);
    world.guests.write([in_guests.delete(at(2))]).await;
    assert_eq!(links(&world.acme, alice.id).await, []);
    assert!(by_id(&world.acme, alice.id).await.is_some(), "the account outlives its users");
}

pub(crate) async fn a_user_is_linked_to_an_account_that_exists(world: &World) {
    let person = account(1, "alice@acme.example");
    world.acme.write([new_account(person.clone())]).await;
    let alice = Draft::user(11, "alice").linked(person.id);
    world.staff.write([alice.insert()]).await;

    let unknown = id(99);
    world.staff.refuses([Draft::user(12, "bob").linked(unknown).insert()]).await;
    world.staff.refuses([alice.update(&alice.renamed("alicia", at(1)).linked(unknown))]).await;
    world.staff.refuses([alice.relink(Some(unknown), at(1))]).await;
    let stale = Draft { record: alice.renamed("late", at(1)).record, ..alice.clone() };
    world.staff.refuses([stale.relink(None, at(1))]).await;
    assert_eq!(world.staff.find(User, alice.id()).await, Some(alice.record));
}
