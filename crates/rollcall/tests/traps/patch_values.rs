//! What a PATCH does to values (RFC 7644 §3.5.2.1 to §3.5.2.3).

use directory::profile::ProfileName::Standard;
use serde_json::{Value, json};

use crate::ask::{in_both, op};
use crate::patch_envelope::ada;
use crate::world::{group, patch, story_in, user};

#[tokio::test]
async fn t094_a_replace_of_what_is_absent_adds_it() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({"nickName": "Ada"})).await;
        let titled = tenant.patch(&path, &op("replace", "title", json!("Countess"))).await;
        assert_eq!(titled.status(200).at("/title"), "Countess");
    })
    .await;
    story_in(Standard, async |tenant| {
        let path = ada(tenant, json!({"nickName": "Ada", "title": "Miss"})).await;
        let pathless =
            json!([{"op": "replace", "value": {"title": "Countess", "locale": "en-GB"}}]);
        let changed = tenant.patch(&path, &patch(pathless)).await.status(200);
        assert_eq!(changed.at("/title"), "Countess");
        assert_eq!(changed.at("/locale"), "en-GB");
        assert_eq!(changed.at("/nickName"), "Ada", "what isn't named stays: {changed}");
    })
    .await;
}

#[tokio::test]
async fn t095_a_replace_of_a_complex_value_merges() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({"name": {"givenName": "Ada", "familyName": "Byron"}})).await;
        let married = op("replace", "name", json!({"familyName": "Lovelace"}));
        let changed = tenant.patch(&path, &married).await.status(200);
        let name = json!({"givenName": "Ada", "familyName": "Lovelace"});
        assert_eq!(changed.at("/name"), &name, "{changed}");
    })
    .await;
}

#[tokio::test]
async fn t096_to_add_what_is_there_changes_nothing() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let born = tenant.get(&path).await.status(200);
        // Without regard to case, as the attributes say.
        let known = json!([{"value": "ADA@example.com", "type": "Work", "primary": true}]);
        let same = tenant.patch(&path, &op("add", "emails", known)).await.status(200);
        assert_eq!(same.at("/meta"), born.at("/meta"), "{same}");
        let other = json!([{"value": "ada@example.com", "type": "home"}]);
        let more = tenant.patch(&path, &op("add", "emails", other)).await.status(200);
        assert_eq!(more.at("/emails").as_array().map(Vec::len), Some(2), "{more}");

        let id = born.id();
        let team = tenant.create("/Groups", &group("Team", &[&id])).await;
        let team = format!("/Groups/{team}");
        let before = tenant.get(&team).await.status(200);
        let again = op("add", "members", json!([{"value": id, "display": "somebody"}]));
        assert_eq!(tenant.patch(&team, &again).await.status(200).body, before.body);
    })
    .await;
}

#[tokio::test]
async fn t097_an_add_replaces_one_value_and_merges_into_a_complex_one() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({"title": "Miss", "name": {"givenName": "Ada"}})).await;
        let changes = json!([
            {"op": "add", "path": "title", "value": "Countess"},
            {"op": "add", "path": "name", "value": {"familyName": "Lovelace"}},
            {"op": "add", "path": "emails[type eq \"work\"]", "value": {"display": "At work"}},
        ]);
        let changed = tenant.patch(&path, &patch(changes)).await.status(200);
        assert_eq!(changed.at("/title"), "Countess");
        assert_eq!(changed.at("/name"), &json!({"givenName": "Ada", "familyName": "Lovelace"}));
        assert_eq!(changed.at("/emails/0/display"), "At work", "{changed}");
        assert_eq!(changed.at("/emails/0/value"), "ada@example.com", "{changed}");
    })
    .await;
}

#[tokio::test]
async fn t098_a_replace_of_a_list_swaps_it_and_of_nothing_clears_it() {
    in_both(async |tenant| {
        let phones = json!([{"value": "+1", "type": "work"}, {"value": "+2", "type": "home"}]);
        let path = ada(tenant, json!({"phoneNumbers": phones})).await;
        let one = json!([{"value": "+3", "type": "mobile"}]);
        let swapped = tenant.patch(&path, &op("replace", "phoneNumbers", one.clone())).await;
        assert_eq!(swapped.status(200).at("/phoneNumbers"), &one);
        for empty in [json!([]), json!([null])] {
            tenant.patch(&path, &op("replace", "phoneNumbers", one.clone())).await.status(200);
            let answer = tenant.patch(&path, &op("replace", "phoneNumbers", empty.clone())).await;
            if empty == json!([]) {
                assert_eq!(answer.status(200).at("/phoneNumbers"), &Value::Null);
            }
        }
        tenant.patch(&path, &op("replace", "phoneNumbers", one)).await.status(200);
        let null = json!([{"op": "replace", "path": "phoneNumbers", "value": null}]);
        let cleared = tenant.patch(&path, &patch(null)).await.status(200);
        assert_eq!(cleared.at("/phoneNumbers"), &Value::Null, "{cleared}");
    })
    .await;
}

