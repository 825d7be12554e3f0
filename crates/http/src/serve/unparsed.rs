//! Answers to what could not be parsed as a request.

use axum::http::StatusCode;

use super::face::Face;
use crate::problem;
use crate::request_id;

/// The whole answer in place of one that the protocol library made itself. `None` for an answer of the
/// router: those carry a request id.
pub(super) fn answer(bare: &[u8], app: &impl Face) -> Option<Vec<u8>> {
    let head = std::str::from_utf8(bare).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status_line = lines.next()?;
    let status: StatusCode = status_line.split(' ').nth(1)?.parse().ok()?;
    let named = |line: &str, name: &str| {
        line.split_once(':').is_some_and(|(before, _)| before.eq_ignore_ascii_case(name))
    };
    let headers: Vec<&str> = lines.filter(|line| !named(line, "content-length")).collect();
    if headers.iter().any(|line| named(line, request_id::HEADER.as_str())) {
        return None;
    }
    let (id, body) = app.refuse_unparsed(status);
    let content_type = problem::CONTENT_TYPE;
    let mut answer = format!(
        "{status_line}\r\ncontent-type: {}\r\ncontent-length: {}\r\nx-request-id: {id}\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n",
        content_type.to_str().ok()?,
        body.len(),
    );
    for line in headers {
        answer.push_str(line);
        answer.push_str("\r\n");
    }
    answer.push_str("\r\n");
    let mut answer = answer.into_bytes();
    answer.extend(body);
    Some(answer)
}
