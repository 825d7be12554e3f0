//! Bad schemas, each refused by the place that is wrong.

use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::{Value, json};

use super::{BADGE, Custom, badge};

async fn refused(schema: &Value) -> String {
    let mut custom = Custom::new(ProfileName::Standard).await;
    let refused = custom.add_schema(Kind::User, schema).await.unwrap_err();
    let added = custom.world.service.added_schemas(&custom.world.admin, custom.directory).await;
    assert_eq!(added.unwrap(), []);
    refused.to_string()
}

fn named(urn: &str) -> Value {
    let mut schema = badge(json!({}));
    schema["id"] = json!(urn);
    schema
}

#[tokio::test]
async fn the_names_of_others_are_not_taken() {
    for (urn, why) in [
        ("urn:ietf:params:scim:schemas:core:2.0:User", "redefines a core schema"),
        ("URN:IETF:params:scim:schemas:CORE:2.0:Group", "redefines a core schema"),
        ("urn:ietf:params:scim:schemas:core:2.0:Device", "redefines a core schema"),
        (
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "redefines the enterprise extension",
        ),
        ("urn:ietf:params:scim:api:messages:2.0:PatchOp", "is the name of a protocol message"),
        ("urn:scim:schemas:extension:atlassian-external:1.0", "holds the Atlassian account"),
    ] {
        let told = refused(&named(urn)).await;
        assert!(told.starts_with(&format!("`{urn}` ")) && told.contains(why), "{told}");
        assert!(told.contains("URN of your own"), "{told}");
    }
    for id in ["badge", "https://example.com/badge", "urn:badge", "urn::x", "urn:a:b c", ""] {
        let told = refused(&named(id)).await;
        assert!(told.starts_with(&format!("the schema id `{id}` is not a URN")), "{told}");
    }
}

#[tokio::test]
async fn a_path_can_always_tell_which_schema_is_meant() {
    let mut custom = Custom::new(ProfileName::Standard).await;
    custom.add_schema(Kind::User, &badge(json!({}))).await.unwrap();
    let twice = custom.add_schema(Kind::Group, &named(&BADGE.to_uppercase())).await.unwrap_err();
    assert!(twice.to_string().contains("a schema that Users have already"), "{twice}");
    for urn in [format!("{BADGE}:code"), "urn:example:params".to_owned()] {
        let alike = custom.add_schema(Kind::User, &named(&urn)).await.unwrap_err();
        assert!(alike.to_string().contains("begin alike"), "{alike}");
    }
    custom.add_schema(Kind::User, &named(&format!("{BADGE}s"))).await.unwrap();
}

#[tokio::test]
async fn what_no_schema_document_holds_is_refused_by_its_place() {
    let whole = |schema: Value| schema;
    for (schema, told) in [
        (
            badge(json!({ "type": "strng" })),
            "attributes[0].type: unknown variant `strng`, expected one of `string`, `boolean`, `decimal`, `integer`, `dateTime`, `binary`, `reference`, `complex`",
        ),
        (
            badge(json!({ "mutabilty": "readOnly" })),
            "attributes[0].mutabilty: no such member; there are name, type, subAttributes, multiValued, description, required, canonicalValues, caseExact, mutability, returned, uniqueness, referenceTypes",
        ),
        (
            badge(json!({ "unlisted": true })),
            "attributes[0].unlisted: no such member; there are name, type, subAttributes, multiValued, description, required, canonicalValues, caseExact, mutability, returned, uniqueness, referenceTypes",
        ),
        (badge(json!({ "required": "yes" })), "attributes[0].required: must be true or false"),
        (badge(json!({ "description": null })), "attributes[0].description: must be a string"),
        (
            badge(json!({ "canonicalValues": "a" })),
            "attributes[0].canonicalValues: must be an array of strings",
        ),
        (badge(json!({ "returned": 1 })), "attributes[0].returned: must be a string"),
        (
            badge(json!({ "type": "complex", "subAttributes": [{ "name": "value" }] })),
            "attributes[0].subAttributes[0].type: is missing",
        ),
        (whole(json!({ "id": BADGE })), "attributes: is missing"),
        (whole(json!({ "attributes": [] })), "id: is missing"),
        (
            whole(json!({ "id": BADGE, "attributes": [] })),
            "attributes: a schema without attributes extends nothing",
        ),
        (
            whole(json!({ "id": BADGE, "attributes": {} })),
            "attributes: must be an array of attributes",
        ),
        (whole(json!({ "id": BADGE, "attributes": ["code"] })), "attributes[0]: must be an object"),
        (
            whole(json!({ "id": BADGE, "ID": BADGE, "attributes": [] })),
            "ID: stands twice in one object (names differ only in case)",
        ),
        (
            whole(json!([badge(json!({}))])),
            "the document: must be one JSON object: a schema, as /Schemas/{urn} publishes it",
        ),
        (
            whole(json!({ "Resources": [] })),
            "Resources: no such member; there are id, name, description, attributes, schemas, meta",
        ),
    ] {
        assert_eq!(refused(&schema).await, told);
    }
}

