//! Finding the one resource that an attribute names.

use serde_json::Value;

use crate::job::{Job, what};
use crate::request::Request;
use crate::{ActionError, Outcome, Output, Parameter, Place};

/// The search; none if nothing was given to look for, which the rules of the inputs refuse.
pub(super) fn request(job: &Job<'_>) -> Option<Request> {
    let (parameter, value) = sought(job)?;
    let request = job.request();
    let endpoint = request.segments.first().map_or("", String::as_str);
    let mut search = Request::search(endpoint, &parameter.members().join("."), value);
    search.query.extend(job.projection());
    Some(search)
}

pub(super) async fn run(job: &Job<'_>) -> Result<Output, ActionError> {
    let Some((search, (parameter, value))) = request(job).zip(sought(job)) else {
        return Err(job.unreadable("search"));
    };
    let endpoint = search.segments.first().cloned().unwrap_or_default();
    let found = job.one(search).await?;
    found.map(|body| Output::of_resource(Outcome::Done, body)).ok_or_else(|| {
        ActionError::NotFound {
            what: what(&endpoint),
            attribute: parameter.members().join("."),
            value: value.to_owned(),
        }
    })
}

/// What is looked for, and where it would stand.
fn sought<'a>(job: &Job<'a>) -> Option<(&'a Parameter, &'a str)> {
    let (action, inputs) = (job.action, job.inputs);
    let parameters = action.parameters.iter().filter(|one| one.place == Place::Behaviour);
    let mut given =
        parameters.filter_map(|one| Some((one, inputs.get(&one.name).and_then(Value::as_str)?)));
    given.next()
}
