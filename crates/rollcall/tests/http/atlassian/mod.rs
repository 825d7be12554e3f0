//! The Atlassian User Provisioning API, as recorded: bodies, texts, linking and lifecycle.

mod administration;
mod create;
mod filters;
mod groups;
mod lifecycle;
mod linking;
mod uniqueness;
mod update;

use crate::world::Tenant;

/// The extension that names the account a user is linked to.
const EXTERNAL: &str = "urn:scim:schemas:extension:atlassian-external:1.0";
/// The enterprise extension.
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The id of the account a user is linked to, as its body says; none if it is unlinked.
async fn account_of(tenant: &Tenant, user: &str) -> Option<String> {
    let read = tenant.get(&format!("/Users/{user}")).await.status(200);
    read.at(&format!("/{EXTERNAL}/atlassianAccountId")).as_str().map(str::to_owned)
}
