//! Deactivation, reactivation, deletion and changes of the e-mail, and what they do to the account.

use directory::profile::ProfileName::{Atlassian, Standard};
use serde_json::{Value, json};

use super::account_of;
use crate::world::{Tenant, group, patch, story_in, user};

fn set(path: &str, value: impl Into<Value>) -> Value {
    patch(json!([{"op": "replace", "path": path, "value": value.into()}]))
}

const WORK_EMAIL: &str = "emails[type eq \"work\"].value";

async fn account_is_active(tenant: &Tenant, email: &str) -> bool {
    tenant.account(email).await.expect("an account").active
}

#[tokio::test]
async fn deactivating_keeps_the_user_readable_and_findable() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        let off = tenant.patch(&path, &set("active", false)).await.status(200);
        assert_eq!(off.at("/active"), false);
        assert!(!account_is_active(tenant, "ada@example.com").await);
        assert_eq!(tenant.get(&path).await.status(200).at("/active"), false);
        let found = tenant.get("/Users?filter=userName%20eq%20%22ada@example.com%22").await;
        assert_eq!(found.status(200).at("/totalResults"), 1);

        tenant.patch(&path, &set("active", "True")).await.status(200);
        assert!(account_is_active(tenant, "ada@example.com").await);
    })
    .await;
}

#[tokio::test]
async fn a_put_without_active_leaves_active_alone() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        tenant.patch(&path, &set("active", false)).await.status(200);
        let put = tenant.put(&path, &user("ada")).await.status(200);
        assert_eq!(put.at("/active"), false, "{put}");
    })
    .await;
}

#[tokio::test]
async fn active_is_always_there_and_cannot_be_removed() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        tenant.patch(&path, &set("active", false)).await.status(200);
        let removed = patch(json!([{"op": "remove", "path": "active"}]));
        let answer = tenant.patch(&path, &removed).await.status(400);
        assert_eq!(answer.at("/scimType"), "invalidValue", "{answer}");
        assert_eq!(answer.at("/detail"), "`active` is required", "{answer}");
        assert!(!account_is_active(tenant, "ada@example.com").await, "nobody is let in by it");
        assert_eq!(tenant.get(&path).await.status(200).at("/active"), false);
    })
    .await;
}

#[tokio::test]
async fn active_that_is_removed_is_unassigned_in_the_standard_profile() {
    story_in(Standard, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        tenant.patch(&path, &set("active", false)).await.status(200);
        let removed = patch(json!([{"op": "remove", "path": "active"}]));
        let answer = tenant.patch(&path, &removed).await.status(200);
        assert_eq!(answer.body.get("active"), None, "{answer}");
        assert!(!account_is_active(tenant, "ada@example.com").await, "nobody is let in by it");
    })
    .await;
}

#[tokio::test]
async fn a_put_clears_what_it_does_not_name() {
    story_in(Atlassian, async |tenant| {
        let mut sent = user("ada");
        sent["title"] = json!("Countess");
        sent["name"] = json!({"givenName": "Ada"});
        let ada = tenant.create("/Users", &sent).await;
        let put = tenant.put(&format!("/Users/{ada}"), &user("ada")).await.status(200);
        assert_eq!((put.body.get("title"), put.body.get("name")), (None, None), "{put}");
    })
    .await;
}

#[tokio::test]
async fn deleting_deactivates_a_managed_account_and_ends_memberships() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let admins = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        tenant.delete(&format!("/Users/{ada}")).await.status(204);
        let account = tenant.account("ada@example.com").await.expect("the account stays");
        assert!(!account.active);
        let members = tenant.get(&format!("/Groups/{admins}")).await.status(200);
        assert!(members.at("/members").as_array().is_none_or(Vec::is_empty), "{members}");
    })
    .await;
}

#[tokio::test]
async fn deleting_an_external_user_leaves_the_account_active() {
    story_in(Atlassian, async |tenant| {
        let eve = tenant.create("/Users", &user("eve")).await;
        tenant.delete(&format!("/Users/{eve}")).await.status(204);
        assert!(account_is_active(tenant, "eve@example.com").await);
    })
    .await;
}

#[tokio::test]
async fn a_managed_email_moves_to_a_free_managed_address_with_its_account() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let before = account_of(tenant, &ada).await;
        let group = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        let new = set(WORK_EMAIL, "countess@example.com");
        let moved = tenant.patch(&format!("/Users/{ada}"), &new).await.status(200);
        assert_eq!(moved.at("/emails/0/value"), "countess@example.com");
        assert_eq!(moved.header("Rollcall-Notice"), None, "{moved}");
        assert_eq!(account_of(tenant, &ada).await, before);
        assert!(tenant.account("ada@example.com").await.is_none());
        assert!(tenant.account("countess@example.com").await.is_some());
        let members = tenant.get(&format!("/Groups/{group}")).await;
        assert_eq!(members.at("/members/0/value"), ada.as_str(), "{members}");
    })
    .await;
}

#[tokio::test]
async fn an_email_that_leaves_the_verified_domains_unlinks_and_says_so() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let group = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        let new = set(WORK_EMAIL, "ada@elsewhere.example");
        let moved = tenant.patch(&format!("/Users/{ada}"), &new).await.status(200);
        let notice = moved.header("Rollcall-Notice");
        assert!(notice.is_some_and(|text| text.contains("unlinked")), "{moved}");
        assert_eq!(account_of(tenant, &ada).await, None);
        let read = tenant.get(&format!("/Groups/{group}")).await.status(200);
        assert!(read.at("/members").as_array().is_none_or(Vec::is_empty), "{read}");
        assert!(tenant.account("ada@example.com").await.is_some(), "the account is not touched");
        assert!(tenant.account("ada@elsewhere.example").await.is_none(), "no new one is made");
    })
    .await;
}

#[tokio::test]
async fn any_new_email_of_an_external_user_unlinks_it() {
    story_in(Atlassian, async |tenant| {
        let eve = tenant.create("/Users", &user("eve")).await;
        let new = set(WORK_EMAIL, "eve@elsewhere.example");
        let moved = tenant.patch(&format!("/Users/{eve}"), &new).await.status(200);
        assert!(moved.header("Rollcall-Notice").is_some(), "{moved}");
        assert_eq!(account_of(tenant, &eve).await, None);
    })
    .await;
}

#[tokio::test]
async fn the_user_name_can_change() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let renamed = tenant.patch(&format!("/Users/{ada}"), &set("userName", "countess")).await;
        assert_eq!(renamed.status(200).at("/userName"), "countess");
        tenant
            .create("/Users", &{
                let mut again = user("other");
                again["userName"] = json!("ada@example.com");
                again
            })
            .await;
    })
    .await;
}
