//! `attributes` and `excludedAttributes` (RFC 7644 §3.4.2.5, §3.9; RFC 7643 §7).

use directory::model::Kind;
use serde_json::{Value, json};

use crate::ask::{ENTERPRISE, USER, add_schema, in_both, op};
use crate::world::{Exchange, Tenant, group, user};

fn ada() -> Value {
    let mut sent = user("ada");
    sent["name"] = json!({"familyName": "Lovelace", "givenName": "Ada"});
    sent["title"] = json!("Countess");
    sent[ENTERPRISE] = json!({"department": "Research", "costCenter": "7"});
    sent
}

/// Every operation that answers a user, with that query.
async fn answers(tenant: &Tenant, query: &str) -> Vec<Exchange> {
    let born = tenant.post(&format!("/Users?{query}"), &ada()).await.status(201);
    let path = format!("/Users/{}?{query}", born.id());
    let patch = op("replace", "title", json!("Programmer"));
    let read = tenant.get(&path).await.status(200);
    let put = tenant.put(&path, &ada()).await.status(200);
    let patched = tenant.patch(&path, &patch).await.status(200);
    tenant.delete(&format!("/Users/{}", born.id())).await.status(204);
    vec![born, read, put, patched]
}

#[tokio::test]
async fn t074_every_operation_that_answers_a_resource_projects_it() {
    in_both(async |tenant| {
        for answer in answers(tenant, "attributes=name.givenName").await {
            // `schemas` says what the user holds, whatever is sent of it.
            let expected = json!({
                "schemas": [USER, ENTERPRISE], "id": answer.id(), "name": {"givenName": "Ada"},
            });
            assert_eq!(answer.body, expected, "{answer}");
        }
        for answer in answers(tenant, "excludedAttributes=name,emails,meta,title").await {
            let expected = json!({
                "schemas": [USER, ENTERPRISE], "id": answer.id(), "userName": "ada@example.com",
                "active": true, ENTERPRISE: {"department": "Research", "costCenter": "7"},
            });
            assert_eq!(answer.body, expected, "{answer}");
        }
        let before = tenant.dump().await;
        let both = "/Users?attributes=id&excludedAttributes=title";
        tenant.get(both).await.refused(400, Some("invalidValue"));
        tenant.post(both, &ada()).await.refused(400, Some("invalidValue"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t075_what_is_named_comes_with_what_always_comes() {
    in_both(async |tenant| {
        let id = tenant.create("/Users", &ada()).await;
        for query in ["userName", "userName,shoeSize", "USERNAME, shoe.size"] {
            let path = format!("/Users/{id}?attributes={}", query.replace(' ', "%20"));
            let answer = tenant.get(&path).await.status(200);
            let expected =
                json!({"schemas": [USER, ENTERPRISE], "id": id, "userName": "ada@example.com"});
            assert_eq!(answer.body, expected, "{query}: meta goes unless it is named");
        }
        let meta = tenant.get(&format!("/Users/{id}?attributes=meta.resourceType")).await;
        let expected =
            json!({"schemas": [USER, ENTERPRISE], "id": id, "meta": {"resourceType": "User"}});
        assert_eq!(meta.body, expected);
    })
    .await;
}

#[tokio::test]
async fn t076_parts_are_named_and_left_out_in_their_parent() {
    in_both(async |tenant| {
        let id = tenant.create("/Users", &ada()).await;
        let read =
            async |query: &str| tenant.get(&format!("/Users/{id}?{query}")).await.status(200);
        let value = json!([{"value": "ada@example.com"}]);
        assert_eq!(read("attributes=emails.value").await.at("/emails"), &value);
        let without = json!([{"value": "ada@example.com", "primary": true}]);
        assert_eq!(read("excludedAttributes=EMAILS.Type").await.at("/emails"), &without);
        let urn = format!("attributes={USER}:name.familyName,{ENTERPRISE}:department");
        let answer = read(&urn).await;
        assert_eq!(answer.at("/name"), &json!({"familyName": "Lovelace"}));
        assert_eq!(answer.at(&format!("/{ENTERPRISE}")), &json!({"department": "Research"}));
        let emptied = read("excludedAttributes=name.familyName,name.givenName").await;
        assert_eq!(emptied.body.get("name"), None, "{emptied}");
        let extension =
            format!("excludedAttributes={ENTERPRISE}:department,{ENTERPRISE}:costCenter");
        let emptied = read(&extension).await;
        assert_eq!(emptied.body.get(ENTERPRISE), None, "{emptied}");
    })
    .await;
}

#[tokio::test]
async fn t077_what_always_comes_cannot_be_left_out_and_members_can() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &ada()).await;
        let team = tenant.create("/Groups", &group("Team", &[&ada])).await;
        let path = format!("/Groups/{team}?excludedAttributes=id,schemas,members,meta");
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "id": team, "displayName": "Team",
        });
        assert_eq!(tenant.get(&path).await.status(200).body, expected);
        let listed = tenant.get("/Groups?excludedAttributes=members,meta").await.status(200);
        assert_eq!(listed.at("/Resources"), &json!([expected]), "{listed}");
    })
    .await;
}

#[tokio::test]
async fn t078_what_never_comes_cannot_be_named() {
    let urn = "urn:example:params:scim:2.0:Badge";
    in_both(async |tenant| {
        let attributes = json!([
            {"name": "asked", "type": "string", "returned": "request"},
            {"name": "plain", "type": "string"},
        ]);
        let schema = json!({"id": urn, "name": "Badge", "attributes": attributes});
        add_schema(tenant, Kind::User, &schema, false).await;
        let mut sent = user("ada");
        sent["password"] = json!("t1meMa$heen");
        sent[urn] = json!({"asked": "a", "plain": "p"});
        let path = format!("/Users/{}", tenant.create("/Users", &sent).await);
        let plain = tenant.get(&path).await.status(200);
        assert_eq!(plain.body[urn], json!({"plain": "p"}), "{plain}");
        let named = format!("{path}?attributes=password,{urn}:asked");
        let named = tenant.get(&named).await.status(200);
        assert_eq!(named.body[urn], json!({"asked": "a"}), "{named}");
        assert_eq!(named.body.get("password"), None, "{named}");
    })
    .await;
}

#[tokio::test]
async fn t079_a_patch_that_names_attributes_is_answered_with_them() {
    in_both(async |tenant| {
        let id = tenant.create("/Users", &ada()).await;
        let path = format!("/Users/{id}?attributes=title");
        let change = op("replace", "title", json!("Programmer"));
        let expected = json!({"schemas": [USER, ENTERPRISE], "id": id, "title": "Programmer"});
        let minimal = tenant.request("PATCH", &path).header("Prefer", "return=minimal");
        assert_eq!(minimal.json(&change).send().await.status(200).body, expected);
        assert_eq!(tenant.patch(&path, &change).await.status(200).body, expected);
    })
    .await;
}
