//! `GET /workflows`: all of them.

use std::sync::Arc;

use ::workflows::Workflow;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::view;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Shell, Visit, json_answer, page};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "workflows.html")]
struct Index<'a> {
    shell: Shell,
    workflows: Vec<Card<'a>>,
}

struct Card<'a> {
    workflow: &'a Workflow,
    begins: Vec<String>,
    steps: String,
}

/// A page of all workflows; a list of their names for a program.
pub(crate) async fn index(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = answer(&visit);
    Ok(visit.answer(answered))
}

fn answer(visit: &Visit) -> Result<Response, Problem> {
    let workflows = visit.library().workflows();
    if visit.wants_page() {
        let index = Index {
            shell: visit.shell(),
            workflows: workflows.iter().map(|workflow| card(workflow)).collect(),
        };
        return page(StatusCode::OK, Embedding::Nobody, &index);
    }
    let listed = workflows.iter().map(|workflow| {
        json!({
            "name": workflow.name,
            "title": workflow.title,
            "description": workflow.description,
            "active": workflow.active,
        })
    });
    Ok(json_answer(StatusCode::OK, &json!({"workflows": listed.collect::<Vec<_>>()})))
}

fn card(workflow: &Workflow) -> Card<'_> {
    let steps = match workflow.every_step().len() {
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    };
    Card { workflow, begins: view::begins(workflow), steps }
}
