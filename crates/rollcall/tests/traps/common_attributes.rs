//! What every resource has though no schema lists it: `id`, `externalId`, `meta` (RFC 7643 §3.1).

use serde_json::json;

use crate::ask::{GROUP, NOBODY, USER, filtered, finds, found, in_both, written};
use crate::world::{group, user};

#[tokio::test]
async fn t013_common_attributes_are_attributes_everywhere() {
    in_both(async |tenant| {
        let mut ada = user("ada");
        ada["externalId"] = json!("a-1");
        let ada = tenant.create("/Users", &ada).await;
        let mut team = group("Team", &[]);
        team["externalId"] = json!("t-1");
        let team = tenant.create("/Groups", &team).await;
        for filter in [
            format!("id eq \"{ada}\""),
            format!("{USER}:id eq \"{ada}\""),
            format!("{USER}:externalId eq \"a-1\""),
            format!("meta.location eq \"{}/Users/{ada}\"", tenant.base()),
            format!("{USER}:meta.resourceType eq \"User\""),
        ] {
            assert_eq!(found(tenant, "/Users", &filter).await, ["ada"], "{filter}");
        }
        for filter in ["externalId eq \"t-1\"".to_owned(), format!("{GROUP}:id eq \"{team}\"")] {
            assert_eq!(found(tenant, "/Groups", &filter).await, ["Team"], "{filter}");
        }
        let query = format!("/Users/{ada}?attributes={USER}:externalId,meta.resourceType");
        let only = tenant.get(&query).await.status(200);
        let expected = json!({
            "schemas": [USER], "id": ada, "externalId": "a-1", "meta": {"resourceType": "User"},
        });
        assert_eq!(only.body, expected, "{only}");
    })
    .await;
}

#[tokio::test]
async fn t014_an_id_is_the_services_own_and_is_never_used_again() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["id"] = json!(NOBODY);
        let first = tenant.create("/Users", &sent).await;
        assert_ne!(first, NOBODY, "a client's id is ignored");
        tenant.get(&format!("/Users/{NOBODY}")).await.refused(404, None);
        let team = tenant.create("/Groups", &group("Team", &[])).await;
        tenant.get(&format!("/Groups/{first}")).await.refused(404, None);
        tenant.get(&format!("/Users/{team}")).await.refused(404, None);
        tenant.delete(&format!("/Users/{first}")).await.status(204);
        let second = tenant.create("/Users", &sent).await;
        assert_ne!(second, first);
        for id in [first, second, team] {
            assert!(!id.contains("bulkId") && !id.contains('.'), "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn t015_meta_is_the_services_own() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["meta"] = json!({
            "created": "1815-12-10T00:00:00Z", "lastModified": "1815-12-10T00:00:00Z",
            "resourceType": "Robot", "location": "http://example.com", "version": "W/\"99\"",
        });
        let born = tenant.post("/Users", &sent).await.status(201);
        let path = format!("/Users/{}", born.id());
        let location = format!("{}{path}", tenant.base());
        assert_eq!(born.at("/meta/resourceType"), "User");
        assert_eq!(born.at("/meta/created"), born.at("/meta/lastModified"), "{born}");
        assert_ne!(born.at("/meta/created"), "1815-12-10T00:00:00Z");
        assert_eq!(born.at("/meta/location"), location.as_str());
        assert_eq!(born.header("Location"), Some(location.as_str()));
        assert!(born.header("ETag").is_some_and(|tag| tag.starts_with("W/\"")), "{born}");
        assert_eq!(born.header("ETag"), born.at("/meta/version").as_str());

        sent["title"] = json!("Countess");
        let put = tenant.put(&path, &sent).await.status(200);
        assert_eq!(put.at("/title"), "Countess");
        assert_eq!(put.at("/meta/created"), born.at("/meta/created"));
        assert_eq!(put.at("/meta/location"), location.as_str());
        assert_eq!(put.at("/meta/resourceType"), "User");
    })
    .await;
}

#[tokio::test]
async fn t016_an_external_id_is_the_clients_own() {
    in_both(async |tenant| {
        let answer = tenant.post("/Users", &user("ada")).await.status(201);
        assert_eq!(written(&answer), user("ada"), "none is made up: {answer}");
        for name in ["grace", "alan"] {
            let mut sent = user(name);
            sent["externalId"] = json!("shared");
            tenant.create("/Users", &sent).await;
        }
        let mut sent = group("Team", &[]);
        sent["externalId"] = json!("shared");
        tenant.create("/Groups", &sent).await;
        finds(tenant, "/Users", &[("externalId eq \"shared\"", &["grace", "alan"])]).await;
        let list = tenant.get(&filtered("/Users", "externalId eq \"shared\"")).await;
        tenant.get(&format!("/Users/{}", "shared")).await.refused(404, None);
        assert_eq!(list.at("/Resources/1/externalId"), "shared");
    })
    .await;
}
