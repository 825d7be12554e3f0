//! What is taken: 409 with Atlassian's text, and who holds it.

use directory::profile::ProfileName::{Atlassian, AtlassianExact};
use serde_json::json;

use crate::world::{Exchange, Tenant, patch, story, story_in, user};

/// Insists on a 409 with this text that names the holder, a resource of the caller's own directory.
#[track_caller]
fn taken(answer: Exchange, detail: &str, tenant: &Tenant, holder: &str, kind: &str) {
    let answer = answer.refused(409, Some("uniqueness"));
    assert_eq!(answer.detail(), detail, "{answer}");
    let location = format!("{}/{kind}/{holder}", tenant.base());
    assert_eq!(answer.at("/existing"), &json!({"id": holder, "location": location}), "{answer}");
}

#[tokio::test]
async fn a_user_name_is_taken_in_any_case() {
    for profile in [Atlassian, AtlassianExact] {
        story_in(profile, async |tenant| {
            let ada = tenant.create("/Users", &user("ada")).await;
            let mut again = user("other");
            again["userName"] = json!("ADA@Example.com");
            let detail = "Resource [USER]: with userName[ADA@Example.com] already exists.";
            taken(tenant.post("/Users", &again).await, detail, tenant, &ada, "Users");
        })
        .await;
    }
}

#[tokio::test]
async fn an_email_is_taken_on_post_put_and_patch() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let bob = tenant.create("/Users", &user("bob")).await;
        let before = tenant.dump().await;
        let detail = "Resource [USER]: with email[ada@example.com] already exists.";

        let mut third = user("third");
        third["emails"][0]["value"] = json!("ada@example.com");
        taken(tenant.post("/Users", &third).await, detail, tenant, &ada, "Users");

        let mut replaced = user("bob");
        replaced["emails"][0]["value"] = json!("ada@example.com");
        let put = tenant.put(&format!("/Users/{bob}"), &replaced).await;
        taken(put, detail, tenant, &ada, "Users");

        let path = "emails[type eq \"work\"].value";
        let moved = patch(json!([{"op": "replace", "path": path, "value": "ada@example.com"}]));
        let patched = tenant.patch(&format!("/Users/{bob}"), &moved).await;
        taken(patched, detail, tenant, &ada, "Users");
        assert_eq!(tenant.dump().await, before, "a refused change left something");
    })
    .await;
}

#[tokio::test]
async fn a_user_never_conflicts_with_itself() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let mut louder = user("ada");
        louder["userName"] = json!("ADA@example.com");
        let put = tenant.put(&format!("/Users/{ada}"), &louder).await.status(200);
        assert_eq!(put.at("/userName"), "ADA@example.com");
    })
    .await;
}

#[tokio::test]
async fn a_deleted_name_is_free_at_once_and_gets_a_new_id() {
    story_in(Atlassian, async |tenant| {
        let first = tenant.create("/Users", &user("ada")).await;
        let deleted = tenant.delete(&format!("/Users/{first}")).await.status(204);
        assert!(deleted.body.is_null());
        tenant.get(&format!("/Users/{first}")).await.refused(404, None);
        tenant.delete(&format!("/Users/{first}")).await.refused(404, None);
        let second = tenant.create("/Users", &user("ada")).await;
        assert_ne!(first, second);
    })
    .await;
}

#[tokio::test]
async fn two_directories_of_one_organization_may_hold_one_user_name() {
    story(async |world| {
        let first = world.tenant(Atlassian).await;
        let second = world.tenant_in(first.admin(), Atlassian).await;
        first.create("/Users", &user("ada")).await;
        second.create("/Users", &user("ada")).await;
    })
    .await;
}
