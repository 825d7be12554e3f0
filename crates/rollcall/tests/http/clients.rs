//! What the clients of Atlassian's API send, unchanged.

use directory::profile::ProfileName::{Atlassian, AtlassianExact};
use serde_json::json;

use crate::world::{group, story_in, user};

/// go-atlassian: plain JSON, empty `id` and `externalId`, no `schemas`, misspelt extension keys.
#[tokio::test]
async fn go_atlassian() {
    story_in(AtlassianExact, async |tenant| {
        let plain = |method: &str, path: &str| {
            tenant.request(method, path).header("Accept", "application/json")
        };
        let body = json!({
            "id": "",
            "externalId": "",
            "userName": "Example Username 3",
            "emails": [{"value": "example-3@go-atlassian.io", "type": "work", "primary": true}],
            "name": {"formatted": "Example Full Name", "familyName": "Family", "givenName": "Name"},
            "displayName": "Example Display Name",
            "timezone": "America/Los_Angeles",
            "active": true,
            "urn:ietf:params:scim:schemas:extension:enterprise:2.1:User": {"department": "x"},
            "urn:scim:schemas:extension:atlassian-external:1.1": {"atlassianAccountId": ""},
        });
        let create = plain("POST", "/Users").raw("application/json", body.to_string());
        let created = create.send().await.status(201);
        let id = created.id();
        let media = created.header("Content-Type").unwrap_or_default();
        assert!(media.starts_with("application/json"), "as Accept asks: {created}");

        let list = plain("GET", "/Users?startIndex=0&count=50").send().await.status(200);
        assert_eq!((list.at("/startIndex"), list.at("/itemsPerPage")), (&json!(1), &json!(50)));
        assert_eq!(list.at("/Resources/0/id"), id.as_str());

        let operations = json!({"operations": [
            {"op": "replace", "path": "displayName", "value": "New Display Name"},
            {"op": "replace", "path": "name.familyName", "value": "New Family"},
            {"op": "add", "path": "emails", "value": [
                {"value": "second@go-atlassian.io", "type": "other", "primary": false},
            ]},
        ]});
        let patch = plain("PATCH", &format!("/Users/{id}"));
        let patched =
            patch.raw("application/json", operations.to_string()).send().await.status(200);
        assert_eq!(patched.at("/displayName"), "New Display Name", "{patched}");
        assert_eq!(patched.at("/name/familyName"), "New Family", "{patched}");
        assert_eq!(patched.at("/emails").as_array().map(Vec::len), Some(2), "{patched}");

        let named = json!({"displayName": "scim-jira-users"}).to_string();
        let group = plain("POST", "/Groups").raw("application/json", named.clone());
        let group = group.send().await.status(201).id();
        let same = plain("PUT", &format!("/Groups/{group}")).raw("application/json", named);
        assert_eq!(same.send().await.status(200).at("/displayName"), "scim-jira-users");
        let add = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "add", "path": "members", "value": [
                {"value": id, "display": "example-3@go-atlassian.io"},
            ]}],
        });
        let add =
            plain("PATCH", &format!("/Groups/{group}")).raw("application/json", add.to_string());
        assert_eq!(add.send().await.status(200).at("/members/0/value"), id.as_str());
        plain("DELETE", &format!("/Groups/{group}")).send().await.status(204);
        plain("DELETE", &format!("/Users/{id}")).send().await.status(204);
    })
    .await;
}

/// A user of go-atlassian that is not active: it leaves `active: false` out.
#[tokio::test]
async fn go_atlassian_leaves_a_false_active_out() {
    story_in(Atlassian, async |tenant| {
        let mut sent = user("ada");
        sent["active"] = json!(false);
        let id = tenant.create("/Users", &sent).await;
        let put = tenant.put(&format!("/Users/{id}"), &user("ada")).await.status(200);
        assert_eq!(put.at("/active"), false, "{put}");
    })
    .await;
}

/// jira.js: reads the discovery documents it has functions for, and patches with `operations`.
#[tokio::test]
async fn jira_js() {
    story_in(AtlassianExact, async |tenant| {
        for path in [
            "/Schemas",
            "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
            "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group",
            "/Schemas/urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "/ResourceTypes",
            "/ResourceTypes/User",
            "/ResourceTypes/Group",
            "/ServiceProviderConfig",
        ] {
            tenant.get(path).await.status(200);
        }
        let id = tenant.create("/Users", &user("ada")).await;
        let operations =
            json!({"operations": [{"op": "replace", "path": "active", "value": false}]});
        let off = tenant.patch(&format!("/Users/{id}"), &operations).await.status(200);
        assert_eq!(off.at("/active"), false);
    })
    .await;
}

