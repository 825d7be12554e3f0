//! PATCH as a whole (RFC 7644 §3.5.2): its message, its order, its answer.

use directory::profile::ProfileName::{Standard, Strict};
use serde_json::{Value, json};

use crate::ask::{PATCH_OP, USER, in_both, op};
use crate::world::{Tenant, patch, story_in, user};

/// Creates Ada, and tells her path.
pub(crate) async fn ada(tenant: &Tenant, more: Value) -> String {
    let mut ada = user("ada");
    for (name, value) in more.as_object().expect("attributes") {
        ada[name] = value.clone();
    }
    format!("/Users/{}", tenant.create("/Users", &ada).await)
}

#[tokio::test]
async fn t089_a_message_that_is_no_patch_is_refused() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let before = tenant.dump().await;
        let fine = json!({"op": "add", "path": "title", "value": "Countess"});
        for message in [
            json!({"schemas": [PATCH_OP]}),
            json!({"schemas": [PATCH_OP], "Operations": []}),
            json!({"schemas": [PATCH_OP], "Operations": fine}),
            json!({"schemas": [PATCH_OP], "Operations": [{"path": "title", "value": "Countess"}]}),
            json!({"schemas": [PATCH_OP], "Operations": [fine, {"op": "move", "path": "title"}]}),
        ] {
            tenant.patch(&path, &message).await.refused(400, Some("invalidSyntax"));
        }
        assert_eq!(tenant.dump().await, before);
    })
    .await;
    // Where every URN of a client is tolerated, the operations say what it is.
    let another =
        json!({"schemas": [USER], "Operations": op("add", "title", json!("x"))["Operations"]});
    story_in(Strict, async |tenant| {
        let path = ada(tenant, json!({})).await;
        tenant.patch(&path, &another).await.refused(400, Some("invalidSyntax"));
    })
    .await;
}

#[tokio::test]
async fn t090_operations_see_each_other_and_fail_together() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let before = tenant.dump().await;
        let half = json!([
            {"op": "add", "path": "title", "value": "Countess"},
            {"op": "replace", "path": "emails[type eq \"none\"].display", "value": "x"},
            {"op": "remove", "path": "id"},
        ]);
        tenant.patch(&path, &patch(half)).await.refused(400, Some("mutability"));
        assert_eq!(tenant.dump().await, before);

        let whole = json!([
            {"op": "add", "path": "emails", "value": [{"value": "a@example.org", "type": "home"}]},
            {"op": "replace", "path": "emails[type eq \"home\"].value", "value": "b@example.org"},
            // No primary in between, one at the end: what counts is the end.
            {"op": "replace", "path": "emails[type eq \"work\"].primary", "value": false},
            {"op": "add", "path": "emails[type eq \"home\"].primary", "value": true},
        ]);
        let changed = tenant.patch(&path, &patch(whole)).await.status(200);
        assert_eq!(changed.at("/emails/1/value"), "b@example.org", "{changed}");
        assert_eq!(changed.at("/emails/1/primary"), true, "{changed}");
        assert_eq!(changed.at("/emails/0/primary"), false, "{changed}");
    })
    .await;
}

#[tokio::test]
async fn t091_a_remove_says_what() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        for remove in [json!({"op": "remove"}), json!({"op": "remove", "value": {"title": "x"}})] {
            tenant.patch(&path, &patch(json!([remove]))).await.refused(400, Some("noTarget"));
        }
    })
    .await;
}

#[tokio::test]
async fn t106_the_answer_is_the_whole_resource_or_nothing() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let title = op("add", "title", json!("Countess"));
        let whole = tenant.patch(&path, &title).await.status(200);
        assert_eq!(whole.body, tenant.get(&path).await.status(200).body);
        assert_eq!(whole.header("ETag"), whole.at("/meta/version").as_str(), "{whole}");

        let title = op("replace", "title", json!("Mathematician"));
        let minimal = tenant.request("PATCH", &path).header("Prefer", "return=minimal");
        let minimal = minimal.json(&title).send().await.status(204);
        assert_eq!(minimal.body, Value::Null, "{minimal}");
        let now = tenant.get(&path).await.status(200);
        assert_eq!(minimal.header("ETag"), now.header("ETag"), "{minimal}");
        assert_eq!(now.at("/title"), "Mathematician");
    })
    .await;
}

#[tokio::test]
async fn t107_only_what_changes_something_moves_the_version_and_the_time() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({"title": "Countess"})).await;
        let born = tenant.get(&path).await.status(200);
        for nothing in [
            op("replace", "title", json!("Countess")),
            op("remove", "nickName", Value::Null),
            op("add", "emails", born.at("/emails").clone()),
            op("replace", "userName", born.at("/userName").clone()),
        ] {
            assert_eq!(tenant.patch(&path, &nothing).await.status(200).body, born.body);
        }
        let mut last = born;
        for title in ["One", "Two", "Three", "Four", "Five"] {
            let moved =
                tenant.patch(&path, &op("replace", "title", json!(title))).await.status(200);
            assert_ne!(moved.at("/meta/version"), last.at("/meta/version"), "{moved}");
            let (before, after) =
                (instant(last.at("/meta/lastModified")), instant(moved.at("/meta/lastModified")));
            assert!(before < after, "{moved}");
            last = moved;
        }
    })
    .await;
}

fn instant(value: &Value) -> jiff::Timestamp {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_else(|| panic!("no time: {value}"))
}

#[tokio::test]
async fn t092_to_remove_what_is_not_there_is_done_already() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let born = tenant.get(&path).await.status(200);
        for gone in ["emails[type eq \"home\"]", "emails[value eq \"x\"].type", "nickName"] {
            let answer = tenant.patch(&path, &op("remove", gone, Value::Null)).await.status(200);
            assert_eq!(answer.body, born.body, "{gone}");
        }
    })
    .await;
}

#[tokio::test]
async fn t093_a_replace_that_selects_nothing_has_no_target() {
    let change = op("replace", "emails[type eq \"home\"].value", json!("home@example.org"));
    story_in(Strict, async |tenant| {
        let path = ada(tenant, json!({})).await;
        let before = tenant.dump().await;
        tenant.patch(&path, &change).await.refused(400, Some("noTarget"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
    // Entra ID relies on the contrary.
    story_in(Standard, async |tenant| {
        let path = ada(tenant, json!({})).await;
        let changed = tenant.patch(&path, &change).await.status(200);
        let made = json!({"type": "home", "value": "home@example.org"});
        assert_eq!(changed.at("/emails/1"), &made, "{changed}");
        // Which element a filter without an equality means, nobody can say.
        let unclear = op("replace", "emails[type co \"oth\"].value", json!("x@example.org"));
        tenant.patch(&path, &unclear).await.refused(400, Some("noTarget"));
    })
    .await;
}
