//! Who holds a unique key.

use directory::model::{DirectoryId, ResourceId};
use directory::store::{Tenant, UniqueKey, UniqueScope};
use rusqlite::{Connection, OptionalExtension};

use super::tenant::Place;
use crate::stored::get;

/// A resource that holds a unique key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    /// Its number.
    pub(crate) no: i64,
    /// Its directory.
    pub(crate) directory: DirectoryId,
    /// Its id.
    pub(crate) id: ResourceId,
}

/// Who holds a unique key in the place.
pub(crate) fn holder(
    connection: &Connection,
    place: &Place,
    key: &UniqueKey,
) -> rusqlite::Result<Option<Holder>> {
    let Some(reach) = reach(place, key.scope) else { return Ok(None) };
    connection
        .prepare_cached(
            "SELECT
                resource.no,
                directory.id,
                resource.id
            FROM unique_key
            JOIN resource ON resource.no = unique_key.resource
            JOIN directory ON directory.no = resource.directory
            WHERE unique_key.organization = ?
                AND unique_key.directory = ?
                AND unique_key.attribute = ?
                AND unique_key.value = ?",
        )?
        .query_row((place.organization, reach, key.attribute, &key.value), |row| {
            Ok(Holder { no: row.get(0)?, directory: get(row, 1)?, id: get(row, 2)? })
        })
        .optional()
}

/// Who holds a unique key of the tenant.
pub(crate) fn holder_in(
    connection: &Connection,
    tenant: Tenant,
    key: &UniqueKey,
) -> rusqlite::Result<Option<Holder>> {
    holder(connection, &Place::of(connection, tenant)?, key)
}

/// What `unique_key.directory` holds for keys of that scope; none if the place has no directory.
pub(crate) fn reach(place: &Place, scope: UniqueScope) -> Option<i64> {
    match scope {
        UniqueScope::Organization => Some(0),
        UniqueScope::Directory => (place.directory != super::NOWHERE).then_some(place.directory),
    }
}
