//! Discovery (RFC 7644 §4), derived from the caller's profile, so that it is always true.

use serde_json::Value;

use super::Service;
use crate::caller::Caller;
use crate::error::Error;

impl Service {
    /// `/ServiceProviderConfig` (RFC 7643 §5).
    pub fn service_provider_config(&self, caller: &Caller) -> Value {
        let _ = caller;
        todo!()
    }

    /// `/Schemas`: a ListResponse.
    pub fn schemas(&self, caller: &Caller) -> Value {
        let _ = caller;
        todo!()
    }

    /// `/Schemas/{urn}`, the URN in any case.
    pub fn schema(&self, caller: &Caller, urn: &str) -> Result<Value, Error> {
        let _ = (caller, urn);
        todo!()
    }

    /// `/ResourceTypes`: a ListResponse.
    pub fn resource_types(&self, caller: &Caller) -> Value {
        let _ = caller;
        todo!()
    }

    /// `/ResourceTypes/{name}`.
    pub fn resource_type(&self, caller: &Caller, name: &str) -> Result<Value, Error> {
        let _ = (caller, name);
        todo!()
    }
}
