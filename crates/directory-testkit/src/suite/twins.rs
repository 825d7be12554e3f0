//! Tenants that hold the same: the same ids, names and e-mails, so that a read or a write that crosses a wall
//! finds something there.

use directory::model::RunStep;
use directory::store::{Precondition, UniqueScope, Write};

use crate::build::{Draft, EMAIL, NAME, account, at, domain, new_account, run};
use crate::suite::universe;
use crate::suite::world::TenantStore;

/// The users every twin has.
pub(crate) fn users() -> [Draft; 3] {
    [
        Draft::user(1, "ann").index(EMAIL, "ann@x.example"),
        Draft::user(2, "bob").index(EMAIL, "bob@x.example").index(EMAIL, "ann@x.example"),
        Draft::user(3, "cat").index(EMAIL, "cat@y.example"),
    ]
}

/// The groups every twin has: ann, bob and the second are in the first, bob in the second.
pub(crate) fn groups() -> [Draft; 2] {
    [Draft::group(6, "ann"), Draft::group(7, "dan")]
}

/// Fills a directory.
pub(crate) async fn fill_directory(tenant: &TenantStore) {
    let ([ann, bob, cat], [first, second]) = (users(), groups());
    tenant.write([&ann, &bob, &cat, &first, &second].map(Draft::insert)).await;
    let join =
        [first.members(&[&ann, &bob, &second], &[], at(1)), second.members(&[&bob], &[], at(1))];
    tenant.write(join).await;
}

/// Fills what a directory shares with the others of its organization: a user linked to an account, keys of
/// the organization's scope, a domain, a run of a workflow, how far a trigger has come.
pub(crate) async fn fill_organization(tenant: &TenantStore) {
    let (one, two) = (account(1, "ann@x.example"), account(2, "cat@y.example"));
    let dan = Draft::user(4, "dan").unique(UniqueScope::Organization, NAME, "dan").linked(one.id);
    tenant
        .write([
            new_account(one),
            new_account(two),
            dan.insert(),
            Write::Domain(domain("x.example")),
        ])
        .await;
    let run = run(1, tenant.tenant);
    let step = RunStep { number: 1, body: b"{}".to_vec() };
    let position = "2026-01-05T09:00:00Z".to_owned();
    tenant
        .write([
            Write::Run { run: run.clone(), expect: Precondition::Absent },
            Write::RunStep { run: run.id, step },
            Write::Trigger { name: universe::TRIGGER.to_owned(), expect: None, position },
        ])
        .await;
}
