//! What a connection leads to.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;

use crate::options::Options;

/// What answers the requests of a connection. Cheap to clone.
pub(crate) trait Face: Clone + Send + Sync + Unpin + 'static {
    /// The bounds of its connections.
    fn options(&self) -> &Options;

    /// Answers one request, whatever happens.
    fn answer(
        &self,
        request: Request<Body>,
        remote: Option<IpAddr>,
    ) -> impl Future<Output = Response> + Send;

    /// Refuses what was no request: the id it is given, and the body of the answer.
    fn refuse_unparsed(&self, status: StatusCode) -> (String, Vec<u8>);

    /// From now on it says that it is not ready for more.
    fn drain(&self);
}
