//! POST and PUT (RFC 7644 §3.3, §3.5.1).

use directory::model::Kind;
use directory::profile::ProfileName::{Standard, Strict};
use serde_json::{Value, json};

use crate::ask::{GROUP, NOBODY, USER, add_schema, in_both, op, written};
use crate::world::{Tenant, group, patch, story_in, user};

const BADGE: &str = "urn:example:params:scim:2.0:Badge";

/// Adds an extension with an immutable attribute, and tells the path of a user that has it.
async fn with_a_badge(tenant: &Tenant) -> (Value, String) {
    let number = json!({"name": "number", "type": "string", "mutability": "immutable"});
    let schema = json!({"id": BADGE, "name": "Badge", "attributes": [number]});
    add_schema(tenant, Kind::User, &schema, false).await;
    let ada = user("ada");
    let path = format!("/Users/{}", tenant.create("/Users", &ada).await);
    (ada, path)
}

#[tokio::test]
async fn t080_what_only_the_service_writes_is_ignored_and_refused_in_a_patch() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["id"] = json!(NOBODY);
        sent["meta"] = json!({"resourceType": "Robot"});
        sent["groups"] = json!([{"value": NOBODY}]);
        let born = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(written(&born), user("ada"), "{born}");
        let path = format!("/Users/{}", born.id());
        let put = tenant.put(&path, &sent).await.status(200);
        assert_eq!(put.body, born.body);
        for (name, value) in [
            ("id", json!(NOBODY)),
            ("meta.version", json!("x")),
            ("groups", json!([{"value": "x"}])),
        ] {
            tenant.patch(&path, &op("replace", name, value)).await.refused(400, Some("mutability"));
        }
    })
    .await;
}

#[tokio::test]
async fn t081_what_is_taken_is_a_conflict_and_ones_own_is_not_taken() {
    in_both(async |tenant| {
        let ada = format!("/Users/{}", tenant.create("/Users", &user("ada")).await);
        let grace = format!("/Users/{}", tenant.create("/Users", &user("grace")).await);
        let before = tenant.dump().await;
        tenant.post("/Users", &user("ADA")).await.refused(409, Some("uniqueness"));
        tenant.put(&grace, &user("ada")).await.refused(409, Some("uniqueness"));
        let taken = op("replace", "userName", json!("Ada@Example.com"));
        tenant.patch(&grace, &taken).await.refused(409, Some("uniqueness"));
        assert_eq!(tenant.dump().await, before);
        tenant.put(&ada, &user("ada")).await.status(200);
        assert_eq!(tenant.patch(&ada, &taken).await.status(200).at("/userName"), "Ada@Example.com");

        let twins = (0..10).map(|_| tenant.request("POST", "/Users").json(&user("twin")).send());
        let twins: tokio::task::JoinSet<_> = twins.collect();
        let mut codes: Vec<u16> = twins.join_all().await.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        assert_eq!(codes, [&[201][..], &[409; 9]].concat());
    })
    .await;
}

#[tokio::test]
async fn t082_a_put_creates_nobody() {
    in_both(async |tenant| {
        let before = tenant.dump().await;
        tenant.put(&format!("/Users/{NOBODY}"), &user("ada")).await.refused(404, None);
        tenant.put("/Users/ada", &user("ada")).await.refused(404, None);
        tenant.put(&format!("/Groups/{NOBODY}"), &group("Team", &[])).await.refused(404, None);
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t083_a_put_clears_what_it_leaves_out() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["title"] = json!("Countess");
        sent["externalId"] = json!("a-1");
        sent["phoneNumbers"] = json!([{"value": "tel:+1", "type": "work"}]);
        let path = format!("/Users/{}", tenant.create("/Users", &sent).await);
        let put = tenant.put(&path, &user("ada")).await.status(200);
        assert_eq!(written(&put), user("ada"), "{put}");
        let nameless = json!({"schemas": [USER], "title": "Countess"});
        let refused = tenant.put(&path, &nameless).await.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains("userName"), "{refused}");
        assert_eq!(tenant.get(&path).await.body, put.body);
    })
    .await;
}

#[tokio::test]
async fn t084_a_put_sets_once_and_changes_never_what_is_immutable() {
    in_both(async |tenant| {
        let (mut sent, path) = with_a_badge(tenant).await;
        sent[BADGE] = json!({"number": "B-7"});
        let set = tenant.put(&path, &sent).await.status(200);
        assert_eq!(set.body[BADGE], json!({"number": "B-7"}), "{set}");
        sent[BADGE] = json!({"number": "b-7"});
        tenant.put(&path, &sent).await.status(200);
        sent[BADGE] = json!({"number": "B-8"});
        tenant.put(&path, &sent).await.refused(400, Some("mutability"));
    })
    .await;
}

