//! Endpoints, media types and discovery (RFC 7644 §3.3, §3.8, §3.11 to §3.13, §4; RFC 7643 §5 to §7).

use directory::NewKey;
use directory::model::Scope;
use directory::profile::ProfileName::{self, Standard};
use serde_json::{Value, json};

use crate::ask::{ENTERPRISE, GROUP, NOBODY, USER, in_both};
use crate::world::{story, story_in, user};

const SCIM: &str = "application/scim+json";

#[tokio::test]
async fn t033_both_media_types_are_spoken_and_no_other() {
    in_both(async |tenant| {
        let kinds =
            ["application/scim+json", "application/json", "application/SCIM+json; charset=UTF-8"];
        for (number, kind) in kinds.into_iter().enumerate() {
            let body = user(&format!("ada{number}")).to_string();
            tenant.request("POST", "/Users").raw(kind, body).send().await.status(201);
        }
        for (accept, answered) in [
            (None, SCIM),
            (Some("*/*"), SCIM),
            (Some("application/*"), SCIM),
            (Some("application/scim+json"), SCIM),
            (Some("application/json"), "application/json"),
            (Some("application/json;charset=utf-8"), "application/json"),
            (Some("text/html, application/json;q=0.5"), "application/json"),
        ] {
            let mut request = tenant.request("GET", "/Users");
            if let Some(accept) = accept {
                request = request.header("Accept", accept);
            }
            let answer = request.header("Content-Type", "text/plain").send().await.status(200);
            let sent = answer.header("Content-Type").unwrap_or_default();
            assert!(sent.starts_with(answered), "{accept:?}: {answer}");
        }
        let html = tenant.request("GET", "/Users").header("Accept", "text/html");
        html.send().await.refused(406, None);
        for kind in ["text/plain", "application/xml", "application/x-www-form-urlencoded"] {
            let other = tenant.request("POST", "/Users").raw(kind, user("grace").to_string());
            other.send().await.refused(415, None);
        }
    })
    .await;
}

#[tokio::test]
async fn t034_every_refusal_has_a_body_of_scim() {
    in_both(async |tenant| {
        let nobody = format!("/Users/{NOBODY}");
        tenant.request("GET", "/Users").without("Authorization").send().await.refused(401, None);
        tenant.get(&nobody).await.refused(404, None);
        tenant.get("/Nothing/at/all").await.refused(404, None);
        tenant.request("DELETE", "/Users").send().await.refused(405, None);
        tenant
            .request("GET", "/Users")
            .header("Accept", "text/html")
            .send()
            .await
            .refused(406, None);
        let stale = tenant.create("/Users", &user("ada")).await;
        let stale = tenant.request("DELETE", &format!("/Users/{stale}"));
        stale.header("If-Match", "W/\"99\"").send().await.refused(412, None);
        let large = tenant.request("POST", "/Users").raw(SCIM, vec![b' '; 1024 * 1024 + 1]);
        large.send().await.refused(413, None);
        tenant.request("POST", "/Users").raw("text/plain", "x").send().await.refused(415, None);
        tenant.get("/Me").await.refused(501, None);
        let scim_type = tenant.get("/Users?count=x").await;
        scim_type.refused(400, Some("invalidValue"));
    })
    .await;
    story(async |world| {
        for path in ["/", "/scim", "/scim/directory", "/Users", "/admin/nothing"] {
            world.request("GET", path).send().await.refused(404, None);
        }
    })
    .await;
}

#[tokio::test]
async fn t035_a_wrong_method_is_told_the_right_ones() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        for (method, path, allowed) in [
            ("DELETE", "/Users".to_owned(), &["GET", "POST"][..]),
            ("PATCH", "/Groups".to_owned(), &["GET", "POST"]),
            ("POST", format!("/Users/{ada}"), &["GET", "PUT", "PATCH", "DELETE"]),
            ("PUT", "/Schemas".to_owned(), &["GET"]),
            ("GET", "/Bulk".to_owned(), &["POST"]),
            ("GET", "/Users/.search".to_owned(), &["POST"]),
        ] {
            let refused = tenant.request(method, &path).json(&json!({})).send().await;
            let refused = refused.refused(405, None);
            let told = refused.header("Allow").unwrap_or_default();
            let told: Vec<&str> = told.split(',').map(str::trim).collect();
            assert!(allowed.iter().all(|method| told.contains(method)), "{refused}");
            assert!(!told.contains(&method), "{refused}");
        }
        tenant.get("/Robots").await.refused(404, None);
    })
    .await;
    story_in(ProfileName::AtlassianExact, async |tenant| {
        for (method, path) in [("POST", "/Bulk"), ("POST", "/.search"), ("GET", ""), ("GET", "/Me")]
        {
            let refused = tenant.request(method, path).json(&json!({})).send().await;
            refused.refused(501, None);
        }
    })
    .await;
}

