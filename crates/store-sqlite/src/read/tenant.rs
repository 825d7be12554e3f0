//! The numbers of a tenant.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use directory::model::{DirectoryId, OrganizationId};
use directory::store::Tenant;
use rusqlite::{Connection, OptionalExtension};

use crate::stored::Stored;

/// The number that no organization and no directory has: what is sought there is not found.
pub(crate) const NOWHERE: i64 = 0;

/// A tenant, and its numbers in the store.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) tenant: Tenant,
    /// The organization's number, or [`NOWHERE`].
    pub(crate) organization: i64,
    /// The directory's number, or [`NOWHERE`].
    pub(crate) directory: i64,
}

impl Place {
    /// Finds a tenant. A directory of another organization is nowhere.
    pub(crate) fn of(connection: &Connection, tenant: Tenant) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached(
            "SELECT
                organization.no,
                directory.no
            FROM organization
            LEFT JOIN directory
                ON directory.organization = organization.no
                AND directory.id = ?2
            WHERE organization.id = ?1",
        )?;
        let numbers: Option<(i64, Option<i64>)> = statement
            .query_row((Stored(tenant.organization), tenant.directory.map(Stored)), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (organization, directory) = numbers.unwrap_or((NOWHERE, None));
        Ok(Self { tenant, organization, directory: directory.unwrap_or(NOWHERE) })
    }
}

/// The tenants that were found so far. Neither organizations nor directories are removed, and their numbers stay.
#[derive(Debug, Default)]
pub(crate) struct Places(RwLock<HashMap<Tenant, Place>>);

impl Places {
    /// Finds a tenant on a connection in a transaction, whose first read this is.
    pub(crate) fn find(&self, connection: &Connection, tenant: Tenant) -> rusqlite::Result<Place> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&tenant).copied();
        if let Some(place) = known {
            settle(connection)?;
            return Ok(place);
        }
        let place = Place::of(connection, tenant)?;
        let whole = tenant.directory.is_none() || place.directory != NOWHERE;
        if whole && place.organization != NOWHERE {
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(tenant, place);
        }
        Ok(place)
    }
}

/// Has a transaction see what is committed now. It reads nothing, but begins to.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("SELECT no FROM secret LIMIT 0")?.exists(()).map(drop)
}

/// The number of an organization.
pub(crate) fn organization(
    connection: &Connection,
    id: OrganizationId,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT no FROM organization WHERE id = ?")?
        .query_row([Stored(id)], |row| row.get(0))
        .optional()
}

/// The number of a directory of an organization.
pub(crate) fn directory(
    connection: &Connection,
    organization: i64,
    id: DirectoryId,
) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT no FROM directory WHERE id = ? AND organization = ?")?
        .query_row((Stored(id), organization), |row| row.get(0))
        .optional()
}
