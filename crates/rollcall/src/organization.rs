//! Which organization a command means. There is one, unless someone made more.

use std::fs::{File, OpenOptions};
use std::path::Path;

use directory::Administrator;
use directory::model::{DirectoryId, Organization};

use crate::data::Data;
use crate::failure::Failure;

/// The name of an organization that was given none.
pub(crate) const DEFAULT_NAME: &str = "My organization";

/// Makes the first organization, if there is none; tells which it made.
pub(crate) async fn create_first(data: &Data, name: &str) -> Result<Option<Organization>, Failure> {
    if !data.service.organizations().await?.is_empty() {
        return Ok(None);
    }
    // Of two processes that start at once one waits here, and then finds the organization made.
    let _only_one = lock(&data.folder)?;
    if !data.service.organizations().await?.is_empty() {
        return Ok(None);
    }
    Ok(Some(data.service.create_organization(name).await?))
}

/// The organization that is meant: the one of that name or id, or the only one.
pub(crate) async fn chosen(data: &Data, wanted: Option<&str>) -> Result<Organization, Failure> {
    let organizations = data.service.organizations().await?;
    let known =
        || organizations.iter().map(|one| format!("\"{}\" ({})", one.name, one.id)).collect();
    let mut meant = organizations.iter().filter(|one| {
        wanted.is_none_or(|wanted| one.name == wanted || one.id.to_string() == wanted)
    });
    match (meant.next(), meant.next(), wanted) {
        (Some(one), None, _) => Ok(one.clone()),
        (Some(_), Some(_), _) => Err(Failure::SeveralOrganizations { known: known() }),
        (None, _, Some(name)) if !organizations.is_empty() => {
            Err(Failure::UnknownOrganization { name: name.to_owned(), known: known() })
        }
        (None, _, _) => Err(Failure::NoData { path: data.folder.clone() }),
    }
}

/// Whoever owns a directory.
pub(crate) async fn owner_of(data: &Data, id: DirectoryId) -> Result<Administrator, Failure> {
    for organization in data.service.organizations().await? {
        let admin = Administrator::local(organization.id);
        if data.service.directories(&admin).await?.iter().any(|directory| directory.id == id) {
            return Ok(admin);
        }
    }
    Err(Failure::UnknownDirectory { id })
}

/// Holds the data folder for the first start; given up when dropped.
fn lock(data: &Path) -> Result<File, Failure> {
    let path = data.join("first-start.lock");
    let failed = |source| Failure::DataFile { path: path.clone(), action: "locked", source };
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(&path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}