/// xsoar: tests with `count=1`, finds by userName, reads the schema for its mapping, creates with texts for booleans and
/// attributes of its own, updates by PUT, disables by DELETE.
#[tokio::test]
async fn xsoar() {
    story_in(Atlassian, async |tenant| {
        tenant.get("/Users?count=1").await.status(200);
        let schema = tenant.get("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User").await;
        for attribute in schema.status(200).at("/attributes").as_array().expect("attributes") {
            assert!(attribute["name"].is_string() && attribute["description"].is_string());
        }
        for attribute in ["id", "userName", "emails"] {
            let path = format!("/Users?filter={attribute}%20eq%20%22demisto@example.com%22");
            assert_eq!(tenant.get(&path).await.status(200).at("/totalResults"), 0);
        }
        let sent = json!({
            "userName": "Demisto",
            "emails": {"value": "demisto@example.com", "type": "work", "primary": "true"},
            "is_active": "true",
            "name": {"givenName": "Demi", "familyName": "Sto"},
        });
        let created = tenant.post("/Users", &sent).await.status(201);
        let emails = json!([{"value": "demisto@example.com", "type": "work", "primary": true}]);
        assert_eq!(created.at("/emails"), &emails, "{created}");
        assert_eq!(created.body.get("is_active"), None, "{created}");

        let again = tenant.post("/Users", &sent).await.refused(409, Some("uniqueness"));
        assert!(again.detail().ends_with("already exists."), "{again}");
        let mut update = sent;
        update["title"] = json!("Analyst");
        let path = format!("/Users/{}", created.id());
        assert_eq!(tenant.put(&path, &update).await.status(200).at("/title"), "Analyst");
        tenant.delete(&path).await.status(204);
    })
    .await;
}

/// Workato: tests with a plain list, then pages by 100 until it has `totalResults`.
#[tokio::test]
async fn workato_pages_until_it_has_all() {
    story_in(Atlassian, async |tenant| {
        for number in 0..205 {
            tenant.create("/Users", &user(&format!("user{number:03}"))).await;
        }
        tenant.get("/Users").await.status(200);
        let (mut start, mut names) = (1, Vec::new());
        loop {
            let page =
                tenant.get(&format!("/Users?startIndex={start}&count=100")).await.status(200);
            let resources = page.at("/Resources").as_array().cloned().unwrap_or_default();
            names.extend(resources.iter().map(|user| user["userName"].clone()));
            assert_eq!(page.at("/totalResults"), 205, "{page}");
            if resources.is_empty() || names.len() >= 205 {
                break;
            }
            start += 100;
        }
        let expected: Vec<_> = (0..205).map(|n| json!(format!("user{n:03}@example.com"))).collect();
        assert_eq!(names, expected, "each user once, in the order of creation");
    })
    .await;
}

/// The Okta Workflows cards: create with every input, deactivate, put into a group and take out, find both.
#[tokio::test]
async fn okta_workflows() {
    story_in(Atlassian, async |tenant| {
        let created = tenant
            .post(
                "/Users",
                &json!({
                    "userName": "ada@example.com",
                    "emails": [{"value": "ada@example.com", "type": "work", "primary": true}],
                    "externalId": "00ujl29u0le5T6Aj10h7",
                    "name": {
                        "givenName": "Ada", "familyName": "Lovelace", "middleName": "King",
                        "honorificPrefix": "Countess", "honorificSuffix": "FRS",
                    },
                    "displayName": "Ada Lovelace",
                    "nickName": "Ada",
                    "title": "Countess",
                    "preferredLanguage": "en-GB",
                    "department": "Research",
                    "organization": "Analytical Engines",
                    "timezone": "Europe/London",
                    "phoneNumbers": [{"value": "+44 20 7946 0000", "type": "work", "primary": true}],
                    "active": true,
                }),
            )
            .await
            .status(201);
        let account = "/urn:scim:schemas:extension:atlassian-external:1.0/atlassianAccountId";
        assert!(created.at(account).is_string(), "the card shows the account: {created}");
        let id = created.id();

        let team = tenant.create("/Groups", &group("Engineering", &[])).await;
        let path = format!("/Groups/{team}");
        let message = |op: &str| {
            json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                "Operations": [{"op": op, "path": "members", "value": [{"value": id}]}],
            })
        };
        let added = tenant.patch(&path, &message("add")).await.status(200);
        assert_eq!(added.at("/members/0/value"), id.as_str());
        let removed = tenant.patch(&path, &message("remove")).await.status(200);
        assert!(removed.at("/members").as_array().is_none_or(Vec::is_empty), "{removed}");

        let update = json!({"displayName": "Engineering", "externalId": "group-1"});
        assert_eq!(tenant.put(&path, &update).await.status(200).at("/externalId"), "group-1");
        let found = tenant.get("/Groups?filter=displayName%20eq%20%22Engineering%22").await;
        assert_eq!(found.status(200).at("/Resources/0/id"), team.as_str());
        let off = json!({"operations": [{"op": "replace", "path": "active", "value": false}]});
        tenant.patch(&format!("/Users/{id}"), &off).await.status(200);
        tenant.delete(&path).await.status(204);
    })
    .await;
}
