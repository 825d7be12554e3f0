//! The log: what was committed, in order, for the organization and for each of its directories.

use directory::model::{Action, Actor, Kind, LogEntry, Subject};
use directory::store::{Change, Position, Write};
use serde_json::json;

use crate::build::{Draft, id, log_entry};
use crate::suite::world::{TenantStore, World};

async fn entries(tenant: &TenantStore) -> Vec<(Position, LogEntry)> {
    tenant.read().await.log(None, 1000).await.unwrap()
}

/// The numbers of the entries' ids, oldest first.
async fn ids(tenant: &TenantStore) -> Vec<directory::model::LogEntryId> {
    entries(tenant).await.into_iter().map(|(_, entry)| entry.id).collect()
}

async fn note(tenant: &TenantStore, numbers: impl IntoIterator<Item = u64>) {
    let log = numbers.into_iter().map(|n| log_entry(tenant.tenant, id(n))).collect();
    let change = Change { tenant: tenant.tenant, writes: vec![], log };
    tenant.store.commit(change).await.unwrap();
}

pub(crate) async fn reads_back_an_entry_whole(world: &World) {
    use Action::{Created, Deactivated, Deleted, Reactivated, Unlinked, Updated};
    let tenant = world.guests.tenant;
    let bare = log_entry(tenant, id(1));
    let full = LogEntry {
        actor: Actor {
            key: Some(id(7)),
            request: "request-\u{1f600}".to_owned(),
            remote: Some("2001:db8::1".to_owned()),
        },
        before: Some(b"{\"userName\":\"\xc3\xbc\"}".to_vec()),
        detail: Some(json!({ "added": ["a", "b"], "count": 2, "nothing": null })),
        ..log_entry(tenant, id(2))
    };
    let actions = [Created, Updated, Deactivated, Reactivated, Unlinked, Deleted];
    let subjects = [
        Subject::Resource(Kind::User, id(1)),
        Subject::Resource(Kind::Group, id(2)),
        Subject::Account(id(3)),
        Subject::Key(id(4)),
        Subject::Directory(id(5)),
        Subject::Organization(id(6)),
    ];
    let each = actions.into_iter().zip(subjects).enumerate().map(|(n, (action, subject))| {
        LogEntry { action, subject, ..log_entry(tenant, id(10 + u64::try_from(n).unwrap())) }
    });
    let log: Vec<LogEntry> = [bare, full].into_iter().chain(each).collect();
    world.store.commit(Change { tenant, writes: vec![], log: log.clone() }).await.unwrap();

    let kept: Vec<LogEntry> = entries(&world.guests).await.into_iter().map(|(_, e)| e).collect();
    assert_eq!(kept, log);
}

pub(crate) async fn comes_oldest_first_in_pages(world: &World) {
    note(&world.staff, [9, 3]).await;
    note(&world.staff, [7, 1, 5]).await;
    let all = entries(&world.staff).await;
    assert_eq!(ids(&world.staff).await, [9, 3, 7, 1, 5].map(id));
    assert!(all.is_sorted_by(|(one, _), (next, _)| one < next), "places rise");

    let mut snapshot = world.staff.read().await;
    for (done, (place, _)) in (1..).zip(&all) {
        let rest = snapshot.log(Some(*place), 2).await.unwrap();
        let expected: Vec<_> = all.iter().skip(done).take(2).cloned().collect();
        assert_eq!(rest, expected);
    }
    assert_eq!(snapshot.log(None, 0).await.unwrap(), []);

    note(&world.staff, [8]).await;
    let last = all.last().unwrap().0;
    let new = world.staff.read().await.log(Some(last), 10).await.unwrap();
    assert_eq!(new.len(), 1);
    assert_eq!(new[0].1.id, id(8));
}

pub(crate) async fn its_end_is_the_newest_entry(world: &World) {
    for tenant in [&world.staff, &world.acme, &world.globex] {
        note(tenant, [1, 2]).await;
    }
    for tenant in [&world.staff, &world.acme, &world.globex, &world.guests] {
        let newest = entries(tenant).await.last().map(|(place, _)| *place);
        assert_eq!(tenant.read().await.log_end().await.unwrap(), newest);
    }
    let mut before = world.staff.read().await;
    note(&world.staff, [3]).await;
    assert!(before.log_end().await.unwrap() < world.staff.read().await.log_end().await.unwrap());
}

pub(crate) async fn an_organization_sees_the_log_of_all_its_directories(world: &World) {
    let before = ids(&world.acme).await;
    note(&world.staff, [1]).await;
    note(&world.globex, [9]).await;
    note(&world.guests, [2]).await;
    note(&world.acme, [3]).await;
    note(&world.staff, [4]).await;

    assert_eq!(ids(&world.acme).await[before.len()..], [1, 2, 3, 4].map(id));
    assert_eq!(ids(&world.staff).await, [1, 4].map(id));
    assert_eq!(ids(&world.guests).await, [2].map(id));
    assert_eq!(ids(&world.globex).await, [9].map(id));
}

pub(crate) async fn an_entry_is_of_the_tenants_organization(world: &World) {
    let (before, foreign) = (ids(&world.acme).await, ids(&world.globex).await);
    let alice = Draft::user(1, "alice");
    let own = log_entry(world.staff.tenant, id(1));
    let wrong = [
        log_entry(world.globex.tenant, id(2)),
        LogEntry { directory: world.globex.tenant.directory, ..own.clone() },
        LogEntry { directory: Some(id(99)), ..own.clone() },
        LogEntry { organization: world.globex.tenant.organization, ..own.clone() },
    ];
    for entry in wrong {
        let change = Change {
            tenant: world.staff.tenant,
            writes: vec![alice.insert()],
            log: vec![own.clone(), entry],
        };
        world.staff.refuses_change(change).await;
    }
    assert_eq!(world.staff.find(Kind::User, alice.id()).await, None);
    assert_eq!(ids(&world.acme).await, before);
    assert_eq!(ids(&world.globex).await, foreign);

    // An entry of the organization can concern any one of its directories.
    let new = crate::build::directory(13, world.acme.tenant.organization, "new");
    let entry = LogEntry { directory: Some(new.id), ..log_entry(world.acme.tenant, id(3)) };
    let change =
        Change { tenant: world.acme.tenant, writes: vec![Write::Directory(new)], log: vec![entry] };
    world.store.commit(change).await.unwrap();
    assert_eq!(ids(&world.acme).await.last(), Some(&id(3)));
}
