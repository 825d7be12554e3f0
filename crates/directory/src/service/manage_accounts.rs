//! Administration of accounts and of the links between users and accounts: what Atlassian offers to
//! holders of the organization's key.

use serde_json::{Map, Value};

use super::Service;
use crate::accounts::Unlink;
use crate::caller::Administrator;
use crate::error::Error;
use crate::index;
use crate::model::{
    Account, AccountId, AccountKind, Action, DirectoryId, Kind, Link, ResourceId, Subject,
    email_domain, email_key,
};
use crate::store::{Candidates, KeyRange, Precondition, Selection, Tenant, Write};
use crate::target::Target;
use crate::users::DeleteUser;

/// The most users with one e-mail that are looked for in one directory.
const MAX_LINKS: usize = 1_000;

impl Service {
    /// The accounts, oldest first.
    pub async fn accounts(&self, admin: &Administrator) -> Result<Vec<Account>, Error> {
        Ok(self.store.snapshot(admin.tenant()).await?.accounts().await?)
    }

    /// Creates an account that waits for a user with its e-mail: managed on a verified domain, else
    /// external.
    pub async fn create_account(
        &self,
        admin: &Administrator,
        email: &str,
        display_name: Option<&str>,
    ) -> Result<Account, Error> {
        let email = email.trim();
        let Some(domain) = email_domain(email).filter(|_| plausible(email)) else {
            return Err(Error::Invalid(format!(
                "`{email}` is not an e-mail address; give one like ada@example.com"
            )));
        };
        let mut read = self.store.snapshot(admin.tenant()).await?;
        if read.account_by_email(&email_key(email)).await?.is_some() {
            return Err(Error::Invalid(format!(
                "there is an account with the e-mail {email} already"
            )));
        }
        let verified = read.domain(&domain).await?.is_some();
        drop(read);
        let mut profile = Map::new();
        if let Some(name) = display_name {
            profile.insert("displayName".to_owned(), Value::from(name));
        }
        let now = self.clock.now();
        let account = Account {
            id: self.clock.new_id().into(),
            email: email.to_owned(),
            kind: if verified { AccountKind::Managed } else { AccountKind::External },
            active: true,
            profile,
            version: 1,
            created: now,
            modified: now,
        };
        let subject = Subject::Account(*account.id.as_uuid());
        let write = Write::Account { account: account.clone(), expect: Precondition::Absent };
        self.write_as(admin, None, vec![write], Action::Created, subject, None).await?;
        Ok(account)
    }

    /// The users linked to an account, in all directories.
    pub async fn links_of_account(
        &self,
        admin: &Administrator,
        account: AccountId,
    ) -> Result<Vec<Link>, Error> {
        let mut read = self.store.snapshot(admin.tenant()).await?;
        if read.account(account).await?.is_none() {
            return Err(Error::Unknown { what: "account", name: account.to_string() });
        }
        Ok(read.links(account).await?)
    }

    /// The users that hold an e-mail, in all directories, linked or not.
    pub async fn links_for_email(
        &self,
        admin: &Administrator,
        email: &str,
    ) -> Result<Vec<Link>, Error> {
        let mut links = Vec::new();
        for directory in self.directories(admin).await? {
            let tenant = Tenant { organization: admin.organization, directory: Some(directory.id) };
            let mut read = self.store.snapshot(tenant).await?;
            let profile = self.profile(&directory).await?;
            let selection = Selection {
                candidates: Candidates::Index {
                    attribute: index::EMAIL,
                    range: KeyRange::Equal(index::email(&profile.user, email)),
                },
                after: None,
                skip: 0,
                limit: MAX_LINKS,
            };
            let page = read.select(Kind::User, &selection).await?;
            links.extend(page.records.into_iter().map(|(_, record)| Link {
                directory: directory.id,
                user: record.id,
                account: record.account,
            }));
        }
        Ok(links)
    }

    /// Unlinks a user from its account; neither is deleted.
    pub async fn unlink(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        user: ResourceId,
    ) -> Result<(), Error> {
        let directory = self.directory(admin, directory).await?;
        let tenant = Tenant { organization: admin.organization, directory: Some(directory.id) };
        self.transact(tenant, admin.actor(), None, &Unlink { user }).await
    }

    /// Deletes the users, in all directories, that are linked to a managed account, and leaves the
    /// account as it is.
    pub async fn delete_scim_records(
        &self,
        admin: &Administrator,
        account: AccountId,
    ) -> Result<(), Error> {
        let mut read = self.store.snapshot(admin.tenant()).await?;
        match read.account(account).await? {
            None => {
                return Err(Error::Unknown { what: "account", name: account.to_string() });
            }
            Some(found) if found.kind == AccountKind::External => {
                return Err(Error::Invalid(
                    "only the records of a managed account can be deleted like this".to_owned(),
                ));
            }
            Some(_) => {}
        }
        let links = read.links(account).await?;
        drop(read);
        for link in links {
            let tenant =
                Tenant { organization: admin.organization, directory: Some(link.directory) };
            let delete = DeleteUser { target: Target::any(link.user), keep_account: true };
            match self.transact(tenant, admin.actor(), None, &delete).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

fn plausible(email: &str) -> bool {
    let local = email.rsplit_once('@').map_or("", |(local, _)| local);
    !local.is_empty() && !email.chars().any(|c| c.is_whitespace() || c.is_control())
}
