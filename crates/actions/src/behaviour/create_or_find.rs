//! Creating what may be there already.
//!
//! The create is sent first, so that of many at once one creates and the others find. A service refuses with 409 what is
//! there; it does so too when something else than the name is taken, an e-mail for instance, and then nothing of
//! that name is found and the refusal stands.

use super::{existing, patch, search};
use crate::job::Job;
use crate::request::Request;
use crate::{ActionError, Outcome, Output, PlannedRequest, Service};

/// The parameter that says what to do.
const IF_EXISTS: &str = "ifExists";

/// When there is one by that name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum IfExists {
    Fail,
    Return,
    Update,
}

impl IfExists {
    fn of(job: &Job<'_>) -> Self {
        match job.inputs.text(IF_EXISTS) {
            Some("return") => Self::Return,
            Some("update") => Self::Update,
            _ => Self::Fail,
        }
    }
}

pub(super) fn plan(job: &Job<'_>) -> Vec<PlannedRequest> {
    let mut requests = vec![PlannedRequest::always(job.request())];
    let if_exists = IfExists::of(job);
    let Some(search) = search(job).filter(|_| if_exists != IfExists::Fail) else { return requests };
    requests.push(PlannedRequest::when(search, "if that is refused with 409"));
    if if_exists == IfExists::Update {
        requests.push(PlannedRequest::when(update(job, "{id}"), "if it is found"));
    }
    requests
}

pub(super) async fn run(job: &Job<'_>) -> Result<Output, ActionError> {
    let refused = match job.send(job.request()).await {
        Ok(answer) => return Ok(Output::answered(Outcome::Created, answer)),
        Err(error) if error.status() == Some(409) => error,
        Err(error) => return Err(error),
    };
    let if_exists = IfExists::of(job);
    if if_exists == IfExists::Fail {
        return Err(refused);
    }
    let Some(found) = existing(job).await? else { return Err(refused) };
    if if_exists == IfExists::Return {
        return Ok(Output::of_resource(Outcome::Existed, found));
    }
    let answer = job.send(update(job, &job.id(&found)?)).await?;
    Ok(Output::answered(Outcome::Updated, answer))
}

/// The change that makes what is there as the inputs say, and leaves alone what they don't speak of.
fn update(job: &Job<'_>, id: &str) -> Request {
    let endpoint = job.action.identity.as_ref().map(|identity| identity.endpoint.clone());
    Request {
        service: Service::Scim,
        method: "PATCH".to_owned(),
        segments: endpoint.into_iter().chain([id.to_owned()]).collect(),
        query: job.projection().collect(),
        body: Some(patch::message(&patch::replacing(job).collect::<Vec<_>>())),
    }
}
