//! `GET /actions/{name}`: the page of one action, its definition for a program; and its JSON Schema.

use std::sync::Arc;

use ::actions::Action;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::sheet::Sheet;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Visit, json_answer, page};
use crate::problem::Problem;

/// The page, or the definition.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Actions, request).await?;
    let answered = named(&visit).and_then(|action| {
        if visit.wants_page() {
            let sheet = Sheet::new(&visit, action, None, &[]);
            return page(StatusCode::OK, Embedding::Nobody, &sheet);
        }
        Ok(json_answer(StatusCode::OK, &definition(action)))
    });
    Ok(visit.answer(answered))
}

/// `GET /actions/{name}/schema`.
pub(crate) async fn schema(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Actions, request).await?;
    let answered = named(&visit).map(|action| {
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/schema+json"))];
        (headers, format!("{:#}\n", action.json_schema())).into_response()
    });
    Ok(visit.answer(answered))
}

/// The action that the path names, by any of its names.
pub(super) fn named(visit: &Visit) -> Result<&Action, Problem> {
    let name = visit.path.get("name");
    visit.catalogue().get(name).ok_or_else(|| Problem::no_such("action", name, "/actions"))
}

/// What a program needs to know of an action.
fn definition(action: &Action) -> Value {
    let parameters = action.parameters.iter().map(|parameter| {
        json!({
            "name": parameter.name,
            "title": parameter.title,
            "flag": parameter.flag(),
            "help": parameter.help,
            "required": parameter.required,
            "holds": parameter.kind.describe(),
            "example": parameter.example,
            "default": parameter.default,
        })
    });
    json!({
        "name": action.name,
        "fullName": action.full_name,
        "title": action.title,
        "summary": action.summary,
        "description": action.description,
        "note": action.note,
        "parameters": parameters.collect::<Vec<_>>(),
        "exampleOutput": action.example_output,
        "schema": format!("/actions/{}/schema", action.name),
    })
}
