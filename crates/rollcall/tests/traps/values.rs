//! Values: their case, what is unassigned, what is one twice (RFC 7643 §2.3 to §2.5, §7; RFC 7644 §5).

use directory::profile::ProfileName::{Standard, Strict};
use serde_json::{Value, json};

use crate::ask::{filtered, finds, found, in_both, op, written};
use crate::world::{group, story_in, user};

#[tokio::test]
async fn t002_each_attribute_has_a_case_rule_of_its_own() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["externalId"] = json!("ext-Ada");
        sent["displayName"] = json!("Ada Lovelace");
        let id = tenant.create("/Users", &sent).await;
        tenant.create("/Groups", &group("Engineering", &[])).await;
        let upper = format!("id eq \"{}\"", id.to_uppercase());
        let cases: [(&str, &[&str]); 8] = [
            ("userName eq \"ADA@EXAMPLE.COM\"", &["ada"]),
            ("emails.value eq \"Ada@Example.com\"", &["ada"]),
            ("displayName eq \"ADA LOVELACE\"", &["ada"]),
            ("externalId eq \"ext-Ada\"", &["ada"]),
            ("externalId eq \"EXT-ADA\"", &[]),
            ("meta.resourceType eq \"User\"", &["ada"]),
            ("meta.resourceType eq \"USER\"", &[]),
            (&upper, &[]),
        ];
        finds(tenant, "/Users", &cases).await;
        finds(tenant, "/Groups", &[("displayName eq \"ENGINEERING\"", &["Engineering"])]).await;
        tenant.get(&format!("/Users/{}", id.to_uppercase())).await.refused(404, None);
    })
    .await;
}

#[tokio::test]
async fn t003_what_filters_take_for_equal_is_taken() {
    in_both(async |tenant| {
        tenant.create("/Users", &user("Bob")).await;
        let before = tenant.dump().await;
        let refused = tenant.post("/Users", &user("bob")).await.refused(409, Some("uniqueness"));
        assert!(refused.detail().contains("userName"), "{refused}");
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t004_one_name_in_several_encodings_is_one_name() {
    in_both(async |tenant| {
        let named = |name: &str| {
            let mut sent = user("any");
            sent["userName"] = json!(name);
            sent
        };
        let composed = "Andr\u{e9}";
        let id = tenant.create("/Users", &named(composed)).await;
        for other in ["Andre\u{301}", "andre\u{301}", "\u{ff21}ndr\u{e9}"] {
            tenant.post("/Users", &named(other)).await.refused(409, Some("uniqueness"));
            let list = tenant.get(&filtered("/Users", &format!("userName eq \"{other}\""))).await;
            assert_eq!(list.at("/Resources/0/id"), id.as_str(), "{list}");
            assert_eq!(list.at("/Resources/0/userName"), composed, "kept as it was sent: {list}");
        }
        tenant.create("/Users", &named("Andre")).await;
    })
    .await;
}

#[tokio::test]
async fn t007_absent_null_and_empty_are_one_and_are_not_sent() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        for (attribute, nothing) in
            [("title", json!(null)), ("phoneNumbers", json!([])), ("addresses", json!(null))]
        {
            sent[attribute] = nothing;
        }
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(written(&answer), user("ada"), "{answer}");
        let none: [(&str, &[&str]); 4] = [
            ("title pr", &[]),
            ("phoneNumbers pr", &[]),
            ("title eq null", &["ada"]),
            ("not (addresses pr)", &["ada"]),
        ];
        finds(tenant, "/Users", &none).await;

        let path = format!("/Users/{}", answer.id());
        let title = op("add", "title", json!("Countess"));
        assert_eq!(tenant.patch(&path, &title).await.status(200).at("/title"), "Countess");
        let put = tenant.put(&path, &sent).await.status(200);
        assert_eq!(written(&put), user("ada"), "null in a PUT clears: {put}");
        tenant.patch(&path, &title).await.status(200);
        let cleared = tenant.patch(&path, &op("replace", "title", json!(""))).await.status(200);
        assert_eq!(cleared.body.get("title"), None, "an empty text is no title: {cleared}");
    })
    .await;
}

#[tokio::test]
async fn t008_an_object_of_nothing_is_nothing() {
    in_both(async |tenant| {
        for (name, nothing) in [("ada", json!({})), ("grace", json!({"givenName": null}))] {
            let mut sent = user(name);
            sent["name"] = nothing;
            let answer = tenant.post("/Users", &sent).await.status(201);
            assert_eq!(written(&answer), user(name), "{answer}");
        }
        assert_eq!(found(tenant, "/Users", "name pr").await, [""; 0]);
        let list = tenant.get(&filtered("/Users", "userName sw \"ada\"")).await;
        let id = list.at("/Resources/0/id").as_str().expect("an id");
        let path = format!("/Users/{id}");
        tenant.patch(&path, &op("add", "name.givenName", json!("Ada"))).await.status(200);
        let emptied = tenant.patch(&path, &op("remove", "name.givenName", json!(null))).await;
        assert_eq!(emptied.status(200).body.get("name"), None);
    })
    .await;
}

