//! Creating a user: what is accepted, and the recorded body, field for field.

use directory::profile::ProfileName::{Atlassian, AtlassianExact};
use serde_json::{Value, json};

use super::{ENTERPRISE, EXTERNAL};
use crate::world::{story_in, user};

const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:User";

#[tokio::test]
async fn two_attributes_are_enough_and_the_body_is_the_recorded_one() {
    for profile in [Atlassian, AtlassianExact] {
        story_in(profile, async |tenant| {
            tenant.verify_domain("example.com").await;
            let email =
                json!([{"value": "testatlas@example.com", "type": "work", "primary": true}]);
            let sent = json!({"userName": "testatlas@example.com", "emails": email});
            let created = tenant.post("/Users", &sent).await.status(201);

            let id = created.id();
            let time = created.at("/meta/created");
            let account = created.at(&format!("/{EXTERNAL}/atlassianAccountId"));
            assert!(account.is_string(), "{created}");
            let mut meta = json!({
                "resourceType": "User",
                "location": format!("{}/Users/{id}", tenant.base()),
                "lastModified": time,
                "created": time,
            });
            if let Some(version) = created.body.pointer("/meta/version") {
                assert_eq!(profile, Atlassian, "atlassian-exact has no versions: {created}");
                meta["version"] = version.clone();
            }
            let expected = json!({
                "schemas": [EXTERNAL, CORE, ENTERPRISE],
                "userName": "testatlas@example.com",
                "emails": email,
                "meta": meta,
                "groups": [],
                EXTERNAL: {"atlassianAccountId": account},
                "id": id,
                "active": true,
            });
            assert_eq!(created.body, expected, "{created}");
            let read = tenant.get(&format!("/Users/{id}")).await.status(200);
            assert_eq!(read.body, expected, "{read}");
        })
        .await;
    }
}

#[tokio::test]
async fn timestamps_are_utc_with_at_most_six_digits_and_no_trailing_zero() {
    story_in(Atlassian, async |tenant| {
        let created = tenant.post("/Users", &user("ada")).await.status(201);
        let time = created.at("/meta/created").as_str().expect("a time");
        let (_, clock) = time.split_once('T').expect("a date and a time");
        let clock = clock.strip_suffix('Z').unwrap_or_else(|| panic!("{time} is not in UTC"));
        if let Some((_, digits)) = clock.split_once('.') {
            assert!((1..=6).contains(&digits.len()) && !digits.ends_with('0'), "{time}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_parameter_of_the_action_arrives() {
    story_in(Atlassian, async |tenant| {
        let sent = json!({
            "userName": "ada",
            "active": false,
            "department": "Research",
            "displayName": "Ada Lovelace",
            "emails": [
                {"value": "ada@example.com", "type": "work", "primary": true},
                {"value": "ada@home.example", "type": "home", "primary": false},
            ],
            "name": {
                "formatted": "Countess Ada Lovelace",
                "familyName": "Lovelace",
                "givenName": "Ada",
                "middleName": "King",
                "honorificPrefix": "Countess",
                "honorificSuffix": "FRS",
            },
            "nickName": "Ada",
            "organization": "Analytical Engines",
            "phoneNumbers": [{"value": "+44 20 7946 0000", "type": "work", "primary": true}],
            "preferredLanguage": "en-GB",
            "timezone": "Europe/London",
            "title": "Countess",
        });
        let id = tenant.create("/Users", &sent).await;
        let read = tenant.get(&format!("/Users/{id}")).await.status(200);
        for (name, value) in sent.as_object().expect("an object") {
            assert_eq!(read.body.get(name), Some(value), "{name} of {read}");
        }
        let extension = json!({"organization": "Analytical Engines", "department": "Research"});
        assert_eq!(read.at(&format!("/{ENTERPRISE}")), &extension, "{read}");
    })
    .await;
}

#[tokio::test]
async fn department_is_one_value_with_two_names_and_the_extension_wins() {
    story_in(Atlassian, async |tenant| {
        let mut only_extension = user("ada");
        only_extension[ENTERPRISE] = json!({"department": "Research"});
        let created = tenant.post("/Users", &only_extension).await.status(201);
        assert_eq!(created.at("/department"), "Research", "{created}");

        let mut both = user("grace");
        both["department"] = json!("top level");
        both[ENTERPRISE] = json!({"department": "extension"});
        let created = tenant.post("/Users", &both).await.status(201);
        assert_eq!(created.at("/department"), "extension", "{created}");
        assert_eq!(created.at(&format!("/{ENTERPRISE}/department")), "extension", "{created}");

        let id = created.id();
        let top = json!([{"op": "replace", "path": "department", "value": "Compilers"}]);
        let changed = tenant.patch(&format!("/Users/{id}"), &crate::world::patch(top)).await;
        let changed = changed.status(200);
        assert_eq!(changed.at("/department"), "Compilers", "{changed}");
        assert_eq!(changed.at(&format!("/{ENTERPRISE}/department")), "Compilers", "{changed}");
    })
    .await;
}

#[tokio::test]
async fn what_the_service_fills_and_what_it_does_not_know_is_ignored() {
    story_in(Atlassian, async |tenant| {
        let mut sent = user("ada");
        sent["id"] = json!("11111111-1111-4111-8111-111111111111");
        sent["meta"] = json!({"resourceType": "User", "created": "2001-01-01T00:00:00Z"});
        sent["groups"] = json!([{"value": "22222222-2222-4222-8222-222222222222"}]);
        sent[EXTERNAL] = json!({"atlassianAccountId": "of somebody else"});
        sent["is_active"] = json!(false);
        sent["urn:example:unknown:1.0"] = json!({"shoeSize": 38});
        let created = tenant.post("/Users", &sent).await.status(201);
        assert_ne!(created.id(), "11111111-1111-4111-8111-111111111111");
        assert_ne!(created.at("/meta/created"), "2001-01-01T00:00:00Z");
        assert_eq!(created.at("/groups"), &json!([]));
        assert_ne!(created.at(&format!("/{EXTERNAL}/atlassianAccountId")), "of somebody else");
        assert_eq!(created.body.get("is_active"), None);
        assert_eq!(created.body.get("urn:example:unknown:1.0"), None);
    })
    .await;
}

#[tokio::test]
async fn a_user_needs_a_name_and_one_primary_email() {
    let without = |path: &[&str]| {
        let mut sent = user("ada");
        match *path {
            [attribute] => sent.as_object_mut().expect("an object").remove(attribute),
            _ => sent["emails"][0].as_object_mut().expect("an object").remove("primary"),
        };
        sent
    };
    let mut two_primaries = user("ada");
    two_primaries["emails"] = json!([
        {"value": "a@example.com", "primary": true},
        {"value": "b@example.com", "primary": true},
    ]);
    let refused: [(&str, Value); 4] = [
        ("no userName", without(&["userName"])),
        ("no e-mail", without(&["emails"])),
        ("no primary", without(&["emails", "primary"])),
        ("two primaries", two_primaries),
    ];
    story_in(Atlassian, async |tenant| {
        let before = tenant.dump().await;
        for (what, sent) in &refused {
            let answer = tenant.post("/Users", sent).await.refused(400, Some("invalidValue"));
            assert!(!answer.detail().is_empty(), "{what}: {answer}");
        }
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}
