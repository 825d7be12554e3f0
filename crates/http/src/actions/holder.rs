//! What an action may do for whoever holds a key: in the directory of the key, or in its organization, and nowhere else.

use std::sync::Arc;

use ::actions::{Action, Context, Effect, Need};
use client::{AdminClient, Client, Retry};
use directory::Holder;
use directory::model::Scope;
use secrecy::SecretString;

use crate::app::App;
use crate::in_process::InProcess;
use crate::pages::Visit;
use crate::problem::Problem;

/// Refuses what the key is not for, before anything is sent.
pub(crate) fn refuse_unfit(action: &Action, holder: &Holder) -> Result<(), Problem> {
    match (holder, action.needs()) {
        (Holder::Client(_), Need::Admin) => Err(Problem::wants_organization_key(&action.title)),
        (Holder::Administrator(_), Need::Scim) => Err(Problem::wants_directory_key(&action.title)),
        (Holder::Client(caller), _)
            if caller.scope() == Scope::Read && action.effect != Effect::Read =>
        {
            Err(Problem::reading_key(&action.title))
        }
        _ => Ok(()),
    }
}

/// What an action runs with: the directory or the organization of the key, reached without leaving the process, and the
/// ways out that the operator gives.
pub(crate) fn context(
    visit: &Visit,
    holder: &Holder,
    key: &SecretString,
) -> Result<Context, Problem> {
    let app = App::of(Arc::clone(&visit.shared));
    let base_url = app.base_url().to_owned();
    let transport = Arc::new(InProcess::on_behalf_of(&visit.exchange, app));
    let outside = visit.shared.automation.outside.clone();
    let broken = |error: client::Error| Problem::broken(&format!("a client of our own: {error}"));
    match holder {
        Holder::Client(caller) => {
            let client = Client::over(transport, caller.base(), key).map_err(broken)?;
            Ok(outside.with_scim(client.with_retry(Retry::never())))
        }
        Holder::Administrator(administrator) => {
            let organization = administrator.organization().to_string();
            let client = AdminClient::over(transport, &base_url, &organization, key);
            Ok(outside.with_admin(client.map_err(broken)?.with_retry(Retry::never())))
        }
    }
}
