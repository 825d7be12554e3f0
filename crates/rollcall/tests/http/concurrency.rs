//! Many clients at once: one of them wins, and nothing that was answered is lost.

use std::collections::BTreeSet;

use directory::profile::ProfileName::{Atlassian, Standard};
use serde_json::json;
use tokio::task::JoinSet;

use crate::world::{Exchange, Request, group, patch, story_in, user};

/// Sends all of them at once.
async fn at_once(requests: impl IntoIterator<Item = Request>) -> Vec<Exchange> {
    let mut sending = JoinSet::new();
    for request in requests {
        sending.spawn(request.send());
    }
    sending.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_hundred_creates_of_one_name_one_wins() {
    for profile in [Atlassian, Standard] {
        story_in(profile, async |tenant| {
            let requests = (0..100).map(|number| {
                let mut sent = user(&format!("user{number}"));
                sent["userName"] = json!("ada");
                tenant.request("POST", "/Users").json(&sent)
            });
            let mut created = Vec::new();
            for answer in at_once(requests).await {
                match answer.code {
                    201 => created.push(answer.id()),
                    _ => drop(answer.refused(409, Some("uniqueness"))),
                }
            }
            assert_eq!(created.len(), 1, "exactly one is created");
            let all = tenant.get("/Users").await.status(200);
            assert_eq!(all.at("/totalResults"), 1, "{all}");
            assert_eq!(all.at("/Resources/0/id"), created[0].as_str());
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn members_added_at_once_are_all_there() {
    story_in(Standard, async |tenant| {
        let team = tenant.create("/Groups", &group("Engineering", &[])).await;
        let mut users = BTreeSet::new();
        for number in 0..60 {
            users.insert(tenant.create("/Users", &user(&format!("user{number}"))).await);
        }
        let adding = users.iter().map(|id| {
            let add = json!([{"op": "add", "path": "members", "value": [{"value": id}]}]);
            tenant.request("PATCH", &format!("/Groups/{team}")).json(&patch(add))
        });
        for answer in at_once(adding).await {
            answer.status(200);
        }
        assert_eq!(members(tenant, &team).await, users);
    })
    .await;
}

/// A mix of additions and removals over disjoint users: whatever the order, the outcome is known.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn additions_and_removals_at_once_lose_nothing() {
    story_in(Standard, async |tenant| {
        let mut ids = Vec::new();
        for number in 0..80 {
            ids.push(tenant.create("/Users", &user(&format!("user{number}"))).await);
        }
        let (stay, rest) = ids.split_at(20);
        let (leave, join) = rest.split_at(30);
        let before: Vec<&str> = stay.iter().chain(leave).map(String::as_str).collect();
        let team = tenant.create("/Groups", &group("Engineering", &before)).await;
        let path = format!("/Groups/{team}");
        let removing = leave.iter().map(|id| {
            let path = format!("members[value eq \"{id}\"]");
            json!([{"op": "remove", "path": path}])
        });
        let adding =
            join.iter().map(|id| json!([{"op": "add", "value": {"members": [{"value": id}]}}]));
        let renaming = (0..10)
            .map(|n| json!([{"op": "replace", "path": "externalId", "value": n.to_string()}]));
        let requests = removing.chain(adding).chain(renaming);
        let requests =
            requests.map(|operations| tenant.request("PATCH", &path).json(&patch(operations)));
        for answer in at_once(requests).await {
            answer.status(200);
        }
        let expected: BTreeSet<String> = stay.iter().chain(join).cloned().collect();
        assert_eq!(members(tenant, &team).await, expected);
    })
    .await;
}

/// Each writer owns one attribute of one user; at the end every one holds its writer's last value.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn patches_of_different_attributes_of_one_user_all_survive() {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let attributes = ["title", "nickName", "displayName", "locale", "timezone", "userType"];
        let requests = attributes.iter().map(|attribute| {
            let set =
                json!([{"op": "replace", "path": attribute, "value": format!("of {attribute}")}]);
            tenant.request("PATCH", &format!("/Users/{ada}")).json(&patch(set))
        });
        for answer in at_once(requests).await {
            answer.status(200);
        }
        let read = tenant.get(&format!("/Users/{ada}")).await.status(200);
        for attribute in attributes {
            assert_eq!(read.at(&format!("/{attribute}")), &format!("of {attribute}"), "{read}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_and_the_deletion_of_its_members_agree() {
    story_in(Standard, async |tenant| {
        let team = tenant.create("/Groups", &group("Engineering", &[])).await;
        let mut ids = Vec::new();
        for number in 0..40 {
            ids.push(tenant.create("/Users", &user(&format!("user{number}"))).await);
        }
        let add = |id: &String| {
            let add = json!([{"op": "add", "path": "members", "value": [{"value": id}]}]);
            tenant.request("PATCH", &format!("/Groups/{team}")).json(&patch(add))
        };
        let delete = |id: &String| tenant.request("DELETE", &format!("/Users/{id}"));
        let requests: Vec<Request> = ids.iter().flat_map(|id| [add(id), delete(id)]).collect();
        for answer in at_once(requests).await {
            assert!(matches!(answer.code, 200 | 204 | 400 | 404), "{answer}");
        }
        assert_eq!(members(tenant, &team).await, BTreeSet::new(), "nobody is left to be a member");
    })
    .await;
}

async fn members(tenant: &crate::world::Tenant, group: &str) -> BTreeSet<String> {
    let read = tenant.get(&format!("/Groups/{group}")).await.status(200);
    let members = read.at("/members").as_array().cloned().unwrap_or_default();
    members.iter().filter_map(|member| member["value"].as_str()).map(str::to_owned).collect()
}
