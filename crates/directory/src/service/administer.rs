//! Administration: organizations, directories, domains and keys.

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::Service;
use crate::caller::Administrator;
use crate::error::Error;
use crate::keys::Token;
use crate::model::{
    AccountKind, Action, Directory, DirectoryId, Domain, Key, KeyId, Kind, LogEntry, Organization,
    OrganizationId, ResourceId, Scope, Subject, email_domain,
};
use crate::profile::ProfileName;
use crate::store::{Change, CommitError, Precondition, Tenant, Write};

/// The longest name an organization, a directory or a key may have, in characters.
const MAX_NAME: usize = 200;

/// What a new key shall be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// The directory it opens; none for an organization key.
    pub directory: Option<DirectoryId>,
    /// The user of the directory who holds it, whom `/Me` stands for.
    pub user: Option<ResourceId>,
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
        let organization = Organization {
            id: self.clock.new_id().into(),
            name: checked_name("organization", name)?,
            created: self.clock.now(),
        };
        let admin = Administrator::local(organization.id);
        let subject = Subject::Organization(*organization.id.as_uuid());
        let write = Write::Organization(organization.clone());
        self.write_as(&admin, None, vec![write], Action::Created, subject, None).await?;
        Ok(organization)
    }

    /// The directories of the administrator's organization, oldest first.
    pub async fn directories(&self, admin: &Administrator) -> Result<Vec<Directory>, Error> {
        let mut directories = self.store.directories().await?;
        directories.retain(|directory| directory.organization == admin.organization);
        Ok(directories)
    }

    /// The directory of that id, of the administrator's organization.
    pub async fn directory(
        &self,
        admin: &Administrator,
        id: DirectoryId,
    ) -> Result<Directory, Error> {
        let directories = self.directories(admin).await?;
        directories
            .into_iter()
            .find(|directory| directory.id == id)
            .ok_or_else(|| Error::Unknown { what: "directory", name: id.to_string() })
    }

    /// Creates a directory.
    pub async fn create_directory(
        &self,
        admin: &Administrator,
        name: &str,
        profile: ProfileName,
    ) -> Result<Directory, Error> {
        let directory = Directory {
            id: self.clock.new_id().into(),
            organization: admin.organization,
            name: checked_name("directory", name)?,
            profile,
            revision: 0,
            created: self.clock.now(),
        };
        let subject = Subject::Directory(*directory.id.as_uuid());
        let write = Write::Directory(directory.clone());
        self.write_as(admin, Some(directory.id), vec![write], Action::Created, subject, None)
            .await?;
        Ok(directory)
    }

    /// The SCIM base URL of a directory.
    pub fn scim_base_url(&self, directory: DirectoryId) -> String {
        let mut id = Uuid::encode_buffer();
        let id = directory.as_uuid().hyphenated().encode_lower(&mut id);
        // Put together without formatting: every request needs it.
        [self.settings.base_url.as_str(), "/scim/directory/", id].concat()
    }

    /// The keys of the organization, oldest first, revoked ones included.
    pub async fn keys(&self, admin: &Administrator) -> Result<Vec<Key>, Error> {
        Ok(self.store.keys(admin.organization).await?)
    }

    /// Creates a key. The token is shown this once and can't be had again.
    pub async fn create_key(
        &self,
        admin: &Administrator,
        new: NewKey,
    ) -> Result<(Key, Token), Error> {
        match (new.scope, new.directory) {
            (Scope::Organization, Some(_)) => {
                return Err(Error::Invalid(
                    "an organization key opens no directory: leave the directory out".to_owned(),
                ));
            }
            (Scope::Read | Scope::Provision, None) => {
                return Err(Error::Invalid("name the directory the key shall open".to_owned()));
            }
            (Scope::Organization, None) => {}
            (Scope::Read | Scope::Provision, Some(id)) => {
                self.directory(admin, id).await?;
                self.check_holder(admin, id, new.user).await?;
            }
        }
        let now = self.clock.now();
        if new.expires.is_some_and(|expires| expires <= now) {
            return Err(Error::Invalid("the key would have expired already".to_owned()));
        }
        let id = KeyId::from(self.clock.new_id());
        let token = Token::generate(id).map_err(|source| {
            Error::Store(crate::store::StoreError {
                doing: "drawing a random key",
                source: Box::new(source),
            })
        })?;
        let key = Key {
            id,
            organization: admin.organization,
            directory: new.directory,
            user: new.user,
            label: checked_name("key", &new.label)?,
            scope: new.scope,
            digest: token.digest(),
            created: now,
            expires: new.expires,
            revoked: None,
            last_used: None,
        };
        let subject = Subject::Key(*id.as_uuid());
        let write = Write::Key(key.clone());
        self.write_as(admin, key.directory, vec![write], Action::Created, subject, None).await?;
        Ok((key, token))
    }

    async fn check_holder(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        user: Option<ResourceId>,
    ) -> Result<(), Error> {
        let Some(user) = user else { return Ok(()) };
        let tenant = Tenant { organization: admin.organization, directory: Some(directory) };
        let known = self.store.snapshot(tenant).await?.existing(Kind::User, &[user]).await?;
        if known.contains(&user) {
            return Ok(());
        }
        Err(Error::NotFound { kind: Kind::User, id: user.to_string() })
    }

    /// Revokes a key, at once.
    pub async fn revoke_key(&self, admin: &Administrator, id: KeyId) -> Result<(), Error> {
        let keys = self.keys(admin).await?;
        let key = keys
            .into_iter()
            .find(|key| key.id == id)
            .ok_or_else(|| Error::Unknown { what: "key", name: id.to_string() })?;
        if key.revoked.is_some() {
            return Err(Error::Invalid(format!("the key {id} is revoked already")));
        }
        let write = Write::RevokeKey { id, at: self.clock.now() };
        let subject = Subject::Key(*id.as_uuid());
        self.write_as(admin, key.directory, vec![write], Action::Deleted, subject, None).await
    }

    /// The verified domains, by name.
    pub async fn domains(&self, admin: &Administrator) -> Result<Vec<Domain>, Error> {
        Ok(self.store.snapshot(admin.tenant()).await?.domains().await?)
    }

    /// Takes a domain as verified: accounts on it, and those created later, are managed.
    pub async fn add_domain(&self, admin: &Administrator, name: &str) -> Result<Domain, Error> {
        let now = self.clock.now();
        let domain = Domain { name: checked_domain(name)?, verified: now };
        let mut read = self.store.snapshot(admin.tenant()).await?;
        if let Some(known) = read.domain(&domain.name).await? {
            return Ok(known);
        }
        let claimed = read.accounts().await?.into_iter().filter(|account| {
            account.kind == AccountKind::External
                && email_domain(&account.email).as_deref() == Some(&domain.name)
        });
        let mut writes = vec![Write::Domain(domain.clone())];
        writes.extend(claimed.map(|mut account| {
            let expect = Precondition::Version(account.version);
            account.kind = AccountKind::Managed;
            account.version += 1;
            account.modified = now;
            Write::Account { account, expect }
        }));
        drop(read);
        let subject = Subject::Organization(*admin.organization.as_uuid());
        let detail = json!({ "domain": domain.name });
        self.write_as(admin, None, writes, Action::Updated, subject, Some(detail)).await?;
        Ok(domain)
    }

    /// The organization with that id.
    pub async fn organization(&self, id: OrganizationId) -> Result<Option<Organization>, Error> {
        let organizations = self.store.organizations().await?;
        Ok(organizations.into_iter().find(|organization| organization.id == id))
    }

    /// Commits what an administrator writes, with its log entry. Administration is rare: a conflict is
    /// told, not retried.
    pub(crate) async fn write_as(
        &self,
        admin: &Administrator,
        directory: Option<DirectoryId>,
        writes: Vec<Write>,
        action: Action,
        subject: Subject,
        detail: Option<serde_json::Value>,
    ) -> Result<(), Error> {
        let entry = LogEntry {
            id: self.clock.new_id().into(),
            organization: admin.organization,
            directory,
            at: self.clock.now(),
            actor: admin.actor(),
            action,
            subject,
            before: None,
            detail,
        };
        let tenant = Tenant { organization: admin.organization, directory };
        let committed = self.store.commit(Change { tenant, writes, log: vec![entry] }).await;
        // Of a commit that failed it is not always known whether it was made.
        self.known_keys.forget();
        committed.map_err(|error| match error {
            CommitError::Store(error) => Error::Store(error),
            CommitError::Conflict | CommitError::Taken { .. } | CommitError::Busy => {
                Error::Busy { attempts: 1 }
            }
        })
    }
}

fn checked_name(of: &'static str, name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control) {
        return Err(Error::Invalid(format!(
            "the name of the {of} must have 1 to {MAX_NAME} characters, and no control characters"
        )));
    }
    Ok(name.to_owned())
}

fn checked_domain(name: &str) -> Result<String, Error> {
    let domain = name.trim().trim_end_matches('.').to_lowercase();
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if domain.len() > 253 || !domain.contains('.') || !domain.split('.').all(label) {
        return Err(Error::Invalid(format!(
            "`{name}` is not a domain name; give one like example.com"
        )));
    }
    Ok(domain)
}
