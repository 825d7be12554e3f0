//! Mail, from what an action is given to what a mail server is told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod addressing;
mod folder;
mod server;
mod settings;
mod smtp;

use std::sync::Arc;

use rollcall_actions::mail::{Address, Mailer, Smtp, SmtpSettings};
use rollcall_actions::{ActionError, Catalogue, Context, Inputs, Output, run};
use secrecy::SecretString;
use serde_json::Value;

fn from() -> Address {
    "Rollcall <rollcall@example.com>".parse().unwrap()
}

fn smtp(url: &str) -> Smtp {
    Smtp::new(SmtpSettings::new(&SecretString::from(url), from()).unwrap())
}

/// Sends a mail as the action does.
async fn send(mailer: impl Mailer + 'static, inputs: Value) -> Result<Output, ActionError> {
    let catalogue = Catalogue::builtin().unwrap();
    let action = catalogue.get("email.send").unwrap();
    let given = inputs.as_object().unwrap().clone();
    let inputs = Inputs::read(action, given)?;
    run(action, &inputs, &Context::new().with_mailer(Arc::new(mailer))).await
}
