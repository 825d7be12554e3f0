//! Our own client against the real service: every operation of RFC 7644, and the administration.

use client::{AdminClient, Among, Client, Endpoint, ListQuery, Paging, Projection, Proxies};
use directory::NewKey;
use directory::model::Scope;
use directory::profile::ProfileName;
use futures_util::TryStreamExt as _;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::world::{Tenant, group, patch, story, story_in, user};

fn client(tenant: &Tenant) -> Client {
    Client::new(tenant.base(), &SecretString::from(tenant.key()), Proxies::None).expect("a client")
}

#[tokio::test]
async fn a_user_is_created_read_changed_and_deleted_and_only_in_the_version_that_is_meant() {
    story_in(ProfileName::Standard, async |tenant| {
        let client = client(tenant);
        let created = client
            .create(Endpoint::Users, &user("ada"))
            .projection(&Projection::attributes("userName"))
            .await
            .expect("created");
        assert_eq!(created.status, 201);
        assert_eq!(created.body["userName"], "ada@example.com");
        assert_eq!(created.body.get("emails"), None);
        let id = created.id().expect("an id");
        assert_eq!(created.location, Some(format!("{}/Users/{id}", tenant.base())));
        let first = created.etag.clone().expect("a version");

        let unchanged = client.read(Endpoint::Users, id).if_none_match(&first).await;
        assert_eq!(unchanged.expect("an answer").status, 304);

        let title = patch(json!([{"op": "replace", "path": "title", "value": "Countess"}]));
        let patched = client.patch(Endpoint::Users, id, &title).if_match(&first).await;
        let patched = patched.expect("patched");
        assert_eq!(patched.body["title"], "Countess");
        let stale = client.replace(Endpoint::Users, id, &user("ada")).if_match(&first).await;
        let stale = stale.expect_err("it was changed in the meantime");
        assert_eq!(stale.status(), Some(412));
        assert!(stale.hint().is_some_and(|hint| hint.contains("read it again")), "{stale:?}");
        assert!(stale.refusal().is_some_and(|refusal| refusal.request_id.is_some()), "{stale:?}");

        let second = patched.etag.expect("a version");
        let replaced = client.replace(Endpoint::Users, id, &user("ada")).if_match(&second).await;
        let replaced = replaced.expect("replaced");
        assert_eq!(replaced.body.get("title"), None);
        let shown = Projection::excluded("emails,meta");
        let read = client.read(Endpoint::Users, id).projection(&shown).await.expect("read");
        assert_eq!(read.body.get("emails").or(read.body.get("meta")), None);
        let again = client.create(Endpoint::Users, &user("ada")).await.expect_err("taken");
        let refusal = again.refusal().expect("a refusal");
        assert_eq!((refusal.status, refusal.scim_type.as_deref()), (409, Some("uniqueness")));

        assert_eq!(client.delete(Endpoint::Users, id).await.expect("deleted").status, 204);
        let gone = client.read(Endpoint::Users, id).await.expect_err("gone");
        assert_eq!(gone.status(), Some(404));
    })
    .await;
}

#[tokio::test]
async fn everyone_is_listed_however_the_pages_follow_each_other() {
    for profile in [ProfileName::Standard, ProfileName::AtlassianExact] {
        story_in(profile, async |tenant| {
            for number in 0..23 {
                tenant.create("/Users", &user(&format!("u{number:02}"))).await;
            }
            let client = client(tenant);
            for paging in [Paging::Best, Paging::Index] {
                let query = ListQuery { count: Some(5), ..ListQuery::default() };
                let walk = client.walk(Endpoint::Users, query, paging);
                let mut found: Vec<Value> =
                    walk.map_ok(|user| user["userName"].clone()).try_collect().await.expect("all");
                found.sort_by_key(Value::to_string);
                assert_eq!(found.len(), 23, "{paging:?}");
                found.dedup();
                assert_eq!((found.len(), &found[22]), (23, &json!("u22@example.com")));
            }
        })
        .await;
    }
}

