//! Users and groups: passwords, memberships, managers (RFC 7643 §4.1 to §4.3, §7).

use directory::profile::ProfileName::{AtlassianExact, Standard, Strict};
use serde_json::json;

use crate::ask::{ENTERPRISE, GROUP, filtered, finds, in_both, no_filters, op, written};
use crate::world::{group, story_in, user};

#[tokio::test]
async fn t027_a_password_is_never_seen_again() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent["password"] = json!("t1meMa$heen");
        let answer = tenant.post("/Users", &sent).await.status(201);
        let path = format!("/Users/{}", answer.id());
        let put = tenant.put(&path, &sent).await.status(200);
        let patched = tenant.patch(&path, &op("replace", "password", json!("t1meMa$heen"))).await;
        let named = tenant.get(&format!("{path}?attributes=userName,password")).await;
        let listed = tenant.get("/Users?attributes=password").await;
        for answer in [&answer, &put, &patched, &named, &listed] {
            let text = answer.body.to_string();
            assert!(!text.contains("t1meMa$heen") && !text.contains("password"), "{answer}");
        }
        no_filters(tenant, "/Users", &["password pr", "password eq \"t1meMa$heen\""]).await;
        tenant.get("/Users?sortBy=password").await.refused(400, Some("invalidValue"));
    })
    .await;
}

#[tokio::test]
async fn t028_the_groups_of_a_user_are_the_groups_that_have_it() {
    in_both(async |tenant| {
        let team = tenant.create("/Groups", &group("Team", &[])).await;
        let mut sent = user("ada");
        sent["groups"] = json!([{"value": team}]);
        let born = tenant.post("/Users", &sent).await.status(201);
        assert_eq!(born.body.get("groups"), None, "a client's groups are ignored: {born}");
        let (ada, path) = (born.id(), format!("/Users/{}", born.id()));

        let join = op("add", "members", json!([{"value": ada}]));
        tenant.patch(&format!("/Groups/{team}"), &join).await.status(200);
        let reference = format!("{}/Groups/{team}", tenant.base());
        let expected =
            json!([{"value": team, "$ref": reference, "display": "Team", "type": "direct"}]);
        assert_eq!(tenant.get(&path).await.status(200).at("/groups"), &expected);
        assert_eq!(tenant.put(&path, &user("ada")).await.status(200).at("/groups"), &expected);
        for change in
            [op("add", "groups", json!([{"value": team}])), op("remove", "groups", json!(null))]
        {
            tenant.patch(&path, &change).await.refused(400, Some("mutability"));
        }
        let company = tenant.create("/Groups", &group("Company", &[&team])).await;
        let read = tenant.get(&path).await.status(200);
        assert_eq!(read.at("/groups/1/value"), company.as_str());
        assert_eq!(read.at("/groups/1/type"), "indirect");
    })
    .await;
}

#[tokio::test]
async fn t029_a_group_has_a_name() {
    in_both(async |tenant| {
        let schema = tenant.get(&format!("/Schemas/{GROUP}")).await.status(200);
        assert_eq!(schema.at("/attributes/0/name"), "displayName");
        assert_eq!(schema.at("/attributes/0/required"), true);
        let nameless = json!({"schemas": [GROUP], "members": []});
        let refused = tenant.post("/Groups", &nameless).await.refused(400, Some("invalidValue"));
        assert!(refused.detail().contains("displayName"), "{refused}");
        let team = tenant.create("/Groups", &group("Team", &[])).await;
        let path = format!("/Groups/{team}");
        tenant.put(&path, &nameless).await.refused(400, Some("invalidValue"));
        let remove = op("remove", "displayName", json!(null));
        tenant.patch(&path, &remove).await.refused(400, Some("mutability"));
    })
    .await;
    story_in(Standard, async |tenant| {
        tenant.create("/Groups", &group("Team", &[])).await;
        tenant.post("/Groups", &group("TEAM", &[])).await.refused(409, Some("uniqueness"));
    })
    .await;
    story_in(Strict, async |tenant| {
        let first = tenant.create("/Groups", &group("Team", &[])).await;
        assert_ne!(tenant.create("/Groups", &group("Team", &[])).await, first);
    })
    .await;
}

