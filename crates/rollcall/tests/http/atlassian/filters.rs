//! Filters and pages: what `atlassian-exact` offers, and what `atlassian` offers beyond it.

use directory::profile::ProfileName::{Atlassian, AtlassianExact};

use crate::world::{Tenant, group, story_in, user};

/// How many a filter finds, the filter written as people write it.
async fn found(tenant: &Tenant, endpoint: &str, filter: &str) -> Option<i64> {
    let answer = tenant.get(&path(endpoint, filter)).await;
    (answer.code == 200).then(|| answer.at("/totalResults").as_i64().expect("a number"))
}

fn path(endpoint: &str, filter: &str) -> String {
    let encoded = filter.replace(' ', "%20").replace('"', "%22");
    format!("{endpoint}?filter={encoded}")
}

async fn three_people(tenant: &Tenant) {
    for name in ["ada", "grace", "edith"] {
        let mut sent = user(name);
        sent["title"] = "Engineer".into();
        sent["externalId"] = format!("ext-{name}").into();
        tenant.create("/Users", &sent).await;
    }
    tenant.create("/Groups", &group("Engineering", &[])).await;
}

#[tokio::test]
async fn exact_offers_one_eq_on_three_attributes() {
    story_in(AtlassianExact, async |tenant| {
        three_people(tenant).await;
        assert_eq!(found(tenant, "/Users", "userName eq \"ADA@example.com\"").await, Some(1));
        assert_eq!(found(tenant, "/Users", "externalId eq \"ext-ada\"").await, Some(1));
        assert_eq!(found(tenant, "/Users", "externalId eq \"EXT-ADA\"").await, Some(0));
        assert_eq!(found(tenant, "/Groups", "displayName eq \"engineering\"").await, Some(1));

        let not_offered = [
            ("/Users", "title eq \"Engineer\"", "USER"),
            ("/Users", "emails.value eq \"ada@example.com\"", "USER"),
            ("/Users", "userName sw \"ada\"", "USER"),
            ("/Users", "userName eq \"ada\" or externalId eq \"x\"", "USER"),
            ("/Groups", "displayName co \"Eng\"", "GROUP"),
            ("/Groups", "id eq \"x\"", "GROUP"),
        ];
        for (endpoint, filter, kind) in not_offered {
            let refused = tenant.get(&path(endpoint, filter)).await;
            let refused = refused.refused(400, Some("invalidFilter"));
            assert_eq!(refused.detail(), format!("Resource [{kind}] invalid filter"), "{filter}");
        }
    })
    .await;
}

#[tokio::test]
async fn atlassian_offers_all_filters() {
    story_in(Atlassian, async |tenant| {
        three_people(tenant).await;
        for (filter, count) in [
            ("title eq \"engineer\"", 3),
            ("emails.value eq \"ada@example.com\"", 1),
            ("emails[type eq \"work\" and value sw \"ada\"]", 1),
            ("userName sw \"a\" or userName sw \"g\"", 2),
            ("not (userName co \"ada\")", 2),
            ("externalId pr and active eq true", 3),
        ] {
            assert_eq!(found(tenant, "/Users", filter).await, Some(count), "{filter}");
        }
    })
    .await;
}

#[tokio::test]
async fn start_index_zero_is_one_and_items_per_page_echoes_the_count() {
    story_in(AtlassianExact, async |tenant| {
        three_people(tenant).await;
        let page = tenant.get("/Users?startIndex=0&count=50").await.status(200);
        assert_eq!(page.at("/schemas/0"), "urn:ietf:params:scim:api:messages:2.0:ListResponse");
        assert_eq!(page.at("/totalResults"), 3);
        assert_eq!(page.at("/startIndex"), 1);
        assert_eq!(page.at("/itemsPerPage"), 50);
        assert_eq!(page.at("/Resources").as_array().map(Vec::len), Some(3));

        let rest = tenant.get("/Users?startIndex=3&count=2").await.status(200);
        assert_eq!(rest.at("/Resources").as_array().map(Vec::len), Some(1));
        let none = tenant.get("/Users?count=0").await.status(200);
        assert_eq!(none.at("/totalResults"), 3);
        assert!(none.at("/Resources").as_array().is_none_or(Vec::is_empty), "{none}");
    })
    .await;
}
