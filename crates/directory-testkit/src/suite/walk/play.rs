//! Playing a walk on two stores.

use std::fmt::Debug;
use std::sync::Arc;

use directory::model::{Account, Directory, Key, Kind, ResourceId};
use directory::store::{Candidates, Store, StoreError, UniqueScope, Write};
use proptest::prelude::TestCaseError;
use proptest::test_runner::TestCaseResult;

use super::moves::{Move, Step};
use crate::ModelStore;
use crate::build::{
    Draft, EMAIL, NAME, account, at, changed_account, customize, domain, id, key, new_account,
};
use crate::suite::answers::Answers;
use crate::suite::world::{TenantStore, World};

/// Plays the steps on both stores. After each its tenant must learn the same from both, at the end every tenant,
/// and both must be sound.
pub(super) async fn play(
    model: Arc<ModelStore>,
    store: Arc<dyn Store>,
    steps: &[Step],
) -> TestCaseResult {
    let world = World::new(model).await;
    World::new(Arc::clone(&store)).await;
    let tenants = [&world.staff, &world.guests, &world.globex, &world.acme];
    for step in steps {
        let Some(tenant) = tenants.get(step.tenant) else { continue };
        let mut writes = Vec::new();
        for a_move in &step.moves {
            writes.push(write(tenant, a_move, step.second).await.map_err(failed)?);
        }
        let change = tenant.change(writes);
        let expected = tenant.store.commit(change.clone()).await;
        let outcome = store.commit(change.clone()).await;
        same(&format!("{expected:?}"), &format!("{outcome:?}"), &change)?;
        compare(tenant, &*store, &step.questions, &change).await?;
    }
    for tenant in tenants {
        compare(tenant, &*store, &[], &"the end").await?;
    }
    for store in [&*world.store, &*store] {
        let findings = store.integrity().await.map_err(failed)?;
        same(&Vec::new(), &findings, &"integrity")?;
    }
    Ok(())
}

async fn compare(
    tenant: &TenantStore,
    store: &dyn Store,
    questions: &[Candidates],
    after: &impl Debug,
) -> TestCaseResult {
    let ask = |store| Answers::with(store, tenant.tenant, questions);
    let expected = ask(&*tenant.store).await.map_err(failed)?;
    let answers = ask(store).await.map_err(failed)?;
    same(&Vec::new(), &expected.differences(&answers), after)
}

fn same<T: Debug + PartialEq>(expected: &T, outcome: &T, after: &impl Debug) -> TestCaseResult {
    if expected == outcome {
        return Ok(());
    }
    Err(TestCaseError::fail(format!(
        "after {after:?}\n  the model says {expected:?}\n  the store says {outcome:?}"
    )))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn failed(error: StoreError) -> TestCaseError {
    TestCaseError::fail(format!("{error:?}"))
}

/// The write a move is, given what is there now.
async fn write(tenant: &TenantStore, a_move: &Move, second: i64) -> Result<Write, StoreError> {
    let at = at(second);
    Ok(match *a_move {
        Move::NewUser { n, name, email, account, wide } => {
            let mut user = Draft::user(n, name).index(EMAIL, email);
            if wide {
                user = user.unique(UniqueScope::Organization, NAME, name);
            }
            user.record.account = account.map(id);
            born(user, second).insert()
        }
        Move::NewGroup { n, name } => born(Draft::group(n, name), second).insert(),
        Move::Rename { n, name, stale } => {
            let now = as_it_is(tenant, n, stale).await?;
            now.update(&now.renamed(name, at))
        }
        Move::Reindex { n, email, stale } => {
            let now = as_it_is(tenant, n, stale).await?;
            let mut next = now.clone();
            next.index.retain(|entry| entry.attribute != EMAIL);
            now.reindex(&next.index(EMAIL, email))
        }
        Move::Delete { n, stale } => as_it_is(tenant, n, stale).await?.delete(at),
        Move::Members { group, ref added, ref removed, expect, counted } => {
            let ids = |numbers: &[u64]| numbers.iter().map(|n| id(*n)).collect();
            let expect = match expect {
                Some(stale) => Some(as_it_is(tenant, group, stale).await?.record.version),
                None => None,
            };
            let at = counted.then_some(at);
            Write::Members {
                group: id(group),
                added: ids(added),
                removed: ids(removed),
                expect,
                at,
            }
        }
        Move::LeaveAll { n } => Write::LeaveAllGroups { user: id(n), at },
        Move::Relink { n, account, stale } => {
            as_it_is(tenant, n, stale).await?.relink(account.map(id), at)
        }
        Move::NewAccount { n, email } => new_account(account(n, email)),
        Move::ChangeAccount { n, email, stale } => {
            let mut snapshot = tenant.store.snapshot(tenant.tenant).await?;
            let version = snapshot.account(id(n)).await?.map_or(1, |account| account.version);
            let version = version + 1 + u64::from(stale);
            changed_account(Account { version, modified: at, ..account(n, email) })
        }
        Move::Domain { name } => Write::Domain(domain(name)),
        Move::Customize { stale } => {
            let directories = tenant.store.directories().await?;
            let named = tenant.tenant.directory;
            let of_tenant = |found: &&Directory| named.is_none_or(|id| found.id == id);
            let Some(found) = directories.iter().find(of_tenant) else {
                return Ok(customize(id(99), 0, "nowhere"));
            };
            customize(found.id, found.revision + u64::from(stale), format!("second {second}"))
        }
        Move::NewKey { n, user } => Write::Key(Key { user: user.map(id), ..key(n, tenant.tenant) }),
        Move::Revoke { n } => Write::RevokeKey { id: id(n), at },
    })
}

/// A draft that is created at that second.
fn born(mut draft: Draft, second: i64) -> Draft {
    draft.record.created = at(second);
    draft.record.modified = at(second);
    draft
}

/// The resource of that number with its keys, as it is in the model; a user that isn't there, if there is none.
async fn as_it_is(tenant: &TenantStore, n: u64, stale: bool) -> Result<Draft, StoreError> {
    let id: ResourceId = id(n);
    let mut snapshot = tenant.store.snapshot(tenant.tenant).await?;
    let mut draft = Draft::user(n, "nobody");
    for kind in [Kind::User, Kind::Group] {
        if let Some(record) = snapshot.record(kind, id).await? {
            let (unique, index) = snapshot.keys_of(kind, id).await?;
            draft = Draft {
                record: record.into_record(),
                unique: unique.into_iter().collect(),
                index: index.into_iter().collect(),
            };
        }
    }
    draft.record.version += u64::from(stale);
    Ok(draft)
}
