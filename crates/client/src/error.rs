//! Why a request was not done.

use reqwest::{Method, Url};

use crate::Refusal;

/// Any reason a request does not end well.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The base URL can't be one of a service.
    #[error("`{url}` is not the base URL of a SCIM service: it must begin with http://")]
    BaseUrl {
        /// The URL as it was given.
        url: String,
    },
    /// The bearer key can't be sent in a header.
    #[error("the key holds characters that no HTTP header can carry")]
    Key,
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be set up")]
    SetUp(#[source] reqwest::Error),
    /// No answer came.
    #[error("{method} {url} got no answer")]
    NoAnswer {
        /// The method.
        method: Method,
        /// The URL, without its query.
        url: String,
        /// What went wrong.
        source: reqwest::Error,
    },
    /// The service refused.
    #[error("{method} {url} was refused")]
    Refused {
        /// The method.
        method: Method,
        /// The URL, without its query.
        url: String,
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
}

impl Error {
    pub(crate) fn no_answer(method: Method, url: Url, source: reqwest::Error) -> Self {
        // The cause must not repeat the URL: its query names people.
        Self::NoAnswer { method, url: without_query(url), source: source.without_url() }
    }

    pub(crate) fn refused(method: Method, url: Url, source: Refusal) -> Self {
        Self::Refused { method, url: without_query(url), source: Box::new(source) }
    }

    pub(crate) fn not_json(
        method: Method,
        url: Url,
        status: u16,
        source: serde_json::Error,
    ) -> Self {
        Self::NotJson { method, url: without_query(url), status, source }
    }

    /// What the service said, if it was the service that refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn without_query(mut url: Url) -> String {
    url.set_query(None);
    url.into()
}
