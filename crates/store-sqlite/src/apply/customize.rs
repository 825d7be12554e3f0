//! Writing what an organization adds to the rules of a directory, and comparing by which of them a change was decided.

use directory::model::DirectoryId;

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::stored::Stored;

/// Replaces what is added to a directory of the tenant's organization, and counts the revision.
pub(super) fn customize(
    confines: &Confines<'_>,
    directory: DirectoryId,
    expect: u64,
    document: &[u8],
) -> Outcome {
    let directory = confines.directory_of(directory)?;
    let counted = confines
        .connection
        .prepare_cached(
            "UPDATE directory SET revision = revision + 1 WHERE no = ? AND revision = ?",
        )?
        .execute((directory, Stored(expect)))?;
    Refusal::unless(counted == 1)?;
    confines
        .connection
        .prepare_cached(
            "INSERT INTO customization (directory, document) VALUES (?, ?)
            ON CONFLICT DO UPDATE SET document = excluded.document",
        )?
        .execute((directory, document))?;
    Ok(())
}

/// Compares the revision of the tenant's directory.
pub(super) fn at_revision(confines: &Confines<'_>, expect: u64) -> Outcome {
    let same = confines
        .connection
        .prepare_cached("SELECT 1 FROM directory WHERE no = ? AND revision = ?")?
        .exists((confines.directory()?, Stored(expect)))?;
    Refusal::unless(same)
}
