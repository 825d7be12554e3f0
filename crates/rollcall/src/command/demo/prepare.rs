//! What is there before the first request: an organization with an account that waits, and a directory
//! with a key.

use client::{Client, Proxies};
use directory::model::{Account, AccountKind, Directory, Scope};
use directory::profile::ProfileName;
use directory::{Administrator, NewKey};
use secrecy::SecretString;

use super::narrator::{Narrator, masked};
use super::running::Running;
use crate::configuration::Configuration;
use crate::failure::Failure;

/// Whom the demo is about.
pub(super) const EMAIL: &str = "ada@example.com";

/// What the requests need.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) account: Account,
    pub(super) directory: Directory,
    pub(super) scim_base_url: String,
    pub(super) key: SecretString,
}

impl Prepared {
    /// A client that holds the key.
    pub(super) fn client(&self) -> Result<Client, Failure> {
        Ok(Client::new(&self.scim_base_url, &self.key, Proxies::None)?)
    }
}

/// Makes all of it, as the commands `rollcall domain add`, `account create` and `directory create` would.
pub(super) async fn prepare(
    narrator: &mut Narrator<'_>,
    configuration: &Configuration,
    running: &Running,
) -> Result<Prepared, Failure> {
    let service = &running.data.service;
    narrator.step("Start the service")?;
    let wanted = configuration.listen.port();
    let instead = match running.address.port() {
        port if port == wanted || wanted == 0 => String::new(),
        _ => format!(" (port {wanted} is in use)"),
    };
    narrator.fact("Serving", format!("{}{instead}", running.base_url()))?;
    narrator.fact("Data in", running.data.folder.display())?;

    narrator.step("Prepare an organization")?;
    let organization = service.create_organization("Example Ltd").await?;
    let admin = Administrator::local(organization.id);
    let domain = service.add_domain(&admin, "example.com").await?;
    let account = service.create_account(&admin, EMAIL, None).await?;
    if account.kind != AccountKind::Managed {
        return Err(Failure::Demo { expected: "a managed account", found: format!("{account:?}") });
    }
    let directory = service.create_directory(&admin, "Staff", ProfileName::Atlassian).await?;
    let key = NewKey {
        directory: Some(directory.id),
        user: None,
        label: "first key".to_owned(),
        scope: Scope::Provision,
        expires: None,
    };
    let (_, token) = service.create_key(&admin, key).await?;
    let key = SecretString::from(token.reveal());
    narrator.fact("Verified domain", &domain.name)?;
    narrator.fact("Managed account", format!("{EMAIL} waits as {}", account.id))?;
    narrator.fact("Directory", format!("{} ({})", directory.name, directory.profile.as_str()))?;
    narrator.fact("Key", masked(&key))?;

    let scim_base_url = service.scim_base_url(directory.id);
    Ok(Prepared { account, directory, scim_base_url, key })
}
