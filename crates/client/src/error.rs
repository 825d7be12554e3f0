//! Why a request was not done.

use reqwest::header::HeaderName;
use reqwest::{Method, Url};

use crate::{HttpRequest, Refusal, TransportError};

/// Any reason a request does not end well.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The base URL can't be one of a service.
    #[error(
        "`{url}` is not the base URL of a SCIM service: it must begin with https:// or http://"
    )]
    BaseUrl {
        /// The URL as it was given.
        url: String,
    },
    /// The bearer key can't be sent in a header.
    #[error("the key holds characters that no HTTP header can carry")]
    Key,
    /// An id that can't name a resource in a URL.
    #[error("`{id}` is not the id of a resource")]
    Id {
        /// The id as it was given.
        id: String,
    },
    /// A header can't have this name.
    #[error("`{}` is not the name of a header", name.escape_debug())]
    HeaderName {
        /// The name as it was given.
        name: String,
    },
    /// A header can't carry its value.
    #[error("`{}` can't be sent in the header {name}", value.escape_debug())]
    Header {
        /// The header.
        name: HeaderName,
        /// The value as it was given.
        value: String,
    },
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be set up")]
    SetUp(#[source] reqwest::Error),
    /// No answer came.
    #[error("{method} {url} got no answer{}", times(*attempts))]
    NoAnswer {
        /// The method.
        method: Method,
        /// The URL, without its query.
        url: String,
        /// How often it was sent.
        attempts: u32,
        /// Whether it may have arrived, this time or an earlier one.
        lost: bool,
        /// What went wrong.
        source: TransportError,
    },
    /// The service refused.
    #[error("{method} {url} was refused{}", times(*attempts))]
    Refused {
        /// The method.
        method: Method,
        /// The URL, without its query.
        url: String,
        /// How often it was sent.
        attempts: u32,
        /// Whether an earlier attempt may have been done, and its answer was lost.
        lost: bool,
        /// What it said.
        source: Box<Refusal>,
    },
    /// The service did as asked, so it says, but its body is not JSON.
    #[error("{method} {url} was answered {status} with a body that is not JSON")]
    NotJson {
        /// The method.
        method: Method,
        /// The URL, without its query.
        url: String,
        /// The HTTP status.
        status: u16,
        /// What is wrong with the body.
        source: serde_json::Error,
    },
    /// The service answered a list with something else (RFC 7644 §3.4.2).
    #[error("{url} was answered with something that is no list of resources: it has no {missing}")]
    NotAList {
        /// The URL, without its query.
        url: String,
        /// What a list must have and this lacks.
        missing: &'static str,
    },
}

impl Error {
    pub(crate) fn no_answer(
        request: &HttpRequest,
        attempts: u32,
        lost: bool,
        source: TransportError,
    ) -> Self {
        let HttpRequest { method, url, .. } = request;
        let lost = lost || !source.fault().before_sending();
        Self::NoAnswer { method: method.clone(), url: without_query(url), attempts, lost, source }
    }

    pub(crate) fn refused(
        request: &HttpRequest,
        attempts: u32,
        lost: bool,
        source: Refusal,
    ) -> Self {
        let HttpRequest { method, url, .. } = request;
        let source = Box::new(source);
        Self::Refused { method: method.clone(), url: without_query(url), attempts, lost, source }
    }

    pub(crate) fn not_json(request: &HttpRequest, status: u16, source: serde_json::Error) -> Self {
        let HttpRequest { method, url, .. } = request;
        Self::NotJson { method: method.clone(), url: without_query(url), status, source }
    }

    pub(crate) fn not_a_list(url: &Url, missing: &'static str) -> Self {
        Self::NotAList { url: without_query(url), missing }
    }

    /// What the service said, if it was the service that refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { source, .. } => Some(source),
            _ => None,
        }
    }

    /// The status of a refusal.
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|refusal| refusal.status)
    }

    /// Whether it is not known if the request was done: it may have arrived, and no answer that tells came.
    pub fn maybe_done(&self) -> bool {
        match self {
            Self::NoAnswer { lost, .. } => *lost,
            Self::Refused { source, lost, .. } => *lost || matches!(source.status, 500 | 502..=504),
            Self::NotJson { .. } => true,
            _ => false,
        }
    }
}

fn without_query(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.into()
}

fn times(attempts: u32) -> String {
    if attempts > 1 { format!(", sent {attempts} times") } else { String::new() }
}
