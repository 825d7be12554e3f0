//! Bulk (RFC 7644 §3.7).

use directory::model::Scope;
use directory::profile::ProfileName::{Standard, Strict};
use directory::{NewKey, profile::ProfileName};
use serde_json::{Value, json};

use crate::ask::{NOBODY, PATCH_OP, in_both, op};
use crate::world::{Exchange, Tenant, group, story_in, user};

const REQUEST: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

async fn bulk(tenant: &Tenant, operations: Value) -> Exchange {
    let message = json!({"schemas": [REQUEST], "Operations": operations});
    tenant.post("/Bulk", &message).await
}

fn create(bulk_id: &str, data: Value) -> Value {
    let path = if data.get("userName").is_some() { "/Users" } else { "/Groups" };
    json!({"method": "POST", "path": path, "bulkId": bulk_id, "data": data})
}

/// The statuses of what was carried out, in the order of the answer.
fn statuses(answer: &Exchange) -> Vec<&str> {
    let operations = answer.at("/Operations").as_array().unwrap_or_else(|| panic!("{answer}"));
    operations.iter().filter_map(|ended| ended["status"].as_str()).collect()
}

#[tokio::test]
async fn t114_the_answer_is_200_with_an_end_to_each_operation() {
    in_both(async |tenant| {
        let operations = json!([create("ada", user("ada")), create("twin", user("ada"))]);
        let answer = bulk(tenant, operations).await.status(200);
        assert_eq!(answer.at("/schemas"), &json!([RESPONSE]), "{answer}");
        assert_eq!(statuses(&answer), ["201", "409"], "{answer}");
        let (made, failed) = (answer.at("/Operations/0"), answer.at("/Operations/1"));
        assert_eq!((&made["bulkId"], &failed["bulkId"]), (&json!("ada"), &json!("twin")));
        let location = made["location"].as_str().unwrap_or_default();
        let path = location.strip_prefix(tenant.base()).unwrap_or_default();
        assert_eq!(tenant.get(path).await.status(200).at("/meta/location"), location);
        assert_eq!(failed.get("location"), None, "{answer}");
        assert_eq!(failed["response"]["scimType"], "uniqueness", "{answer}");
        assert_eq!(failed["response"]["status"], "409", "{answer}");
    })
    .await;
    let lower = json!([{"method": "post", "path": "/Users", "bulkId": "a", "data": user("ada")}]);
    story_in(Strict, async |tenant| {
        assert_eq!(statuses(&bulk(tenant, lower.clone()).await.status(200)), ["400"]);
    })
    .await;
    story_in(Standard, async |tenant| {
        assert_eq!(statuses(&bulk(tenant, lower.clone()).await.status(200)), ["201"]);
    })
    .await;
}

#[tokio::test]
async fn t115_it_goes_on_after_errors_until_there_are_too_many() {
    in_both(async |tenant| {
        tenant.create("/Users", &user("ada")).await;
        let people = ["ada", "bob", "ADA", "cyd"].map(|name| create(name, user(name)));
        let on = bulk(tenant, json!(people)).await.status(200);
        assert_eq!(statuses(&on), ["409", "201", "409", "201"], "{on}");

        let people = ["ada", "dan", "ada2", "bob", "eve"];
        let people =
            people.map(|name| create(name, user(if name == "ada2" { "ada" } else { name })));
        for (errors, expected) in [(1, &["409"][..]), (2, &["409", "201", "409"])] {
            let message =
                json!({"schemas": [REQUEST], "failOnErrors": errors, "Operations": people});
            let stopped = tenant.post("/Bulk", &message).await.status(200);
            assert_eq!(statuses(&stopped), expected, "{stopped}");
        }
        let list = tenant.get("/Users?filter=userName%20sw%20%22eve%22").await.status(200);
        assert_eq!(list.at("/totalResults"), 0, "what was left out was not done: {list}");
    })
    .await;
}

#[tokio::test]
async fn t116_references_go_forward_and_in_circles_and_a_failure_is_its_own() {
    in_both(async |tenant| {
        let mut team = group("Team", &["bulkId:ada"]);
        team["externalId"] = json!("bulkId is only a word here");
        let join = json!({"schemas": [PATCH_OP], "Operations": [
            {"op": "add", "path": "members", "value": [{"value": "bulkId:bob"}]},
            {"op": "remove", "path": "members[value eq \"bulkId:ada\"]"},
        ]});
        let answer = bulk(
            tenant,
            json!([
                create("team", team),
                {"method": "PATCH", "path": "/Groups/bulkId:team", "data": join},
                create("ada", user("ada")),
                create("bob", user("bob")),
            ]),
        )
        .await
        .status(200);
        assert_eq!(statuses(&answer), ["201", "200", "201", "201"], "{answer}");
        let location = answer.at("/Operations/0/location").as_str().unwrap_or_default();
        let team = tenant.get(location.strip_prefix(tenant.base()).unwrap_or_default()).await;
        let bob = answer.at("/Operations/3/location").as_str().unwrap_or_default();
        let bob = bob.rsplit('/').next().unwrap_or_default();
        let members = team.status(200);
        assert_eq!(members.at("/members/0/value"), bob, "{members}");
        assert_eq!(members.at("/members").as_array().map(Vec::len), Some(1), "{members}");

        let lost = json!([
            create("ada", user("ada")),
            create("friends", group("Friends", &["bulkId:ada"])),
            create("nobodys", group("Nobody's", &["bulkId:nobody"])),
            create("cyd", user("cyd")),
        ]);
        let lost = bulk(tenant, lost).await.status(200);
        let statuses = statuses(&lost);
        assert_eq!((statuses[0], statuses[3]), ("409", "201"), "{lost}");
        assert!(statuses[1..3].iter().all(|status| ["400", "409"].contains(status)), "{lost}");
    })
    .await;
}

