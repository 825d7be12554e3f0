//! Discovery: documents for those with a key, and no filter.

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Seen, World};

const USER_SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

#[tokio::test]
async fn every_document_is_there_for_every_profile() {
    for profile in ProfileName::ALL {
        let world = World::of(profile).await;
        for list in ["/Schemas", "/ResourceTypes"] {
            let seen = world.get(list).await;
            assert_eq!(seen.status, 200, "{profile:?} {list}");
            assert_eq!(seen.header("content-type"), "application/scim+json");
            let count = seen.body["Resources"].as_array().unwrap().len();
            assert_eq!(seen.body["totalResults"], json!(count));
        }
        let config = world.get("/ServiceProviderConfig").await;
        assert_eq!(config.body["patch"]["supported"], json!(true));
        let schema = world.get(&format!("/Schemas/{USER_SCHEMA}")).await;
        assert_eq!(schema.body["id"], json!(USER_SCHEMA));
        let encoded = USER_SCHEMA.to_uppercase().replace(':', "%3A");
        assert_eq!(world.get(&format!("/Schemas/{encoded}")).await.body, schema.body);
        let resource_type = world.get("/ResourceTypes/User").await;
        assert_eq!(resource_type.body["endpoint"], json!("/Users"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_404() {
    let world = World::of(ProfileName::Standard).await;
    world.get("/Schemas/urn:nothing").await.assert_scim_error(404, None);
    world.get("/ResourceTypes/Device").await.assert_scim_error(404, None);
}

#[tokio::test]
async fn a_filter_is_forbidden_and_the_rest_ignored() {
    let world = World::of(ProfileName::Standard).await;
    for endpoint in ["/Schemas", "/ResourceTypes", "/ServiceProviderConfig"] {
        let plain = world.get(endpoint).await;
        let asked = world.get(&format!("{endpoint}?count=0&startIndex=9&cursor=x&sortBy=id&sortOrder=up&attributes=id&excludedAttributes=id")).await;
        assert_eq!((asked.status, &asked.body), (200, &plain.body), "{endpoint}");
        let filtered = world.get(&format!("{endpoint}?filter=id+pr")).await;
        filtered.assert_scim_error(403, None);
    }
}

#[tokio::test]
async fn a_reading_key_is_enough() {
    let world = World::of(ProfileName::Standard).await;
    let key = world.new_key(directory::model::Scope::Read).await;
    for endpoint in ["/Schemas", "/ServiceProviderConfig", "/ResourceTypes"] {
        let request = world.stranger(Method::GET, &world.scim(endpoint)).bearer_auth(&key);
        assert_eq!(Seen::of(request).await.status, 200, "{endpoint}");
    }
}
