//! Bulk requests (RFC 7644 §3.7).

use scim::bulk::BulkRequest;
use serde_json::{Map, Value};

use super::Service;
use super::provision::may_change;
use crate::bulk::{self, BulkError, BulkResult};
use crate::caller::Caller;
use crate::error::Error;

impl Service {
    /// Carries out a bulk request. Each operation is what the single request would be, with a commit and a log
    /// entry of its own; `bytes` bounds the data of each, as it does the body of a single request.
    ///
    /// The request is refused as a whole, before anything is done, if it is no `BulkRequest`, has more operations
    /// than [`Settings::bulk_operations`](super::Settings), or two that create under one `bulkId`. Otherwise the
    /// results are in the order of the operations; after `failOnErrors` failures the rest is left out.
    pub async fn bulk(
        &self,
        caller: &Caller,
        message: Map<String, Value>,
        bytes: usize,
    ) -> Result<Vec<BulkResult>, Error> {
        may_change(caller)?;
        let tolerances = &caller.profile().tolerances;
        let request = BulkRequest::read(message, tolerances).map_err(scim::Error::from)?;
        let (count, limit) = (request.operations.len(), self.settings.bulk_operations);
        if count > limit {
            return Err(BulkError::TooManyOperations { count, limit }.into());
        }
        bulk::run(self, caller, request, bytes).await
    }
}
