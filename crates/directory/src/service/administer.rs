//! Administration: organizations, directories, domains, keys, accounts, links.

use jiff::Timestamp;

use super::Service;
use crate::caller::Administrator;
use crate::error::Error;
use crate::keys::Token;
use crate::model::{
    Account, AccountId, Directory, DirectoryId, Domain, Key, KeyId, Link, Organization,
    OrganizationId, ResourceId, Scope,
};
use crate::profile::ProfileName;

/// What a new key shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// The directory it opens; none for an organization key.
    pub directory: Option<DirectoryId>,
    /// What people call it.
    pub label: String,
    /// What it may do.
    pub scope: Scope,
    /// When it stops working.
    pub expires: Option<Timestamp>,
}

impl Service {
    /// All organizations, oldest first.
    pub async fn organizations(&self) -> Result<Vec<Organization>, Error> {
        Ok(self.store.organizations().await?)
    }

    /// Creates an organization.
    pub async fn create_organization(&self, name: &str) -> Result<Organization, Error> {
        let _ = name;
        todo!()
    }

    /// The directories of the administrator's organization, oldest first.
    pub async fn directories(&self, admin: &Administrator) -> Result<Vec<Directory>, Error> {
        let _ = admin;
        todo!()
    }

    /// Creates a directory.
    pub async fn create_directory(
        &self,
        admin: &Administrator,
        name: &str,
        profile: ProfileName,
    ) -> Result<Directory, Error> {
        let _ = (admin, name, profile);
        todo!()
    }

    /// The SCIM base URL of a directory.
    pub fn scim_base_url(&self, directory: DirectoryId) -> String {
        format!("{}/scim/directory/{directory}", self.settings.base_url)
    }

    /// The keys of the organization, oldest first, revoked ones included.
    pub async fn keys(&self, admin: &Administrator) -> Result<Vec<Key>, Error> {
        let _ = admin;
        todo!()
    }

    /// Creates a key. The token is shown this once and can't be had again.
    pub async fn create_key(
        &self,
        admin: &Administrator,
        new: NewKey,
    ) -> Result<(Key, Token), Error> {
        let _ = (admin, new);
        todo!()
    }

    /// Revokes a key, at once.
    pub async fn revoke_key(&self, admin: &Administrator, id: KeyId) -> Result<(), Error> {
        let _ = (admin, id);
        todo!()
    }

    /// The verified domains, by name.
    pub async fn domains(&self, admin: &Administrator) -> Result<Vec<Domain>, Error> {
        let _ = admin;
        todo!()
    }

    /// Takes a domain as verified: accounts created on it are managed from now on.
    pub async fn add_domain(&self, admin: &Administrator, name: &str) -> Result<Domain, Error> {
        let _ = (admin, name);
        todo!()
    }

    /// The accounts, oldest first.
    pub async fn accounts(&self, admin: &Administrator) -> Result<Vec<Account>, Error> {
        let _ = admin;
        todo!()
    }

    /// Creates an account that waits for a user with its e-mail: managed on a verified domain, else external.
    pub async fn create_account(
        &self,
        admin: &Administrator,
        email: &str,
        display_name: Option<&str>,
    ) -> Result<Account, Error> {
        let _ = (admin, email, display_name);
        todo!()
    }

    /// The users linked to an account, in all directories.
    pub async fn links_of_account(
        &self,
        admin: &Administrator,
        account: AccountId,
    ) -> Result<Vec<Link>, Error> {
        let _ = (admin, account);
        todo!()
    }

    /// The users that hold an e-mail, in all directories, linked or not.
    pub async fn links_for_email(
        &self,
        admin: &Administrator,
        email: &str,
    ) -> Result<Vec<Link>, Error> {
        let _ = (admin, email);
        todo!()
    }

    /// Unlinks a user from its account; neither is deleted.
    pub async fn unlink(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        user: ResourceId,
    ) -> Result<(), Error> {
        let _ = (admin, directory, user);
        todo!()
    }

    /// Deletes the users, in all directories, that are linked to a managed account, and leaves the account
    /// as it is.
    pub async fn delete_scim_records(
        &self,
        admin: &Administrator,
        account: AccountId,
    ) -> Result<(), Error> {
        let _ = (admin, account);
        todo!()
    }

    /// The organization with that id.
    pub async fn organization(&self, id: OrganizationId) -> Result<Option<Organization>, Error> {
        Ok(self.store.organizations().await?.into_iter().find(|organization| organization.id == id))
    }
}
