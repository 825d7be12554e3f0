//! The walls between tenants, from outside: no write reaches another's data, whether it is named or has a twin here.

use directory::model::{Account, Key};
use directory::store::{Change, Precondition, Tenant, Write};

use crate::build::{
    Draft, EMAIL, account, at, changed_account, directory, domain, id, key, log_entry, new_account,
    organization,
};
use crate::suite::answers::Answers;
use crate::suite::twins;
use crate::suite::world::{TenantStore, World};

async fn learns(tenant: &TenantStore) -> Answers {
    Answers::of(&*tenant.store, tenant.tenant).await.unwrap()
}

async fn assert_unchanged(tenant: &TenantStore, before: &Answers) {
    assert_eq!(before.differences(&learns(tenant).await), [""; 0]);
}

/// Every write there is, about the users and groups of [`twins::fill_directory`].
fn directory_writes() -> Vec<Write> {
    let ([ann, bob, cat], [first, second]) = (twins::users(), twins::groups());
    let (ann, bob, second_now) = (ann.moved(1), bob.moved(2), second.moved(2));
    vec![
        ann.reindex(&ann.clone().index(EMAIL, "dan@x.example")),
        ann.update(&ann.renamed("anna", at(5))),
        first.members(&[&cat], &[&ann], at(5)),
        second_now.update(&second_now.renamed("cat", at(5))),
        second.members(&[&first], &[&bob], at(5)),
        bob.leave_all_groups(at(5)),
        cat.moved(1).relink(None, at(5)),
        bob.moved(1).delete(at(5)),
        Write::Delete { kind: first.record.kind, id: first.id(), expect: 5, at: at(6) },
    ]
}

pub(crate) async fn what_is_only_another_directorys_is_in_conflict(world: &World) {
    for other in [&world.guests, &world.globex] {
        twins::fill_directory(other).await;
        let before = (learns(other).await, learns(&world.staff).await);
        for write in directory_writes() {
            world.staff.refuses([write]).await;
        }
        assert_unchanged(other, &before.0).await;
        assert_unchanged(&world.staff, &before.1).await;
    }
}

pub(crate) async fn another_directorys_users_and_groups_can_not_join(world: &World) {
    let own = Draft::group(6, "own");
    world.staff.write([own.insert()]).await;
    for other in [&world.guests, &world.globex] {
        for foreign in [Draft::user(1, "ann"), Draft::group(2, "team")] {
            other.write([foreign.insert()]).await;
            world.staff.refuses([own.members(&[&foreign], &[], at(1))]).await;
            assert_eq!(world.staff.members(own.id()).await, [""; 0]);
            assert_eq!(other.groups(foreign.id()).await, [""; 0]);
            assert_eq!(other.record(foreign.record.kind, foreign.id()).await, foreign.record);
        }
    }
}

pub(crate) async fn what_is_only_another_organizations_is_in_conflict(world: &World) {
    twins::fill_organization(&world.globex).await;
    let foreign_key = key(1, world.globex.tenant);
    let own = Draft::user(1, "ann");
    world.globex.write([Write::Key(foreign_key.clone())]).await;
    world.staff.write([own.insert()]).await;
    let before = (learns(&world.globex).await, learns(&world.staff).await);

    let globex = world.globex.tenant;
    let crossed = Tenant { directory: globex.directory, ..world.acme.tenant };
    let second = Account { version: 2, ..account(1, "ann@x.example") };
    let writes = [
        Write::Organization(organization(3, "not the tenant's own")),
        Write::Directory(directory(31, globex.organization, "smuggled")),
        Write::Directory(directory(31, id(99), "nobody's")),
        Write::Key(key(2, globex)),
        Write::Key(key(2, Tenant { directory: None, ..globex })),
        Write::Key(Key { organization: globex.organization, ..key(2, world.staff.tenant) }),
        Write::Key(key(2, crossed)),
        Write::Key(Key { directory: Some(id(99)), ..key(2, world.staff.tenant) }),
        Write::RevokeKey { id: foreign_key.id, at: at(1) },
        changed_account(second),
        own.relink(Some(id(1)), at(1)),
        own.update(&own.renamed("anna", at(1)).linked(id(1))),
        Draft::user(2, "bob").linked(id(1)).insert(),
    ];
    for write in writes {
        world.staff.refuses([write]).await;
    }
    assert_unchanged(&world.globex, &before.0).await;
    assert_unchanged(&world.staff, &before.1).await;
    assert_eq!(world.store.organizations().await.unwrap().len(), 2);
    assert_eq!(world.store.directories().await.unwrap().len(), 3);
    assert_eq!(world.store.key(foreign_key.id).await.unwrap().unwrap().key, foreign_key);
}

pub(crate) async fn a_tenant_that_is_not_there_writes_nothing(world: &World) {
    twins::fill_directory(&world.globex).await;
    let before = learns(&world.globex).await;
    let acme = world.acme.tenant.organization;
    let tenants = [
        world.acme.tenant,
        Tenant { organization: acme, directory: world.globex.tenant.directory },
        Tenant { organization: acme, directory: Some(id(99)) },
        Tenant { organization: id(99), directory: world.globex.tenant.directory },
    ];
    let mut writes = directory_writes();
    writes.push(Draft::user(5, "eve").insert());
    for tenant in tenants {
        for write in &writes {
            // The log entry is one the change could have: only the write is at fault.
            let log = vec![log_entry(Tenant { directory: None, ..tenant }, id(1))];
            let change = Change { tenant, writes: vec![write.clone()], log };
            world.staff.refuses_change(change).await;
        }
    }
    let nobody = Tenant { organization: id(99), directory: None };
    for write in [Write::Domain(domain("x.example")), new_account(account(1, "ann@x.example"))] {
        let change =
            Change { tenant: nobody, writes: vec![write], log: vec![log_entry(nobody, id(1))] };
        world.staff.refuses_change(change).await;
    }
    assert_unchanged(&world.globex, &before).await;
}

pub(crate) async fn a_twin_stays_as_it_is(world: &World) {
    for tenant in [&world.staff, &world.guests, &world.globex] {
        twins::fill_directory(tenant).await;
    }
    let before = (learns(&world.guests).await, learns(&world.globex).await);
    for write in directory_writes() {
        world.staff.write([write]).await;
    }
    assert_unchanged(&world.guests, &before.0).await;
    assert_unchanged(&world.globex, &before.1).await;
}

pub(crate) async fn a_twin_organization_stays_as_it_is(world: &World) {
    for tenant in [&world.staff, &world.globex] {
        twins::fill_organization(tenant).await;
    }
    let before = learns(&world.globex).await;

    let moved = Account { version: 2, active: false, ..account(1, "bob@x.example") };
    let gone =
        Write::Delete { kind: directory::model::Kind::User, id: id(4), expect: 1, at: at(1) };
    world
        .staff
        .write([
            Write::Account { account: moved, expect: Precondition::Version(1) },
            gone,
            Write::Domain(domain("y.example")),
            new_account(account(3, "ann@x.example")),
        ])
        .await;
    assert_unchanged(&world.globex, &before).await;
}
