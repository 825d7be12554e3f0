//! The numbers of a tenant.

use directory::model::{DirectoryId, OrganizationId};
use directory::store::Tenant;
use rusqlite::{Connection, OptionalExtension};

use crate::memory::Memory;
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
    /// The directory, if it is the organization's own.
    pub(crate) fn own_directory(&self) -> Option<DirectoryId> {
        self.tenant.directory.filter(|_| self.directory != NOWHERE)
    }

    /// Finds a tenant, from memory where it is known, on a connection in a transaction.
    pub(super) fn find(
        connection: &Connection,
        memory: &Memory,
        tenant: Tenant,
    ) -> rusqlite::Result<Self> {
        if let Some(place) = memory.place(tenant) {
            return Ok(place);
        }
        let place = Self::of(connection, tenant)?;
        let whole = tenant.directory.is_none() || place.directory != NOWHERE;
        if whole && place.organization != NOWHERE {
            memory.keep_place(place);
        }
        Ok(place)
    }

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
