//! The SCIM operations on users and groups.

use serde_json::{Map, Value};

use super::Service;
use crate::answer::{Answer, ListQuery, Wanted};
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;

impl Service {
    /// Creates a user or a group (RFC 7644 §3.3).
    pub async fn create(
        &self,
        caller: &Caller,
        kind: Kind,
        document: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let _ = (caller, kind, document, wanted);
        todo!()
    }

    /// Reads one (RFC 7644 §3.4.1).
    pub async fn read(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let _ = (caller, kind, id, wanted);
        todo!()
    }

    /// Lists and finds (RFC 7644 §3.4.2): the bytes of a ListResponse.
    pub async fn list(
        &self,
        caller: &Caller,
        kind: Kind,
        query: &ListQuery,
    ) -> Result<Vec<u8>, Error> {
        let _ = (caller, kind, query);
        todo!()
    }

    /// Replaces one (RFC 7644 §3.5.1).
    pub async fn replace(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        document: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let _ = (caller, kind, id, document, wanted);
        todo!()
    }

    /// Changes one (RFC 7644 §3.5.2). `body` is the PatchOp message.
    pub async fn patch(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        body: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let _ = (caller, kind, id, body, wanted);
        todo!()
    }

    /// Deletes one (RFC 7644 §3.6).
    pub async fn delete(&self, caller: &Caller, kind: Kind, id: &str) -> Result<(), Error> {
        let _ = (caller, kind, id);
        todo!()
    }
}
