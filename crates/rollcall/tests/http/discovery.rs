//! Discovery: the recorded documents in `atlassian-exact`, true ones everywhere.

use directory::profile::ProfileName::{self, AtlassianExact, Standard};
use serde_json::{Value, json};

use crate::world::{Exchange, story_in};

const CORE_USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const CORE_GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

#[tokio::test]
async fn exact_publishes_the_recorded_service_provider_config() {
    story_in(AtlassianExact, async |tenant| {
        let config = tenant.get("/ServiceProviderConfig").await.status(200);
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "patch": {"supported": true},
            "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
            "filter": {"maxResults": 10000, "supported": true},
            "changePassword": {"supported": false},
            "sort": {"supported": false},
            "etag": {"supported": false},
            "authenticationSchemes": [{
                "type": "oauthbearertoken",
                "name": "OAuth Bearer Token",
                "description": "Authentication scheme using the OAuth Bearer Token Standard",
            }],
        });
        for (name, value) in expected.as_object().expect("an object") {
            assert_eq!(config.body.get(name), Some(value), "{name} in {config}");
        }
        assert_eq!(config.at("/meta/resourceType"), "ServiceProviderConfig");
        let location = format!("{}/ServiceProviderConfig", tenant.base());
        assert_eq!(config.at("/meta/location"), &location);
        assert_eq!(config.body.get("documentationUri"), None);
    })
    .await;
}

/// What the recording says of an attribute; absent means the default.
struct Recorded {
    name: &'static str,
    kind: &'static str,
    multi: bool,
    required: bool,
    mutability: &'static str,
    uniqueness: &'static str,
    parts: &'static [&'static str],
}

const TEXT: Recorded = Recorded {
    name: "",
    kind: "string",
    multi: false,
    required: false,
    mutability: "readWrite",
    uniqueness: "none",
    parts: &[],
};
const NAME_PARTS: &[&str] =
    &["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"];
const CONTACT: &[&str] = &["value", "display", "type", "primary"];

const USER: &[Recorded] = &[
    Recorded { name: "userName", required: true, uniqueness: "server", ..TEXT },
    Recorded { name: "name", kind: "complex", parts: NAME_PARTS, ..TEXT },
    Recorded { name: "displayName", ..TEXT },
    Recorded { name: "nickName", ..TEXT },
    Recorded { name: "title", ..TEXT },
    Recorded { name: "preferredLanguage", ..TEXT },
    Recorded { name: "timezone", ..TEXT },
    Recorded { name: "active", kind: "boolean", ..TEXT },
    Recorded {
        name: "emails",
        kind: "complex",
        multi: true,
        required: true,
        parts: CONTACT,
        ..TEXT
    },
    Recorded { name: "phoneNumbers", kind: "complex", multi: true, parts: CONTACT, ..TEXT },
    Recorded {
        name: "groups",
        kind: "complex",
        multi: true,
        mutability: "readOnly",
        parts: &["value", "$ref", "display", "type"],
        ..TEXT
    },
];
const EXTENSION: &[Recorded] =
    &[Recorded { name: "organization", ..TEXT }, Recorded { name: "department", ..TEXT }];
const GROUP: &[Recorded] = &[
    Recorded { name: "displayName", required: true, mutability: "immutable", ..TEXT },
    Recorded { name: "members", kind: "complex", multi: true, parts: &["value", "$ref"], ..TEXT },
];

#[tokio::test]
async fn exact_publishes_the_recorded_schemas() {
    story_in(AtlassianExact, async |tenant| {
        let list = tenant.get("/Schemas").await.status(200);
        assert_eq!(list.at("/totalResults"), 3, "{list}");
        let recorded = [
            (CORE_USER, "User Account", USER),
            (ENTERPRISE, "Enterprise User", EXTENSION),
            (CORE_GROUP, "Group", GROUP),
        ];
        for (number, (urn, description, attributes)) in recorded.into_iter().enumerate() {
            let schema = list.at(&format!("/Resources/{number}"));
            assert_eq!((&schema["id"], &schema["description"]), (&json!(urn), &json!(description)));
            assert_eq!(schema.get("schemas"), None, "{schema}");
            has(schema, attributes);
            let alone = tenant.get(&format!("/Schemas/{urn}")).await.status(200);
            assert_eq!(&alone.body, schema);
        }
    })
    .await;
}

