//! The one authority on what a filter matches.

use serde_json::Value;

use super::Filter;
use crate::Resource;
use crate::schema::ResourceType;

impl Filter<'_> {
    /// Whether the resource matches. `resource` must hold all that the filter may speak of,
    /// computed attributes (`meta`, `groups`, `members`) included.
    pub fn matches(&self, of: &ResourceType, resource: &Resource) -> bool {
        let _ = (of, resource);
        todo!()
    }

    /// Whether one element of a multi-valued attribute matches a filter in brackets.
    pub fn matches_element(&self, element: &Value) -> bool {
        let _ = element;
        todo!()
    }
}
