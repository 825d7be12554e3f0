//! Creating what may be there already.
//!
//! The create is sent first, so that of many at once one creates and the others find. A service refuses with 409 what is
//! there; it does so too when something else than the name is taken, an e-mail for instance, and then nothing of
//! that name is found and the refusal stands.
//!
//! What is there is brought up to date with what was given, and with nothing else: an e-mail that stands in for one that
//! was not given must not take the place of those the user has.

use serde_json::Value;

use super::{existing, patch, search};
use crate::body::placed;
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
        let update = update(job, "{id}");
        requests.extend(update.map(|update| PlannedRequest::when(update, "if it is found")));
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
    let update = match if_exists {
        IfExists::Update => update(job, &job.id(&found)?),
        IfExists::Return | IfExists::Fail => None,
    };
    match update {
        None => Ok(Output::of_resource(Outcome::Existed, found)),
        Some(update) => Ok(Output::answered(Outcome::Updated, job.send_and_see(update).await?)),
    }
}

/// The change that makes what is there as the inputs say, and leaves alone what they don't speak of; none if they speak
/// of nothing but the name it was found by.
fn update(job: &Job<'_>, id: &str) -> Option<Request> {
    let identity = job.action.identity.as_ref()?;
    let is_change = |name: &str| name != identity.parameter && job.inputs.was_given(name);
    let operations: Vec<Value> = placed(job.action, job.inputs.values())
        .filter(|(parameter, _)| is_change(&parameter.name))
        .map(|(parameter, value)| patch::replace(parameter, value))
        .collect();
    (!operations.is_empty()).then(|| Request {
        service: Service::Scim,
        method: "PATCH".to_owned(),
        segments: vec![identity.endpoint.clone(), id.to_owned()],
        query: job.projection().collect(),
        body: Some(patch::message(&operations)),
    })
}
