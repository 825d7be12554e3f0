//! `GET /workflows/{name}/canvas`: the drawing of a workflow, to be looked at or put into a frame of any page.

use std::sync::Arc;

use ::workflows::canvas;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::show::named;
use crate::app::Shared;
use crate::pages::{Embedding, Section, Shell, Visit, page};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "canvas.html")]
struct Drawing {
    shell: Shell,
    title: String,
    svg: String,
}

/// A page with the drawing for a browser that opens it or frames it, the SVG alone for one that wants an image.
pub(crate) async fn canvas(
    State(shared): State<Arc<Shared>>,
    request: Request,
) -> Result<Response, Problem> {
    let (visit, _) = Visit::open(shared, Section::Workflows, request).await?;
    let answered = named(&visit).and_then(|workflow| {
        if visit.wants_page() {
            let drawing = Drawing {
                shell: visit.shell(),
                title: workflow.title.clone(),
                svg: canvas::svg(workflow),
            };
            return page(StatusCode::OK, Embedding::Everybody, &drawing);
        }
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
            // What is in the drawing is its own, and there is no script in it.
            (
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; sandbox"),
            ),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                HeaderValue::from_static("cross-origin"),
            ),
        ];
        Ok((headers, canvas::standalone(workflow)).into_response())
    });
    Ok(visit.answer(answered))
}
