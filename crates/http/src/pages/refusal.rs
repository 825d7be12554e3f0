//! Refusals as pages: what a browser sees where a program is sent a SCIM error.

use askama::Template;
use axum::response::{IntoResponse as _, Response};

use super::{Embedding, Section, Shell, page};
use crate::app::Shared;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal {
    shell: Shell,
    title: &'static str,
    detail: String,
    status: u16,
}

/// The answer to whoever asked: a page to a browser, a SCIM error to a program.
pub(crate) fn answer(
    shared: &Shared,
    wants_page: bool,
    section: Section,
    problem: Problem,
) -> Response {
    if !wants_page {
        return problem.into_response();
    }
    let shell = Shell::new(shared.service.settings(), section);
    let status = problem.status();
    let title = match status.as_u16() {
        401 => "A key is needed",
        403 => "Not with this",
        404 => "There is nothing here",
        405 => "Not in this way",
        500.. => "That went wrong here",
        _ => "That can't be done",
    };
    let detail = problem.detail().to_owned();
    let refusal = Refusal { shell, title, detail, status: status.as_u16() };
    match page(status, Embedding::Nobody, &refusal) {
        Ok(page) => problem.dress(page),
        Err(broken) => broken.into_response(),
    }
}
