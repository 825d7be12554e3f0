//! What is known of one request besides its content: what the log line, the domain and refusals need.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::extract::MatchedPath;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request};
use directory::model::{DirectoryId, KeyId, OrganizationId};
use directory::{Caller, RequestInfo};

use crate::request_id::{self, Traces};

/// One request and its answer, from the first byte to the last.
#[derive(Debug)]
pub(crate) struct Exchange {
    /// When its head had been read.
    pub(crate) started: Instant,
    /// The request id: the client's, or the trace number in hexadecimal.
    pub(crate) id: HeaderValue,
    trace: u64,
    remote: Option<IpAddr>,
    route: OnceLock<MatchedPath>,
    identity: OnceLock<Identity>,
}

/// Who asked: ids only.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Identity {
    /// The organization an administrator acts in.
    pub(crate) organization: Option<OrganizationId>,
    /// The directory a client acts in.
    pub(crate) directory: Option<DirectoryId>,
    /// The key that was used.
    pub(crate) key: Option<KeyId>,
}

impl Exchange {
    /// Begins one, and hangs it on the request for those who answer it.
    pub(crate) fn begin<B>(
        traces: &Traces,
        request: &mut Request<B>,
        remote: Option<IpAddr>,
    ) -> Arc<Self> {
        let trace = traces.next();
        let id = request_id::sent(request.headers()).cloned().unwrap_or_else(|| hex(trace));
        let exchange = Arc::new(Self {
            started: Instant::now(),
            id,
            trace,
            remote,
            route: OnceLock::new(),
            identity: OnceLock::new(),
        });
        request.extensions_mut().insert(Arc::clone(&exchange));
        exchange
    }

    /// The one that hangs on a request, told which route the request took. `None` for a request that did not come
    /// through [`Exchange::begin`].
    pub(crate) fn of(parts: &Parts) -> Option<&Arc<Self>> {
        let exchange = parts.extensions.get::<Arc<Self>>()?;
        if let Some(route) = parts.extensions.get::<MatchedPath>() {
            // A second note of the same route changes nothing.
            let _ = exchange.route.set(route.clone());
        }
        Some(exchange)
    }

    /// Notes the directory and key of an admitted client.
    pub(crate) fn identify(&self, identity: Identity) {
        // One request is admitted once; a second note would be the same.
        let _ = self.identity.set(identity);
    }

    /// Who asked, if they were admitted.
    pub(crate) fn identity(&self) -> Option<Identity> {
        self.identity.get().copied()
    }

    /// The template of the route; `-` where none matched.
    pub(crate) fn route(&self) -> &str {
        self.route.get().map_or("-", MatchedPath::as_str)
    }

    /// The sixteen hexadecimal digits that clients are told beside Atlassian's gateway errors.
    pub(crate) fn trace(&self) -> String {
        format!("{:016x}", self.trace)
    }

    /// The request id as text.
    pub(crate) fn id(&self) -> &str {
        self.id.to_str().unwrap_or("-")
    }

    /// The address it came from, if it came over a network.
    pub(crate) fn remote(&self) -> Option<IpAddr> {
        self.remote
    }

    /// What the domain is told of the request.
    pub(crate) fn info(&self) -> RequestInfo {
        RequestInfo { id: self.id().to_owned(), remote: self.remote }
    }
}

impl From<&Caller> for Identity {
    fn from(caller: &Caller) -> Self {
        Self { organization: None, directory: Some(caller.directory().id), key: caller.key() }
    }
}

impl From<&directory::Administrator> for Identity {
    fn from(administrator: &directory::Administrator) -> Self {
        Self {
            organization: Some(administrator.organization()),
            directory: None,
            key: administrator.key(),
        }
    }
}

fn hex(trace: u64) -> HeaderValue {
    // Sixteen hexadecimal digits are always a header value.
    HeaderValue::try_from(format!("{trace:016x}")).unwrap_or(HeaderValue::from_static("-"))
}
