//! How to go on after the show.

use std::path::Path;

use secrecy::ExposeSecret;
use serde_json::json;

use super::narrator::Narrator;
use super::prepare::Prepared;
use super::running::Running;
use super::story::Created;
use crate::command::example_user;
use crate::curl;
use crate::failure::Failure;
use crate::shell::{program, quoted};

/// While the service goes on: requests to try.
pub(super) fn while_serving(
    narrator: &mut Narrator<'_>,
    folder: &Path,
    running: &Running,
    prepared: &Prepared,
    created: &Created,
) -> Result<(), Failure> {
    let key = prepared.key.expose_secret();
    let url = &prepared.scim_base_url;
    let another = example_user::small("grace@example.com");
    let deactivate = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "active", "value": false}],
    });
    let find = format!("{url}/Users?filter=userName%20eq%20%22grace%40example.com%22");
    let ada = format!("{url}/Users/{}", created.user);
    narrator.plain(format_args!(
        "\nGo on, in another terminal. Create another user:\n\n{}\n\
         Find it by name:\n\n{}\n\
         Deactivate Ada, and her account with her:\n\n{}\n",
        curl::command("POST", &format!("{url}/Users"), key, Some(&another), "  "),
        curl::command("GET", &find, key, None, "  "),
        curl::command("PATCH", &ada, key, Some(&deactivate), "  "),
    ))?;
    let (program, folder) = (program(), quoted(&folder.to_string_lossy()));
    narrator.plain(format_args!(
        "See the accounts, and check every invariant:\n\n  \
           {program} account list --data {folder}\n  \
           {program} verify --data {folder}\n\n\
         Serving {} until Ctrl-C; then `{program} serve --data {folder}` serves the same data.\n",
        running.base_url()
    ))
}

/// When the service has ended: how to serve the data again.
pub(super) fn after_the_end(narrator: &mut Narrator<'_>, folder: &Path) -> Result<(), Failure> {
    let (program, folder) = (program(), quoted(&folder.to_string_lossy()));
    narrator.plain(format_args!("\nThe data stays. To serve it: {program} serve --data {folder}\n"))
}
