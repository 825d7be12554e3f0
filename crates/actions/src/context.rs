//! What an action runs with.

use std::fmt;
use std::sync::Arc;

use client::{AdminClient, Client, Transport};
use secrecy::SecretString;

use crate::mail::Mailer;

/// What an action runs with: the ways out of the house. An action that needs one that is missing says so.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub(crate) scim: Option<Client>,
    pub(crate) admin: Option<AdminClient>,
    pub(crate) mailer: Option<Arc<dyn Mailer>>,
    pub(crate) fetcher: Option<Arc<dyn Transport>>,
}

impl Context {
    /// No way out.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a directory, over SCIM.
    #[must_use]
    pub fn with_scim(mut self, client: Client) -> Self {
        self.scim = Some(client);
        self
    }

    /// With an organization, over its administration API.
    #[must_use]
    pub fn with_admin(mut self, admin: AdminClient) -> Self {
        self.admin = Some(admin);
        self
    }

    /// With a way to send mail.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Arc<dyn Mailer>) -> Self {
        self.mailer = Some(mailer);
        self
    }

    /// With a way to ask any address: one that guards what may be asked, as [`client::guard::Fetcher`] does.
    #[must_use]
    pub fn with_fetcher(mut self, fetcher: Arc<dyn Transport>) -> Self {
        self.fetcher = Some(fetcher);
        self
    }

    /// With an id under which the requests to a directory or an organization go.
    #[must_use]
    pub fn with_request_id(mut self, id: &str) -> Self {
        self.scim = self.scim.map(|scim| scim.with_request_id(id));
        self.admin = self.admin.map(|admin| admin.with_request_id(id));
        self
    }
}

impl Context {
    /// Whether an action that needs this can run.
    pub const fn offers(&self, need: Need) -> bool {
        match need {
            Need::Scim => self.scim.is_some(),
            Need::Admin => self.admin.is_some(),
            Need::Mailer => self.mailer.is_some(),
            Need::Fetcher => self.fetcher.is_some(),
        }
    }

    /// The secrets of the ways out that are not connections.
    pub fn secrets(&self) -> Vec<SecretString> {
        self.mailer.iter().flat_map(|mailer| mailer.secrets()).collect()
    }
}

/// What an action must be given to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// A directory, over SCIM.
    Scim,
    /// The organization, over its administration API.
    Admin,
    /// A way to send mail.
    Mailer,
    /// A way to ask any address.
    Fetcher,
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scim => "a connection to a directory",
            Self::Admin => "a connection with an organization key",
            Self::Mailer => "a way to send mail",
            Self::Fetcher => "a way to make HTTP requests",
        })
    }
}
