//! Connections: a directory and the key that opens it, under a name.
//!
//! They are kept in a [file](Connections) that its owner alone can read, or taken from the [environment](chosen()). Workflows
//! and the command line name them, so that no key is in either.

mod chosen;
mod error;
mod file;
mod name;
mod read;
mod trial;
mod write;

use std::sync::Arc;

use secrecy::SecretString;

pub use chosen::chosen;
pub use error::Error;
pub use file::Connections;
pub use trial::{Finding, Subject, Verdict};

use crate::{AdminClient, Client, Network, Proxies, Url, base_url};

/// A directory and the keys that open it, under a name. The keys show in no debug output.
#[derive(Clone, Debug)]
pub struct Connection {
    name: String,
    base_url: Url,
    key: SecretString,
    organization: Option<Organization>,
}

/// An organization and the key of its administration API.
#[derive(Clone, Debug)]
pub struct Organization {
    /// The id of the organization.
    pub id: String,
    /// Its key.
    pub key: SecretString,
}

impl Connection {
    /// A connection to the directory at a SCIM base URL. The name is of letters, digits, `-`, `_` and `.`.
    pub fn new(name: &str, base_url: &str, key: SecretString) -> Result<Self, Error> {
        name::check(name)?;
        Self::unnamed(name, base_url, key)
    }

    /// A connection whose name nobody gave it.
    fn unnamed(name: &str, base_url: &str, key: SecretString) -> Result<Self, Error> {
        let base_url = base_url::parse(base_url)?;
        Ok(Self { name: name.to_owned(), base_url, key, organization: None })
    }

    /// A connection to a directory of Atlassian's cloud, by its id.
    pub fn atlassian(name: &str, directory_id: &str, key: SecretString) -> Result<Self, Error> {
        Self::new(name, &base_url::atlassian(directory_id), key)
    }

    /// With the organization of the directory, and the key of its administration API.
    #[must_use]
    pub fn with_organization(mut self, organization: Option<Organization>) -> Self {
        self.organization = organization;
        self
    }

    /// Under another name.
    pub fn renamed(mut self, name: &str) -> Result<Self, Error> {
        name::check(name)?;
        name.clone_into(&mut self.name);
        Ok(self)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The SCIM base URL of the directory.
    pub const fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// The key of the directory.
    pub const fn key(&self) -> &SecretString {
        &self.key
    }

    /// The organization, if its key is known.
    pub const fn organization(&self) -> Option<&Organization> {
        self.organization.as_ref()
    }

    /// Whether the key crosses a network that anybody on it can read: plain HTTP to another machine.
    pub fn is_exposed(&self) -> bool {
        self.base_url.scheme() == "http" && !crate::network::is_loopback(&self.base_url)
    }

    /// A client of the directory.
    pub fn client(&self) -> Result<Client, crate::Error> {
        Client::over(self.network()?, self.base_url.as_str(), &self.key)
    }

    /// A client of the organization's administration API, if its key is known.
    pub fn admin(&self) -> Result<Option<AdminClient>, crate::Error> {
        let Some(Organization { id, key }) = &self.organization else { return Ok(None) };
        AdminClient::over(self.network()?, self.base_url.as_str(), id, key).map(Some)
    }

    fn network(&self) -> Result<Arc<Network>, crate::Error> {
        Ok(Arc::new(Network::new(Proxies::for_service(&self.base_url))?))
    }
}
