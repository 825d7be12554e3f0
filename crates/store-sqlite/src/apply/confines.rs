//! The tenant of a change: what its writes are confined to.

use std::cell::Cell;

use directory::model::{AccountId, DirectoryId};
use directory::store::Tenant;
use rusqlite::{Connection, OptionalExtension};

use super::Refusal;
use crate::read;
use crate::stored::Stored;

/// A tenant whose data is written. Its numbers are looked up when they are first needed, since the same
/// change may have made them.
pub(crate) struct Confines<'c> {
    pub(crate) connection: &'c Connection,
    pub(crate) tenant: Tenant,
    organization: Cell<Option<i64>>,
    directory: Cell<Option<i64>>,
}

impl<'c> Confines<'c> {
    pub(crate) fn new(connection: &'c Connection, tenant: Tenant) -> Self {
        Self { connection, tenant, organization: Cell::default(), directory: Cell::default() }
    }

    /// The organization's number. Conflict if there is none.
    pub(crate) fn organization(&self) -> Result<i64, Refusal> {
        if let Some(no) = self.organization.get() {
            return Ok(no);
        }
        let no = read::organization(self.connection, self.tenant.organization)?
            .ok_or(Refusal::Conflict)?;
        self.organization.set(Some(no));
        Ok(no)
    }

    /// The directory's number. Conflict if the tenant has none.
    pub(crate) fn directory(&self) -> Result<i64, Refusal> {
        if let Some(no) = self.directory.get() {
            return Ok(no);
        }
        let no = self.directory_of(self.tenant.directory.ok_or(Refusal::Conflict)?)?;
        self.directory.set(Some(no));
        Ok(no)
    }

    /// The number of a directory of the organization. Conflict if it is not one.
    pub(crate) fn directory_of(&self, id: DirectoryId) -> Result<i64, Refusal> {
        read::directory(self.connection, self.organization()?, id)?.ok_or(Refusal::Conflict)
    }

    /// The number of an account of the organization. Conflict if it is not one.
    pub(crate) fn account(&self, id: Option<AccountId>) -> Result<Option<i64>, Refusal> {
        let Some(id) = id else { return Ok(None) };
        self.connection
            .prepare_cached("SELECT no FROM account WHERE organization = ? AND id = ?")?
            .query_row((self.organization()?, Stored(id)), |row| row.get(0))
            .optional()?
            .ok_or(Refusal::Conflict)
            .map(Some)
    }
}
