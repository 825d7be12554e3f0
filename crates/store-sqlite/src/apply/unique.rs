//! Taking and releasing unique keys.

use directory::store::{UniqueKey, UniqueScope};

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::read;

/// Takes unique keys for a resource, or says who holds the first that is taken.
pub(super) fn take(confines: &Confines<'_>, no: i64, keys: &[UniqueKey]) -> Outcome {
    let mut insert = confines.connection.prepare_cached(
        "INSERT INTO unique_key (
            organization,
            directory,
            attribute,
            value,
            resource
        ) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING",
    )?;
    for key in keys {
        let taken = insert.execute((
            confines.organization()?,
            reach(confines, key)?,
            key.attribute,
            &key.value,
            no,
        ))?;
        if taken == 0 {
            return Err(held(confines, key));
        }
    }
    Ok(())
}

/// Releases unique keys of a resource. Those it doesn't hold are passed over.
pub(super) fn release(confines: &Confines<'_>, no: i64, keys: &[UniqueKey]) -> Outcome {
    let mut delete = confines.connection.prepare_cached(
        "DELETE FROM unique_key
        WHERE organization = ?
            AND directory = ?
            AND attribute = ?
            AND value = ?
            AND resource = ?",
    )?;
    for key in keys {
        delete.execute((
            confines.organization()?,
            reach(confines, key)?,
            key.attribute,
            &key.value,
            no,
        ))?;
    }
    Ok(())
}

/// What the column `directory` of a key holds.
fn reach(confines: &Confines<'_>, key: &UniqueKey) -> Result<i64, Refusal> {
    match key.scope {
        UniqueScope::Directory => confines.directory(),
        UniqueScope::Organization => Ok(0),
    }
}

fn held(confines: &Confines<'_>, key: &UniqueKey) -> Refusal {
    match read::holder_in(confines.connection, confines.tenant, key) {
        Ok(Some(holder)) => {
            Refusal::Taken { key: key.clone(), holder: (holder.directory, holder.id) }
        }
        // Held by a resource that isn't there: verification names such keys.
        Ok(None) => Refusal::Conflict,
        Err(error) => error.into(),
    }
}
