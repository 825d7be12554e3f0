//! Writing organizations, directories and domains.

use directory::model::{Directory, Domain, Organization};

use super::confines::Confines;
use super::{Outcome, Refusal};
use crate::stored::Stored;

/// Adds the tenant's organization.
pub(super) fn add_organization(confines: &Confines<'_>, organization: &Organization) -> Outcome {
    Refusal::unless(organization.id == confines.tenant.organization)?;
    let added = confines
        .connection
        .prepare_cached(
            "INSERT INTO organization (id, name, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute((Stored(organization.id), &organization.name, Stored(organization.created)))?;
    Refusal::unless(added == 1)
}

/// Adds a directory to the tenant's organization.
pub(super) fn add_directory(confines: &Confines<'_>, directory: &Directory) -> Outcome {
    Refusal::unless(directory.organization == confines.tenant.organization)?;
    let added = confines
        .connection
        .prepare_cached(
            "INSERT INTO directory (
                organization,
                id,
                name,
                profile,
                revision,
                created
            ) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING",
        )?
        .execute((
            confines.organization()?,
            Stored(directory.id),
            &directory.name,
            Stored(directory.profile),
            Stored(directory.revision),
            Stored(directory.created),
        ))?;
    Refusal::unless(added == 1)
}

/// Adds a verified domain to the tenant's organization, unless it has it.
pub(super) fn add_domain(confines: &Confines<'_>, domain: &Domain) -> Outcome {
    confines
        .connection
        .prepare_cached(
            "INSERT INTO domain (organization, name, verified) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )?
        .execute((confines.organization()?, &domain.name, Stored(domain.verified)))?;
    Ok(())
}
