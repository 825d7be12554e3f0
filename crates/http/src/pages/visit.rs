//! A request for actions or workflows: a browser's, which is shown pages, or a program's, which is answered in JSON.

use std::sync::Arc;

use ::actions::Catalogue;
use ::workflows::{Engine, Library};
use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use directory::Holder;
use secrecy::SecretString;
use serde_json::Value;

use super::{Section, Shell, origin, refusal};
use crate::app::Shared;
use crate::exchange::{Exchange, Identity};
use crate::path::Parameters;
use crate::problem::{self, Problem};
use crate::{authenticate, negotiate};

/// One request.
#[derive(Debug)]
pub(crate) struct Visit {
    /// Method, URL and headers.
    pub(crate) parts: Parts,
    /// The parameters of the path.
    pub(crate) path: Parameters,
    /// The request in the log.
    pub(crate) exchange: Arc<Exchange>,
    /// What every handler can reach.
    pub(crate) shared: Arc<Shared>,
    section: Section,
}

impl Visit {
    /// Begins one. The body is handed back unread.
    pub(crate) async fn open(
        shared: Arc<Shared>,
        section: Section,
        request: Request,
    ) -> Result<(Self, Body), Problem> {
        let (mut parts, body) = request.into_parts();
        let path = Parameters::of(&mut parts).await;
        let exchange = Exchange::of(&parts)
            .map(Arc::clone)
            .ok_or_else(|| Problem::broken("a request without an exchange"))?;
        Ok((Self { parts, path, exchange, shared, section }, body))
    }

    /// Whether a browser asks.
    pub(crate) fn wants_page(&self) -> bool {
        negotiate::wants_page(&self.parts.headers)
    }

    /// The frame of a page.
    pub(crate) fn shell(&self) -> Shell {
        Shell::new(self.shared.service.settings(), self.section)
    }

    /// The actions there are.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.shared.automation.catalogue
    }

    /// The workflows there are.
    pub(crate) fn library(&self) -> &Library {
        &self.shared.automation.library
    }

    /// What carries workflows out.
    pub(crate) fn engine(&self) -> &Engine {
        &self.shared.automation.engine
    }

    /// Refuses what another site's page sends.
    pub(crate) fn refuse_cross_site(&self) -> Result<(), Problem> {
        origin::refuse_cross_site(&self.parts.headers)
    }

    /// The bearer key in the header.
    pub(crate) fn bearer(&self) -> Option<SecretString> {
        authenticate::bearer(&self.parts.headers).map(|key| key.to_owned().into())
    }

    /// Who holds a key.
    pub(crate) async fn admit(&self, key: Option<&str>) -> Result<Holder, Problem> {
        let admitted = self.shared.service.admit_holder(key, self.exchange.info()).await;
        let holder = admitted
            .map_err(|error| problem::admission(&error, &self.exchange, self.parts.uri.path()))?;
        self.exchange.identify(match &holder {
            Holder::Client(caller) => Identity::from(caller),
            Holder::Administrator(administrator) => Identity::from(administrator),
        });
        Ok(holder)
    }

    /// The answer, or the refusal as whoever asks can read it.
    pub(crate) fn answer(&self, answered: Result<Response, Problem>) -> Response {
        answered.unwrap_or_else(|problem| {
            refusal::answer(&self.shared, self.wants_page(), self.section, problem)
        })
    }
}

/// A JSON answer.
pub(crate) fn json_answer(status: StatusCode, value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, headers, value.to_string()).into_response()
}
