//! What of a resource is sent: `attributes`, `excludedAttributes` (RFC 7644 §3.4.2.5, §3.9) and
//! `returned` (RFC 7643 §7).

use serde_json::{Map, Value};

use crate::Tolerances;
use crate::schema::ResourceType;

/// Why a projection is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectionError {
    /// Both parameters were sent.
    #[error("`attributes` and `excludedAttributes` exclude each other; send one of them")]
    Both,
}

/// What a client wants of a resource. Unknown names are ignored.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Projection {
    // private: the implementer's choice
}

impl Projection {
    /// From the query parameters, each a comma-separated list.
    pub fn parse(
        attributes: Option<&str>,
        excluded: Option<&str>,
        of: &ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Self, ProjectionError> {
        let _ = (attributes, excluded, of, tolerances);
        todo!()
    }

    /// Whether the client named nothing: the resource is sent as it is stored.
    pub fn is_default(&self) -> bool {
        todo!()
    }

    /// Whether any part of this top-level attribute (canonical name) would be sent, so that a caller
    /// can avoid computing what would be dropped (`members`, `groups`).
    pub fn includes(&self, attribute: &str) -> bool {
        let _ = attribute;
        todo!()
    }

    /// Drops from a whole resource (computed attributes included) what is not to be sent.
    pub fn apply(&self, of: &ResourceType, resource: &mut Map<String, Value>) {
        let _ = (of, resource);
        todo!()
    }
}
