//! Request bodies: bounded in bytes while they are read, in time, and in depth.

use std::future::poll_fn;
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use tokio::time::timeout;

use crate::negotiate;
use crate::options::Options;
use crate::pages::Form;
use crate::problem::Problem;

/// How much a body may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Its size in bytes.
    pub(crate) bytes: usize,
    /// How deep it nests.
    pub(crate) depth: usize,
}

/// Reads a body that must be a JSON object.
pub(crate) async fn json(
    headers: &HeaderMap,
    body: Body,
    options: &Options,
    bounds: Bounds,
) -> Result<Map<String, Value>, Problem> {
    negotiate::body(headers)?;
    let bytes = read(headers, body, options, bounds.bytes).await?;
    scim::json::parse(&bytes, bounds.depth).map_err(Problem::bad_json)
}

/// Whether a body is what a form sends.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let name = sent.and_then(|value| value.split(';').next()).unwrap_or_default();
    name.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Reads a body that is what a form sends, within a size in bytes.
pub(crate) async fn form(
    headers: &HeaderMap,
    body: Body,
    options: &Options,
    bytes: usize,
) -> Result<Form, Problem> {
    Form::parse(&read(headers, body, options, bytes).await?)
}

/// Reads a body to its end, within the limits of size and time.
async fn read(
    headers: &HeaderMap,
    body: Body,
    options: &Options,
    limit: usize,
) -> Result<Bytes, Problem> {
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > limit) {
        return Err(Problem::too_large(limit));
    }
    let patience = options.body_timeout.min(options.request_timeout / 2);
    timeout(patience, collect(body, limit))
        .await
        .map_err(|_| Problem::body_too_slow(patience.as_secs()))?
}

async fn collect(mut body: Body, limit: usize) -> Result<Bytes, Problem> {
    // Most bodies come in one frame, which is passed on as it is.
    let mut first = Bytes::new();
    let mut all = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        // Trailers mean nothing here.
        let Ok(data) = frame.map_err(|_| Problem::body_cut_off())?.into_data() else { continue };
        let length = if all.is_empty() { first.len() } else { all.len() };
        if data.len() > limit.saturating_sub(length) {
            return Err(Problem::too_large(limit));
        }
        if first.is_empty() {
            first = data;
        } else {
            if all.is_empty() {
                all.extend_from_slice(&first);
            }
            all.extend_from_slice(&data);
        }
    }
    Ok(if all.is_empty() { first } else { Bytes::from(all) })
}

#[cfg(test)]
mod tests;
