//! Administration of what an organization adds to a directory of its own: schemas and indexes.

mod indexes;
mod reindex;
mod schemas;

pub use indexes::IndexedAttribute;
pub use schemas::AddedSchema;

use serde_json::Value;

use super::Service;
use crate::caller::Administrator;
use crate::customization::{Customization, Refusal};
use crate::error::Error;
use crate::model::{Action, Directory, DirectoryId, Subject};
use crate::profile::Profile;
use crate::store::{StoreError, Tenant, Write};

impl Service {
    /// A directory of the administrator's whose profile lets it be customized, and what is added to it.
    async fn customizable(
        &self,
        admin: &Administrator,
        id: DirectoryId,
    ) -> Result<(Directory, Customization), Error> {
        let directory = self.directory(admin, id).await?;
        if !Profile::of(directory.profile).features.customization {
            return Err(Refusal::Off { profile: directory.profile.as_str() }.into());
        }
        let customization = self.customization(id).await?;
        Ok((directory, customization))
    }

    /// Puts what is added in force, in place of what it was made from; `detail` is what the log says. What
    /// is answered carries the new revision. [`Error::Busy`] if another administrator came first.
    async fn customize(
        &self,
        admin: &Administrator,
        directory: &Directory,
        mut customization: Customization,
        detail: Value,
    ) -> Result<Customization, Error> {
        let expect = customization.revision;
        customization.revision += 1;
        let document = customization.to_bytes().map_err(|source| {
            let doing = "writing what is added to the rules of a directory";
            Error::Store(StoreError { doing, source: Box::new(source) })
        })?;
        let write = Write::Customize { directory: directory.id, expect, document };
        let subject = Subject::Directory(*directory.id.as_uuid());
        let (id, action) = (Some(directory.id), Action::Updated);
        self.write_as(admin, id, vec![write], action, subject, Some(detail)).await?;
        Ok(customization)
    }
}

fn tenant(directory: &Directory) -> Tenant {
    Tenant { organization: directory.organization, directory: Some(directory.id) }
}