#[track_caller]
fn has(schema: &Value, recorded: &[Recorded]) {
    let published = schema["attributes"].as_array().expect("attributes");
    let names: Vec<&str> = published.iter().filter_map(|one| one["name"].as_str()).collect();
    let expected: Vec<&str> = recorded.iter().map(|attribute| attribute.name).collect();
    assert_eq!(names, expected);
    for (attribute, recorded) in published.iter().zip(recorded) {
        let name = recorded.name;
        assert_eq!(attribute["type"], recorded.kind, "{name}");
        assert_eq!(attribute["multiValued"], recorded.multi, "{name}");
        assert_eq!(attribute["required"], recorded.required, "{name}");
        assert_eq!(attribute["mutability"], recorded.mutability, "{name}");
        if recorded.kind == "string" {
            assert_eq!(attribute["uniqueness"], recorded.uniqueness, "{name}");
            assert_eq!(attribute["caseExact"], false, "{name}");
        }
        let parts = attribute["subAttributes"].as_array().cloned().unwrap_or_default();
        let parts: Vec<&str> = parts.iter().filter_map(|part| part["name"].as_str()).collect();
        assert_eq!(parts, recorded.parts, "the parts of {name}");
    }
}

#[tokio::test]
async fn every_profile_publishes_documents_that_agree_with_each_other() {
    for profile in ProfileName::ALL {
        story_in(profile, async |tenant| {
            let types = tenant.get("/ResourceTypes").await.status(200);
            let schemas = tenant.get("/Schemas").await.status(200);
            let published: Vec<&Value> = resources(&schemas).iter().map(|one| &one["id"]).collect();
            for kind in resources(&types) {
                let name = kind["name"].as_str().expect("a name");
                let alone = tenant.get(&format!("/ResourceTypes/{name}")).await.status(200);
                assert_eq!(&alone.body, kind);
                assert!(published.contains(&&kind["schema"]), "{}", kind["schema"]);
                for extension in kind["schemaExtensions"].as_array().into_iter().flatten() {
                    assert!(published.contains(&&extension["schema"]), "{extension}");
                    assert!(extension["required"].is_boolean(), "{extension}");
                }
                let endpoint = kind["endpoint"].as_str().expect("an endpoint");
                tenant.get(endpoint).await.status(200);
            }
            for schema in resources(&schemas) {
                let urn = schema["id"].as_str().expect("a URN");
                let location = schema["meta"]["location"].as_str().expect("a location");
                assert!(location.starts_with(tenant.base()), "{location}");
                let shouted = tenant.get(&format!("/Schemas/{}", urn.to_uppercase())).await;
                assert_eq!(&shouted.status(200).body, schema);
            }
        })
        .await;
    }
}

/// What the configuration says is not supported is refused, and what it says is supported works.
#[tokio::test]
async fn the_configuration_is_true() {
    for profile in ProfileName::ALL {
        story_in(profile, async |tenant| {
            let config = tenant.get("/ServiceProviderConfig").await.status(200);
            for feature in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
                assert!(config.at(&format!("/{feature}/supported")).is_boolean(), "{config}");
            }
            for number in ["bulk/maxOperations", "bulk/maxPayloadSize", "filter/maxResults"] {
                assert!(config.at(&format!("/{number}")).is_u64(), "{number} in {config}");
            }
            assert_eq!(config.at("/patch/supported"), true);
            assert_eq!(config.at("/filter/supported"), true);
            let bulk = tenant.post("/Bulk", &json!({})).await;
            assert_eq!(bulk.code == 501, config.at("/bulk/supported") == false, "{bulk}");
            let user = tenant.post("/Users", &crate::world::user("ada")).await.status(201);
            let tagged = user.header("ETag").is_some() && user.at("/meta/version").is_string();
            assert_eq!(tagged, config.at("/etag/supported") == true, "{config}\n{user}");
            let unsortable = tenant.get("/Users?sortBy=password").await;
            let sorts = unsortable.code == 400;
            assert_eq!(sorts, config.at("/sort/supported") == true, "{config}\n{unsortable}");
            let first = tenant.get("/Users?cursor&count=1").await.status(200);
            let by_index = first.at("/startIndex").is_u64();
            assert_eq!(by_index, config.at("/pagination/cursor") != true, "{config}\n{first}");
        })
        .await;
    }
}

#[tokio::test]
async fn discovery_needs_a_key_too() {
    story_in(Standard, async |tenant| {
        for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes", "/nothing"] {
            let request = tenant.request("GET", path).without("Authorization");
            request.send().await.refused(401, None);
        }
    })
    .await;
}

fn resources(list: &Exchange) -> &[Value] {
    list.at("/Resources").as_array().map(Vec::as_slice).unwrap_or_default()
}
