//! Groups: the recorded body, names unique in the organization, members in every form clients send.

use directory::profile::ProfileName::{Atlassian, AtlassianExact};
use serde_json::{Value, json};

use crate::world::{Tenant, group, patch, story, story_in, user};

async fn members(tenant: &Tenant, group: &str) -> Vec<String> {
    let read = tenant.get(&format!("/Groups/{group}")).await.status(200);
    let members = read.at("/members").as_array().cloned().unwrap_or_default();
    members.iter().filter_map(|member| member["value"].as_str()).map(str::to_owned).collect()
}

#[tokio::test]
async fn the_body_of_a_group_is_the_recorded_one() {
    for profile in [Atlassian, AtlassianExact] {
        story_in(profile, async |tenant| {
            let mut sent = user("example");
            sent["userName"] = json!("Example Username 3");
            let member = tenant.create("/Users", &sent).await;
            let id = tenant.create("/Groups", &group("scim-jira-users", &[&member])).await;
            let read = tenant.get(&format!("/Groups/{id}")).await.status(200);
            let time = read.at("/meta/created");
            let mut meta = json!({
                "resourceType": "Group",
                "location": format!("{}/Groups/{id}", tenant.base()),
                "lastModified": time,
                "created": time,
            });
            if let Some(version) = read.body.pointer("/meta/version") {
                meta["version"] = version.clone();
            }
            let expected = json!({
                "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
                "id": id,
                "displayName": "scim-jira-users",
                "members": [{
                    "type": "User",
                    "value": member,
                    "display": "example username 3",
                    "$ref": format!("{}/Users/{member}", tenant.base()),
                }],
                "meta": meta,
            });
            assert_eq!(read.body, expected, "{read}");

            let listed = tenant.get(&format!("/Users/{member}")).await.status(200);
            let of_user = json!([{
                "type": "direct",
                "value": id,
                "display": "scim-jira-users",
                "$ref": format!("{}/Groups/{id}", tenant.base()),
            }]);
            let groups = listed.at("/groups");
            assert_eq!(groups.as_array().map(Vec::len), Some(1), "{listed}");
            for name in ["value", "display", "$ref"] {
                assert_eq!(groups[0][name], of_user[0][name], "{name} in {listed}");
            }
        })
        .await;
    }
}

#[tokio::test]
async fn a_patch_adds_three_members_and_answers_the_whole_group() {
    story_in(Atlassian, async |tenant| {
        let id = tenant.create("/Groups", &group("Engineering", &[])).await;
        let mut value = Vec::new();
        for name in ["ada", "grace", "edith"] {
            let user = tenant.create("/Users", &user(name)).await;
            value.push(json!({"value": user, "display": format!("{name}@example.com")}));
        }
        let add = patch(json!([{"op": "add", "path": "members", "value": value}]));
        let answer = tenant.patch(&format!("/Groups/{id}"), &add).await.status(200);
        let members = answer.at("/members").as_array().expect("members");
        assert_eq!(members.len(), 3, "{answer}");
        for (member, sent) in members.iter().zip(&value) {
            assert_eq!(member["value"], sent["value"]);
            let location =
                format!("{}/Users/{}", tenant.base(), sent["value"].as_str().expect("id"));
            assert_eq!(member["$ref"], location.as_str());
        }
    })
    .await;
}

