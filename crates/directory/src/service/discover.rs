//! Discovery (RFC 7644 §4), derived from the caller's profile, so that it is always true.

use scim::message::LIST_RESPONSE;
use scim::schema::Extension;
use scim::{ResourceType, Schema};
use serde_json::{Map, Value, json};

use super::Service;
use crate::caller::Caller;
use crate::error::Error;
use crate::query::TIMEOUT_SECONDS;

const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Schema";
const RESOURCE_TYPE: &str = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
const SERVICE_PROVIDER_CONFIG: &str = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

impl Service {
    /// `/ServiceProviderConfig` (RFC 7643 §5, RFC 9865). Numbers are numbers and nothing is null, whatever
    /// is supported: typed clients insist on both.
    pub fn service_provider_config(&self, caller: &Caller) -> Value {
        let profile = caller.profile();
        let features = &profile.features;
        let (operations, bytes) = if features.bulk {
            (self.settings.bulk_operations, self.settings.bulk_bytes)
        } else {
            (0, 0)
        };
        let mut config = json!({
            "schemas": [SERVICE_PROVIDER_CONFIG],
            "patch": { "supported": true },
            "bulk": {
                "supported": features.bulk,
                "maxOperations": operations,
                "maxPayloadSize": bytes,
            },
            "filter": { "supported": true, "maxResults": profile.paging.max },
            "changePassword": { "supported": false },
            "sort": { "supported": features.sort },
            "etag": { "supported": features.etag },
            "authenticationSchemes": [{
                "type": "oauthbearertoken",
                "name": "OAuth Bearer Token",
                "description": "Authentication scheme using the OAuth Bearer Token Standard",
            }],
        });
        if let Some(members) = config.as_object_mut() {
            if features.cursor {
                let pagination = json!({
                    "cursor": true,
                    "index": true,
                    "defaultPaginationMethod": "index",
                    "defaultPageSize": profile.paging.default,
                    "maxPageSize": profile.paging.max,
                    "cursorTimeout": TIMEOUT_SECONDS,
                });
                members.insert("pagination".to_owned(), pagination);
            }
            let location = format!("{}/ServiceProviderConfig", caller.base());
            let meta = json!({ "resourceType": "ServiceProviderConfig", "location": location });
            members.insert("meta".to_owned(), meta);
        }
        config
    }

    /// `/Schemas`: a ListResponse.
    pub fn schemas(&self, caller: &Caller) -> Value {
        let schemas = published(caller).into_iter();
        list(&schemas.map(|schema| schema_document(caller, schema)).collect::<Vec<_>>())
    }

    /// `/Schemas/{urn}`, the URN in any case.
    pub fn schema(&self, caller: &Caller, urn: &str) -> Result<Value, Error> {
        let found =
            published(caller).into_iter().find(|schema| schema.id.eq_ignore_ascii_case(urn));
        found
            .map(|schema| schema_document(caller, schema))
            .ok_or_else(|| Error::Unknown { what: "schema", name: urn.to_owned() })
    }

    /// `/ResourceTypes`: a ListResponse.
    pub fn resource_types(&self, caller: &Caller) -> Value {
        list(&types(caller).map(|of| resource_type_document(caller, of)))
    }

    /// `/ResourceTypes/{name}`.
    pub fn resource_type(&self, caller: &Caller, name: &str) -> Result<Value, Error> {
        let found = types(caller).into_iter().find(|of| of.name == name);
        found
            .map(|of| resource_type_document(caller, of))
            .ok_or_else(|| Error::Unknown { what: "resource type", name: name.to_owned() })
    }
}

fn types(caller: &Caller) -> [&ResourceType; 2] {
    [&caller.profile.user, &caller.profile.group]
}

fn listed(of: &ResourceType) -> impl Iterator<Item = &Extension> {
    of.extensions.iter().filter(|extension| !extension.unlisted)
}

/// The schemas of all resource types, each once: a type's own first, then its extensions.
fn published(caller: &Caller) -> Vec<&Schema> {
    let mut schemas: Vec<&Schema> = Vec::new();
    for of in types(caller) {
        let own = std::iter::once(&*of.schema);
        for schema in own.chain(listed(of).map(|extension| &*extension.schema)) {
            if !schemas.iter().any(|known| known.id == schema.id) {
                schemas.push(schema);
            }
        }
    }
    schemas
}

fn schema_document(caller: &Caller, schema: &Schema) -> Value {
    let mut document = Map::new();
    if caller.profile.shape.schema_schemas {
        document.insert("schemas".to_owned(), json!([SCHEMA]));
    }
    if let Ok(Value::Object(members)) = serde_json::to_value(schema.listed()) {
        document.extend(members);
    }
    let location = format!("{}/Schemas/{}", caller.base(), schema.id);
    document.insert("meta".to_owned(), json!({ "resourceType": "Schema", "location": location }));
    Value::Object(document)
}

fn resource_type_document(caller: &Caller, of: &ResourceType) -> Value {
    let extensions: Vec<Value> = listed(of)
        .map(|extension| json!({ "schema": extension.schema.id, "required": extension.required }))
        .collect();
    let mut document = json!({
        "schemas": [RESOURCE_TYPE],
        "id": of.name,
        "name": of.name,
        "endpoint": of.endpoint,
        "description": of.description,
        "schema": of.schema.id,
    });
    if let Some(members) = document.as_object_mut() {
        if !extensions.is_empty() {
            members.insert("schemaExtensions".to_owned(), extensions.into());
        }
        let location = format!("{}/ResourceTypes/{}", caller.base(), of.name);
        let meta = json!({ "resourceType": "ResourceType", "location": location });
        members.insert("meta".to_owned(), meta);
    }
    document
}

fn list(resources: &[Value]) -> Value {
    json!({
        "schemas": [LIST_RESPONSE],
        "totalResults": resources.len(),
        "startIndex": 1,
        "itemsPerPage": resources.len(),
        "Resources": resources,
    })
}