#[tokio::test]
async fn t116_two_who_name_each_other_are_both_made() {
    in_both(async |tenant| {
        let enterprise = crate::ask::ENTERPRISE;
        let managed = |name: &str, manager: &str| {
            let mut one = user(name);
            one["schemas"] = json!([one["schemas"][0], enterprise]);
            one[enterprise] = json!({"manager": {"value": format!("bulkId:{manager}")}});
            create(name, one)
        };
        let answer = bulk(tenant, json!([managed("ada", "bob"), managed("bob", "ada")])).await;
        let answer = answer.status(200);
        assert_eq!(statuses(&answer), ["201", "201"], "{answer}");
        let id = |at: usize| {
            let location = answer.body["Operations"][at]["location"].as_str().unwrap_or_default();
            location.rsplit('/').next().unwrap_or_default().to_owned()
        };
        for (one, other) in [(id(0), id(1)), (id(1), id(0))] {
            let read = tenant.get(&format!("/Users/{one}")).await.status(200);
            assert_eq!(read.body[enterprise]["manager"]["value"], other.as_str(), "{read}");
        }
    })
    .await;
}

#[tokio::test]
async fn t116_a_bulk_id_is_needed_to_create_and_given_once() {
    in_both(async |tenant| {
        let before = tenant.dump().await;
        let nameless = json!([{"method": "POST", "path": "/Users", "data": user("ada")}]);
        let answer = bulk(tenant, nameless).await;
        let refused = answer.code == 400 || statuses(&answer) == ["400"];
        assert!(refused, "{answer}");
        let twice = json!([create("one", user("ada")), create("one", user("bob"))]);
        let answer = bulk(tenant, twice).await;
        assert!(answer.code == 400 || statuses(&answer).contains(&"400"), "{answer}");
        assert_eq!(tenant.dump().await.1, before.1);
    })
    .await;
}

#[tokio::test]
async fn t117_limits_are_stated_and_there_is_no_get_and_no_bulk_inside() {
    in_both(async |tenant| {
        let config = tenant.get("/ServiceProviderConfig").await.status(200);
        let most = config.at("/bulk/maxOperations").as_u64().expect("a limit");
        assert!(config.at("/bulk/maxPayloadSize").as_u64().is_some(), "{config}");
        let many: Vec<Value> =
            (0..=most).map(|_| json!({"method": "DELETE", "path": format!("/Users/{NOBODY}")})).collect();
        let refused = bulk(tenant, json!(many)).await.refused(413, None);
        assert!(refused.detail().contains(&most.to_string()), "{refused}");

        let inside = json!([
            {"method": "GET", "path": "/Users"},
            {"method": "POST", "path": "/Bulk", "bulkId": "b", "data": {"schemas": [REQUEST], "Operations": []}},
        ]);
        let answer = bulk(tenant, inside).await;
        let refused = answer.code == 400 || statuses(&answer).iter().all(|s| s.starts_with('4'));
        assert!(refused, "{answer}");
    })
    .await;
}

#[tokio::test]
async fn t118_a_patch_inside_is_a_whole_message_and_a_version_a_condition() {
    in_both(async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let path = format!("/Users/{ada}");
        let version = tenant.get(&path).await.status(200).at("/meta/version").clone();
        let titled = |title: &str| {
            json!({"method": "PATCH", "path": path, "version": version,
                "data": op("add", "title", json!(title))})
        };
        let answer = bulk(tenant, json!([titled("Countess"), titled("Lady")])).await.status(200);
        assert_eq!(statuses(&answer), ["200", "412"], "{answer}");
        assert_eq!(tenant.get(&path).await.status(200).at("/title"), "Countess");
    })
    .await;
}

#[tokio::test]
async fn t119_bulk_is_no_side_door() {
    story_in(ProfileName::Standard, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let before = tenant.dump().await;
        let invalid = json!([
            create("nameless", json!({"userName": ""})),
            {"method": "PATCH", "path": format!("/Users/{ada}"), "data": op("remove", "userName", Value::Null)},
            {"method": "PUT", "path": format!("/Users/{NOBODY}"), "data": user("bob")},
        ]);
        let answer = bulk(tenant, invalid).await.status(200);
        assert_eq!(statuses(&answer), ["400", "400", "404"], "{answer}");

        let new = NewKey {
            directory: Some(tenant.directory().id),
            user: None,
            label: "reader".to_owned(),
            scope: Scope::Read,
            expires: None,
        };
        let (_, reader) = tenant.service.create_key(tenant.admin(), new).await.expect("a key");
        let message =
            json!({"schemas": [REQUEST], "Operations": [create("bob", user("bob"))]});
        let request = tenant.request("POST", "/Bulk").json(&message);
        let request = request.header("Authorization", &format!("Bearer {}", reader.reveal()));
        request.send().await.refused(403, None);
        assert_eq!(tenant.dump().await, before);
    })
    .await;
}
