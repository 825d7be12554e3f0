//! Lists: counts, pages, order, searches (RFC 7644 §3.4.2, §3.4.3).

use std::sync::Arc;

use directory::profile::ProfileName::{Standard, Strict};
use directory::{Service, Settings};
use serde_json::{Value, json};

use crate::ask::{ENTERPRISE, filtered, in_both, names};
use crate::world::{Exchange, Tenant, group, story, story_in, user};

const SEARCH: &str = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

async fn five_people(tenant: &Tenant) {
    for name in ["edith", "ada", "grace", "alan", "barbara"] {
        tenant.create("/Users", &user(name)).await;
    }
}

/// `totalResults`, `startIndex`, `itemsPerPage` and the names.
#[track_caller]
fn page(list: &Exchange) -> (u64, u64, u64, Vec<String>) {
    let number = |name: &str| list.body[name].as_u64().unwrap_or_else(|| panic!("{name}: {list}"));
    (number("totalResults"), number("startIndex"), number("itemsPerPage"), names(list))
}

fn expected(total: u64, start: u64, names: &[&str]) -> (u64, u64, u64, Vec<String>) {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    (total, start, names.len() as u64, names)
}

#[tokio::test]
async fn t065_nobody_is_an_empty_list() {
    in_both(async |tenant| {
        for path in ["/Users".to_owned(), filtered("/Groups", "displayName eq \"x\"")] {
            let list = tenant.get(&path).await.status(200);
            let empty = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
                "totalResults": 0, "startIndex": 1, "itemsPerPage": 0, "Resources": [],
            });
            assert_eq!(list.body, empty, "{list}");
        }
    })
    .await;
}

#[tokio::test]
async fn t066_the_total_counts_all_and_the_page_its_own() {
    in_both(async |tenant| {
        five_people(tenant).await;
        let list = tenant.get("/Users?startIndex=2&count=2").await.status(200);
        assert_eq!(page(&list), expected(5, 2, &["ada", "grace"]));
        let filter = filtered("/Users", "userName sw \"a\"");
        let list = tenant.get(&format!("{filter}&count=1")).await.status(200);
        assert_eq!(page(&list), expected(2, 1, &["ada"]));
        let last = tenant.get("/Users?startIndex=5&count=2").await.status(200);
        assert_eq!(page(&last), expected(5, 5, &["barbara"]));
    })
    .await;
}

#[tokio::test]
async fn t067_pages_begin_at_one() {
    in_both(async |tenant| {
        five_people(tenant).await;
        for start in ["1", "0", "-7", "-99999999999999999999"] {
            let list = tenant.get(&format!("/Users?startIndex={start}&count=1")).await.status(200);
            assert_eq!(page(&list), expected(5, 1, &["edith"]), "{start}");
        }
        for start in [6_u64, 100] {
            let list = tenant.get(&format!("/Users?startIndex={start}")).await.status(200);
            assert_eq!(page(&list), expected(5, start, &[]));
        }
        for start in ["x", "1.5", ""] {
            let refused = tenant.get(&format!("/Users?startIndex={start}")).await;
            refused.refused(400, Some("invalidValue"));
        }
    })
    .await;
}

#[tokio::test]
async fn t068_a_count_is_a_wish() {
    in_both(async |tenant| {
        five_people(tenant).await;
        for count in ["0", "-1"] {
            let list = tenant.get(&format!("/Users?count={count}")).await.status(200);
            assert_eq!(page(&list), expected(5, 1, &[]), "{count}");
        }
        for query in ["", "?count=1000000", "?count=99999999999999999999"] {
            let list = tenant.get(&format!("/Users{query}")).await.status(200);
            assert_eq!(list.at("/itemsPerPage"), 5, "{query}: {list}");
        }
    })
    .await;
}

#[tokio::test]
async fn t069_the_order_is_total_and_stays() {
    in_both(async |tenant| {
        five_people(tenant).await;
        for order in ["", "&sortBy=active", "&sortBy=title&sortOrder=descending"] {
            let whole = names(&tenant.get(&format!("/Users?count=5{order}")).await);
            let mut pages = Vec::new();
            for start in 1..=5 {
                let path = format!("/Users?startIndex={start}&count=1{order}");
                pages.extend(names(&tenant.get(&path).await));
            }
            assert_eq!(pages, whole, "{order}: in pages and at once");
            let mut all = whole.clone();
            all.sort();
            assert_eq!(all, ["ada", "alan", "barbara", "edith", "grace"]);
        }
    })
    .await;
}

