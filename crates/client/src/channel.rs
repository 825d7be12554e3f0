//! A way to one service with one key, on which requests are sent until they are answered.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::retry::retry_after;
use crate::{Answer, Error, HttpRequest, HttpResponse, Refusal, Retry, Transport};

/// What stands before the key (RFC 6750 §2.1).
const SCHEME: &str = "Bearer ";

/// The header of the id that a request goes under.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is sent, and what may be done if no answer comes.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) request: HttpRequest,
    /// Whether it does no more when it is done twice.
    pub(crate) repeatable: bool,
}

/// A way to one service. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Channel {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) authorization: HeaderValue,
    pub(crate) retry: Retry,
    request_id: Option<HeaderValue>,
}

impl Channel {
    pub(crate) fn new(transport: Arc<dyn Transport>, key: &SecretString) -> Result<Self, Error> {
        let mut authorization = HeaderValue::try_from(format!("{SCHEME}{}", key.expose_secret()))
            .map_err(|_| Error::Key)?;
        authorization.set_sensitive(true);
        Ok(Self { transport, authorization, retry: Retry::default(), request_id: None })
    }

    /// The same way, on which every request goes under an id. What no header can carry is left out.
    #[must_use]
    pub(crate) fn with_request_id(mut self, id: &str) -> Self {
        self.request_id = HeaderValue::try_from(id).ok();
        self
    }

    /// Sends a call, again if that is safe, until it is answered for good.
    pub(crate) async fn perform(&self, call: Call) -> Result<Answer, Error> {
        let Call { mut request, repeatable } = call;
        request.headers.insert(AUTHORIZATION, self.authorization.clone());
        if let Some(id) = &self.request_id {
            request.headers.insert(REQUEST_ID, id.clone());
        }
        let mut attempt = 1;
        // Whether an attempt may have been done without an answer.
        let mut lost = false;
        loop {
            let wait = match self.transport.send(request.clone()).await {
                Ok(response) => {
                    let asked = retry_after(&response.headers);
                    let wait = self.retry.after_answer(response.status, asked, repeatable, attempt);
                    let Some(wait) = wait else {
                        return self.judged(&request, &response, attempt, lost);
                    };
                    lost |= matches!(response.status, 502..=504) && asked.is_none();
                    wait
                }
                Err(error) => {
                    lost |= !error.fault().before_sending();
                    let Some(wait) = self.retry.after_fault(error.fault(), repeatable, attempt)
                    else {
                        return Err(Error::no_answer(&request, attempt, lost, error));
                    };
                    wait
                }
            };
            attempt += 1;
            tokio::time::sleep(wait).await;
        }
    }

    /// What an answer means.
    fn judged(
        &self,
        request: &HttpRequest,
        response: &HttpResponse,
        attempts: u32,
        lost: bool,
    ) -> Result<Answer, Error> {
        let HttpResponse { status, headers, body } = response;
        if !matches!(status, 200..=299 | 304) {
            return Err(Error::refused(
                request,
                attempts,
                lost,
                Refusal::read(response, self.key()),
            ));
        }
        if body.is_empty() {
            return Ok(Answer::new(*status, headers, Value::Null));
        }
        match serde_json::from_slice(body) {
            Ok(body) => Ok(Answer::new(*status, headers, body)),
            Err(source) => Err(Error::not_json(request, *status, source)),
        }
    }

    /// The key, as it is sent.
    fn key(&self) -> &[u8] {
        self.authorization.as_bytes().strip_prefix(SCHEME.as_bytes()).unwrap_or_default()
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").field("transport", &self.transport).finish_non_exhaustive()
    }
}
