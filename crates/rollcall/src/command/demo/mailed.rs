//! The end of the story: a workflow creates another user, and mails what came of it.

use std::path::PathBuf;
use std::time::Instant;

use client::{Client, Method, Proxies, RawRequest};
use serde_json::{Value, json};

use super::narrator::Narrator;
use super::prepare::Prepared;
use super::running::{Running, mail_folder};
use super::story::{expect, unexpected};
use crate::failure::Failure;

/// The first workflow of the library.
const WORKFLOW: &str = "create-user-and-send-results-via-email";

/// Runs the workflow over HTTP, with the key of the directory, and finds its mail.
pub(super) async fn run_workflow(
    narrator: &mut Narrator<'_>,
    running: &Running,
    prepared: &Prepared,
) -> Result<(), Failure> {
    narrator.step("Run a workflow: create a user, and mail the result")?;
    let path = format!("/workflows/{WORKFLOW}/runs?run_sync");
    let inputs = json!({
        "user_name": "mary@example.com",
        "email": "mary@example.com",
        "display_name": "Mary Somerville",
        "recipient": "people@example.com",
    });
    narrator.request("POST", &path, &prepared.key, Some(&inputs))?;
    let start = Instant::now();
    let (status, run) = post(running, prepared, &path, &inputs).await?;
    let state = run.get("state").cloned().unwrap_or_default();
    let shown = json!({"state": state, "outputs": run.get("outputs")});
    narrator.response(status, None, &shown, start.elapsed())?;
    expect(status == 200 && state == "completed", "a run that is completed", &run)?;
    let mail = mail(running)?.ok_or_else(|| unexpected("a mail", &run))?;
    narrator
        .checked(format_args!("Mailed, as a file that a mail program opens: {}", mail.display()))?;
    narrator.fact("See it run", format!("{}/workflows/{WORKFLOW}", running.base_url()))
}

async fn post(
    running: &Running,
    prepared: &Prepared,
    path: &str,
    inputs: &Value,
) -> Result<(u16, Value), Failure> {
    let base_url = running.base_url().to_string();
    let client = Client::new(&base_url, &prepared.key, Proxies::None)?;
    let request = RawRequest::new(Method::POST, path)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .body(inputs.to_string());
    let answer = client.exchange(request).await?;
    let body = serde_json::from_str(&answer.body).unwrap_or_default();
    Ok((answer.status, body))
}

/// The one mail there is.
fn mail(running: &Running) -> Result<Option<PathBuf>, Failure> {
    let path = mail_folder(&running.data.folder);
    let failed = |source| Failure::DataFile { path: path.clone(), action: "read", source };
    let mut files = std::fs::read_dir(&path).map_err(failed)?;
    Ok(files.next().transpose().map_err(failed)?.map(|file| file.path()))
}