#[tokio::test]
async fn t070_lists_are_sorted_as_the_rfc_says() {
    in_both(async |tenant| {
        for (name, title, emails) in [
            (
                "ada",
                json!("b"),
                json!([{"value": "z@x.example"}, {"value": "a@x.example", "primary": true}]),
            ),
            ("grace", json!("A"), json!([{"value": "m@x.example"}, {"value": "0@x.example"}])),
            ("alan", json!(null), json!(null)),
        ] {
            let mut sent = user(name);
            sent["title"] = title;
            sent["emails"] = emails;
            sent[ENTERPRISE] = json!({"manager": {"value": name}});
            tenant.create("/Users", &sent).await;
        }
        for (query, expected) in [
            ("sortBy=title", ["grace", "ada", "alan"]),
            ("sortBy=title&sortOrder=ascending", ["grace", "ada", "alan"]),
            ("sortBy=title&sortOrder=descending", ["alan", "ada", "grace"]),
            ("sortBy=emails", ["ada", "grace", "alan"]),
            ("sortBy=emails.value&sortOrder=descending", ["alan", "grace", "ada"]),
            ("sortBy=meta.created&sortOrder=descending", ["alan", "grace", "ada"]),
            ("sortOrder=descending", ["ada", "grace", "alan"]),
        ] {
            let list = tenant.get(&format!("/Users?{query}")).await.status(200);
            assert_eq!(names(&list), expected, "{query}");
        }
        for query in ["sortBy=title&sortOrder=up", "sortBy=name", "sortBy=shoeSize", "sortBy="] {
            tenant.get(&format!("/Users?{query}")).await.refused(400, Some("invalidValue"));
        }
    })
    .await;
}

/// The bound is made small, on the same data: it is an operator's to set.
#[tokio::test]
async fn t071_what_would_read_too_much_is_refused_with_a_remedy() {
    story(async |world| {
        let tenant = world.tenant(Standard).await;
        five_people(&tenant).await;
        let settings = Settings { scan: 3, ..Settings::new("http://small.example") };
        let small = Service::new(Arc::clone(world.service().store()), settings);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = scim_http::router(small, scim_http::Options::default());
        tokio::spawn(scim_http::serve(listener, router, std::future::pending()));
        let (_, path) = tenant.base().split_once("/scim").expect("a base URL");
        let ask = async |filter: &str| {
            let url = format!("http://{address}/scim{path}{}", filtered("/Users", filter));
            let sent = reqwest::Client::new().get(url).bearer_auth(tenant.key()).send().await;
            let answer = sent.expect("an answer");
            let code = answer.status().as_u16();
            let body: Value =
                serde_json::from_str(&answer.text().await.expect("a body")).expect("JSON");
            (code, body)
        };
        let (code, body) = ask("nickName co \"x\"").await;
        assert_eq!((code, &body["scimType"]), (400, &json!("tooMany")), "{body}");
        assert!(body["detail"].as_str().is_some_and(|text| text.contains("nickName")), "{body}");
        let (code, body) = ask("userName eq \"ada@example.com\"").await;
        assert_eq!((code, &body["totalResults"]), (200, &json!(1)), "{body}");
        assert_eq!(tenant.get(&filtered("/Users", "nickName co \"x\"")).await.code, 200);
    })
    .await;
}

#[tokio::test]
async fn t072_the_root_is_queried_over_all_types() {
    in_both(async |tenant| {
        five_people(tenant).await;
        tenant.create("/Groups", &group("Team", &[])).await;
        let list = tenant.get("").await.status(200);
        let kinds: Vec<&Value> = list
            .at("/Resources")
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| &one["meta"]["resourceType"])
            .collect();
        assert_eq!(kinds, ["User", "User", "User", "User", "User", "Group"]);
        let groups = tenant.get(&filtered("", "meta.resourceType eq \"Group\"")).await;
        assert_eq!(names(&groups), ["Team"]);
        let mixed = filtered("", "userName sw \"ad\" or displayName eq \"team\"");
        assert_eq!(names(&tenant.get(&mixed).await.status(200)), ["ada", "Team"]);
    })
    .await;
}

#[tokio::test]
async fn t073_a_search_is_a_list_asked_for_in_a_message() {
    in_both(async |tenant| {
        five_people(tenant).await;
        let message = json!({
            "schemas": [SEARCH], "filter": "userName sw \"a\"", "attributes": ["userName"],
            "sortBy": "userName", "sortOrder": "descending", "startIndex": 1, "count": 10,
        });
        let query =
            "&attributes=userName&sortBy=userName&sortOrder=descending&startIndex=1&count=10";
        for endpoint in ["", "/Users"] {
            let found = tenant.post(&format!("{endpoint}/.search"), &message).await.status(200);
            assert_eq!(found.header("Location"), None, "{found}");
            let path = filtered(endpoint, "userName sw \"a\"");
            let listed = tenant.get(&format!("{path}{query}")).await.status(200);
            assert_eq!(found.body, listed.body, "{endpoint}");
            assert_eq!(names(&found), ["alan", "ada"]);
        }
        let text = json!({"schemas": [SEARCH], "attributes": "userName"});
        tenant.post("/Users/.search", &text).await.refused(400, Some("invalidValue"));
        assert_ne!(tenant.post("/Users/.Search", &message).await.code, 200);
    })
    .await;
    story_in(Strict, async |tenant| {
        let stranger = json!({"schemas": ["urn:example:Search"], "filter": "userName pr"});
        tenant.post("/Users/.search", &stranger).await.refused(400, Some("invalidSyntax"));
    })
    .await;
}
