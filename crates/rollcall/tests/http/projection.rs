//! `attributes` and `excludedAttributes` on every operation that answers a resource (RFC 7644 §3.9).

use directory::profile::ProfileName::{Atlassian, Standard};
use serde_json::{Value, json};

use crate::world::{Exchange, group, patch, story_in, user};

fn ada() -> Value {
    let mut sent = user("ada");
    sent["timezone"] = json!("Europe/London");
    sent["title"] = json!("Countess");
    sent["department"] = json!("Research");
    sent
}

#[track_caller]
fn keys(answer: &Exchange) -> Vec<&str> {
    let object = answer.body.as_object().unwrap_or_else(|| panic!("no object in\n{answer}"));
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[tokio::test]
async fn every_operation_answers_only_what_is_wanted() {
    story_in(Atlassian, async |tenant| {
        let query = "attributes=userName,emails.value";
        let only = |answer: &Exchange| {
            assert_eq!(keys(answer), ["emails", "id", "schemas", "userName"], "{answer}");
            assert_eq!(answer.at("/emails"), &json!([{"value": "ada@example.com"}]), "{answer}");
        };
        let posted = tenant.post(&format!("/Users?{query}"), &ada()).await.status(201);
        only(&posted);
        assert!(posted.header("Location").is_some(), "also without meta: {posted}");
        let path = format!("/Users/{}?{query}", posted.id());
        only(&tenant.get(&path).await.status(200));
        only(&tenant.put(&path, &ada()).await.status(200));
        let title = patch(json!([{"op": "replace", "path": "title", "value": "Programmer"}]));
        only(&tenant.patch(&path, &title).await.status(200));
        let list = tenant.get(&format!("/Users?{query}")).await.status(200);
        let listed = list.at("/Resources/0").as_object().expect("a user");
        assert_eq!(listed.len(), 4, "{list}");
    })
    .await;
}

#[tokio::test]
async fn every_operation_leaves_out_what_is_not_wanted() {
    story_in(Atlassian, async |tenant| {
        let query = "excludedAttributes=timezone,emails.type,department,id";
        let without = |answer: &Exchange| {
            assert_eq!(answer.body.get("timezone"), None, "{answer}");
            assert_eq!(answer.body.get("department"), None, "{answer}");
            let emails = json!([{"value": "ada@example.com", "primary": true}]);
            assert_eq!(answer.at("/emails"), &emails, "{answer}");
            assert!(answer.at("/id").is_string(), "id is always returned: {answer}");
            assert!(answer.at("/userName").is_string(), "{answer}");
        };
        let posted = tenant.post(&format!("/Users?{query}"), &ada()).await.status(201);
        without(&posted);
        let path = format!("/Users/{}?{query}", posted.id());
        without(&tenant.get(&path).await.status(200));
        without(&tenant.put(&path, &ada()).await.status(200));
        let title = patch(json!([{"op": "replace", "path": "title", "value": "Programmer"}]));
        without(&tenant.patch(&path, &title).await.status(200));
    })
    .await;
}

#[tokio::test]
async fn names_in_any_case_with_their_urn_and_unknown_ones() {
    story_in(Standard, async |tenant| {
        let id = tenant.create("/Users", &ada()).await;
        let urn = "urn:ietf:params:scim:schemas:core:2.0:User:title";
        let read = tenant.get(&format!("/Users/{id}?attributes=USERNAME,{urn},shoeSize")).await;
        let read = read.status(200);
        assert_eq!(keys(&read), ["id", "schemas", "title", "userName"], "{read}");
    })
    .await;
}

#[tokio::test]
async fn both_at_once_is_refused_before_anything_is_done() {
    story_in(Standard, async |tenant| {
        let before = tenant.dump().await;
        let both = "/Users?attributes=id&excludedAttributes=title";
        tenant.get(both).await.refused(400, Some("invalidValue"));
        tenant.post(both, &ada()).await.refused(400, Some("invalidValue"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_group_without_its_members() {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &ada()).await;
        let sent = group("Engineering", &[&ada]);
        let id = tenant.create("/Groups?excludedAttributes=members", &sent).await;
        let path = format!("/Groups/{id}");
        let read = tenant.get(&format!("{path}?excludedAttributes=members")).await.status(200);
        assert_eq!(read.body.get("members"), None, "{read}");
        assert_eq!(tenant.get(&path).await.at("/members/0/value"), ada.as_str());
        let only = tenant.get(&format!("{path}?attributes=members.value")).await.status(200);
        assert_eq!(only.at("/members"), &json!([{"value": ada}]), "{only}");
    })
    .await;
}

/// The service fills it, the RFC's own listing of the schema lacks it: in `standard` it is there for whoever asks.
#[tokio::test]
async fn the_names_of_members_are_sent_to_whoever_asks() {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &ada()).await;
        let id = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        let plain = tenant.get(&format!("/Groups/{id}")).await.status(200);
        assert_eq!(plain.at("/members/0").get("display"), None, "{plain}");
        let asked = format!("/Groups/{id}?attributes=members.value,members.display");
        let asked = tenant.get(&asked).await.status(200);
        let expected = json!([{"value": ada, "display": "ada@example.com"}]);
        assert_eq!(asked.at("/members"), &expected, "{asked}");
        let found = "/Groups?filter=members.display%20eq%20%22ada@example.com%22";
        assert_eq!(tenant.get(found).await.status(200).at("/totalResults"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_patch_that_wants_no_answer_gets_none() {
    story_in(Standard, async |tenant| {
        let id = tenant.create("/Users", &ada()).await;
        let title = patch(json!([{"op": "replace", "path": "title", "value": "Programmer"}]));
        let path = format!("/Users/{id}");
        let request = tenant.request("PATCH", &path).header("Prefer", "return=minimal");
        let answer = request.json(&title).send().await.status(204);
        assert!(answer.body.is_null());
        assert_eq!(answer.header("Preference-Applied"), Some("return=minimal"), "{answer}");
        assert_eq!(tenant.get(&path).await.at("/title"), "Programmer");
    })
    .await;
}