#[tokio::test]
async fn t017_one_value_is_primary_at_most() {
    in_both(async |tenant| {
        let emails = |first: bool, second: bool| {
            let mut sent = user("ada");
            sent["emails"] = json!([
                {"value": "a@example.com", "type": "work", "primary": first},
                {"value": "b@example.com", "type": "home", "primary": second},
            ]);
            sent
        };
        tenant.post("/Users", &emails(true, true)).await.refused(400, Some("invalidValue"));
        let id = tenant.create("/Users", &emails(true, false)).await;
        let path = format!("/Users/{id}");
        tenant.put(&path, &emails(true, true)).await.refused(400, Some("invalidValue"));
        let third = json!([{"value": "c@example.com", "type": "other", "primary": true}]);
        let patched = tenant.patch(&path, &op("add", "emails", third)).await.status(200);
        let primary = |value: &Value| value.get("primary") == Some(&json!(true));
        let emails = patched.at("/emails").as_array().expect("e-mails");
        assert_eq!(emails.iter().map(primary).collect::<Vec<_>>(), [false, false, true]);

        let mut none = user("grace");
        none["emails"] = json!([{"value": "grace@example.com"}]);
        tenant.create("/Users", &none).await;
        let false_or_absent = "emails[primary eq false and value sw \"grace\"]";
        assert_eq!(found(tenant, "/Users", false_or_absent).await, ["grace"]);
    })
    .await;
}

#[tokio::test]
async fn t018_the_same_type_and_value_is_not_sent_twice() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["phoneNumbers"] = json!([
            {"value": "tel:+1", "type": "work"},
            {"value": "tel:+1", "type": "home"},
            {"value": "tel:+1", "type": "work"},
        ]);
        let answer = tenant.post("/Users", &sent).await.status(201);
        let expected =
            json!([{"value": "tel:+1", "type": "work"}, {"value": "tel:+1", "type": "home"}]);
        assert_eq!(answer.at("/phoneNumbers"), &expected, "{answer}");

        // Of two that say different things of one number, one would be lost.
        let before = tenant.dump().await;
        let mut torn = user("bob");
        torn["phoneNumbers"] = json!([
            {"value": "tel:+1", "type": "work", "display": "Office"},
            {"value": "tel:+1", "type": "work", "display": "Lab"},
        ]);
        tenant.post("/Users", &torn).await.refused(400, Some("invalidValue"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn t019_values_keep_the_order_they_came_in() {
    in_both(async |tenant| {
        let number = |n: &str| json!({"value": format!("tel:+{n}"), "type": format!("line {n}")});
        let numbers = ["3", "1", "2"].map(number);
        let mut sent = user("ada");
        sent["phoneNumbers"] = json!(numbers);
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(answer.at("/phoneNumbers"), &json!(numbers), "{answer}");
        let path = format!("/Users/{}", answer.id());
        let added = op("add", "phoneNumbers", json!([number("0")]));
        tenant.patch(&path, &added).await.status(200);
        let read = tenant.get(&path).await.status(200);
        assert_eq!(read.at("/phoneNumbers"), &json!(["3", "1", "2", "0"].map(number)), "{read}");
    })
    .await;
}

#[tokio::test]
async fn t023_suggested_values_are_suggestions() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["emails"] = json!([{"value": "ada@example.com", "type": "other2", "primary": true}]);
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(answer.at("/emails"), &sent["emails"], "{answer}");
        assert_eq!(found(tenant, "/Users", "emails.type eq \"other2\"").await, ["ada"]);
    })
    .await;
}

#[tokio::test]
async fn t025_locales_and_languages_are_kept_as_they_came() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["locale"] = json!("en_US");
        sent["preferredLanguage"] = json!("da, en-gb;q=0.8");
        sent["timezone"] = json!("Somewhere/New");
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(written(&answer), sent, "{answer}");
    })
    .await;
}

#[tokio::test]
async fn t026_phone_numbers_are_kept_as_they_came() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        let value = "+44 (0)20 7946-0958 ext. 7";
        sent["phoneNumbers"] = json!([{"value": value, "type": "work"}]);
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(written(&answer), sent, "{answer}");
        let exact = format!("phoneNumbers.value eq \"{value}\"");
        assert_eq!(found(tenant, "/Users", &exact).await, ["ada"]);
    })
    .await;
}

#[tokio::test]
async fn t020_a_value_of_another_type_is_refused() {
    let wrong = [
        ("active", json!("true")),
        ("active", json!(1)),
        ("userName", json!(7)),
        ("name", json!("Ada")),
        ("emails", json!("ada@example.com")),
        ("x509Certificates", json!([{"value": "not base64!"}])),
    ];
    story_in(Strict, async |tenant| {
        for (attribute, value) in &wrong {
            let mut sent = user("ada");
            sent[*attribute] = value.clone();
            let refused = tenant.post("/Users", &sent).await.refused(400, Some("invalidValue"));
            assert!(refused.detail().contains(attribute), "{refused}");
        }
        let mut unpadded = user("ada");
        unpadded["x509Certificates"] = json!([{"value": "TQ"}]);
        let answer = tenant.post("/Users", &unpadded).await.status(201);
        assert_eq!(answer.at("/x509Certificates/0/value"), "TQ", "padding is optional");
    })
    .await;
    story_in(Standard, async |tenant| {
        let mut sent = user("ada");
        sent["active"] = json!("False");
        let answer = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(answer.at("/active"), false, "the one text that is taken for a boolean");
    })
    .await;
}
