//! DELETE and deactivation (RFC 7644 §3.6).

use serde_json::json;

use crate::ask::{ENTERPRISE, filtered, found, in_both, op};
use crate::world::{group, user};

#[tokio::test]
async fn t109_who_is_deleted_is_gone_everywhere_and_the_name_is_free() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let mut bob = user("bob");
        bob[ENTERPRISE] = json!({"manager": {"value": ada}});
        bob["schemas"] = json!([bob["schemas"][0], ENTERPRISE]);
        tenant.create("/Users", &bob).await;
        let team = format!("/Groups/{}", tenant.create("/Groups", &group("Team", &[&ada])).await);
        let before = tenant.get(&team).await.status(200);
        let path = format!("/Users/{ada}");
        let gone = tenant.delete(&path).await.status(204);
        assert!(gone.body.is_null(), "{gone}");

        tenant.get(&path).await.refused(404, None);
        tenant.put(&path, &user("ada")).await.refused(404, None);
        tenant.patch(&path, &op("add", "title", json!("Countess"))).await.refused(404, None);
        tenant.delete(&path).await.refused(404, None);
        assert_eq!(found(tenant, "/Users", "userName sw \"ada\"").await, [""; 0]);
        assert_eq!(found(tenant, "/Groups", &format!("members.value eq \"{ada}\"")).await, [""; 0]);
        let after = tenant.get(&team).await.status(200);
        assert!(after.at("/members").is_null(), "{after}");
        assert_ne!(after.at("/meta/version"), before.at("/meta/version"), "{after}");

        let again = tenant.create("/Users", &user("ada")).await;
        assert_ne!(again, ada);
        let again = tenant.get(&format!("/Users/{again}")).await.status(200);
        assert!(again.at("/groups/0").is_null(), "{again}");
    })
    .await;
}

#[tokio::test]
async fn t110_who_is_inactive_is_still_found() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        let idle = tenant.patch(&path, &op("replace", "active", json!(false))).await.status(200);
        assert_eq!(idle.at("/active"), false);
        assert_eq!(tenant.get(&path).await.status(200).body, idle.body);
        let list = tenant.get(&filtered("/Users", "userName eq \"ada@example.com\"")).await;
        assert_eq!(list.status(200).at("/Resources/0"), &idle.body);
        assert_eq!(found(tenant, "/Users", "active eq false").await, ["ada"]);
        tenant.post("/Users", &user("ada")).await.refused(409, Some("uniqueness"));
        let back = tenant.patch(&path, &op("replace", "active", json!(true))).await.status(200);
        assert_eq!(back.at("/active"), true);
    })
    .await;
}
