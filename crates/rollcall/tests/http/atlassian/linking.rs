//! Which account a new user is linked to.

use directory::model::AccountKind;
use directory::profile::ProfileName::Atlassian;
use serde_json::json;

use super::account_of;
use crate::world::{group, story, story_in, user};

#[tokio::test]
async fn a_waiting_managed_account_is_linked() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        tenant.verify_domain("example.com").await;
        let service = world.service();
        let waiting = service.create_account(tenant.admin(), "Ada@Example.com", Some("Ada")).await;
        let waiting = waiting.expect("an account");
        let ada = tenant.create("/Users", &user("ada")).await;
        assert_eq!(account_of(&tenant, &ada).await, Some(waiting.id.to_string()));
        let accounts = service.accounts(tenant.admin()).await.expect("accounts");
        assert_eq!(accounts.len(), 1, "no second account is made: {accounts:?}");
    })
    .await;
}

#[tokio::test]
async fn on_a_verified_domain_a_managed_account_is_made() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let mut sent = user("ada");
        sent["displayName"] = json!("Ada Lovelace");
        sent["title"] = json!("Countess");
        let ada = tenant.create("/Users", &sent).await;
        let account = tenant.account("ada@example.com").await.expect("an account");
        assert_eq!(account_of(tenant, &ada).await, Some(account.id.to_string()));
        assert_eq!((account.kind, account.active), (AccountKind::Managed, true));
        assert_eq!(account.profile["displayName"], "Ada Lovelace");
        assert_eq!(account.profile["title"], "Countess");
    })
    .await;
}

#[tokio::test]
async fn elsewhere_an_external_account_is_made_and_its_profile_is_left_alone() {
    story_in(Atlassian, async |tenant| {
        let mut sent = user("eve");
        sent["displayName"] = json!("Eve");
        let eve = tenant.create("/Users", &sent).await;
        let account = tenant.account("eve@example.com").await.expect("an account");
        assert_eq!(account.kind, AccountKind::External);
        assert!(account.profile.is_empty(), "{account:?}");
        assert_eq!(account_of(tenant, &eve).await, Some(account.id.to_string()));
        tenant.create("/Groups", &group("partners", &[&eve])).await;
    })
    .await;
}

#[tokio::test]
async fn an_inactive_user_is_created_with_an_inactive_account() {
    story_in(Atlassian, async |tenant| {
        tenant.verify_domain("example.com").await;
        let mut sent = user("ada");
        sent["active"] = json!(false);
        let ada = tenant.create("/Users", &sent).await;
        assert_eq!(tenant.get(&format!("/Users/{ada}")).await.at("/active"), false);
        assert!(!tenant.account("ada@example.com").await.expect("an account").active);
    })
    .await;
}

#[tokio::test]
async fn two_directories_can_be_linked_to_one_account() {
    story(async |world| {
        let first = world.tenant(Atlassian).await;
        first.verify_domain("example.com").await;
        let second = world.tenant_in(first.admin(), Atlassian).await;
        let one = first.create("/Users", &user("ada")).await;
        let two = second.create("/Users", &user("ada")).await;
        assert_eq!(account_of(&first, &one).await, account_of(&second, &two).await);
    })
    .await;
}
