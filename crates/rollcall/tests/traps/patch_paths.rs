//! Where a PATCH points (RFC 7644 §3.5.2, §3.10).

use directory::profile::ProfileName::Strict;
use serde_json::{Value, json};

use crate::ask::{ENTERPRISE, USER, in_both, op};
use crate::patch_envelope::ada;
use crate::world::{patch, story_in};

#[tokio::test]
async fn t103_paths_are_urns_filters_and_names_in_any_case() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        for (place, value, shown) in [
            ("TITLE", json!("Countess"), "/title"),
            ("Name.FAMILYname", json!("Lovelace"), "/name/familyName"),
            (&format!("{USER}:nickName"), json!("Ada"), "/nickName"),
            (&format!("{}:name.givenName", USER.to_uppercase()), json!("Ada"), "/name/givenName"),
            (
                &format!("{USER}:emails[TYPE EQ \"work\"].display"),
                json!("Work"),
                "/emails/0/display",
            ),
        ] {
            let changed = tenant.patch(&path, &op("add", place, value.clone())).await.status(200);
            assert_eq!(changed.at(shown), &value, "{place}: {changed}");
        }
        let department = op("add", &format!("{ENTERPRISE}:department"), json!("Engines"));
        let changed = tenant.patch(&path, &department).await.status(200);
        assert_eq!(changed.body[ENTERPRISE]["department"], "Engines", "{changed}");
        let extension = op("add", ENTERPRISE, json!({"division": "North", "costCenter": "7"}));
        let changed = tenant.patch(&path, &extension).await.status(200);
        let whole = json!({"department": "Engines", "division": "North", "costCenter": "7"});
        assert_eq!(changed.body[ENTERPRISE], whole, "{changed}");
    })
    .await;
}

#[tokio::test]
async fn t103_what_is_no_path_is_refused() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let before = tenant.dump().await;
        for wrong in ["emails[0]", "emails[", "name..familyName", "emails[type eq \"work\"]value"] {
            let answer = tenant.patch(&path, &op("replace", wrong, json!("x"))).await;
            assert_eq!(answer.code, 400, "{wrong}: {answer}");
            let kind = answer.at("/scimType").as_str();
            assert!(matches!(kind, Some("invalidPath" | "invalidFilter")), "{wrong}: {answer}");
        }
        tenant
            .patch(&path, &op("replace", "emails[type like \"work\"].value", json!("x")))
            .await
            .refused(400, Some("invalidFilter"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
    story_in(Strict, async |tenant| {
        let path = ada(tenant, json!({})).await;
        for unknown in
            ["shoeSize", "1title", "name.shoeSize", "urn:example:nobody:2.0:User:shoeSize"]
        {
            let answer = tenant.patch(&path, &op("add", unknown, json!("42"))).await;
            answer.refused(400, Some("invalidPath"));
        }
    })
    .await;
}

#[tokio::test]
async fn t105_schemas_follow_what_the_user_has() {
    in_both(async |tenant| {
        let path = ada(tenant, json!({})).await;
        let department = format!("{ENTERPRISE}:department");
        let added = tenant.patch(&path, &op("add", &department, json!("Engines"))).await;
        assert_eq!(added.status(200).at("/schemas"), &json!([USER, ENTERPRISE]));
        let removed = tenant.patch(&path, &op("remove", &department, Value::Null)).await;
        let removed = removed.status(200);
        assert_eq!(removed.at("/schemas"), &json!([USER]), "{removed}");
        assert_eq!(removed.body.get(ENTERPRISE), None, "{removed}");

        let both = json!([
            {"op": "add", "path": department, "value": "Engines"},
            {"op": "remove", "path": ENTERPRISE},
        ]);
        let neither = tenant.patch(&path, &patch(both)).await.status(200);
        assert_eq!(neither.at("/schemas"), &json!([USER]), "{neither}");
    })
    .await;
}
