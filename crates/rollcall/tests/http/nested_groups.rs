//! Groups in groups, on the embedded store.

use directory::profile::ProfileName::Standard;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{group, patch, story_in, user};

fn add(member: &str) -> Value {
    patch(json!([{"op": "add", "path": "members", "value": [{"value": member}]}]))
}

#[tokio::test]
async fn a_user_is_in_the_groups_around_its_group() {
    story_in(Standard, async |tenant| {
        let ada = tenant.create("/Users", &user("ada")).await;
        let team = tenant.create("/Groups", &group("Team", &[&ada])).await;
        let company = tenant.create("/Groups", &group("Company", &[&team])).await;
        let read = tenant.get(&format!("/Users/{ada}")).await.status(200);
        for (n, (id, kind)) in [(&team, "direct"), (&company, "indirect")].into_iter().enumerate() {
            assert_eq!(read.at(&format!("/groups/{n}/value")), id.as_str());
            assert_eq!(read.at(&format!("/groups/{n}/type")), kind);
        }
        let found = format!("/Users?filter=groups.value%20eq%20%22{company}%22");
        assert_eq!(tenant.get(&found).await.status(200).at("/Resources/0/id"), ada.as_str());

        tenant.delete(&format!("/Groups/{team}")).await.status(204);
        assert_eq!(tenant.get(&found).await.status(200).at("/totalResults"), 0);
    })
    .await;
}

/// Each of five groups is asked to join the next, at once and round by round: one of them too many.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_at_once_never_close_a_circle() {
    story_in(Standard, async |tenant| {
        for round in 0..10 {
            let mut ring = Vec::new();
            for n in 0..5 {
                let name = format!("Round {round} group {n}");
                ring.push(tenant.create("/Groups", &group(&name, &[])).await);
            }
            let mut joining = JoinSet::new();
            for (inner, outer) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                let path = format!("/Groups/{outer}?excludedAttributes=members");
                joining.spawn(tenant.request("PATCH", &path).json(&add(inner)).send());
            }
            let mut refused = 0;
            for answer in joining.join_all().await {
                if answer.code == 400 {
                    answer.refused(400, Some("invalidValue"));
                    refused += 1;
                } else {
                    answer.status(200);
                }
            }
            assert_eq!(refused, 1, "round {round}");
        }
    })
    .await;
}
