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

/// Who holds a unique key in the place. Mostly nobody does, which one table tells.
pub(crate) fn holder(
    connection: &Connection,
    place: &Place,
    key: &UniqueKey,
) -> rusqlite::Result<Option<Holder>> {
    let Some(reach) = reach(place, key.scope) else { return Ok(None) };
    let held: Option<i64> = connection
        .prepare_cached(
            "SELECT resource
            FROM unique_key
            WHERE organization = ?
                AND directory = ?
                AND attribute = ?
                AND value = ?",
        )?
        .query_row((place.organization, reach, key.attribute, &key.value), |row| row.get(0))
        .optional()?;
    let Some(no) = held else { return Ok(None) };
    connection
        .prepare_cached(
            "SELECT
                directory.id,
                resource.id
            FROM resource
            JOIN directory ON directory.no = resource.directory
            WHERE resource.no = ?",
        )?
        .query_row([no], |row| Ok(Holder { no, directory: get(row, 0)?, id: get(row, 1)? }))
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
