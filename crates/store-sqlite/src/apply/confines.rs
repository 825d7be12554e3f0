//! The tenant of a change: what its writes are confined to.

use std::cell::Cell;

use directory::model::{AccountId, DirectoryId};
use directory::store::Tenant;
use rusqlite::{Connection, OptionalExtension};

use super::Refusal;
use crate::read::{self, Place};
use crate::stored::Stored;

/// A tenant whose data is written. Its numbers are looked up when they are first needed, since the same
/// change may have made them.
pub(crate) struct Confines<'c> {
    pub(crate) connection: &'c Connection,
    pub(crate) tenant: Tenant,
    organization: Cell<Option<i64>>,
    directory: Cell<Option<i64>>,
    /// The account that the change has added last.
    added: Cell<Option<(AccountId, i64)>>,
}

impl<'c> Confines<'c> {
    /// The confines of a change of a tenant, with its numbers as far as they are known.
    pub(crate) fn new(connection: &'c Connection, tenant: Tenant, known: Option<Place>) -> Self {
        let organization = known.map(|place| place.organization);
        let directory = known.and_then(|place| place.own_directory().map(|_| place.directory));
        Self {
            connection,
            tenant,
            organization: Cell::new(organization),
            directory: Cell::new(directory),
            added: Cell::default(),
        }
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

    /// Is told the number of an account that the change has added.
    pub(crate) fn has_added(&self, id: AccountId, no: i64) {
        self.added.set(Some((id, no)));
    }

    /// The number of an account of the organization. Conflict if it is not one.
    pub(crate) fn account(&self, id: Option<AccountId>) -> Result<Option<i64>, Refusal> {
        let Some(id) = id else { return Ok(None) };
        if let Some((_, no)) = self.added.get().filter(|(added, _)| *added == id) {
            return Ok(Some(no));
        }
        self.connection
            .prepare_cached("SELECT no FROM account WHERE organization = ? AND id = ?")?
            .query_row((self.organization()?, Stored(id)), |row| row.get(0))
            .optional()?
            .ok_or(Refusal::Conflict)
            .map(Some)
    }
}