#[tokio::test]
async fn t099_a_filter_with_a_sub_attribute_changes_that_alone_in_every_match() {
    in_both(async |tenant| {
        let phones = json!([
            {"value": "+1", "type": "work"},
            {"value": "+2", "type": "work"},
            {"value": "+3", "type": "home"},
        ]);
        let path = ada(tenant, json!({"phoneNumbers": phones})).await;
        let change = op("replace", "phoneNumbers[type eq \"work\"].display", json!("Office"));
        let changed = tenant.patch(&path, &change).await.status(200);
        let expected = json!([
            {"value": "+1", "type": "work", "display": "Office"},
            {"value": "+2", "type": "work", "display": "Office"},
            {"value": "+3", "type": "home"},
        ]);
        assert_eq!(changed.at("/phoneNumbers"), &expected, "{changed}");

        let content = json!({"value": "+4", "type": "other"});
        let whole = op("replace", "phoneNumbers[type eq \"home\"]", content.clone());
        let changed = tenant.patch(&path, &whole).await.status(200);
        assert_eq!(changed.at("/phoneNumbers/2"), &content, "{changed}");
    })
    .await;
}

#[tokio::test]
async fn t100_a_sub_attribute_is_removed_from_every_match_and_the_last_element_leaves_nothing() {
    in_both(async |tenant| {
        let phones = json!([
            {"value": "+1", "type": "work", "display": "Office"},
            {"value": "+2", "type": "work", "display": "Lab"},
        ]);
        let path = ada(tenant, json!({"phoneNumbers": phones})).await;
        let display = op("remove", "phoneNumbers[type eq \"work\"].display", Value::Null);
        let changed = tenant.patch(&path, &display).await.status(200);
        let expected = json!([{"value": "+1", "type": "work"}, {"value": "+2", "type": "work"}]);
        assert_eq!(changed.at("/phoneNumbers"), &expected, "{changed}");

        let all = op("remove", "phoneNumbers[type eq \"work\"]", Value::Null);
        let cleared = tenant.patch(&path, &all).await.status(200);
        assert_eq!(cleared.at("/phoneNumbers"), &Value::Null, "{cleared}");
        let list = tenant.get("/Users?filter=phoneNumbers%20pr").await.status(200);
        assert_eq!(list.at("/totalResults"), 0, "{list}");
    })
    .await;
}

#[tokio::test]
async fn t101_what_is_required_or_read_only_is_not_removed() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let before = tenant.dump().await;
        for kept in ["userName", "id", "meta", "meta.created", "schemas", "groups"] {
            let answer = tenant.patch(&path, &op("remove", kept, Value::Null)).await;
            assert_eq!(answer.code, 400, "{kept}: {answer}");
            answer.refused(400, Some("mutability"));
        }
        let null = json!([{"op": "replace", "path": "userName", "value": null}]);
        tenant.patch(&path, &patch(null)).await.refused(400, Some("mutability"));
        assert_eq!(tenant.dump().await, before);
        let team = tenant.create("/Groups", &group("Team", &[])).await;
        let nameless = op("remove", "displayName", Value::Null);
        tenant.patch(&format!("/Groups/{team}"), &nameless).await.refused(400, Some("mutability"));
    })
    .await;
}

#[tokio::test]
async fn t102_a_member_is_not_changed_into_another() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let bob = tenant.create("/Users", &user("bob")).await;
        let team = format!("/Groups/{}", tenant.create("/Groups", &group("Team", &[&ada])).await);
        let before = tenant.dump().await;
        for (sub, value) in [("value", bob.as_str()), ("type", "Group"), ("$ref", "Users/x")] {
            let change = op("replace", &format!("members[value eq \"{ada}\"].{sub}"), json!(value));
            let answer = tenant.patch(&team, &change).await;
            assert_eq!(answer.code, 400, "{sub}: {answer}");
            answer.refused(400, Some("mutability"));
        }
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t104_a_new_primary_ends_the_old_one() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let home = json!([{"value": "home@example.org", "type": "home", "primary": true}]);
        let added = tenant.patch(&path, &op("add", "emails", home)).await.status(200);
        assert_eq!(added.at("/emails/0/primary"), false, "{added}");
        assert_eq!(added.at("/emails/1/primary"), true, "{added}");

        let back = op("replace", "emails[type eq \"work\"].primary", json!(true));
        let back = tenant.patch(&path, &back).await.status(200);
        assert_eq!(back.at("/emails/0/primary"), true, "{back}");
        assert_eq!(back.at("/emails/1/primary"), false, "{back}");
    })
    .await;
}
