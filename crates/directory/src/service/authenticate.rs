//! From a bearer token to a caller.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use subtle::ConstantTimeEq;

use super::Service;
use crate::caller::{Administrator, Caller, Holder, RequestInfo};
use crate::error::{Error, Forbidden, Unauthenticated};
use crate::keys::Token;
use crate::model::{Digest, Directory, DirectoryId, Key, KeyAndDirectory, KeyId, Scope};

impl Service {
    /// Admits a request to a directory's SCIM endpoints. `token` is what follows `Bearer`; `directory`
    /// is the id in the URL, which must be the key's own.
    pub async fn admit(
        &self,
        token: Option<&str>,
        directory: &str,
        request: RequestInfo,
    ) -> Result<Caller, Error> {
        let found = self.authenticate(token).await?;
        let own = found.directory.as_ref().ok_or(Error::Forbidden(Forbidden::OrganizationKey))?;
        if directory.parse() != Ok(own.id) {
            return Err(Error::Forbidden(Forbidden::Directory));
        }
        self.caller(Some(&found.key), own.clone(), request).await
    }

    /// Admits a request to an organization's administration API. `organization` is the id in the URL,
    /// which must be the key's own.
    pub async fn admit_administrator(
        &self,
        token: Option<&str>,
        organization: &str,
        request: RequestInfo,
    ) -> Result<Administrator, Error> {
        let found = self.authenticate(token).await?;
        let key = &found.key;
        if key.scope != Scope::Organization {
            return Err(Error::Forbidden(Forbidden::DirectoryKey));
        }
        if key.organization.to_string() != organization {
            return Err(Error::Forbidden(Forbidden::Directory));
        }
        Ok(Administrator { organization: key.organization, key: Some(key.id), request })
    }

    /// Admits whoever holds a key to what the key itself opens, where nothing else names it: an action, a run of
    /// a workflow.
    pub async fn admit_holder(
        &self,
        token: Option<&str>,
        request: RequestInfo,
    ) -> Result<Holder, Error> {
        let found = self.authenticate(token).await?;
        let key = &found.key;
        match &found.directory {
            Some(own) => self.caller(Some(key), own.clone(), request).await.map(Holder::Client),
            None => Ok(Holder::Administrator(Administrator {
                organization: key.organization,
                key: Some(key.id),
                request,
            })),
        }
    }

    /// Whoever can open the data directory, reading one directory of the organization: the command line.
    pub async fn local_caller(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
    ) -> Result<Caller, Error> {
        let directory = self.directory(admin, directory).await?;
        self.caller(None, directory, admin.request.clone()).await
    }

    async fn caller(
        &self,
        key: Option<&Key>,
        directory: Directory,
        request: RequestInfo,
    ) -> Result<Caller, Error> {
        Ok(Caller {
            profile: self.profile(&directory).await?,
            key: key.map(|key| key.id),
            user: key.and_then(|key| key.user),
            scope: key.map_or(Scope::Read, |key| key.scope),
            base: self.scim_base_url(directory.id).into(),
            directory,
            request,
        })
    }

    /// The key a token belongs to. Every failure does the same work: one digest, one look-up, one
    /// comparison.
    async fn authenticate(&self, token: Option<&str>) -> Result<Arc<KeyAndDirectory>, Error> {
        let refuse = |why| Err(Error::Unauthenticated(why));
        let Some(text) = token else { return refuse(Unauthenticated::Missing) };
        let Some(token) = Token::parse(text) else { return refuse(Unauthenticated::Malformed) };
        let Some(id) = token.key() else { return refuse(Unauthenticated::Malformed) };
        let presented = token.digest();
        let now = self.clock.now();
        let found = self.key(id, now).await?;
        let kept = found.as_ref().map_or(Digest::new([0; 32]), |found| found.key.digest);
        let same: bool = kept.as_bytes().ct_eq(presented.as_bytes()).into();
        let Some(found) = found.filter(|_| same) else { return refuse(Unauthenticated::Unknown) };
        if found.key.revoked.is_some() {
            return refuse(Unauthenticated::Revoked);
        }
        if found.key.expires.is_some_and(|expires| expires <= now) {
            return refuse(Unauthenticated::Expired);
        }
        self.note_use(&found.key, now).await?;
        Ok(found)
    }

    /// A key as the store has it, or had it [`KEY_MEMORY`](super::KEY_MEMORY) ago at most.
    async fn key(&self, id: KeyId, now: Timestamp) -> Result<Option<Arc<KeyAndDirectory>>, Error> {
        if let Some(known) = self.known_keys.recall(id, now) {
            return Ok(Some(known));
        }
        let era = self.known_keys.era();
        let Some(found) = self.store.key(id).await? else { return Ok(None) };
        let found = Arc::new(found);
        self.known_keys.keep(Arc::clone(&found), now, era);
        Ok(Some(found))
    }

    /// Notes that a key was used, once a minute at most.
    async fn note_use(&self, key: &Key, now: Timestamp) -> Result<(), Error> {
        let fresh = |last: Timestamp| last.checked_add(1.minute()).is_ok_and(|until| now < until);
        if !key.last_used.is_some_and(fresh) {
            self.store.key_used(key.id, now).await?;
            self.known_keys.used(key.id, now);
        }
        Ok(())
    }
}
