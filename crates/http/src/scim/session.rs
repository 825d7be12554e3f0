//! A request that was let in: its caller, and what is needed to answer or refuse it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::http::request::Parts;
use directory::{Caller, Error, Service};
use serde_json::{Map, Value};

use crate::app::Shared;
use crate::body::Bounds;
use crate::exchange::{Exchange, Identity};
use crate::path::Parameters;
use crate::problem::{self, Problem};
use crate::{authenticate, body};

/// How deep the data of an operation nests in a bulk message: the message, its array, the operation.
const AROUND_DATA: usize = 3;

/// One request of an admitted caller.
#[derive(Debug)]
pub(super) struct Session {
    /// Who asks.
    pub(super) caller: Caller,
    /// Method, URL and headers.
    pub(super) parts: Parts,
    /// The parameters of the path.
    pub(super) path: Parameters,
    shared: Arc<Shared>,
    exchange: Arc<Exchange>,
}

impl Session {
    /// Admits a request by its bearer key, to the directory in its path. The body is handed back unread.
    pub(super) async fn open(
        shared: Arc<Shared>,
        request: Request,
    ) -> Result<(Self, Body), Problem> {
        let (mut parts, body) = request.into_parts();
        let path = Parameters::of(&mut parts).await;
        let exchange = Exchange::of(&parts)
            .map(Arc::clone)
            .ok_or_else(|| Problem::broken("a request without an exchange"))?;
        let token = authenticate::bearer(&parts.headers);
        let caller = shared
            .service
            .admit(token, path.get("directoryId"), exchange.info())
            .await
            .map_err(|error| problem::admission(&error, &exchange, parts.uri.path()))?;
        exchange.identify(Identity::from(&caller));
        Ok((Self { caller, parts, path, shared, exchange }, body))
    }

    /// The domain.
    pub(super) fn service(&self) -> &Service {
        &self.shared.service
    }

    /// The `{id}` of the path.
    pub(super) fn id(&self) -> &str {
        self.path.get("id")
    }

    /// The query string as it was sent.
    pub(super) fn query(&self) -> Option<&str> {
        self.parts.uri.query()
    }

    /// Reads the body as a JSON object.
    pub(super) async fn document(&self, body: Body) -> Result<Map<String, Value>, Problem> {
        let depth = self.service().settings().limits.json_depth;
        let bounds = Bounds { bytes: self.document_bytes(), depth };
        body::json(&self.parts.headers, body, &self.shared.options, bounds).await
    }

    /// Reads the body as a JSON object that holds many documents.
    pub(super) async fn bulk_message(&self, body: Body) -> Result<Map<String, Value>, Problem> {
        let settings = self.service().settings();
        let depth = settings.limits.json_depth + AROUND_DATA;
        let bounds = Bounds { bytes: settings.bulk_bytes, depth };
        body::json(&self.parts.headers, body, &self.shared.options, bounds).await
    }

    /// How large a document may be.
    pub(super) fn document_bytes(&self) -> usize {
        self.shared.options.body_limit
    }

    /// The refusal for an error of the domain.
    pub(super) fn refuse(&self, error: &Error) -> Problem {
        self.refuse_as(error, &self.parts.method)
    }

    /// The refusal of what is a request of another method.
    pub(super) fn refuse_as(&self, error: &Error, method: &Method) -> Problem {
        problem::provisioning(error, &self.caller, &self.exchange, method)
    }
}
