//! Lists: what the index narrows is what a full scan finds, page by page.

use crate::world::{World, id};
use directory::ListQuery;
use directory::model::Kind;
use directory::profile::ProfileName;
use serde_json::{Value, json};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Thirty people who share names, titles and domains in many combinations.
async fn populated(profile: ProfileName) -> World {
    let world = World::new(profile).await;
    for n in 0..30 {
        let email = format!("user{n}@{}", if n % 3 == 0 { "example.com" } else { "Other.ORG" });
        let family = ["Meyer", "meyer", "Émile", "O'Neil"][n % 4];
        let mut user = json!({
            "userName": format!("User{n}@example.com"),
            "externalId": if n % 2 == 0 { "Even" } else { "odd" },
            "displayName": format!("Person {}", n % 5),
            "name": { "familyName": family },
            "active": n % 7 != 0,
            "emails": [
                { "value": email, "type": "work", "primary": true },
                { "value": format!("home{}@example.net", n % 10), "type": "home" },
            ],
        });
        if n % 4 == 0 {
            user["title"] = json!("Engineer");
            user[ENTERPRISE] = json!({ "department": "R&D" });
        }
        world.create(Kind::User, user).await.unwrap();
    }
    world
}

fn names(list: &Value) -> Vec<&str> {
    let resources = list["Resources"].as_array().unwrap();
    resources.iter().map(|user| user["userName"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_index_and_a_full_scan_find_the_same() {
    let world = populated(ProfileName::Standard).await;
    let terms = [
        "userName eq \"USER3@EXAMPLE.COM\"",
        "userName sw \"user1\"",
        "externalId eq \"Even\"",
        "externalId eq \"even\"",
        "emails.value eq \"user4@other.org\"",
        "emails eq \"home3@example.net\"",
        "emails.value sw \"HOME\"",
        "emails[type eq \"home\" and value eq \"home3@example.net\"]",
        "emails[type eq \"work\" and value eq \"home3@example.net\"]",
        "emails[value sw \"user2\"]",
        "displayName ge \"person 3\"",
        "displayName gt \"person 3\"",
        "displayName lt \"person 1\"",
        "displayName le \"person 1\"",
        "name.familyName eq \"MEYER\"",
        "name.familyName eq \"e\u{301}MILE\"",
        "active eq false",
        "title eq \"engineer\"",
        "title eq null",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq \"r&d\"",
    ];
    let mut found_any = 0;
    for one in terms {
        for other in terms {
            let both = world.find(Kind::User, &format!("{one} and {other}")).await.unwrap();
            // `or` with a term the index can't answer keeps the whole from being narrowed.
            let scan = format!("({one} and {other}) or userName eq \"\" or nickName co \"zzz\"");
            let scanned = world.find(Kind::User, &scan).await.unwrap();
            assert_eq!(names(&both), names(&scanned), "{one} and {other}");
            assert_eq!(both["totalResults"], scanned["totalResults"]);
            found_any += usize::from(both["totalResults"] != 0);
        }
        let alone = world.find(Kind::User, one).await.unwrap();
        let twice = world.find(Kind::User, &format!("not (not ({one}))")).await.unwrap();
        assert_eq!(names(&alone), names(&twice), "{one}");
    }
    assert!(found_any > 50, "the terms find something: {found_any}");
}

#[tokio::test]
async fn pages_are_disjoint_complete_and_in_the_order_of_creation() {
    let world = populated(ProfileName::Standard).await;
    for filter in [None, Some("active eq true"), Some("displayName co \"3\"")] {
        let page = async |start, count| -> Value {
            let query = ListQuery {
                filter: filter.map(str::to_owned),
                start_index: Some(start),
                count: Some(count),
                ..ListQuery::default()
            };
            let list = world.service.list(&world.caller, Kind::User, &query).await.unwrap();
            serde_json::from_slice(&list.body).unwrap()
        };
        let all = page(1, 1_000).await;
        let mut walked = Vec::new();
        for start in (1..=31).step_by(7) {
            let part = page(start, 7).await;
            assert_eq!(part["totalResults"], all["totalResults"]);
            assert_eq!(part["startIndex"], start);
            assert_eq!(part["itemsPerPage"], part["Resources"].as_array().unwrap().len());
            walked.extend(part["Resources"].as_array().unwrap().clone());
        }
        assert_eq!(Value::from(walked), all["Resources"]);
        let mut ids: Vec<&str> = all["Resources"].as_array().unwrap().iter().map(id).collect();
        let created = ids.clone();
        ids.sort_unstable();
        assert_eq!(ids, created);
    }
}

#[tokio::test]
async fn counts_and_starts_at_the_edges_are_answered_as_the_rfc_says() {
    let world = populated(ProfileName::Standard).await;
    let list = async |start, count| -> Value {
        let query = ListQuery { start_index: start, count, ..ListQuery::default() };
        let list = world.service.list(&world.caller, Kind::User, &query).await.unwrap();
        serde_json::from_slice(&list.body).unwrap()
    };
    assert_eq!(list(Some(-4), Some(2)).await["startIndex"], 1);
    assert_eq!(list(Some(0), Some(-1)).await["Resources"], json!([]));
    assert_eq!(list(None, Some(0)).await["totalResults"], 30);
    assert_eq!(list(Some(31), None).await["Resources"], json!([]));
    assert_eq!(list(Some(i64::MAX), Some(i64::MAX)).await["totalResults"], 30);
}

#[tokio::test]
async fn the_exact_profile_offers_the_filters_atlassian_has_and_no_more() {
    let world = populated(ProfileName::AtlassianExact).await;
    let found = world.find(Kind::User, "userName eq \"user3@example.com\"").await.unwrap();
    assert_eq!(found["totalResults"], 1);
    for filter in
        ["title eq \"x\"", "userName sw \"a\"", "userName eq \"a\" and active eq true", "nonsense"]
    {
        let refused = world.find(Kind::User, filter).await.unwrap_err();
        let told = world.caller.profile().messages.detail(&refused);
        assert_eq!(told, "Resource [USER] invalid filter", "{filter}");
    }
}

#[tokio::test]
async fn groups_are_found_by_a_member() {
    let world = populated(ProfileName::Standard).await;
    let ada = world.find(Kind::User, "userName eq \"user1@example.com\"").await.unwrap();
    let ada = id(&ada["Resources"][0]);
    let engines = json!({ "displayName": "Engines", "members": [{ "value": ada }] });
    let engines = world.create(Kind::Group, engines).await.unwrap();
    world.create(Kind::Group, json!({ "displayName": "Others" })).await.unwrap();
    for filter in [
        format!("members.value eq \"{ada}\""),
        format!("members eq \"{ada}\""),
        format!("members[value eq \"{ada}\"]"),
        format!("displayName sw \"e\" and members.value eq \"{ada}\""),
        "members pr".to_owned(),
        "members[display sw \"user1@\"]".to_owned(),
    ] {
        let found = world.find(Kind::Group, &filter).await.unwrap();
        assert_eq!(found["Resources"], json!([engines]), "{filter}");
    }
    let found = world.find(Kind::User, "groups.display eq \"engines\"").await.unwrap();
    assert_eq!(found["totalResults"], 1);
}