#[tokio::test]
async fn what_breaks_the_rules_of_schemas_is_named() {
    let sub = |sub: Value| badge(json!({ "type": "complex", "subAttributes": [sub] }));
    for (schema, told) in [
        (badge(json!({ "name": "a b" })), "`a b` is not an attribute name"),
        (badge(json!({ "type": "complex" })), "`code` is complex and needs `subAttributes`"),
        (
            badge(json!({ "subAttributes": [{ "name": "x", "type": "string" }] })),
            "must be of type `complex`",
        ),
        (sub(json!({ "name": "x", "type": "complex" })), "`code.x` is complex within a complex"),
        (
            badge(json!({ "mutability": "writeOnly" })),
            "attributes[0].mutability: a `writeOnly` value",
        ),
        (
            badge(json!({ "mutability": "readOnly", "required": true })),
            "attributes[0].required: a `readOnly`",
        ),
        (badge(json!({ "uniqueness": "global" })), "attributes[0].uniqueness: `global`"),
        (
            badge(json!({ "uniqueness": "server", "type": "boolean" })),
            "attributes[0].uniqueness: of a boolean",
        ),
        (
            sub(json!({ "name": "x", "type": "string", "uniqueness": "global" })),
            "attributes[0].subAttributes[0].uniqueness: `global`",
        ),
    ] {
        let refused = refused(&schema).await;
        assert!(refused.contains(told), "{refused}");
    }
    let twice = json!({ "id": BADGE, "attributes": [
        { "name": "code", "type": "string" }, { "name": "CODE", "type": "string" },
    ] });
    assert!(refused(&twice).await.contains("`CODE` is defined twice"));
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_it_costs() {
    let many: Vec<Value> =
        (0..129).map(|n| json!({ "name": format!("a{n}"), "type": "string" })).collect();
    let told = refused(&json!({ "id": BADGE, "attributes": many })).await;
    assert_eq!(told, "attributes: 129 where at most 128 are accepted");
    let told = refused(&badge(json!({ "name": "n".repeat(129) }))).await;
    assert_eq!(told, "attributes[0].name (in characters): 129 where at most 128 are accepted");
    let told = refused(&named(&format!("urn:example:{}", "n".repeat(256)))).await;
    assert_eq!(told, "id (in characters): 268 where at most 256 are accepted");
    let told = refused(&badge(json!({ "description": "n".repeat(300_000) }))).await;
    assert!(told.starts_with("the document (in bytes): "), "{told}");
    let deep = (0..20).fold(json!({}), |inner, _| json!({ "meta": inner }));
    assert_eq!(refused(&deep).await, "the document: nests deeper than 16 levels");

    let mut custom = Custom::new(ProfileName::Standard).await;
    for n in 0..16 {
        custom.add_schema(Kind::User, &named(&format!("urn:example:n{n}"))).await.unwrap();
    }
    let told = custom.add_schema(Kind::User, &named(BADGE)).await.unwrap_err();
    assert_eq!(told.to_string(), "schemas added to User: 17 where at most 16 are accepted");
}
