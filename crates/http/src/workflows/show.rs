//! `GET /workflows/{name}`: the page of one workflow, what it is for a program; and its file.

use std::sync::Arc;

use ::workflows::{Library, Workflow};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use directory::Holder;
use serde_json::{Value, json};

use super::field;
use super::runs::admitted;
use super::sheet::Sheet;
use super::view;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Visit, json_answer, page};
use crate::problem::Problem;

/// The page, or what it is.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = named(&visit).and_then(|workflow| {
        if visit.wants_page() {
            let sheet = Sheet::new(&visit, workflow, None);
            return page(StatusCode::OK, Embedding::Nobody, &sheet);
        }
        Ok(json_answer(StatusCode::OK, &definition(workflow)))
    });
    Ok(visit.answer(answered))
}

/// `GET /workflows/{name}/file`: the YAML. What the operator wrote is shown for the key of an organization alone: it may hold
/// addresses and keys.
pub(crate) async fn file(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = file_of(&visit).await;
    Ok(visit.answer(answered))
}

async fn file_of(visit: &Visit) -> Result<Response, Problem> {
    let workflow = named(visit)?;
    if !Library::comes_with_rollcall(workflow) {
        let (holder, _) = admitted(visit, visit.bearer().as_ref()).await?;
        if let Holder::Client(_) = holder {
            return Err(Problem::wants_organization_key("The file of a workflow"));
        }
    }
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/yaml"))];
    Ok((headers, workflow.text.clone()).into_response())
}

/// The workflow that the path names.
pub(super) fn named(visit: &Visit) -> Result<&Arc<Workflow>, Problem> {
    let name = visit.path.get("name");
    visit.library().get(name).ok_or_else(|| Problem::no_such("workflow", name, "/workflows"))
}

/// What a program needs to know of a workflow.
fn definition(workflow: &Workflow) -> Value {
    let inputs = workflow.inputs.iter().map(|input| {
        json!({
            "name": input.name,
            "title": input.title,
            "description": input.description,
            "holds": field::holds(input.kind),
            "required": input.required,
            "secret": input.secret,
            "default": input.default,
            "options": input.options,
        })
    });
    let steps = workflow.every_step().into_iter();
    let steps = steps.map(|step| json!({"id": step.id, "name": step.name, "action": step.action}));
    json!({
        "name": workflow.name,
        "title": workflow.title,
        "description": workflow.description,
        "active": workflow.active,
        "begins": view::begins(workflow),
        "inputs": inputs.collect::<Vec<_>>(),
        "outputs": workflow.outputs.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "steps": steps.collect::<Vec<_>>(),
        "file": format!("/workflows/{}/file", workflow.name),
    })
}
