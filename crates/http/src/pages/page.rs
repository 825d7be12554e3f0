//! A page as an answer: what the browser may do with it.

use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::problem::Problem;

const REFERRER_POLICY: HeaderName = HeaderName::from_static("referrer-policy");

/// Who may show a page in a frame of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Embedding {
    /// Nobody: a page with a form could be laid under another.
    Nobody,
    /// Everybody: a drawing, with nothing to press.
    Everybody,
}

impl Embedding {
    /// What the browser may load, run and send for a page: this server's own, and no script at all.
    const fn policy(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Nobody => {
                "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            }
            Self::Everybody => {
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *"
            }
        })
    }
}

/// Renders a page.
pub(crate) fn page(
    status: StatusCode,
    embedding: Embedding,
    template: &impl Template,
) -> Result<Response, Problem> {
    let text = template.render().map_err(|error| Problem::broken(&format!("a page: {error}")))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_SECURITY_POLICY, embedding.policy()),
        // Forms of ours still say where they come from, see [`super::origin`]; other places are told nothing.
        (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    ];
    Ok((status, headers, text).into_response())
}
