//! PATCH of a user in the forms seen on the wire: every one answers 200 with the whole user.

use directory::profile::ProfileName::Atlassian;
use serde_json::json;

use crate::world::{patch, story_in, user};

#[tokio::test]
async fn operations_in_either_case_of_the_word() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        for (word, title) in [("operations", "Countess"), ("Operations", "Programmer")] {
            let message = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                word: [{"op": "replace", "path": "title", "value": title}],
            });
            let answer = tenant.patch(&format!("/Users/{ada}"), &message).await.status(200);
            assert_eq!(answer.at("/title"), title, "{answer}");
            assert_eq!(answer.at("/userName"), "ada@example.com", "{answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn without_schemas_without_path_and_with_a_text_for_a_boolean() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        let off = json!({"Operations": [{"op": "Replace", "path": "active", "value": "False"}]});
        assert_eq!(tenant.patch(&path, &off).await.status(200).at("/active"), false);

        let value = json!({
            "name": {"givenName": "Ada", "familyName": "Lovelace"},
            "emails": [{"primary": true, "value": "lovelace@example.com"}],
        });
        let pathless = patch(json!([{"op": "replace", "value": value}]));
        let answer = tenant.patch(&path, &pathless).await.status(200);
        assert_eq!(answer.at("/name"), &value["name"], "{answer}");
        assert_eq!(answer.at("/emails"), &value["emails"], "{answer}");
    })
    .await;
}

#[tokio::test]
async fn an_email_through_a_value_filter() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = "emails[type eq \"work\"].value";
        let change = patch(json!([{"op": "replace", "path": path, "value": "new@example.com"}]));
        let answer = tenant.patch(&format!("/Users/{ada}"), &change).await.status(200);
        let expected = json!([{"value": "new@example.com", "type": "work", "primary": true}]);
        assert_eq!(answer.at("/emails"), &expected, "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_change_that_changes_nothing_moves_nothing() {
    story_in(Atlassian, async |tenant| {
        let created = tenant.post("/Users", &user("ada")).await.status(201);
        let path = format!("/Users/{}", created.id());
        let same =
            patch(json!([{"op": "replace", "path": "userName", "value": "ada@example.com"}]));
        let answer = tenant.patch(&path, &same).await.status(200);
        assert_eq!(answer.at("/meta"), created.at("/meta"), "{answer}");
        let put = tenant.put(&path, &user("ada")).await.status(200);
        assert_eq!(put.at("/meta"), created.at("/meta"), "{put}");
    })
    .await;
}

#[tokio::test]
async fn a_patch_is_all_or_nothing() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let before = tenant.dump().await;
        let half = patch(json!([
            {"op": "replace", "path": "title", "value": "Countess"},
            {"op": "remove", "path": "userName"},
        ]));
        tenant.patch(&format!("/Users/{ada}"), &half).await.refused(400, Some("mutability"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}
