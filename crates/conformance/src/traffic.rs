//! Requests on their way: sent, slowed when the server asks for it, and whatever they made remembered.

use std::time::Duration;

use client::{Client, Method, RawRequest};
use serde_json::Value;

use crate::answer::Answer;
use crate::stop::Stop;

/// How often a request is sent again after 429.
const PATIENCE: usize = 5;

/// The longest wait that a server may ask for.
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// What goes to the server and comes back.
#[derive(Debug)]
pub(crate) struct Traffic {
    client: Client,
    /// The paths of what was created and is not deleted yet, in order.
    made: Vec<String>,
    /// How many requests were sent.
    pub(crate) requests: usize,
}

impl Traffic {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, made: Vec::new(), requests: 0 }
    }

    /// Sends a request. Rate limits are obeyed (RFC 6585 §4).
    pub(crate) async fn send(&mut self, request: RawRequest) -> Result<Answer, Stop> {
        let mut patience = PATIENCE;
        loop {
            self.requests += 1;
            let sent = self.client.exchange(request.clone()).await;
            let answer = Answer::new(sent.map_err(|error| unanswered(&error))?);
            if answer.code() != 429 || patience == 0 {
                self.remember(&request, &answer);
                return Ok(answer);
            }
            patience -= 1;
            let asked = answer.header("retry-after").and_then(|value| value.parse().ok());
            tokio::time::sleep(
                asked.map_or(Duration::from_secs(1), Duration::from_secs).min(LONGEST_WAIT),
            )
            .await;
        }
    }

    /// Remembers what a request created, by its path.
    fn remember(&mut self, request: &RawRequest, answer: &Answer) {
        let path = request.path().split('?').next().unwrap_or_default().trim_end_matches('/');
        if path.ends_with("/Bulk") {
            for operation in answer.elements("/Operations") {
                let made =
                    operation.get("status").is_some_and(|status| status == "201" || *status == 201);
                let location = operation.get("location").and_then(Value::as_str);
                self.made.extend(location.filter(|_| made).and_then(resource_path));
            }
        } else if *request.method() == Method::POST && answer.code() == 201 {
            self.made.extend(answer.at("/id").as_str().map(|id| format!("{path}/{id}")));
        }
    }

    /// What was made so far: a place to clean up to.
    pub(crate) fn mark(&self) -> usize {
        self.made.len()
    }

    /// Deletes what was made since then, the last first. Gives the paths of what could not be deleted.
    pub(crate) async fn clean_up(&mut self, since: usize) -> Vec<String> {
        let mut left = Vec::new();
        for path in self.made.split_off(since.min(self.made.len())).into_iter().rev() {
            let deleted = self.send(RawRequest::new(Method::DELETE, path.clone())).await;
            if !deleted.is_ok_and(|answer| matches!(answer.code(), 200 | 202 | 204 | 404)) {
                left.push(path);
            }
        }
        left
    }
}

/// The path of a resource below the base URL: the last two segments of its location.
fn resource_path(location: &str) -> Option<String> {
    let (rest, id) = location.rsplit_once('/')?;
    let endpoint = rest.rsplit('/').next()?;
    Some(format!("/{endpoint}/{id}"))
}

/// The whole chain of causes in one line.
fn unanswered(error: &dyn std::error::Error) -> Stop {
    let mut why = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        why = format!("{why}: {error}");
        cause = error.source();
    }
    Stop::Failed { why, exchange: None }
}
