//! Parameters of the path, percent-decoded once.

use axum::RequestPartsExt as _;
use axum::extract::RawPathParams;
use axum::http::request::Parts;

/// The parameters of the route a request took.
#[derive(Debug)]
pub(crate) struct Parameters(Option<RawPathParams>);

impl Parameters {
    /// Reads them.
    pub(crate) async fn of(parts: &mut Parts) -> Self {
        Self(parts.extract().await.ok())
    }

    /// The parameter of that name; empty if the route has none, and then it names nothing.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .flatten()
            .find_map(|(key, value)| (key == name).then_some(value))
            .unwrap_or_default()
    }
}