#[tokio::test]
async fn t036_the_configuration_has_all_its_parts_in_every_profile() {
    for profile in ProfileName::ALL {
        story_in(profile, async |tenant| {
            let config = tenant.get("/ServiceProviderConfig").await.status(200);
            for part in ["patch", "bulk", "filter", "changePassword", "sort", "etag"] {
                assert!(config.at(&format!("/{part}/supported")).is_boolean(), "{part}: {config}");
            }
            for number in ["bulk/maxOperations", "bulk/maxPayloadSize", "filter/maxResults"] {
                assert!(config.at(&format!("/{number}")).is_u64(), "{number}: {config}");
            }
            let scheme = json!({
                "type": "oauthbearertoken",
                "name": "OAuth Bearer Token",
                "description": "Authentication scheme using the OAuth Bearer Token Standard",
            });
            assert_eq!(config.at("/authenticationSchemes"), &json!([scheme]), "{config}");
            let urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
            assert_eq!(config.at("/schemas"), &json!([urn]));
            assert_eq!((config.body.get("id"), config.body.get("Resources")), (None, None));
            assert!(!config.body.to_string().contains("null"), "{config}");
        })
        .await;
    }
}

#[tokio::test]
async fn t037_discovery_lists_are_lists_and_single_documents_single() {
    in_both(async |tenant| {
        let list_response = json!(["urn:ietf:params:scim:api:messages:2.0:ListResponse"]);
        let schemas = tenant.get("/Schemas").await.status(200);
        assert_eq!(schemas.at("/schemas"), &list_response);
        let listed = schemas.at("/Resources").as_array().expect("schemas");
        let urns: Vec<&Value> = listed.iter().map(|schema| &schema["id"]).collect();
        assert_eq!(urns, [USER, ENTERPRISE, GROUP], "and none of messages");
        for schema in listed {
            let urn = schema["id"].as_str().expect("a URN");
            for spelling in [urn.to_owned(), urn.to_uppercase(), urn.replace(':', "%3A")] {
                let one = tenant.get(&format!("/Schemas/{spelling}")).await.status(200);
                assert_eq!(&one.body, schema, "{spelling}");
            }
        }
        let types = tenant.get("/ResourceTypes").await.status(200);
        assert_eq!(types.at("/schemas"), &list_response);
        for one in types.at("/Resources").as_array().expect("types") {
            let name = one["name"].as_str().expect("a name");
            assert_eq!(one["id"], one["name"]);
            assert_eq!(&tenant.get(&format!("/ResourceTypes/{name}")).await.status(200).body, one);
        }
        let message = "/Schemas/urn:ietf:params:scim:api:messages:2.0:PatchOp";
        tenant.get(message).await.refused(404, None);
    })
    .await;
}

#[tokio::test]
async fn t038_discovery_is_not_paged_sorted_or_filtered() {
    in_both(async |tenant| {
        for path in ["/ServiceProviderConfig", "/Schemas", "/ResourceTypes", "/ResourceTypes/User"]
        {
            let plain = tenant.get(path).await.status(200);
            let query = "startIndex=2&count=1&sortBy=id&sortOrder=up&attributes=id&cursor=x";
            let asked = tenant.get(&format!("{path}?{query}")).await.status(200);
            assert_eq!(asked.body, plain.body, "{path}");
            let filtered = tenant.get(&format!("{path}?filter=id%20pr")).await;
            filtered.refused(403, None);
        }
    })
    .await;
}

#[tokio::test]
async fn t039_every_attribute_is_described_in_full() {
    for profile in ProfileName::ALL {
        story_in(profile, async |tenant| {
            let schemas = tenant.get("/Schemas").await.status(200);
            for schema in schemas.at("/Resources").as_array().expect("schemas") {
                for attribute in schema["attributes"].as_array().expect("attributes") {
                    described(attribute);
                }
            }
        })
        .await;
    }
}

