//! How a filter was answered, for operators: `Rollcall-Explain: true` on a list of one type asks,
//! `Rollcall-Plan` on the answer tells.

use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use directory::{Explanation, ListQuery};

use super::queries::Among;
use super::session::Session;
use crate::problem::Problem;

const ASKED: HeaderName = HeaderName::from_static("rollcall-explain");
const TOLD: HeaderName = HeaderName::from_static("rollcall-plan");

/// How much is told, in bytes: proxies bound headers.
const LENGTH: usize = 1_000;

/// The explanation, if it was asked for and there is something to explain.
pub(super) async fn of(
    session: &Session,
    among: Among,
    query: &ListQuery,
) -> Result<Option<Explanation>, Problem> {
    let asked = session.parts.headers.get(ASKED);
    let asked = asked.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true"));
    let (true, Among::One(kind), Some(filter)) = (asked, among, &query.filter) else {
        return Ok(None);
    };
    let explained = session.service().explain(&session.caller, kind, filter).await;
    explained.map(Some).map_err(|error| session.refuse(&error))
}

/// Puts it on the answer, in printable ASCII.
pub(super) fn tell(response: &mut Response, plan: Option<Explanation>) {
    let Some(plan) = plan else { return };
    let printable = |c: char| if c.is_ascii() && !c.is_ascii_control() { c } else { '?' };
    let text: String = plan.to_string().chars().take(LENGTH).map(printable).collect();
    if let Ok(value) = HeaderValue::try_from(text) {
        response.headers_mut().insert(TOLD, value);
    }
}
