//! A request of an administrator that was let in.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use directory::{Administrator, Service};
use serde_json::{Map, Value};

use crate::app::Shared;
use crate::body::Bounds;
use crate::exchange::{Exchange, Identity};
use crate::path::Parameters;
use crate::problem::{self, Problem};
use crate::{authenticate, body};

/// One request of an admitted administrator.
#[derive(Debug)]
pub(super) struct Session {
    /// Who asks.
    pub(super) administrator: Administrator,
    /// Method, URL and headers.
    pub(super) parts: Parts,
    /// The parameters of the path.
    pub(super) path: Parameters,
    shared: Arc<Shared>,
}

impl Session {
    /// Admits a request by its bearer key, to the organization in its path. The body is handed back unread.
    pub(super) async fn open(
        shared: Arc<Shared>,
        request: Request,
    ) -> Result<(Self, Body), Problem> {
        let (mut parts, body) = request.into_parts();
        let path = Parameters::of(&mut parts).await;
        let exchange =
            Exchange::of(&parts).ok_or_else(|| Problem::broken("a request without an exchange"))?;
        let token = authenticate::bearer(&parts.headers);
        let administrator = shared
            .service
            .admit_administrator(token, path.get("orgId"), exchange.info())
            .await
            .map_err(|error| problem::admission(&error, exchange, parts.uri.path()))?;
        exchange.identify(Identity::from(&administrator));
        Ok((Self { administrator, parts, path, shared }, body))
    }

    /// The domain.
    pub(super) fn service(&self) -> &Service {
        &self.shared.service
    }

    /// Reads the body as a JSON object.
    pub(super) async fn document(&self, body: Body) -> Result<Map<String, Value>, Problem> {
        let options = &self.shared.options;
        let depth = self.service().settings().limits.json_depth;
        let bounds = Bounds { bytes: options.body_limit, depth };
        body::json(&self.parts.headers, body, options, bounds).await
    }
}