#[tokio::test]
async fn members_are_removed_in_every_form_clients_send() {
    story_in(Atlassian, async |tenant| {
        let mut ids = Vec::new();
        for name in ["ada", "bob", "cyd", "dot", "eve"] {
            ids.push(tenant.create("/Users", &user(name)).await);
        }
        let everyone: Vec<&str> = ids.iter().map(String::as_str).collect();
        let id = tenant.create("/Groups", &group("Engineering", &everyone)).await;
        let [ada, bob, cyd, dot, eve] = &ids[..] else { panic!("five users") };
        let remove_ada = format!("members[value eq \"{ada}\"]");
        let replace = json!([{"value": eve}, {"value": ada}]);
        let steps: [(Value, Vec<&String>); 4] = [
            (json!([{"op": "remove", "path": remove_ada}]), vec![bob, cyd, dot, eve]),
            (
                json!([{"op": "Remove", "path": "members", "value": [{"value": bob}]}]),
                vec![cyd, dot, eve],
            ),
            (json!([{"op": "replace", "path": "members", "value": replace}]), vec![ada, eve]),
            (json!([{"op": "remove", "path": "members"}]), vec![]),
        ];
        for (operations, left) in steps {
            tenant.patch(&format!("/Groups/{id}"), &patch(operations.clone())).await.status(200);
            let mut found = members(tenant, &id).await;
            found.sort();
            let mut left: Vec<&String> = left;
            left.sort();
            assert_eq!(found.iter().collect::<Vec<_>>(), left, "after {operations}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_unknown_member_is_refused_and_nothing_is_changed() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let id = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        let before = tenant.dump().await;
        let nobody = "00000000-0000-7000-8000-000000000000";
        let add = patch(json!([{"op": "add", "path": "members", "value": [{"value": nobody}]}]));
        tenant.patch(&format!("/Groups/{id}"), &add).await.refused(404, None);
        let put = tenant.put(&format!("/Groups/{id}"), &group("Engineering", &[nobody])).await;
        let put = put.refused(400, Some("invalidValue"));
        assert!(put.detail().contains(nobody), "{put}");
        let post = tenant.post("/Groups", &group("Other", &[&ada, nobody])).await;
        post.refused(400, Some("invalidValue"));
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_name_is_unique_in_the_organization_over_its_directories() {
    story(async |world| {
        let first = world.tenant(Atlassian).await;
        let second = world.tenant_in(first.admin(), AtlassianExact).await;
        let stranger = world.tenant(Atlassian).await;
        let id = first.create("/Groups", &group("Engineering", &[])).await;

        let again = first.post("/Groups", &group("ENGINEERING", &[])).await;
        let again = again.refused(409, Some("uniqueness"));
        assert_eq!(
            again.detail(),
            "Resource [GROUP]: with displayName[ENGINEERING] already exists."
        );
        assert_eq!(again.at("/existing/id"), id.as_str(), "{again}");

        let beside = second.post("/Groups", &group("Engineering", &[])).await;
        let beside = beside.refused(409, Some("uniqueness"));
        assert_eq!(beside.body.get("existing"), None, "of another directory: {beside}");
        assert!(!beside.to_string().contains(&id), "{beside}");

        stranger.create("/Groups", &group("Engineering", &[])).await;
    })
    .await;
}

#[tokio::test]
async fn a_reserved_name_is_refused_never_accepted_and_dropped() {
    story_in(Atlassian, async |tenant| {
        let before = tenant.dump().await;
        for name in ["site-admins", "Org-Admins"] {
            let refused = tenant.post("/Groups", &group(name, &[])).await;
            let refused = refused.refused(409, Some("uniqueness"));
            assert!(refused.detail().contains(name), "{refused}");
        }
        assert_eq!(tenant.dump().await, before);
        let id = tenant.create("/Groups", &group("Engineering", &[])).await;
        let rename =
            patch(json!([{"op": "replace", "path": "displayName", "value": "site-admins"}]));
        tenant.patch(&format!("/Groups/{id}"), &rename).await.refused(409, Some("uniqueness"));
    })
    .await;
}

#[tokio::test]
async fn a_group_is_renamed_in_atlassian_and_not_in_atlassian_exact() {
    let rename = patch(json!([{"op": "replace", "path": "displayName", "value": "Compilers"}]));
    story_in(Atlassian, async |tenant| {
        let id = tenant.create("/Groups", &group("Engineering", &[])).await;
        let renamed = tenant.patch(&format!("/Groups/{id}"), &rename).await.status(200);
        assert_eq!((renamed.id(), renamed.at("/displayName")), (id, &json!("Compilers")));
        tenant.create("/Groups", &group("Engineering", &[])).await;
        tenant.post("/Groups", &group("compilers", &[])).await.refused(409, Some("uniqueness"));
    })
    .await;
    story_in(AtlassianExact, async |tenant| {
        let id = tenant.create("/Groups", &group("Engineering", &[])).await;
        let path = format!("/Groups/{id}");
        tenant.patch(&path, &rename).await.refused(400, Some("mutability"));
        let put = tenant.put(&path, &group("Compilers", &[])).await;
        put.refused(400, Some("mutability"));
        assert_eq!(tenant.get(&path).await.at("/displayName"), "Engineering");
    })
    .await;
}

#[tokio::test]
async fn a_deleted_group_is_gone_and_its_name_is_free() {
    story_in(Atlassian, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let id = tenant.create("/Groups", &group("Engineering", &[&ada])).await;
        tenant.delete(&format!("/Groups/{id}")).await.status(204);
        tenant.get(&format!("/Groups/{id}")).await.refused(404, None);
        tenant.delete(&format!("/Groups/{id}")).await.refused(404, None);
        assert_eq!(tenant.get(&format!("/Users/{ada}")).await.at("/groups"), &json!([]));
        tenant.create("/Groups", &group("Engineering", &[])).await;
    })
    .await;
}
