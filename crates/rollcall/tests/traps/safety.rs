//! Tenants, credentials and what must not be told (RFC 7644 §6, §7).

use directory::model::Scope;
use directory::profile::ProfileName::Standard;
use directory::{Administrator, NewKey};
use serde_json::json;

use crate::ask::{ENTERPRISE, NOBODY, filtered, op};
use crate::world::{Exchange, group, story, story_in, user};

/// What a stranger may not tell apart: all but the id that was asked for and the id of the request.
fn told(answer: &Exchange, asked: &str) -> (u16, String) {
    let mut body = answer.body.clone();
    if let Some(members) = body.as_object_mut() {
        members.remove("traceId");
    }
    (answer.code, body.to_string().replace(asked, "ID"))
}

#[tokio::test]
async fn t120_what_another_tenant_has_is_as_what_nobody_has() {
    story(async |world| {
        let (own, other) = (world.tenant(Standard).await, world.tenant(Standard).await);
        let ada = own.create("/Users", &user("ada")).await;
        let theirs = other.create("/Users", &user("eve")).await;
        let their_group = other.create("/Groups", &group("Team", &[&theirs])).await;
        let before = other.dump().await;
        for path in ["/Users", "/Groups"] {
            for method in ["GET", "DELETE"] {
                let of = async |id: &str| {
                    told(&own.request(method, &format!("{path}/{id}")).send().await, id)
                };
                let id = if path == "/Users" { &theirs } else { &their_group };
                assert_eq!(of(id).await, of(NOBODY).await, "{method} {path}");
            }
        }
        let team = format!("/Groups/{}", own.create("/Groups", &group("Team", &[])).await);
        for id in [theirs.as_str(), NOBODY] {
            let join = op("add", "members", json!([{"value": id}]));
            own.patch(&team, &join).await.refused(400, Some("invalidValue"));
        }
        let manager = op("add", &format!("{ENTERPRISE}:manager"), json!({"value": theirs}));
        let managed = own.patch(&format!("/Users/{ada}"), &manager).await.status(200);
        assert_eq!(managed.body[ENTERPRISE]["manager"].get("displayName"), None, "{managed}");
        let url = format!("{}/Users/{theirs}", other.base());
        let join = op("add", "members", json!([{"$ref": url}]));
        own.patch(&team, &join).await.refused(400, Some("invalidValue"));

        // A key opens its own directory, whatever the URL says.
        let path = other.base().strip_prefix(own.base().split("/scim").next().unwrap_or_default());
        let request = world.request("GET", &format!("{}/Users", path.unwrap_or_default()));
        let request = request.header("Authorization", &format!("Bearer {}", own.key()));
        let foreign = request.send().await;
        let unknown = world
            .request("GET", &format!("/scim/directory/{NOBODY}/Users"))
            .header("Authorization", &format!("Bearer {}", own.key()));
        let their_id = other.directory().id.to_string();
        assert_eq!(told(&foreign, &their_id), told(&unknown.send().await, NOBODY), "{foreign}");
        assert!([403, 404].contains(&foreign.code), "{foreign}");
        assert_eq!(other.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t121_a_401_says_how_to_ask_and_a_403_that_the_key_may_not() {
    story_in(Standard, async |tenant| {
        for unknown in [None, Some("Basic YTpi"), Some("Bearer"), Some("Bearer rc_nobody")] {
            let request = tenant.request("GET", "/Users").without("Authorization");
            let request =
                unknown.into_iter().fold(request, |r, key| r.header("Authorization", key));
            let refused = request.send().await.refused(401, None);
            let scheme = refused.header("WWW-Authenticate").unwrap_or_default();
            assert!(scheme.starts_with("Bearer"), "{refused}");
        }
        for scheme in ["Bearer", "bearer", "BEARER"] {
            let key = format!("{scheme} {}", tenant.key());
            tenant.request("GET", "/Users").header("Authorization", &key).send().await.status(200);
        }
        let new = NewKey {
            directory: Some(tenant.directory().id),
            user: None,
            label: "reader".to_owned(),
            scope: Scope::Read,
            expires: None,
        };
        let (_, reader) = tenant.service.create_key(tenant.admin(), new).await.expect("a key");
        let reader = format!("Bearer {}", reader.reveal());
        let read = tenant.request("GET", "/Users").header("Authorization", &reader);
        read.send().await.status(200);
        let write = tenant.request("POST", "/Users").header("Authorization", &reader);
        write.json(&user("ada")).send().await.refused(403, None);
    })
    .await;
}

#[tokio::test]
async fn t122_a_mistake_of_the_client_is_never_a_5xx() {
    story_in(Standard, async |tenant| {
        let ada = format!("/Users/{}", tenant.create("/Users", &user("ada")).await);
        let long = "x".repeat(5_000);
        let mistakes = [
            ("POST", "/Users".to_owned(), "{"),
            ("POST", "/Users".to_owned(), "[]"),
            ("POST", "/Users".to_owned(), "{\"userName\": {\"a\": [1, 2]}}"),
            ("PUT", ada.clone(), "\"x\""),
            ("PATCH", ada.clone(), "{\"Operations\": [{\"op\": \"add\", \"path\": 7}]}"),
            ("PATCH", ada.clone(), "{\"Operations\": {\"op\": {}}}"),
            ("POST", "/Bulk".to_owned(), "{\"Operations\": [null]}"),
            ("POST", "/.search".to_owned(), "{\"filter\": 3}"),
            ("GET", "/Users?startIndex=-9223372036854775808&count=x".to_owned(), ""),
            ("GET", format!("/Users?filter=userName%20eq%20%22{long}%22"), ""),
            ("GET", "/Users?cursor=%00%ff".to_owned(), ""),
            ("GET", "/Users/%00".to_owned(), ""),
            ("GET", "/Users?sortBy=%5B".to_owned(), ""),
        ];
        for (method, path, body) in mistakes {
            let request = tenant.request(method, &path);
            let request =
                if body.is_empty() { request } else { request.raw("application/scim+json", body) };
            let answer = request.send().await;
            assert!(answer.code < 500, "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn t124_a_refusal_tells_nothing_of_others_and_nothing_of_the_inside() {
    story(async |world| {
        let (own, other) = (world.tenant(Standard).await, world.tenant(Standard).await);
        other.create("/Users", &user("eve")).await;
        let taken = own.create("/Users", &user("ada")).await;
        let answers = [
            own.post("/Users", &user("ada")).await,
            own.get(&filtered("/Users", "userName like \"eve\"")).await,
            own.get("/Users/'; DROP TABLE resource; --").await,
            own.patch(&format!("/Users/{taken}"), &op("remove", "userName", json!(null))).await,
            own.request("POST", "/Users")
                .raw("application/scim+json", "{\"userName\":")
                .send()
                .await,
        ];
        for answer in answers {
            assert!((400..500).contains(&answer.code), "{answer}");
            let text = answer.body.to_string().to_lowercase();
            for inside in
                ["sqlite", "select ", "rusqlite", "panicked", ".rs:", "serde", "/tmp/", "eve@"]
            {
                assert!(!text.contains(inside), "{inside} in {answer}");
            }
        }
        own.create("/Users", &user("eve")).await;
    })
    .await;
}

#[tokio::test]
async fn t125_urls_are_of_the_service_and_not_of_who_asks() {
    story_in(Standard, async |tenant| {
        let request = tenant.request("POST", "/Users").json(&user("ada"));
        let request = request
            .header("X-Forwarded-Host", "evil.example")
            .header("X-Forwarded-Proto", "https")
            .header("Forwarded", "host=evil.example")
            .header("Host", "evil.example");
        let created = request.send().await.status(201);
        let location = created.header("Location").unwrap_or_default();
        assert!(location.starts_with(tenant.base()), "{created}");
        assert!(!created.body.to_string().contains("evil.example"), "{created}");
        let team = tenant.create("/Groups", &group("Team", &[&created.id()])).await;
        let read = tenant.request("GET", &format!("/Groups/{team}")).header("Host", "evil.example");
        let read = read.send().await.status(200);
        let reference = read.at("/members/0/$ref").as_str().unwrap_or_default();
        assert!(reference.starts_with(tenant.base()), "{read}");
    })
    .await;
}

#[tokio::test]
async fn t120_no_key_of_the_organization_opens_a_directory() {
    story(async |world| {
        let tenant = world.tenant(Standard).await;
        let admin = Administrator::local(tenant.directory().organization);
        let key = world.organization_key(&admin).await;
        let request = tenant.request("GET", "/Users");
        request.header("Authorization", &format!("Bearer {key}")).send().await.refused(403, None);
    })
    .await;
}