#[tokio::test]
async fn searches_bulk_and_discovery_go_through_too() {
    story_in(ProfileName::Standard, async |tenant| {
        let client = client(tenant);
        let created = client
            .bulk(&json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                "Operations": [
                    {"method": "POST", "path": "/Users", "bulkId": "ada", "data": user("ada")},
                    {"method": "POST", "path": "/Groups", "bulkId": "g", "data": group("Admins", &["bulkId:ada"])},
                ],
            }))
            .await
            .expect("done");
        let done = created.body["Operations"].as_array().expect("operations");
        let statuses: Vec<_> = done.iter().map(|it| it["status"].clone()).collect();
        assert_eq!(statuses, ["201", "201"]);

        let query = ListQuery::filtered("userName eq \"ADA@example.com\"");
        let found = client.search(Endpoint::Users, &query).await.expect("found");
        assert_eq!(found.body["totalResults"], 1);
        let all = ListQuery { sort_by: Some("id".to_owned()), ..ListQuery::default() };
        let found = client.list(Among::All, &all).await.expect("found");
        assert_eq!(found.body["totalResults"], 2);
        let found = client.search(Among::All, &ListQuery::default()).await.expect("found");
        assert_eq!(found.body["totalResults"], 2);

        let config = client.service_provider_config().await.expect("a configuration").body;
        assert_eq!(config["patch"]["supported"], true);
        let urn = "urn:ietf:params:scim:schemas:core:2.0:User";
        assert_eq!(client.schemas(Some(urn)).await.expect("a schema").body["id"], urn);
        assert!(client.schemas(None).await.expect("schemas").body["totalResults"].is_u64());
        let group = client.resource_types(Some("Group")).await.expect("a type").body;
        assert_eq!(group["endpoint"], "/Groups");
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_the_key_is_read_and_changed() {
    story_in(ProfileName::Standard, async |tenant| {
        let id = tenant.create("/Users", &user("ada")).await;
        let new = NewKey {
            directory: Some(tenant.directory().id),
            user: Some(id.parse().expect("an id")),
            label: "ada's".to_owned(),
            scope: Scope::Provision,
            expires: None,
        };
        let (_, token) = tenant.service.create_key(tenant.admin(), new).await.expect("a key");
        let key = SecretString::from(token.reveal());
        let client = Client::new(tenant.base(), &key, Proxies::None).expect("a client");
        assert_eq!(client.me().await.expect("me").id(), Some(id.as_str()));
        let title = patch(json!([{"op": "add", "path": "title", "value": "Countess"}]));
        assert_eq!(client.patch_me(&title).await.expect("patched").body["title"], "Countess");
        assert!(client.replace_me(&user("ada")).await.expect("replaced").body["title"].is_null());
        assert_eq!(client.delete_me().await.expect("deleted").status, 204);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_finds_links_breaks_them_and_deletes_records() {
    story(async |world| {
        let tenant = world.tenant(ProfileName::Atlassian).await;
        tenant.verify_domain("example.com").await;
        let client = client(&tenant);
        let ada = client.create(Endpoint::Users, &user("ada")).await.expect("created");
        let account =
            ada.body["urn:scim:schemas:extension:atlassian-external:1.0"]["atlassianAccountId"]
                .as_str()
                .expect("a link");
        let key = SecretString::from(world.organization_key(tenant.admin()).await);
        let organization = tenant.admin().organization().to_string();
        let admin = AdminClient::new(tenant.base(), &organization, &key, Proxies::None);
        let admin = admin.expect("a client");

        let links = admin.scim_links(account).await.expect("links").body;
        assert_eq!(links["scimLinks"][0]["scimUserId"], ada.id().expect("an id"));
        let same = admin.scim_links_for_email("ada@example.com").await.expect("links").body;
        assert_eq!(same, links);
        admin.delete_scim_record(account).await.expect("deleted");
        let read = client.read(Endpoint::Users, ada.id().expect("an id")).await;
        assert_eq!(read.expect_err("gone").status(), Some(404));

        let ada = client.create(Endpoint::Users, &user("ada")).await.expect("created");
        let directory = client.directory_id().expect("an id");
        admin.unlink(directory, ada.id().expect("an id")).await.expect("unlinked");
        let links = admin.scim_links_for_email("ada@example.com").await.expect("links").body;
        assert_eq!(links["scimLinks"][0]["atlassianAccountId"], Value::Null);
    })
    .await;
}
