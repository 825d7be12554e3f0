//! The four operations of the administration API, and the gateway's own refusals.

use directory::profile::ProfileName::Atlassian;
use serde_json::json;

use super::account_of;
use crate::world::{Exchange, Tenant, World, story, user};

/// A call of the administration API with the organization's key.
async fn call(world: &World, tenant: &Tenant, method: &str, path: &str) -> Exchange {
    call_with(world, tenant, method, path, None).await
}

async fn call_with(
    world: &World,
    tenant: &Tenant,
    method: &str,
    path: &str,
    body: Option<serde_json::Value>,
) -> Exchange {
    let key = world.organization_key(tenant.admin()).await;
    let organization = tenant.admin().organization();
    let path = format!("/admin/user-provisioning/v1/org/{organization}{path}");
    let request = world.request(method, &path).header("Authorization", &format!("Bearer {key}"));
    match body {
        Some(body) => request.raw("application/json", body.to_string()).send().await,
        None => request.send().await,
    }
}

#[tokio::test]
async fn links_are_found_by_account_and_by_email() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        let beside = world.tenant_in(tenant.admin(), Atlassian).await;
        tenant.verify_domain("example.com").await;
        let one = tenant.create("/Users", &user("ada")).await;
        let two = beside.create("/Users", &user("ada")).await;
        let account = account_of(&tenant, &one).await.expect("a link");
        let link = |directory: &Tenant, user: &str| {
            json!({
                "scimUserId": user,
                "atlassianAccountId": account,
                "orgId": tenant.admin().organization().to_string(),
                "directoryId": directory.directory().id.to_string(),
            })
        };
        let expected = json!({"scimLinks": [link(&tenant, &one), link(&beside, &two)]});

        let of_account =
            call(world, &tenant, "GET", &format!("/user/{account}/get-scim-links")).await;
        assert_eq!(of_account.status(200).body, expected);
        let email = Some(json!({"email": "Ada@example.com"}));
        let of_email = call_with(world, &tenant, "POST", "/get-scim-links-for-email", email).await;
        assert_eq!(of_email.status(200).body, expected);
    })
    .await;
}

#[tokio::test]
async fn unlinking_deletes_neither_the_user_nor_the_account() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        tenant.verify_domain("example.com").await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let directory = tenant.directory().id;
        let path = format!("/scimDirectoryId/{directory}/scimUserId/{ada}/unlink");
        let unlinked = call_with(world, &tenant, "PATCH", &path, Some(json!({}))).await;
        assert!((200..300).contains(&unlinked.code), "{unlinked}");
        assert_eq!(account_of(&tenant, &ada).await, None);
        assert!(tenant.account("ada@example.com").await.expect("the account stays").active);
    })
    .await;
}

#[tokio::test]
async fn only_the_scim_records_of_an_account_are_deleted() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        let beside = world.tenant_in(tenant.admin(), Atlassian).await;
        tenant.verify_domain("example.com").await;
        let one = tenant.create("/Users", &user("ada")).await;
        let two = beside.create("/Users", &user("ada")).await;
        let account = account_of(&tenant, &one).await.expect("a link");
        let path = format!("/user/{account}/onlyDeleteUserInDB");
        call(world, &tenant, "DELETE", &path).await.status(204);
        tenant.get(&format!("/Users/{one}")).await.refused(404, None);
        beside.get(&format!("/Users/{two}")).await.refused(404, None);
        assert!(tenant.account("ada@example.com").await.expect("the account stays").active);
    })
    .await;
}

#[tokio::test]
async fn the_organizations_key_does_not_open_a_directory_nor_the_reverse() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        let key = world.organization_key(tenant.admin()).await;
        let wrong =
            tenant.request("GET", "/Users").header("Authorization", &format!("Bearer {key}"));
        let refused = wrong.send().await.refused(403, None);
        let directory = tenant.directory().id;
        assert_eq!(
            refused.at("/error"),
            &format!("Not authorized to access : scim/directory/{directory}/Users"),
            "{refused}"
        );
        is_trace_id(&refused);

        let organization = tenant.admin().organization();
        let path = format!("/admin/user-provisioning/v1/org/{organization}/user/x/get-scim-links");
        let bearer = format!("Bearer {}", tenant.key());
        let reverse = world.request("GET", &path).header("Authorization", &bearer).send().await;
        reverse.refused(403, None);
    })
    .await;
}

#[tokio::test]
async fn without_a_header_the_gateway_says_so() {
    story(async |world| {
        let tenant = world.tenant(Atlassian).await;
        let missing = tenant.request("GET", "/Users").without("Authorization").send().await;
        let missing = missing.refused(401, None);
        assert_eq!(missing.at("/error"), "Missing authorization header", "{missing}");
        assert!(missing.header("WWW-Authenticate").is_some_and(|text| text.starts_with("Bearer")));
        is_trace_id(&missing);
    })
    .await;
}

#[track_caller]
fn is_trace_id(refused: &Exchange) {
    let id = refused.at("/traceId").as_str().unwrap_or_default();
    let hex = id.len() == 16 && id.chars().all(|digit| digit.is_ascii_hexdigit());
    assert!(hex, "a traceId of 16 hexadecimal digits in {refused}");
}
