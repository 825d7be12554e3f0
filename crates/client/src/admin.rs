//! The administration of an organization: what accounts are linked to, as Atlassian's API has it.

use std::fmt;
use std::sync::Arc;

use reqwest::{Method, Url};
use secrecy::SecretString;
use serde_json::json;

use crate::channel::Channel;
use crate::{Error, Network, Operation, Proxies, Retry, Transport, base_url};

const JSON: &str = "application/json";

/// A client of an organization's administration API, Rollcall's or Atlassian's. It needs the key of the organization: that
/// of a directory doesn't open it.
#[derive(Clone)]
pub struct AdminClient {
    channel: Channel,
    /// What is before the paths of its operations.
    base: Url,
    organization: String,
}

impl AdminClient {
    /// A client of one organization. `url` is where the service is (`https://api.atlassian.com`), or the SCIM base URL
    /// of any directory of it.
    pub fn new(
        url: &str,
        organization_id: &str,
        key: &SecretString,
        proxies: Proxies,
    ) -> Result<Self, Error> {
        Self::over(Arc::new(Network::new(proxies)?), url, organization_id, key)
    }

    /// A client whose requests are carried by this transport.
    pub fn over(
        transport: Arc<dyn Transport>,
        url: &str,
        organization_id: &str,
        key: &SecretString,
    ) -> Result<Self, Error> {
        let url = base_url::parse(url)?;
        let service = base_url::split_directory(&url).map(|(service, _)| service);
        let path = ["admin", "user-provisioning", "v1", "org", organization_id];
        Ok(Self {
            channel: Channel::new(transport, key)?,
            base: base_url::below(&service.unwrap_or(url), path)?,
            organization: organization_id.to_owned(),
        })
    }

    /// A client that sends requests again by this rule.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        self.channel.retry = retry;
        self
    }

    /// A client whose requests go under this id (`X-Request-Id`): Rollcall and many other services keep it in their logs.
    #[must_use]
    pub fn with_request_id(mut self, id: &str) -> Self {
        self.channel = self.channel.with_request_id(id);
        self
    }

    /// The id of the organization.
    pub fn organization_id(&self) -> &str {
        &self.organization
    }

    /// The SCIM users that are linked to an account: `{"scimLinks": [{"scimUserId", "atlassianAccountId", "orgId",
    /// "directoryId"}]}`.
    pub fn scim_links(&self, account_id: &str) -> Operation {
        self.operation(Method::GET, ["user", account_id, "get-scim-links"])
    }

    /// The SCIM users that have an e-mail address, in the same form.
    pub fn scim_links_for_email(&self, email: &str) -> Operation {
        self.operation(Method::POST, ["get-scim-links-for-email"])
            .body(&json!({"email": email}))
            .reading()
    }

    /// Breaks the link between a SCIM user and its account. Both stay.
    pub fn unlink(&self, directory_id: &str, scim_user_id: &str) -> Operation {
        self.operation(
            Method::PATCH,
            ["scimDirectoryId", directory_id, "scimUserId", scim_user_id, "unlink"],
        )
    }

    /// Deletes the SCIM users that are linked to an account, in every directory of the organization. The account stays as
    /// it is; memberships of groups end.
    pub fn delete_scim_record(&self, account_id: &str) -> Operation {
        self.operation(Method::DELETE, ["user", account_id, "onlyDeleteUserInDB"])
    }

    /// A request to what these path segments name below the organization.
    pub fn operation<'a>(
        &self,
        method: Method,
        segments: impl IntoIterator<Item = &'a str>,
    ) -> Operation {
        Operation::new(self.channel.clone(), method, &self.base, segments, JSON)
    }
}

impl fmt::Debug for AdminClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdminClient").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}
