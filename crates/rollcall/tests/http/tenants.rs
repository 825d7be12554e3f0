//! Directories are walls: nothing of another can be read, changed, counted or inferred.

use directory::profile::ProfileName::Standard;
use serde_json::{Value, json};

use crate::world::{Exchange, Tenant, group, patch, story, user};

/// The same requests in a directory, and everything that was answered, ids and times made comparable.
async fn tour(tenant: &Tenant) -> Vec<String> {
    let mut seen = Vec::new();
    let mut ids = Vec::new();
    let ada = tenant.post("/Users", &user("ada")).await;
    let bob = tenant.post("/Users", &user("bob")).await;
    ids.extend([ada.id(), bob.id()]);
    let team = tenant.post("/Groups", &group("Engineering", &[&ids[0]])).await;
    ids.push(team.id());
    let nobody = "00000000-0000-7000-8000-000000000000";
    let add = patch(json!([{"op": "add", "path": "members", "value": [{"value": ids[1]}]}]));
    let patched = tenant.patch(&format!("/Groups/{}", ids[2]), &add).await;
    seen.extend([ada, bob, team, patched]);
    seen.push(tenant.post("/Users", &user("ada")).await);
    seen.push(tenant.get("/Users").await);
    seen.push(tenant.get("/Users?filter=userName%20eq%20%22grace@example.com%22").await);
    seen.push(tenant.get("/Groups?filter=displayName%20pr").await);
    seen.push(tenant.get(&format!("/Users/{nobody}")).await);
    seen.push(tenant.post("/Groups", &group("Other", &[nobody])).await);
    seen.push(tenant.delete(&format!("/Users/{}", ids[0])).await);
    seen.push(tenant.get("/Users?count=0").await);
    seen.iter().map(|answer| comparable(answer, tenant, &ids)).collect()
}

fn comparable(answer: &Exchange, tenant: &Tenant, ids: &[String]) -> String {
    let mut body = answer.body.clone();
    without_times(&mut body);
    let mut text = format!("{} {body}", answer.code);
    text = text.replace(&tenant.directory().id.to_string(), "DIRECTORY");
    for (number, id) in ids.iter().enumerate() {
        text = text.replace(id, &format!("ID{number}"));
    }
    text
}

fn without_times(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("created");
            members.remove("lastModified");
            members.values_mut().for_each(without_times);
        }
        Value::Array(items) => items.iter_mut().for_each(without_times),
        _ => {}
    }
}

#[tokio::test]
async fn a_directory_answers_the_same_whether_others_are_empty_or_full() {
    story(async |world| {
        let alone = world.tenant(Standard).await;
        let expected = tour(&alone).await;

        let full = world.tenant(Standard).await;
        for name in ["ada", "bob", "grace"] {
            full.create("/Users", &user(name)).await;
        }
        full.create("/Groups", &group("Engineering", &[])).await;
        let stranger = world.tenant(Standard).await;
        assert_eq!(tour(&stranger).await, expected, "beside full directories of strangers");
        let beside = world.tenant_in(full.admin(), Standard).await;
        assert_eq!(tour(&beside).await, expected, "beside a full directory of its organization");
    })
    .await;
}

#[tokio::test]
async fn ids_of_another_directory_are_not_there() {
    story(async |world| {
        let mine = world.tenant(Standard).await;
        let other = world.tenant_in(mine.admin(), Standard).await;
        let user_there = other.create("/Users", &user("ada")).await;
        let group_there = other.create("/Groups", &group("Engineering", &[&user_there])).await;
        let before = other.dump().await;
        for path in [format!("/Users/{user_there}"), format!("/Groups/{group_there}")] {
            mine.get(&path).await.refused(404, None);
            mine.delete(&path).await.refused(404, None);
            let title = patch(json!([{"op": "replace", "path": "externalId", "value": "x"}]));
            mine.patch(&path, &title).await.refused(404, None);
        }
        let refused = mine.post("/Groups", &group("Mine", &[&user_there])).await;
        refused.refused(400, Some("invalidValue"));
        let by_external_id = format!("/Users?filter=id%20eq%20%22{user_there}%22");
        assert_eq!(mine.get(&by_external_id).await.status(200).at("/totalResults"), 0);
        assert_eq!(other.dump().await, before);
    })
    .await;
}

#[tokio::test]
async fn an_external_id_is_never_an_id() {
    story(async |world| {
        let tenant = world.tenant(Standard).await;
        let ada = tenant.create("/Users", &user("ada")).await;
        let mut bob = user("bob");
        bob["externalId"] = json!(ada);
        let bob = tenant.create("/Users", &bob).await;
        assert_eq!(tenant.get(&format!("/Users/{ada}")).await.at("/userName"), "ada@example.com");
        tenant.delete(&format!("/Users/{ada}")).await.status(204);
        tenant.get(&format!("/Users/{ada}")).await.refused(404, None);
        tenant.get(&format!("/Users/{bob}")).await.status(200);
    })
    .await;
}
