//! What of a resource is sent: `attributes`, `excludedAttributes` (RFC 7644 §3.4.2.5, §3.9) and
//! `returned` (RFC 7643 §7).

mod apply;
mod list;
mod selection;

use serde_json::{Map, Value};

use crate::Tolerances;
use crate::schema::ResourceType;
use selection::Selection;

/// Why a projection is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectionError {
    /// Both parameters were sent.
    #[error("`attributes` and `excludedAttributes` exclude each other; send one of them")]
    Both,
}

/// What a client wants of a resource. Unknown names are ignored.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Projection(Wanted);

#[derive(Clone, Debug, PartialEq, Default)]
enum Wanted {
    /// What is returned by default.
    #[default]
    Default,
    /// What is always returned, and these.
    Only(Selection),
    /// What is returned by default, but not these.
    Except(Selection),
}

impl Projection {
    /// From the query parameters, each a comma-separated list. One that holds no name counts as absent.
    pub fn parse(
        attributes: Option<&str>,
        excluded: Option<&str>,
        of: &ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Self, ProjectionError> {
        Self::from_lists(attributes.as_slice(), excluded.as_slice(), of, tolerances)
    }

    /// From the arrays of a query by POST (RFC 7644 §3.4.3). An empty one counts as absent.
    pub fn from_lists<S: AsRef<str>>(
        attributes: &[S],
        excluded: &[S],
        of: &ResourceType,
        tolerances: &Tolerances,
    ) -> Result<Self, ProjectionError> {
        let (attributes, excluded) = (list::names(attributes), list::names(excluded));
        let select = |names: &[String]| Selection::of(names, of, tolerances);
        Ok(Self(match (attributes.is_empty(), excluded.is_empty()) {
            (true, true) => Wanted::Default,
            (false, true) => Wanted::Only(select(&attributes)),
            (true, false) => Wanted::Except(select(&excluded)),
            (false, false) => return Err(ProjectionError::Both),
        }))
    }

    /// Whether the client named nothing: the resource is sent as it is stored.
    pub fn is_default(&self) -> bool {
        self.0 == Wanted::Default
    }

    /// Whether any part of this top-level attribute (canonical name), or of the extension of this URN,
    /// would be sent, so that a caller can avoid computing what would be dropped (`members`, `groups`).
    /// Attributes that are always returned are part of every answer.
    pub fn includes(&self, attribute: &str) -> bool {
        match &self.0 {
            Wanted::Default => true,
            Wanted::Only(selection) => selection.touches(attribute),
            Wanted::Except(selection) => !selection.covers(attribute),
        }
    }

    /// Drops from a whole resource (computed attributes included) what is not to be sent. An attribute or
    /// an extension of which nothing remains goes with its parts.
    pub fn apply(&self, of: &ResourceType, resource: &mut Map<String, Value>) {
        apply::apply(&self.0, of, resource);
    }
}
