//! `POST /workflows/{name}/webhooks/{webhook}`: begins a run with what is sent, by the right of the key it is sent with.

use std::sync::Arc;

use ::workflows::{Cause, Trigger};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::begin;
use super::runs::admitted;
use super::show::named;
use crate::actions::submission::Submission;
use crate::app::Shared;
use crate::pages::{Section, Visit, json_answer};
use crate::problem::Problem;

/// 202: the run is written down, and goes on.
pub(crate) async fn webhook(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, body) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = receive(&visit, body).await;
    Ok(visit.answer(answered))
}

async fn receive(visit: &Visit, body: Body) -> Result<Response, Problem> {
    visit.refuse_cross_site()?;
    let submission = Submission::read(visit, body).await?;
    let workflow = named(visit)?;
    let name = visit.path.get("webhook");
    let known = workflow.active
        && workflow
            .triggers
            .iter()
            .any(|trigger| matches!(trigger, Trigger::Webhook { name: known } if known == name));
    if !known {
        return Err(Problem::no_such(
            "active webhook",
            name,
            &format!("/workflows/{}", workflow.name),
        ));
    }
    let by = admitted(visit, submission.key.as_ref()).await?;
    let payload: Map<String, Value> = submission.given.into_iter().collect();
    let cause = Cause::Webhook { name: name.to_owned() };
    let (_, going) =
        begin::begin(visit, workflow, by, Map::new(), (cause, Value::Object(payload))).await?;
    Ok(json_answer(StatusCode::ACCEPTED, &json!({"run": going.id})))
}
