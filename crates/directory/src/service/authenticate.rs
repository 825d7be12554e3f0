//! From a bearer token to a caller.

use super::Service;
use crate::caller::{Administrator, Caller, RequestInfo};
use crate::error::Error;

impl Service {
    /// Admits a request to a directory's SCIM endpoints. `token` is what follows `Bearer`; `directory` is the
    /// id in the URL, which must be the key's own.
    pub async fn admit(
        &self,
        token: Option<&str>,
        directory: &str,
        request: RequestInfo,
    ) -> Result<Caller, Error> {
        let _ = (token, directory, request);
        todo!()
    }

    /// Admits a request to an organization's administration API. `organization` is the id in the URL, which must be
    /// the key's own.
    pub async fn admit_administrator(
        &self,
        token: Option<&str>,
        organization: &str,
        request: RequestInfo,
    ) -> Result<Administrator, Error> {
        let _ = (token, organization, request);
        todo!()
    }
}
