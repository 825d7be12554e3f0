//! Asks any address that may be asked.

use client::{HeaderMap, HeaderName, HeaderValue, HttpRequest, HttpResponse, Method, Url};
use serde_json::{Map, Value, json};

use crate::job::Job;
use crate::{ActionError, Mask, Need, Outcome, Output, PlannedRequest};

/// Headers that say how a request is carried, which is not for its author to say.
const OURS: &[&str] = &[
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// How much of a refusal is told, in characters.
const TOLD: usize = 300;

/// What would be sent; secrets are not in it.
pub(super) fn plan(job: &Job<'_>) -> PlannedRequest {
    let path = job.inputs.text("url").unwrap_or_default().to_owned();
    let body = job.inputs.get("body").cloned();
    PlannedRequest { method: method(job), path, body, ..PlannedRequest::always(job.request()) }
}

/// Does it.
pub(super) async fn run(job: &Job<'_>) -> Result<Output, ActionError> {
    let fetcher = job.context.fetcher.as_ref().ok_or_else(|| job.missing(Need::Fetcher))?;
    let url = url(job)?;
    let address = url.origin().ascii_serialization();
    let method = method(job);
    let (headers, body) = content(job)?;
    let request = HttpRequest {
        method: Method::from_bytes(method.as_bytes()).unwrap_or_default(),
        url,
        headers,
        body,
    };
    let action = || job.action.title.clone();
    let answer = fetcher.send(request).await.map_err(|source| ActionError::Fetch {
        action: action(),
        method: method.clone(),
        address: address.clone(),
        source,
    })?;
    let strict = job.inputs.get("failOnError").and_then(Value::as_bool).unwrap_or(true);
    if answer.status >= 400 && strict {
        let (status, body) = (answer.status, told(job, &answer.body));
        return Err(ActionError::Answered { action: action(), method, address, status, body });
    }
    let status = Some(answer.status);
    let body = read(&answer);
    Ok(Output { outcome: Outcome::Done, body, status, location: None, notices: Vec::new() })
}

fn method(job: &Job<'_>) -> String {
    job.inputs.text("method").unwrap_or("GET").to_owned()
}

fn url(job: &Job<'_>) -> Result<Url, ActionError> {
    let text = job.inputs.text("url").unwrap_or_default();
    Url::parse(text).map_err(|_| {
        // Not the text itself: an address may hold a secret.
        unsendable(job, "URL is not the address of anything: write it whole, as https://hooks.example.com/people".to_owned())
    })
}

/// The headers and the body.
fn content(job: &Job<'_>) -> Result<(HeaderMap, Option<Vec<u8>>), ActionError> {
    let mut headers = HeaderMap::new();
    let given = job.inputs.get("headers").and_then(Value::as_object);
    for (name, value) in given.into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        add(job, &mut headers, name, &text)?;
    }
    if let Some(value) = job.inputs.text("authorization") {
        add(job, &mut headers, "authorization", value)?;
    }
    let (body, media_type) = match job.inputs.get("body") {
        None => return Ok((headers, None)),
        Some(Value::String(text)) => (text.clone(), "text/plain; charset=utf-8"),
        Some(value) => (value.to_string(), "application/json"),
    };
    let media_type = HeaderValue::from_static(media_type);
    headers.entry("content-type").or_insert(media_type);
    Ok((headers, Some(body.into_bytes())))
}

fn add(job: &Job<'_>, headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), ActionError> {
    let wrong = |why: &str| unsendable(job, format!("Headers: `{}` {why}", name.escape_debug()));
    let known = HeaderName::from_bytes(name.as_bytes());
    let known = known.map_err(|_| wrong("is not the name of a header"))?;
    if OURS.contains(&known.as_str()) {
        return Err(wrong("is set by Rollcall: leave it out"));
    }
    let value = HeaderValue::from_str(value);
    let mut value =
        value.map_err(|_| wrong("has a value that no header can carry: write it in one line"))?;
    value.set_sensitive(true);
    if headers.insert(known, value).is_some() {
        return Err(wrong("is given twice: leave one out"));
    }
    Ok(())
}

fn unsendable(job: &Job<'_>, message: String) -> ActionError {
    ActionError::Unsendable { action: job.action.title.clone(), message }
}

/// An answer, with a body that is JSON read.
fn read(answer: &HttpResponse) -> Value {
    let mut headers = Map::new();
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.insert(name.as_str().to_owned(), Value::from(value));
    }
    let text = || Value::from(String::from_utf8_lossy(&answer.body).into_owned());
    let body = match serde_json::from_slice(&answer.body) {
        Ok(value) => value,
        Err(_) if answer.body.is_empty() => Value::Null,
        Err(_) => text(),
    };
    json!({ "status": answer.status, "headers": headers, "body": body })
}

/// The beginning of a refusal, in one line. What is secret is hidden first: a part of it would tell of it too.
fn told(job: &Job<'_>, body: &[u8]) -> String {
    let mask = Mask::new(&job.action.secrets(job.inputs.values()));
    let text = String::from_utf8_lossy(body);
    let text = mask.text(&text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(TOLD).collect()
}
