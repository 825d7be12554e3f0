//! The beginning: `/`, and what browsers see where there is nothing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::{Embedding, Section, Shell, page, refusal};
use crate::app::Shared;
use crate::negotiate;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    shell: Shell,
    base_url: String,
}

/// The answer to a path that no route has: the beginning for a browser at `/`, else 404.
pub(crate) async fn elsewhere(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path();
    let wants_page = negotiate::wants_page(request.headers());
    let read = matches!(*request.method(), Method::GET | Method::HEAD);
    if wants_page && read && path == "/" {
        let settings = shared.service.settings();
        let shell = Shell::new(settings, Section::None);
        let home = Home { shell, base_url: settings.base_url.clone() };
        let answered = page(StatusCode::OK, Embedding::Nobody, &home);
        return answered.unwrap_or_else(Problem::into_response);
    }
    refusal::answer(&shared, wants_page, Section::None, Problem::no_such_endpoint(path))
}