#[tokio::test]
async fn t030_a_member_is_added_and_removed_and_never_changed() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let grace = tenant.create("/Users", &user("grace")).await;
        let team = tenant.create("/Groups", &group("Team", &[&ada])).await;
        let path = format!("/Groups/{team}");
        for part in ["value", "type", "display"] {
            let change =
                op("replace", &format!("members[value eq \"{ada}\"].{part}"), json!(grace));
            tenant.patch(&path, &change).await.refused(400, Some("mutability"));
        }
        let upper = format!("members.value eq \"{}\"", ada.to_uppercase());
        let exact = format!("members.value eq \"{ada}\"");
        finds(tenant, "/Groups", &[(&upper, &[]), (&exact, &["Team"])]).await;
        let parts = tenant.get(&format!("/Schemas/{GROUP}")).await.status(200);
        let parts = parts.at("/attributes/1/subAttributes").as_array().expect("parts").clone();
        let rule = |name: &str, of: &str| {
            parts.iter().find(|part| part["name"] == name).map(|part| part[of].clone())
        };
        assert_eq!(rule("value", "caseExact"), Some(json!(true)));
        for name in ["value", "$ref", "type"] {
            assert_eq!(rule(name, "mutability"), Some(json!("immutable")), "{name}");
        }
        assert_eq!(rule("display", "mutability"), Some(json!("readOnly")));
    })
    .await;
}

#[tokio::test]
async fn t031_the_name_of_a_manager_is_not_the_clients_to_say() {
    in_both(async |tenant| {
        let mut sent = user("ada");
        sent[ENTERPRISE] = json!({"manager": {"value": "unknown-7", "displayName": "The Queen"}});
        let born = tenant.post("/Users", &sent).await.status(201);
        let kept = json!({"manager": {"value": "unknown-7"}});
        assert_eq!(born.at(&format!("/{ENTERPRISE}")), &kept, "{born}");
        let path = format!("/Users/{}", born.id());
        let put = tenant.put(&path, &sent).await.status(200);
        assert_eq!(put.at(&format!("/{ENTERPRISE}")), &kept, "{put}");
        let name = op("replace", &format!("{ENTERPRISE}:manager.displayName"), json!("The Queen"));
        tenant.patch(&path, &name).await.refused(400, Some("mutability"));
    })
    .await;
}

#[tokio::test]
async fn t032_what_is_sent_on_request_is_sent_to_whoever_names_it() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let born = tenant.post("/Groups", &group("Team", &[&ada])).await.status(201);
        let path = format!("/Groups/{}", born.id());
        let reference = format!("{}/Users/{ada}", tenant.base());
        let member = json!({"value": ada, "$ref": reference, "type": "User"});
        assert_eq!(born.at("/members"), &json!([member]), "members are there unasked: {born}");
        assert_eq!(tenant.get(&path).await.status(200).at("/members"), &json!([member]));
        let list = tenant.get("/Groups").await.status(200);
        assert_eq!(list.at("/Resources/0/members"), &json!([member]), "{list}");
        for path in [path.clone(), filtered("/Groups", "displayName pr")] {
            let joint = if path.contains('?') { '&' } else { '?' };
            let asked = tenant.get(&format!("{path}{joint}attributes=members.display")).await;
            let display = json!([{"display": "ada@example.com"}]);
            let members = asked.body.get("members").unwrap_or(asked.at("/Resources/0/members"));
            assert_eq!(members, &display, "{asked}");
        }
        assert_eq!(written(&born)["displayName"], "Team");
    })
    .await;
    story_in(AtlassianExact, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let born = tenant.post("/Groups", &group("Team", &[&ada])).await.status(201);
        assert_eq!(born.at("/members/0/display"), "ada@example.com", "always, there: {born}");
    })
    .await;
}
