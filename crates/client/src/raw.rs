//! Requests worded by the caller, and all of what was said: for those who look at the protocol itself.

use std::fmt;

use reqwest::Method;

/// A request whose every part the caller chooses.
#[derive(Clone, Debug)]
pub struct RawRequest {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) keyed: bool,
}

impl RawRequest {
    /// A request with the client's key. `path` follows the base URL and is sent as it is, with its query:
    /// `/Users?count=1`.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: None, keyed: true }
    }

    /// Adds a header; one of that name given before is replaced.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends these bytes.
    #[must_use]
    pub fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = Some(bytes.into());
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path after the base URL, with its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Sends no key.
    #[must_use]
    pub fn without_key(mut self) -> Self {
        self.keyed = false;
        self
    }
}

/// A request and its answer, whatever the answer is. The key is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The URL, with its query.
    pub url: String,
    /// The headers that were sent; `Authorization` shows no secret.
    pub request_headers: Vec<(String, String)>,
    /// The body that was sent, as text.
    pub request_body: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The headers of the answer, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body of the answer, as text; empty if there was none.
    pub body: String,
}

impl Exchange {
    /// A header of the answer. `name` is in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Exchange {
    /// As curl shows it: `>` what was sent, `<` what came.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "> {} {}", self.method, self.url)?;
        for (name, value) in &self.request_headers {
            writeln!(f, "> {name}: {value}")?;
        }
        for line in self.request_body.as_deref().unwrap_or_default().lines() {
            writeln!(f, "> {line}")?;
        }
        writeln!(f, "< {}", self.status)?;
        for (name, value) in &self.headers {
            writeln!(f, "< {name}: {value}")?;
        }
        for line in self.body.lines() {
            writeln!(f, "< {line}")?;
        }
        Ok(())
    }
}