#[tokio::test]
async fn t085_a_put_answers_the_whole_and_moves_only_what_changed() {
    in_both(async |tenant| {
        let born = tenant.post("/Users", &user("ada")).await.status(201);
        let path = format!("/Users/{}", born.id());
        let same = tenant.put(&path, &user("ada")).await.status(200);
        assert_eq!(same.body, born.body, "nothing changed, and so nothing moved");
        let mut sent = user("ada");
        sent["title"] = json!("Countess");
        let changed = tenant.put(&path, &sent).await.status(200);
        assert_eq!(written(&changed), sent);
        assert_eq!(changed.at("/id"), born.at("/id"));
        assert_eq!(changed.at("/meta/created"), born.at("/meta/created"));
        assert!(changed.at("/meta/lastModified").as_str() > born.at("/meta/lastModified").as_str());
        assert_ne!(changed.at("/meta/version"), born.at("/meta/version"));
    })
    .await;
}

#[tokio::test]
async fn t086_a_body_that_is_no_object_is_refused() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let before = tenant.dump().await;
        let deep = format!("{{\"title\": {}{}}}", "[".repeat(50_000), "]".repeat(50_000));
        let bad: [&[u8]; 9] = [
            b"",
            b"{",
            b"[]",
            b"7",
            b"null",
            b"{\"userName\": \"a\", \"userName\": \"b\"}",
            b"{\"userName\": \"\xff\"}",
            b"{} x",
            deep.as_bytes(),
        ];
        for body in bad {
            for (method, path) in [
                ("POST", "/Users".to_owned()),
                ("PUT", format!("/Users/{ada}")),
                ("PATCH", format!("/Users/{ada}")),
            ] {
                let request = tenant.request(method, &path).raw("application/scim+json", body);
                request.send().await.refused(400, Some("invalidSyntax"));
            }
        }
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t087_what_no_schema_defines_is_not_kept() {
    let mut stray = user("ada");
    stray["shoeSize"] = json!(38);
    stray["name"] = json!({"givenName": "Ada", "pet": "Puff"});
    let pathless = patch(json!([{"op": "add", "value": {"shoeSize": 38, "title": "Countess"}}]));
    story_in(Standard, async |tenant| {
        let born = tenant.post("/Users", &stray).await.status(201);
        let mut kept = user("ada");
        kept["name"] = json!({"givenName": "Ada"});
        assert_eq!(written(&born), kept, "{born}");
        let path = format!("/Users/{}", born.id());
        assert_eq!(tenant.put(&path, &stray).await.status(200).body, born.body);
        kept["title"] = json!("Countess");
        assert_eq!(written(&tenant.patch(&path, &pathless).await.status(200)), kept);
    })
    .await;
    story_in(Strict, async |tenant| {
        let path = format!("/Users/{}", tenant.create("/Users", &user("grace")).await);
        let refused = tenant.post("/Users", &stray).await.refused(400, Some("invalidSyntax"));
        assert!(refused.detail().contains("shoeSize") || refused.detail().contains("pet"));
        tenant.put(&path, &stray).await.refused(400, Some("invalidSyntax"));
        let unknown = op("add", "shoeSize", json!(38));
        tenant.patch(&path, &unknown).await.refused(400, Some("invalidPath"));
        let part = op("add", "name", json!({"pet": "Puff"}));
        tenant.patch(&path, &part).await.refused(400, Some("invalidSyntax"));
    })
    .await;
}

#[tokio::test]
async fn t088_a_body_of_another_type_is_refused() {
    in_both(async |tenant| {
        let before = tenant.dump().await;
        let mut robot = group("Team", &[]);
        robot["userName"] = json!("team");
        assert_eq!(robot["schemas"], json!([GROUP]));
        tenant.post("/Users", &robot).await.refused(400, Some("invalidSyntax"));
        let mut person = user("ada");
        person["displayName"] = json!("Ada");
        tenant.post("/Groups", &person).await.refused(400, Some("invalidSyntax"));
        let message = json!({"schemas": [crate::ask::PATCH_OP], "userName": "ada"});
        let refused = tenant.post("/Users", &message).await;
        if refused.code != 201 {
            refused.refused(400, Some("invalidSyntax"));
            assert_eq!(tenant.dump().await, before);
        }
    })
    .await;
}