#[track_caller]
fn described(attribute: &Value) {
    let one_of = |member: &str, allowed: &[&str]| {
        assert!(attribute[member].as_str().is_some_and(|it| allowed.contains(&it)), "{attribute}");
    };
    assert!(attribute["name"].is_string(), "{attribute}");
    for flag in ["multiValued", "required"] {
        assert!(attribute[flag].is_boolean(), "{flag} of {attribute}");
    }
    let types =
        ["string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex"];
    one_of("type", &types);
    one_of("mutability", &["readOnly", "readWrite", "immutable", "writeOnly"]);
    one_of("returned", &["always", "never", "default", "request"]);
    if attribute["type"] == "string" {
        assert!(attribute["caseExact"].is_boolean(), "{attribute}");
        one_of("uniqueness", &["none", "server", "global"]);
    }
    let parts = attribute["subAttributes"].as_array();
    assert_eq!(parts.is_some(), attribute["type"] == "complex", "{attribute}");
    parts.into_iter().flatten().for_each(described);
}

#[tokio::test]
async fn t040_me_is_whoever_holds_the_key_or_not_there() {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let new = NewKey {
            directory: Some(tenant.directory().id),
            user: Some(ada.parse().expect("an id")),
            label: "Ada's".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = tenant.service.create_key(tenant.admin(), new).await.expect("a key");
        let me = tenant.request("GET", "/Me");
        let me = me.header("Authorization", &format!("Bearer {}", token.reveal())).send().await;
        let permanent = tenant.get(&format!("/Users/{ada}")).await.status(200);
        assert_eq!(me.body, permanent.body, "{me}");
        let location = format!("{}/Users/{ada}", tenant.base());
        assert_eq!(me.status(200).header("Location"), Some(location.as_str()));
        tenant.get("/Me").await.refused(501, None);
    })
    .await;
}

#[tokio::test]
async fn t042_head_is_get_without_a_body() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        for path in [format!("/Users/{ada}"), "/Users".to_owned(), "/Schemas".to_owned()] {
            let get = tenant.get(&path).await.status(200);
            let head = tenant.request("HEAD", &path).send().await.status(200);
            assert!(head.body.is_null(), "{head}");
            for header in ["Content-Type", "Content-Length", "ETag", "Location"] {
                assert_eq!(head.header(header), get.header(header), "{header}: {head}");
            }
        }
        let missing = tenant.request("HEAD", &format!("/Users/{NOBODY}")).send().await;
        assert_eq!(missing.code, 404);
        let options = tenant.request("OPTIONS", "/Users").send().await.refused(405, None);
        assert!(options.header("Allow").is_some_and(|allow| allow.contains("POST")), "{options}");
    })
    .await;
}

#[tokio::test]
async fn t043_every_answer_with_a_resource_says_where_it_lives() {
    in_both(async |tenant| {
        let born = tenant.post("/Users", &user("ada")).await.status(201);
        let path = format!("/Users/{}", born.id());
        let location = format!("{}{path}", tenant.base());
        let patch = crate::ask::op("replace", "title", json!("Countess"));
        let answers = [
            born,
            tenant.get(&path).await,
            tenant.put(&path, &user("ada")).await,
            tenant.patch(&path, &patch).await,
        ];
        for answer in answers {
            assert_eq!(answer.header("Location"), Some(location.as_str()), "{answer}");
            assert_eq!(answer.at("/meta/location"), location.as_str(), "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn t044_a_suffix_is_no_part_of_an_id() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        assert!(!ada.contains('.'), "{ada}");
        let read = tenant.get(&format!("/Users/{ada}.scim")).await;
        read.refused(404, None);
        tenant.get(&format!("/Users/{ada}")).await.status(200);
    })
    .await;
}

#[tokio::test]
async fn t041_version_two_is_spoken_and_no_other() {
    in_both(async |tenant| {
        let born = tenant.post("/v2/Users", &user("ada")).await.status(201);
        let location = format!("{}/Users/{}", tenant.base(), born.id());
        assert_eq!(born.at("/meta/location"), location.as_str(), "as if it were not there");
        let read = tenant.get(&format!("/v2/Users/{}", born.id())).await.status(200);
        assert_eq!(read.body, born.body);
        for path in ["/v1/Users", "/v3/Users", "/v1.1/Schemas", "/v10"] {
            tenant.get(path).await.refused(400, Some("invalidVers"));
        }
        for path in ["/v/Users", "/version/Users", "/Users/v2", "/v2/v2/Users"] {
            let refused = tenant.get(path).await;
            assert!(matches!(refused.code, 400 | 404), "{refused}");
        }
    })
    .await;
}
