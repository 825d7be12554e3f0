//! Which kind of key it is that does not open a directory.

use std::sync::Arc;

use super::finding::{Finding, Subject};
use super::{Trial, retry};
use crate::{Client, Error, Method, Refusal};

/// What the key of an organization of Atlassian's cloud opens.
const ATLASSIAN_ADMINISTRATION: &str = "https://api.atlassian.com/admin/v1";
const ATLASSIAN_HOST: &str = "api.atlassian.com";

/// How Rollcall says that a key is an organization's.
const ROLLCALL_SAYS: &str = "organization key does not open SCIM endpoints";

impl Trial<'_> {
    /// Why a key was refused with 401 or 403: it is tried on what it might open instead.
    pub(super) async fn wrong_key(
        &self,
        refusal: &Refusal,
        error: &Error,
    ) -> Result<Finding, Error> {
        let bad = |says: &str| Finding::bad(Subject::Directory, says).because(error);
        if let Some(organization) = self.connection.organization()
            && self.one_user(&organization.key).await.is_ok()
        {
            return Ok(bad(
                "the two keys are in each other's place: the organization's opens the directory",
            )
            .hint("give each where the other is"));
        }
        if self.is_organization_key(refusal).await? {
            return Ok(bad("this is the key of an organization, which opens no directory")
                .hint("give the key that was made for this directory"));
        }
        if refusal.status == 401 {
            return Ok(bad("the service does not know the key").hint(self.about_unknown_keys()));
        }
        Ok(bad(
            "the key is good, and does not open this directory: it is another's, or may not read",
        )
        .hint("check that the URL and the key were shown together"))
    }

    /// Whether the key is an organization's: the service says so, or its administration takes it.
    async fn is_organization_key(&self, refusal: &Refusal) -> Result<bool, Error> {
        let key = self.connection.key();
        if refusal.detail.contains(ROLLCALL_SAYS) {
            return Ok(true);
        }
        if self.connection.base_url().host_str() == Some(ATLASSIAN_HOST) {
            let transport = Arc::clone(&self.transport);
            let client = Client::over(transport, ATLASSIAN_ADMINISTRATION, key)?;
            return Ok(client.with_retry(retry()).operation(Method::GET, ["orgs"]).await.is_ok());
        }
        match self.connection.organization() {
            Some(organization) => Ok(self.no_links(&organization.id, key).await.is_ok()),
            None => Ok(false),
        }
    }

    fn about_unknown_keys(&self) -> &'static str {
        if self.connection.base_url().host_str() == Some(ATLASSIAN_HOST) {
            "it may be mistyped, or expired: Atlassian's end after a year, and at once when another is generated; the Provisioning page shows the date"
        } else {
            "it may be mistyped, expired or revoked: copy it again, whole, or have a new one made"
        }
    }
}
