//! Organizations, their directories and their verified domains.

use directory::model::{Directory, Domain};
use directory::profile::ProfileName;
use directory::store::Write;

use crate::build::{at, directory, domain, organization};
use crate::suite::world::World;

pub(crate) async fn lists_organizations_oldest_first(world: &World) {
    let all = world.store.organizations().await.unwrap();
    assert_eq!(all, [organization(1, "acme"), organization(2, "globex")]);
}

pub(crate) async fn lists_directories_oldest_first(world: &World) {
    let (acme, globex) = (world.acme.tenant.organization, world.globex.tenant.organization);
    let mut expected = vec![
        directory(11, acme, "staff"),
        directory(12, acme, "guests"),
        directory(21, globex, "staff"),
    ];
    for (n, profile) in (1..).zip(ProfileName::ALL) {
        let new = Directory { profile, created: at(3), ..directory(n, acme, profile.as_str()) };
        world.acme.write([Write::Directory(new.clone())]).await;
        expected.push(new);
    }
    assert_eq!(world.store.directories().await.unwrap(), expected);
}

pub(crate) async fn an_organization_or_directory_is_founded_once(world: &World) {
    let acme = world.acme.tenant.organization;
    world.acme.refuses([Write::Organization(organization(1, "again"))]).await;
    world.acme.refuses([Write::Directory(directory(11, acme, "again"))]).await;
    // Its id is part of a base URL that names no organization.
    world.acme.refuses([Write::Directory(directory(21, acme, "another's"))]).await;

    assert_eq!(world.store.organizations().await.unwrap().len(), 2);
    assert_eq!(world.store.directories().await.unwrap().len(), 3);
}

pub(crate) async fn lists_verified_domains_by_name(world: &World) {
    for name in ["b.example", "a.example", "c.example"] {
        world.acme.write([Write::Domain(domain(name))]).await;
    }
    let mut snapshot = world.staff.read().await;
    let all = snapshot.domains().await.unwrap();
    assert_eq!(all, [domain("a.example"), domain("b.example"), domain("c.example")]);
    assert_eq!(snapshot.domain("b.example").await.unwrap(), Some(domain("b.example")));
    assert_eq!(snapshot.domain("example").await.unwrap(), None);
}

pub(crate) async fn verifying_a_domain_again_changes_nothing(world: &World) {
    world.acme.write([Write::Domain(domain("acme.example"))]).await;
    let again = Domain { verified: at(99), ..domain("acme.example") };
    world.acme.write([Write::Domain(again)]).await;

    let all = world.acme.read().await.domains().await.unwrap();
    assert_eq!(all, [domain("acme.example")]);
}
