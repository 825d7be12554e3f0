//! The walls between tenants, from inside: whether the others are empty or full, nobody can tell.

use directory::model::Kind::{Group, User};
use directory::store::{Candidates, Span, Tenant};

use crate::build::id;
use crate::suite::answers::Answers;
use crate::suite::twins;
use crate::suite::world::{TenantStore, World};

async fn learns(world: &World, tenants: &[Tenant]) -> Vec<Answers> {
    let mut all = Vec::new();
    for tenant in tenants {
        all.push(Answers::of(&*world.store, *tenant).await.unwrap());
    }
    all
}

fn assert_same(before: &[Answers], after: &[Answers]) {
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.differences(after), [""; 0]);
    }
}

async fn fill_both(tenant: &TenantStore) {
    twins::fill_directory(tenant).await;
    twins::fill_organization(tenant).await;
}

pub(crate) async fn a_full_tenant_learns_nothing_of_another_organization(world: &World) {
    fill_both(&world.staff).await;
    let acme = [world.acme.tenant, world.staff.tenant, world.guests.tenant];
    let before = learns(world, &acme).await;
    fill_both(&world.globex).await;
    assert_same(&before, &learns(world, &acme).await);
}

pub(crate) async fn an_empty_tenant_learns_nothing_of_another_organization(world: &World) {
    let globex = [world.globex.tenant, Tenant { directory: None, ..world.globex.tenant }];
    let before = learns(world, &globex).await;
    fill_both(&world.staff).await;
    twins::fill_directory(&world.guests).await;
    assert_same(&before, &learns(world, &globex).await);
}

pub(crate) async fn a_full_directory_learns_nothing_of_the_next(world: &World) {
    fill_both(&world.staff).await;
    let before = learns(world, &[world.staff.tenant]).await;
    twins::fill_directory(&world.guests).await;
    assert_same(&before, &learns(world, &[world.staff.tenant]).await);
}

pub(crate) async fn an_empty_directory_learns_nothing_of_the_next(world: &World) {
    let before = learns(world, &[world.guests.tenant]).await;
    twins::fill_directory(&world.staff).await;
    assert_same(&before, &learns(world, &[world.guests.tenant]).await);
}

pub(crate) async fn a_directory_opens_only_with_its_own_organization(world: &World) {
    let (acme, globex) = (world.acme.tenant.organization, world.globex.tenant.organization);
    let mixed = [
        Tenant { organization: acme, directory: world.globex.tenant.directory },
        Tenant { organization: acme, directory: Some(id(99)) },
        Tenant { organization: id(99), directory: world.globex.tenant.directory },
        Tenant { organization: id(99), directory: None },
    ];
    let before = learns(world, &mixed).await;
    fill_both(&world.globex).await;
    assert_same(&before, &learns(world, &mixed).await);

    let swapped = [Tenant { organization: globex, directory: world.staff.tenant.directory }];
    let before = learns(world, &swapped).await;
    fill_both(&world.staff).await;
    assert_same(&before, &learns(world, &swapped).await);
}

pub(crate) async fn without_a_directory_there_are_no_users_and_groups(world: &World) {
    fill_both(&world.staff).await;
    let mut snapshot = world.acme.read().await;
    for kind in [User, Group] {
        let one = Candidates::MembersOf(twins::groups()[0].id());
        let any = Candidates::Any(vec![one.clone(), Candidates::Created(Span::default())]);
        for candidates in [Candidates::All, one, any] {
            assert_eq!(snapshot.count(kind, &candidates).await.unwrap(), 0);
        }
        for n in 1..=8 {
            assert_eq!(snapshot.record(kind, id(n)).await.unwrap(), None);
            assert!(snapshot.groups_of(id(n)).await.unwrap().is_empty());
            assert_eq!(snapshot.members(id(n), None, 10).await.unwrap(), (vec![], None));
        }
    }
    assert_eq!(snapshot.accounts().await.unwrap().len(), 2);
}
