//! The administration of an organization.

use client::{AdminClient, Error, Proxies};
use secrecy::SecretString;
use serde_json::json;

use crate::service::{Service, answer, header, json, line};

#[tokio::test]
async fn the_four_operations_are_asked_as_atlassian_documents_them() {
    let links = || json("200 OK", &json!({"scimLinks": []}));
    let nothing = || answer("204 No Content", "", "");
    let service = Service::answering([links(), links(), nothing(), nothing()]).await;
    // The base URL of a directory leads to its organization's administration.
    let url = format!("{}/scim/directory/d1", service.url);
    let key = SecretString::from("org key");
    let admin = AdminClient::new(&url, "o1", &key, Proxies::None).unwrap();

    assert_eq!(admin.scim_links("712020:a").await.unwrap().body, json!({"scimLinks": []}));
    admin.scim_links_for_email("ada@example.com").await.unwrap();
    admin.unlink("d1", "u1").await.unwrap();
    assert_eq!(admin.delete_scim_record("712020:a").await.unwrap().status, 204);

    let asked = service.asked().await;
    let told: Vec<_> = asked.iter().map(|request| line(request)).collect();
    assert_eq!(
        told,
        [
            "GET /admin/user-provisioning/v1/org/o1/user/712020:a/get-scim-links",
            "POST /admin/user-provisioning/v1/org/o1/get-scim-links-for-email",
            "PATCH /admin/user-provisioning/v1/org/o1/scimDirectoryId/d1/scimUserId/u1/unlink",
            "DELETE /admin/user-provisioning/v1/org/o1/user/712020:a/onlyDeleteUserInDB",
        ]
    );
    assert_eq!(header(&asked[1], "content-type"), Some("application/json"));
    assert!(asked[1].ends_with("{\"email\":\"ada@example.com\"}"), "{}", asked[1]);
    assert!(asked.iter().all(|it| header(it, "authorization") == Some("Bearer org key")));
}

#[test]
fn an_organization_without_an_id_is_refused() {
    let key = SecretString::from("k");
    let error = AdminClient::new("https://api.atlassian.com", "", &key, Proxies::None).unwrap_err();
    assert!(matches!(error, Error::Id { .. }), "{error:?}");
}
