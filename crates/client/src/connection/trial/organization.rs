//! Whether the key of the organization opens its administration.

use std::sync::Arc;

use secrecy::SecretString;

use super::finding::{Finding, Subject, Verdict};
use super::{Trial, retry};
use crate::{AdminClient, Error};

/// An address that nobody has: the domain is reserved for that (RFC 2606 §2).
const NOBODY: &str = "nobody@rollcall.invalid";

impl Trial<'_> {
    /// Asks for the links of an address that nobody has, if there is an organization.
    pub(super) async fn organization(&self) -> Result<Option<Finding>, Error> {
        let Some(organization) = self.connection.organization() else { return Ok(None) };
        let subject = Subject::Organization;
        let Err(error) = self.no_links(&organization.id, &organization.key).await else {
            let says = "the key opens its administration";
            return Ok(Some(Finding::new(subject, Verdict::Good, says)));
        };
        let bad = |says: &str| Finding::bad(subject, says).because(&error);
        let finding = match error.status() {
            Some(401 | 403) if self.one_user(&organization.key).await.is_ok() => {
                bad("this is the key of the directory, which opens no administration")
                    .hint("give a key of the organization")
            }
            Some(401) => bad("the service does not know the key").hint(
                "it may be mistyped, expired or revoked: copy it again, whole, or have a new one made",
            ),
            Some(403) => bad("the key does not open the administration of this organization")
                .hint("check the organization's id, and that the key is an organization's"),
            Some(404) => bad("there is no such organization, or the service has no such administration")
                .hint("only Rollcall and Atlassian have it; check the organization's id"),
            _ => bad("the administration gave no good answer").hint_of(&error),
        };
        Ok(Some(finding))
    }

    /// Whether a key opens the administration of an organization: done if it does.
    pub(super) async fn no_links(&self, id: &str, key: &SecretString) -> Result<(), Error> {
        let url = self.connection.base_url().as_str();
        let admin = AdminClient::over(Arc::clone(&self.transport), url, id, key)?;
        admin.with_retry(retry()).scim_links_for_email(NOBODY).await.map(drop)
    }
}
