//! What actions do beyond making one request. A behaviour says both what it would send and how it is done.

mod create_or_find;
mod find;
mod http_request;
mod links;
mod patch;
mod remove_members;
mod send_email;

use serde_json::Value;

use crate::job::Job;
use crate::request::Request;
use crate::{ActionError, Behaviour, Effect, Outcome, Output, PlannedRequest};

/// What would be sent.
pub(crate) fn plan(job: &Job<'_>) -> Vec<PlannedRequest> {
    match job.action.behaviour {
        Behaviour::CreateOrFind => create_or_find::plan(job),
        Behaviour::Find => find::request(job).map(PlannedRequest::always).into_iter().collect(),
        Behaviour::HttpRequest => vec![http_request::plan(job)],
        _ => vec![PlannedRequest::always(request(job))],
    }
}

/// Does it.
pub(crate) async fn run(job: &Job<'_>) -> Result<Output, ActionError> {
    match job.action.behaviour {
        Behaviour::CreateOrFind => create_or_find::run(job).await,
        Behaviour::Find => find::run(job).await,
        Behaviour::SendEmail => send_email::run(job).await,
        Behaviour::HttpRequest => http_request::run(job).await,
        _ => plain(job).await,
    }
}

/// The one request of an action that makes one.
fn request(job: &Job<'_>) -> Request {
    match job.action.behaviour {
        Behaviour::Patch => patch::request(job),
        Behaviour::RemoveMembers => remove_members::request(job),
        Behaviour::Links => links::request(job),
        Behaviour::Plain
        | Behaviour::CreateOrFind
        | Behaviour::Find
        | Behaviour::SendEmail
        | Behaviour::HttpRequest => job.request(),
    }
}

/// Makes the one request.
async fn plain(job: &Job<'_>) -> Result<Output, ActionError> {
    let answer = job.send_and_see(request(job)).await?;
    let outcome =
        if job.action.effect == Effect::Create { Outcome::Created } else { Outcome::Done };
    Ok(Output::answered(outcome, answer))
}

/// The search for what an action creates, if there is one by that name.
fn search(job: &Job<'_>) -> Option<Request> {
    let identity = job.action.identity.as_ref()?;
    let name = job.inputs.text(&identity.parameter)?;
    let mut search = Request::search(&identity.endpoint, &identity.attribute, name);
    search.query.extend(job.projection());
    Some(search)
}

/// What there is by the name that the action gives what it creates.
pub(crate) async fn existing(job: &Job<'_>) -> Result<Option<Value>, ActionError> {
    match search(job) {
        Some(search) => job.one(search).await,
        None => Ok(None),
    }
}
