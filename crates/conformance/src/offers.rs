//! What the server says it offers (RFC 7644 §4), so that only that is checked.

use serde::Serialize;
use serde_json::Value;

/// The enterprise extension of users (RFC 7643 §4.3).
pub(crate) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The schema of users (RFC 7643 §4.1).
pub(crate) const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

/// The schema of groups (RFC 7643 §4.2).
pub(crate) const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// What a server says it offers. What it does not say is taken as the RFCs have it by default: a server
/// without ServiceProviderConfig is asked for PATCH and filters, and for nothing else that is optional.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent offer")]
pub struct Offers {
    /// PATCH (RFC 7644 §3.5.2).
    pub patch: bool,
    /// Filters (RFC 7644 §3.4.2.2).
    pub filter: bool,
    /// The largest answer to a filter, if it says so.
    pub max_results: Option<u64>,
    /// Sorting (RFC 7644 §3.4.2.3).
    pub sort: bool,
    /// Versions (RFC 7644 §3.14).
    pub etag: bool,
    /// Bulk (RFC 7644 §3.7), with its limits.
    pub bulk: Option<BulkLimits>,
    /// Pages by index (RFC 7644 §3.4.2.4).
    pub index: bool,
    /// Pages by cursor (RFC 9865).
    pub cursor: bool,
    /// The resource type Group.
    pub groups: bool,
    /// The enterprise extension of users.
    pub enterprise: bool,
    /// The endpoints of all resource types.
    pub endpoints: Vec<String>,
    /// The attributes of users that clients can write; none if the server has no schema of users.
    #[serde(skip)]
    writable: Option<Vec<String>>,
}

/// The limits of Bulk (RFC 7643 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BulkLimits {
    /// How many operations one request may hold.
    pub max_operations: u64,
    /// How many bytes one request may have.
    pub max_payload_size: u64,
}

impl Offers {
    /// Reads what discovery answered; null is what could not be read.
    pub(crate) fn read(config: &Value, types: &Value, schemas: &Value) -> Self {
        let supported =
            |name: &str, unsaid: bool| match config.pointer(&format!("/{name}/supported")) {
                Some(Value::Bool(supported)) => *supported,
                _ => unsaid && config.is_null(),
            };
        let number = |pointer: &str| config.pointer(pointer).and_then(Value::as_u64);
        let pagination =
            |name: &str| config.pointer(&format!("/pagination/{name}")).and_then(Value::as_bool);
        let types: Vec<&Value> = resources(types).collect();
        let endpoints: Vec<String> = types.iter().filter_map(|of| text(of, "endpoint")).collect();
        let offered =
            |path: &str| endpoints.iter().any(|known| known.trim_end_matches('/').ends_with(path));
        let extensions =
            types.iter().filter_map(|of| of.get("schemaExtensions").and_then(Value::as_array));
        let mut extensions = extensions.flatten().filter_map(|extension| text(extension, "schema"));
        let bulk = BulkLimits {
            max_operations: number("/bulk/maxOperations").unwrap_or(u64::MAX),
            max_payload_size: number("/bulk/maxPayloadSize").unwrap_or(u64::MAX),
        };
        Self {
            patch: supported("patch", true),
            filter: supported("filter", true),
            max_results: number("/filter/maxResults"),
            sort: supported("sort", false),
            etag: supported("etag", false),
            bulk: supported("bulk", false).then_some(bulk),
            index: pagination("index").unwrap_or(true),
            cursor: pagination("cursor").unwrap_or(false),
            groups: endpoints.is_empty() || offered("/Groups"),
            enterprise: extensions.any(|schema| schema.eq_ignore_ascii_case(ENTERPRISE)),
            endpoints,
            writable: writable(schemas),
        }
    }

    /// Whether users have this attribute and clients can write it.
    pub(crate) fn writes(&self, name: &str) -> bool {
        self.writable
            .as_ref()
            .is_none_or(|known| known.iter().any(|one| one.eq_ignore_ascii_case(name)))
    }
}

/// The attributes of the schema of users that are not read-only.
fn writable(schemas: &Value) -> Option<Vec<String>> {
    let user = resources(schemas)
        .find(|schema| text(schema, "id").is_some_and(|id| id.eq_ignore_ascii_case(USER)))?;
    let attributes = user.get("attributes")?.as_array()?.iter();
    let attributes =
        attributes.filter(|one| text(one, "mutability").as_deref() != Some("readOnly"));
    Some(attributes.filter_map(|one| text(one, "name")).collect())
}

/// The resources of a ListResponse.
pub(crate) fn resources(list: &Value) -> impl Iterator<Item = &Value> {
    list.get("Resources").and_then(Value::as_array).into_iter().flatten()
}

fn text(value: &Value, member: &str) -> Option<String> {
    value.get(member)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests;
