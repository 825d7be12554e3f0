//! `/Me`: the user who holds the key (RFC 7644 §3.11).

use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World, patch_op, user};

#[tokio::test]
async fn t40_me_is_the_user_of_the_key_at_the_permanent_url() {
    let world = World::of(ProfileName::Standard).await;
    let id = world.user("ada").await;
    world.user("grace").await;
    let key = world.key_of(&id, Scope::Provision).await;
    let me = |method| world.stranger(method, &world.scim("/Me")).bearer_auth(&key);
    let permanent = format!("http://{}{}", world.address, world.scim(&format!("/Users/{id}")));

    let read = Seen::of(me(Method::GET)).await;
    assert_eq!((read.status, &read.body), (200, &world.get(&format!("/Users/{id}")).await.body));
    assert_eq!(read.header("location"), permanent);
    assert_eq!(read.body["meta"]["location"], json!(permanent));

    let operation = json!({"op": "add", "path": "nickName", "value": "Countess"});
    let patched = Seen::of(me(Method::PATCH).json(&patch_op(operation))).await;
    assert_eq!((patched.status, &patched.body["nickName"]), (200, &json!("Countess")));
    assert_eq!(patched.header("location"), permanent);

    let replaced = Seen::of(me(Method::PUT).json(&user("ada"))).await;
    assert_eq!((replaced.status, replaced.body.get("nickName")), (200, None));
    assert_eq!(replaced.header("location"), permanent);

    let stale = me(Method::DELETE).header("If-Match", read.header("etag"));
    Seen::of(stale).await.assert_scim_error(412, None);
    let deleted = Seen::of(me(Method::DELETE)).await;
    assert_eq!((deleted.status, &deleted.body), (204, &json!(null)));
    world.get(&format!("/Users/{id}")).await.assert_scim_error(404, None);
    Seen::of(me(Method::GET)).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn nobody_is_no_me_and_nobody_signs_up() {
    let world = World::of(ProfileName::Standard).await;
    for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE] {
        let request = world.request(method, &world.scim("/Me")).json(&user("ada"));
        let seen = Seen::of(request).await;
        seen.assert_scim_error(501, None);
        assert!(seen.detail().contains("belongs to no user"), "{}", seen.detail());
    }
    world.post("/Me", &user("ada")).await.assert_scim_error(501, None);
    let strangers = world.stranger(Method::GET, &world.scim("/Me"));
    Seen::of(strangers).await.assert_scim_error(401, None);
}

#[tokio::test]
async fn a_reading_key_reads_its_user_and_no_more() {
    let world = World::of(ProfileName::Atlassian).await;
    let id = world.user("ada").await;
    let key = world.key_of(&id, Scope::Read).await;
    let me = |method| world.stranger(method, &world.scim("/Me")).bearer_auth(&key);
    assert_eq!(Seen::of(me(Method::GET)).await.body["id"], json!(id));
    Seen::of(me(Method::DELETE)).await.assert_scim_error(403, None);
    Seen::of(me(Method::PUT).json(&user("eve"))).await.assert_scim_error(403, None);
}
