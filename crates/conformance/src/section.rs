//! The sections of the RFCs that checks stand on.

use serde::Serialize;

/// A section of an RFC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The number of the RFC.
    pub rfc: u16,
    /// The section: `3.4.2`.
    pub number: &'static str,
    /// What it is about.
    pub title: &'static str,
}

impl Section {
    const fn of(rfc: u16, number: &'static str, title: &'static str) -> Self {
        Self { rfc, number, title }
    }

    /// What puts sections in the order of the RFCs: 3.4.2 before 3.12.
    pub(crate) fn rank(&self) -> (u16, Vec<u16>) {
        let parts = self.number.split('.').map(|part| part.parse().unwrap_or(u16::MAX));
        (self.rfc, parts.collect())
    }
}

pub(crate) const NAMES: Section = Section::of(7643, "2.1", "Attribute names");
pub(crate) const TYPES: Section = Section::of(7643, "2.3", "Data types");
pub(crate) const MULTI_VALUED: Section = Section::of(7643, "2.4", "Multi-valued attributes");
pub(crate) const UNASSIGNED: Section = Section::of(7643, "2.5", "Unassigned and null values");
pub(crate) const RESOURCES: Section = Section::of(7643, "3", "Resources and their schemas");
pub(crate) const COMMON: Section = Section::of(7643, "3.1", "Common attributes");
pub(crate) const EXTENSIONS: Section = Section::of(7643, "3.3", "Extensions");
pub(crate) const USER: Section = Section::of(7643, "4.1", "Users");
pub(crate) const GROUP: Section = Section::of(7643, "4.2", "Groups");
pub(crate) const ENTERPRISE: Section = Section::of(7643, "4.3", "The enterprise extension");
pub(crate) const CONFIG: Section = Section::of(7643, "5", "Service provider configuration");
pub(crate) const RESOURCE_TYPE: Section = Section::of(7643, "6", "Resource types");
pub(crate) const SCHEMA: Section = Section::of(7643, "7", "Schema definitions");
pub(crate) const AUTHENTICATION: Section = Section::of(7644, "2", "Authentication");
pub(crate) const CREATE: Section = Section::of(7644, "3.3", "Creating resources");
pub(crate) const READ: Section = Section::of(7644, "3.4.1", "Retrieving a resource");
pub(crate) const QUERY: Section = Section::of(7644, "3.4.2", "Querying resources");
pub(crate) const ROOT_QUERY: Section = Section::of(7644, "3.4.2.1", "Querying all resource types");
pub(crate) const FILTER: Section = Section::of(7644, "3.4.2.2", "Filtering");
pub(crate) const SORT: Section = Section::of(7644, "3.4.2.3", "Sorting");
pub(crate) const PAGING: Section = Section::of(7644, "3.4.2.4", "Paging by index");
pub(crate) const SEARCH: Section = Section::of(7644, "3.4.3", "Querying by POST");
pub(crate) const REPLACE: Section = Section::of(7644, "3.5.1", "Replacing with PUT");
pub(crate) const PATCH: Section = Section::of(7644, "3.5.2", "Modifying with PATCH");
pub(crate) const PATCH_ADD: Section = Section::of(7644, "3.5.2.1", "PATCH: add");
pub(crate) const PATCH_REMOVE: Section = Section::of(7644, "3.5.2.2", "PATCH: remove");
pub(crate) const PATCH_REPLACE: Section = Section::of(7644, "3.5.2.3", "PATCH: replace");
pub(crate) const DELETE: Section = Section::of(7644, "3.6", "Deleting resources");
pub(crate) const BULK: Section = Section::of(7644, "3.7", "Bulk");
pub(crate) const BULK_ID: Section = Section::of(7644, "3.7.2", "Bulk: temporary identifiers");
pub(crate) const BULK_LIMITS: Section = Section::of(7644, "3.7.4", "Bulk: limits");
pub(crate) const MEDIA_TYPES: Section = Section::of(7644, "3.8", "Media types");
pub(crate) const PROJECTION: Section = Section::of(7644, "3.9", "Choosing attributes");
pub(crate) const NOTATION: Section = Section::of(7644, "3.10", "Attribute notation");
pub(crate) const ME: Section = Section::of(7644, "3.11", "/Me");
pub(crate) const ERRORS: Section = Section::of(7644, "3.12", "Errors");
pub(crate) const VERSIONS: Section = Section::of(7644, "3.14", "Versions");
pub(crate) const DISCOVERY: Section = Section::of(7644, "4", "Discovery");
pub(crate) const INTERNATIONAL: Section = Section::of(7644, "5", "Names in all languages");
pub(crate) const CURSOR: Section = Section::of(9865, "2", "Paging by cursor");

#[cfg(test)]
mod tests;
