//! The rules of a directory: those of its profile and what its organization has added, kept at hand.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use super::Service;
use crate::caller::Caller;
use crate::customization::{Customization, effective};
use crate::error::Error;
use crate::model::{Directory, DirectoryId};
use crate::profile::Profile;
use crate::store::{StoreError, Tenant};

/// The customized profiles that were needed so far, one a directory.
#[derive(Debug, Default)]
pub(super) struct Rules(RwLock<HashMap<DirectoryId, Arc<Profile>>>);

impl Rules {
    fn known(&self, directory: &Directory) -> Option<Arc<Profile>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let profile = known.get(&directory.id)?;
        (profile.customization.revision == directory.revision).then(|| Arc::clone(profile))
    }

    fn keep(&self, directory: DirectoryId, profile: &Arc<Profile>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(directory, Arc::clone(profile));
    }
}

impl Service {
    /// The rules of a directory at its revision, or at a later one that has come meanwhile.
    pub(crate) async fn profile(&self, directory: &Directory) -> Result<Arc<Profile>, Error> {
        let base = Profile::of(directory.profile);
        if directory.revision == 0 {
            return Ok(base);
        }
        if let Some(known) = self.rules.known(directory) {
            return Ok(known);
        }
        let customization = self.customization(directory.id).await?;
        let profile = Arc::new(effective(&base, customization));
        self.rules.keep(directory.id, &profile);
        Ok(profile)
    }

    /// Refuses a query that may be planned with an index which was taken away since its caller was admitted.
    /// Asked once the query's snapshot is taken: revisions only rise, so that with the caller's revision still
    /// in force the index is whole in the snapshot.
    pub(super) async fn check_indexes(&self, caller: &Caller) -> Result<(), Error> {
        let customization = &caller.profile.customization;
        if !customization.has_ready_index() {
            return Ok(());
        }
        let revision = match caller.key {
            Some(key) => {
                let found = self.store.key(key).await?.and_then(|found| found.directory);
                found.map(|directory| directory.revision)
            }
            None => Some(self.customization(caller.directory.id).await?.revision),
        };
        if revision == Some(customization.revision) {
            return Ok(());
        }
        Err(Error::Busy { attempts: 1 })
    }

    /// Whether a directory of these rules has others by now.
    pub(super) async fn are_gone(
        &self,
        tenant: Tenant,
        rules: Option<&Profile>,
    ) -> Result<bool, Error> {
        let (Some(directory), Some(rules)) = (tenant.directory, rules) else { return Ok(false) };
        Ok(self.customization(directory).await?.revision != rules.customization.revision)
    }

    /// The caller under the rules that are in force now, if the ones it was admitted under are gone and it was
    /// refused for that: its request is then carried out anew, from the start. Rules that change are no
    /// reason for a client to try again.
    pub(super) async fn renewed<T: Sync>(
        &self,
        caller: &Caller,
        outcome: &Result<T, Error>,
    ) -> Result<Option<Caller>, Error> {
        if !matches!(outcome, Err(Error::Busy { .. }))
            || !self.are_gone(caller.tenant(), Some(&caller.profile)).await?
        {
            return Ok(None);
        }
        let mut renewed = caller.clone();
        renewed.directory.revision = self.customization(caller.directory.id).await?.revision;
        renewed.profile = self.profile(&renewed.directory).await?;
        Ok(Some(renewed))
    }

    /// What is added to a directory now.
    pub(super) async fn customization(&self, id: DirectoryId) -> Result<Customization, Error> {
        let Some(document) = self.store.customization(id).await? else {
            return Ok(Customization::default());
        };
        Customization::from_bytes(&document).map_err(|source| {
            let doing = "reading what is added to the rules of a directory";
            Error::Store(StoreError { doing, source: Box::new(source) })
        })
    }
}
