//! Bad input: each a clear SCIM error, and nothing changed.

use std::fmt::Write as _;

use directory::profile::ProfileName::{Atlassian, Standard, Strict};
use serde_json::json;

use crate::world::{Tenant, group, story, story_in, user};

/// Tells a bad story in a directory with a user and a group, and insists that nothing of them changed.
async fn unharmed(tell: impl AsyncFnOnce(&Tenant, &str, &str)) {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let team = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        let before = tenant.dump().await;
        tell(tenant, &ada, &team).await;
        assert_eq!(tenant.dump().await, before, "bad input changed something");
    })
    .await;
}

#[tokio::test]
async fn malformed_json() {
    unharmed(async |tenant, ada, _| {
        let bad: [&[u8]; 8] = [
            b"",
            b"{",
            b"{\"userName\": \"x\",}",
            b"{'userName': 'x'}",
            b"[]",
            b"\"text\"",
            b"{\"userName\": \"\xff\"}",
            b"{} {}",
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
    })
    .await;
}

#[tokio::test]
async fn wrong_types() {
    unharmed(async |tenant, ada, _| {
        let wrong = [
            ("userName", json!(7)),
            ("active", json!("maybe")),
            ("name", json!(["Ada"])),
            ("emails", json!([7])),
            ("displayName", json!({"text": "Ada"})),
            ("emails", json!([{"value": "x@example.com", "primary": 1}])),
        ];
        for (attribute, value) in wrong {
            let mut sent = user("grace");
            sent[attribute] = value;
            let refused = tenant.post("/Users", &sent).await.refused(400, Some("invalidValue"));
            assert!(refused.detail().contains(attribute), "names the place: {refused}");
            tenant.put(&format!("/Users/{ada}"), &sent).await.refused(400, Some("invalidValue"));
        }
    })
    .await;
}

#[tokio::test]
async fn two_spellings_of_one_member() {
    unharmed(async |tenant, _, _| {
        let body = r#"{"userName": "grace", "USERNAME": "hopper"}"#;
        let request = tenant.request("POST", "/Users").raw("application/scim+json", body);
        request.send().await.refused(400, Some("invalidSyntax"));
    })
    .await;
}

#[tokio::test]
async fn a_user_without_a_name_and_one_with_two_primaries() {
    unharmed(async |tenant, _, _| {
        let nameless = json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"]});
        let refused = tenant.post("/Users", &nameless).await.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains("userName"), "{refused}");
        let mut two = user("grace");
        two["emails"] = json!([
            {"value": "a@example.com", "primary": true},
            {"value": "b@example.com", "primary": true},
        ]);
        let refused = tenant.post("/Users", &two).await.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains("primary"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_member_that_is_nobody() {
    unharmed(async |tenant, ada, team| {
        for nobody in ["00000000-0000-7000-8000-000000000000", "not an id"] {
            let sent = group("Other", &[ada, nobody]);
            let refused = tenant.post("/Groups", &sent).await.refused(400, Some("invalidValue"));
            assert!(refused.detail().contains(nobody), "{refused}");
            let put =
                tenant.put(&format!("/Groups/{team}"), &group("Engineering", &[nobody])).await;
            put.refused(400, Some("invalidValue"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_group_in_itself() {
    unharmed(async |tenant, ada, team| {
        let sent = group("Engineering", &[ada, team]);
        let refused = tenant.put(&format!("/Groups/{team}"), &sent).await;
        let refused = refused.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains("contain itself"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn deep_nesting() {
    unharmed(async |tenant, _, _| {
        for depth in [33, 100_000] {
            let body = format!("{{\"x\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
            let request = tenant.request("POST", "/Users").raw("application/scim+json", body);
            request.send().await.refused(400, Some("invalidSyntax"));
        }
        let mut filter = String::new();
        for _ in 0..1_000 {
            filter.push_str("not(");
        }
        filter.push_str("active%20pr");
        filter.push_str(&")".repeat(1_000));
        tenant.get(&format!("/Users?filter={filter}")).await.refused(400, Some("invalidFilter"));
    })
    .await;
}

#[tokio::test]
async fn too_large() {
    unharmed(async |tenant, _, _| {
        let body = vec![b' '; 1024 * 1024 + 1];
        let request = tenant.request("POST", "/Users").raw("application/scim+json", body);
        let refused = request.send().await.refused(413, None);
        assert!(refused.detail().contains("1048576"), "names the limit: {refused}");
    })
    .await;
}

#[tokio::test]
async fn a_long_filter_and_one_of_many_terms() {
    unharmed(async |tenant, _, _| {
        let mut many = "active%20pr".to_owned();
        for _ in 0..200 {
            write!(many, "%20or%20active%20pr").expect("a text");
        }
        let long = format!("userName%20eq%20%22{}%22", "a".repeat(9_000));
        for filter in [many, long] {
            let refused = tenant.get(&format!("/Users?filter={filter}")).await;
            let refused = refused.refused(400, Some("invalidFilter"));
            let names_it = refused.detail().contains("128") || refused.detail().contains("8192");
            assert!(names_it, "names the limit: {refused}");
        }
    })
    .await;
}

/// HTTP itself bounds what a request line may be: the answer is an HTTP error, and the service lives on.
#[tokio::test]
async fn a_filter_of_a_mebibyte() {
    unharmed(async |tenant, _, _| {
        let filter = format!("userName%20eq%20%22{}%22", "a".repeat(1024 * 1024));
        let url = format!("{}/Users?filter={filter}", tenant.base());
        let bearer = format!("Bearer {}", tenant.key());
        let sent = reqwest::Client::new().get(url).header("Authorization", bearer).send().await;
        let status = sent.ok().map(|answer| answer.status().as_u16());
        assert!(
            matches!(status, None | Some(400 | 414 | 431)),
            "refused before it costs anything, and not {status:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn bad_filters() {
    unharmed(async |tenant, _, _| {
        for filter in [
            "",
            "userName",
            "userName%20eq",
            "userName%20is%20%22x%22",
            "shoeSize%20eq%20%22x%22",
            "userName%20eq%20%22x",
            "(userName%20pr",
            "userName%20pr)",
            "active%20gt%20true",
            "password%20eq%20%22x%22",
        ] {
            let refused = tenant.get(&format!("/Users?filter={filter}")).await;
            assert_eq!(refused.code, 400, "{filter}: {refused}");
            refused.refused(400, Some("invalidFilter"));
        }
        let twice = "/Users?filter=userName%20pr&filter=active%20pr";
        tenant.get(twice).await.refused(400, Some("invalidFilter"));
        for query in ["startIndex=x", "count=x", "count=1&count=2"] {
            tenant.get(&format!("/Users?{query}")).await.refused(400, Some("invalidValue"));
        }
    })
    .await;
}

#[tokio::test]
async fn bad_patches() {
    unharmed(async |tenant, ada, team| {
        let user = format!("/Users/{ada}");
        let cases = [
            (json!([]), "invalidSyntax"),
            (json!([{"op": "move", "path": "title", "value": "x"}]), "invalidSyntax"),
            (json!([{"op": "remove"}]), "noTarget"),
            (json!([{"op": "replace", "path": "emails[", "value": "x"}]), "invalidPath"),
            (json!([{"op": "replace", "path": "id", "value": "x"}]), "mutability"),
            (json!([{"op": "remove", "path": "userName"}]), "mutability"),
            (json!([{"op": "replace", "path": "active", "value": "maybe"}]), "invalidValue"),
            (json!([{"op": "replace", "path": "userName", "value": ["x", "y"]}]), "invalidValue"),
        ];
        for (operations, scim_type) in cases {
            let refused = tenant.patch(&user, &crate::world::patch(operations.clone())).await;
            assert_eq!(refused.at("/scimType"), scim_type, "{refused}");
            refused.refused(400, Some(scim_type));
        }
        let nameless = crate::world::patch(json!([{"op": "remove", "path": "displayName"}]));
        tenant.patch(&format!("/Groups/{team}"), &nameless).await.refused(400, Some("mutability"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there() {
    unharmed(async |tenant, ada, team| {
        let nobody = "00000000-0000-7000-8000-000000000000";
        for path in [
            format!("/Users/{nobody}"),
            "/Users/x".to_owned(),
            format!("/Users/{team}"),
            format!("/Groups/{ada}"),
        ] {
            tenant.get(&path).await.refused(404, None);
            tenant.delete(&path).await.refused(404, None);
            let sent = if path.starts_with("/Users") { user("ada") } else { group("Any", &[]) };
            tenant.put(&path, &sent).await.refused(404, None);
        }
        for path in ["/Persons", "/Schemas/urn:x", "/ResourceTypes/Robot", "/Users/a/b"] {
            tenant.get(path).await.refused(404, None);
        }
    })
    .await;
}

#[tokio::test]
async fn wrong_methods_and_features_not_offered() {
    unharmed(async |tenant, ada, _| {
        for (method, path) in [
            ("DELETE", "/Users".to_owned()),
            ("PUT", "/Groups".to_owned()),
            ("POST", format!("/Users/{ada}")),
            ("POST", "/ServiceProviderConfig".to_owned()),
            ("POST", String::new()),
        ] {
            let refused = tenant.request(method, &path).json(&json!({})).send().await;
            let refused = refused.refused(405, None);
            assert!(
                refused.header("Allow").is_some_and(|allow| allow.contains("GET")),
                "{refused}"
            );
        }
        tenant.get("/Me").await.refused(501, None);
    })
    .await;
}

#[tokio::test]
async fn wrong_media_types() {
    unharmed(async |tenant, _, _| {
        let form = tenant.request("POST", "/Users").raw("text/plain", user("grace").to_string());
        form.send().await.refused(415, None);
        let html = tenant.request("GET", "/Users").header("Accept", "text/html");
        html.send().await.refused(406, None);
    })
    .await;
}

#[tokio::test]
async fn keys_that_do_not_open() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        let stranger = world.tenant(Atlassian).await;
        tenant.create("/Users", &user("ada")).await;
        let before = tenant.dump().await;

        let wrong_secret = format!("{}x", &tenant.key()[..tenant.key().len() - 1]);
        let unknown = ["", "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi"].map(str::to_owned);
        for value in unknown.into_iter().chain([format!("Bearer {wrong_secret}")]) {
            let request = tenant.request("POST", "/Users").header("Authorization", &value);
            let refused = request.json(&user("eve")).send().await.refused(401, None);
            assert!(refused.header("WWW-Authenticate").is_some(), "{refused}");
        }

        let bearer = format!("Bearer {}", stranger.key());
        let another = tenant.request("POST", "/Users").header("Authorization", &bearer);
        let another = another.json(&user("eve")).send().await.refused(403, None);
        let nowhere = "/scim/directory/00000000-0000-7000-8000-000000000000/Users";
        let unknown = world.request("GET", nowhere).header("Authorization", &bearer).send().await;
        let unknown = unknown.refused(403, None);
        let but_path = |text: &str| text.replace(&tenant.directory().id.to_string(), "ID");
        assert_eq!(
            but_path(another.detail()),
            unknown.detail().replace("00000000-0000-7000-8000-000000000000", "ID"),
            "a directory of others and none at all look the same"
        );
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn expired_revoked_and_read_only_keys() {
    use directory::NewKey;
    use directory::model::Scope;

    story(async |world| {
        let tenant = world.tenant(Standard).await;
        let admin = tenant.admin();
        let make = async |scope, expires| {
            let directory = Some(tenant.directory().id);
            let new = NewKey { directory, user: None, label: "test".to_owned(), scope, expires };
            world.service().create_key(admin, new).await.expect("a key")
        };
        let with = |token: &str, method: &str| {
            tenant.request(method, "/Users").header("Authorization", &format!("Bearer {token}"))
        };

        let long_ago = Some(jiff::Timestamp::UNIX_EPOCH);
        if let Ok((_, expired)) = world
            .service()
            .create_key(
                admin,
                NewKey {
                    directory: Some(tenant.directory().id),
                    user: None,
                    label: "old".to_owned(),
                    scope: Scope::Provision,
                    expires: long_ago,
                },
            )
            .await
        {
            with(expired.reveal(), "GET").send().await.refused(401, None);
        }

        let (key, token) = make(Scope::Provision, None).await;
        with(token.reveal(), "GET").send().await.status(200);
        world.service().revoke_key(admin, key.id).await.expect("revoked");
        with(token.reveal(), "GET").send().await.refused(401, None);

        let (_, reader) = make(Scope::Read, None).await;
        with(reader.reveal(), "GET").send().await.status(200);
        with(reader.reveal(), "POST").json(&user("eve")).send().await.refused(403, None);
    })
    .await;
}

#[tokio::test]
async fn strict_refuses_what_the_others_tolerate() {
    story_in(Strict, async |tenant| {
        let before = tenant.dump().await;
        let mut without_schemas = user("ada");
        without_schemas.as_object_mut().expect("an object").remove("schemas");
        tenant.post("/Users", &without_schemas).await.refused(400, Some("invalidSyntax"));
        let mut unknown = user("ada");
        unknown["shoeSize"] = json!(38);
        let refused = tenant.post("/Users", &unknown).await.refused(400, Some("invalidSyntax"));
        assert!(refused.detail().contains("shoeSize"), "{refused}");
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}
