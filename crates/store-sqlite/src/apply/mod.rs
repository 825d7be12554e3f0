//! Applying a change: its writes in order, then its log entries, up to the first that can't be.
//!
//! Everything here runs on the writer's thread inside a savepoint, which is undone if a write is refused.

mod account;
mod bearer_key;
mod confines;
mod customize;
mod delete;
mod index;
mod insert;
mod log;
mod membership;
mod refusal;
mod relink;
mod resource;
mod run;
mod tally;
mod tenancy;
mod unique;
mod update;

pub(crate) use bearer_key::key_used;
pub(crate) use refusal::Refusal;
pub(crate) use tally::{BUCKET_SIZE, bucket};

use directory::store::{Change, Write};
use rusqlite::Connection;

use crate::read::Place;
use confines::Confines;

/// What came of a write.
type Outcome = Result<(), Refusal>;

/// Applies a change of a tenant that may be known. After a refusal its savepoint has to be undone.
pub(crate) fn apply(connection: &Connection, change: &Change, known: Option<Place>) -> Outcome {
    let confines = Confines::new(connection, change.tenant, known);
    for one in &change.writes {
        write(&confines, one)?;
    }
    change.log.iter().try_for_each(|entry| log::append(&confines, entry))
}

fn write(confines: &Confines<'_>, write: &Write) -> Outcome {
    match write {
        Write::Organization(organization) => tenancy::add_organization(confines, organization),
        Write::Directory(directory) => tenancy::add_directory(confines, directory),
        Write::Domain(domain) => tenancy::add_domain(confines, domain),
        Write::Key(key) => bearer_key::add(confines, key),
        Write::RevokeKey { id, at } => bearer_key::revoke(confines, *id, *at),
        Write::Account { account, expect } => account::put(confines, account, *expect),
        Write::Insert { record, unique, index } => insert::insert(confines, record, unique, index),
        Write::Update {
            record,
            expect,
            unique_released,
            unique_taken,
            index_removed,
            index_added,
        } => {
            let edit =
                update::KeyEdit { unique_released, unique_taken, index_removed, index_added };
            update::update(confines, record, *expect, &edit)
        }
        Write::Delete { kind, id, expect, at } => {
            delete::delete(confines, *kind, *id, *expect, *at)
        }
        Write::Members { group, added, removed, expect, at } => {
            membership::change(confines, (*group, *expect), added, removed, *at)
        }
        Write::LeaveAllGroups { user, at } => membership::leave_all(confines, *user, *at),
        Write::Reindex { kind, id, expect, index_removed, index_added } => {
            update::reindex(confines, (*kind, *id), *expect, index_removed, index_added)
        }
        Write::Customize { directory, expect, document } => {
            customize::customize(confines, *directory, *expect, document)
        }
        Write::AtRevision { expect } => customize::at_revision(confines, *expect),
        Write::Relink { user, expect, account, at } => {
            relink::relink(confines, *user, *expect, *account, *at)
        }
        Write::Run { run, expect } => run::put(confines, run, *expect),
        Write::RunStep { run, step } => run::put_step(confines, *run, step),
        Write::Trigger { name, expect, position } => {
            run::put_trigger(confines, name, expect.as_deref(), position)
        }
    }
}
