//! The four operations of the administration API.

use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::world::{Seen, World, user};

struct Office {
    world: World,
    key: String,
}

impl Office {
    async fn open() -> Self {
        let world = World::of(ProfileName::Atlassian).await;
        world.service.add_domain(&world.admin, "example.com").await.unwrap();
        let key = world.new_key(Scope::Organization).await;
        Self { world, key }
    }

    fn request(&self, method: Method, endpoint: &str) -> RequestBuilder {
        self.world.stranger(method, &self.world.org(endpoint)).bearer_auth(&self.key)
    }

    async fn links_of(&self, account: &str) -> Value {
        let endpoint = format!("/user/{account}/get-scim-links");
        let seen = Seen::of(self.request(Method::GET, &endpoint)).await;
        assert_eq!((seen.status, seen.header("content-type")), (200, "application/json"));
        seen.body
    }
}

/// A new user and its account.
async fn linked(world: &World, name: &str) -> (String, String) {
    let created = world.post("/Users", &user(name)).await;
    let extension = &created.body["urn:scim:schemas:extension:atlassian-external:1.0"];
    let account = extension["atlassianAccountId"].as_str().unwrap();
    (created.body["id"].as_str().unwrap().to_owned(), account.to_owned())
}

#[tokio::test]
async fn links_are_found_by_account_and_by_email() {
    let office = Office::open().await;
    let (id, account) = linked(&office.world, "ada").await;
    let expected = json!({"scimLinks": [{
        "scimUserId": id,
        "atlassianAccountId": account,
        "orgId": office.world.admin.organization(),
        "directoryId": office.world.directory,
    }]});
    assert_eq!(office.links_of(&account).await, expected);
    let request = office.request(Method::POST, "/get-scim-links-for-email");
    let seen = Seen::of(request.json(&json!({"email": "ADA@example.com"}))).await;
    assert_eq!((seen.status, &seen.body), (200, &expected));
    let request = office.request(Method::POST, "/get-scim-links-for-email");
    let seen = Seen::of(request.json(&json!({"email": "nobody@example.com"}))).await;
    assert_eq!((seen.status, &seen.body), (200, &json!({"scimLinks": []})));
}

#[tokio::test]
async fn an_unlinked_user_stays_without_its_account() {
    let office = Office::open().await;
    let (id, account) = linked(&office.world, "ada").await;
    let endpoint = format!("/scimDirectoryId/{}/scimUserId/{id}/unlink", office.world.directory);
    for body in ["", "{}"] {
        let seen = Seen::of(office.request(Method::PATCH, &endpoint).body(body)).await;
        assert_eq!((seen.status, &seen.body), (204, &Value::Null), "{seen:?}");
    }
    assert_eq!(office.links_of(&account).await, json!({"scimLinks": []}));
    assert_eq!(office.world.get(&format!("/Users/{id}")).await.status, 200);
}

#[tokio::test]
async fn deleting_the_records_leaves_the_account() {
    let office = Office::open().await;
    let (id, account) = linked(&office.world, "ada").await;
    let endpoint = format!("/user/{account}/onlyDeleteUserInDB");
    let seen = Seen::of(office.request(Method::DELETE, &endpoint)).await;
    assert_eq!((seen.status, &seen.body), (204, &Value::Null), "{seen:?}");
    office.world.get(&format!("/Users/{id}")).await.assert_scim_error(404, None);
    let accounts = office.world.service.accounts(&office.world.admin).await.unwrap();
    assert!(accounts.iter().any(|kept| kept.id.to_string() == account && kept.active));
}

#[tokio::test]
async fn what_is_not_there_or_wrong_is_a_scim_error() {
    let office = Office::open().await;
    let absent = "01900000-0000-7000-8000-000000000000";
    for account in [absent, "nonsense"] {
        let get = office.request(Method::GET, &format!("/user/{account}/get-scim-links"));
        Seen::of(get).await.assert_scim_error(404, None);
        let delete = office.request(Method::DELETE, &format!("/user/{account}/onlyDeleteUserInDB"));
        Seen::of(delete).await.assert_scim_error(404, None);
    }
    for (directory, user) in
        [(absent, absent), (&office.world.directory.to_string(), absent), ("x", "y")]
    {
        let endpoint = format!("/scimDirectoryId/{directory}/scimUserId/{user}/unlink");
        Seen::of(office.request(Method::PATCH, &endpoint)).await.assert_scim_error(404, None);
    }
    for (body, scim_type) in
        [("{}", "invalidValue"), ("{\"email\":7}", "invalidValue"), ("[]", "invalidSyntax")]
    {
        let request = office.request(Method::POST, "/get-scim-links-for-email");
        Seen::of(request.body(body)).await.assert_scim_error(400, Some(scim_type));
    }
    let wrong_method = office.request(Method::GET, "/get-scim-links-for-email");
    let seen = Seen::of(wrong_method).await;
    assert_eq!(seen.assert_scim_error(405, None).header("allow"), "POST");
    Seen::of(office.request(Method::GET, "/nothing")).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn only_the_organization_s_key_opens_it() {
    let office = Office::open().await;
    for endpoint in ["/user/1/get-scim-links", "/nothing", "/get-scim-links-for-email"] {
        let path = office.world.org(endpoint);
        let stranger = Seen::of(office.world.stranger(Method::GET, &path)).await;
        stranger.assert_scim_error(401, None);
        assert_eq!(stranger.header("allow"), "");
        let client = Seen::of(office.world.request(Method::GET, &path)).await;
        client.assert_scim_error(403, None);
        let text = format!("Not authorized to access : {}", path.trim_start_matches('/'));
        assert_eq!(client.body["error"], json!(text));
    }
    let other = World::of(ProfileName::Atlassian).await;
    let elsewhere = office.world.stranger(Method::GET, &other.org("/user/1/get-scim-links"));
    Seen::of(elsewhere.bearer_auth(&office.key)).await.assert_scim_error(403, None);
}
