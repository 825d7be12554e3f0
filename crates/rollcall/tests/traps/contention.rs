//! Who writes beside others: members of one group, versions (RFC 7644 §3.5.2, §3.14).

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::ask::{in_both, op};
use crate::world::{Exchange, group, user};

#[tokio::test]
async fn t108_members_added_at_once_are_all_there_and_nobody_reads_them_back() {
    in_both(async |tenant| {
        let team = format!("/Groups/{}", tenant.create("/Groups", &group("Team", &[])).await);
        let mut everyone = BTreeSet::new();
        for n in 0..24 {
            everyone.insert(tenant.create("/Users", &user(&format!("user{n}"))).await);
        }
        let joining: JoinSet<Exchange> = everyone
            .iter()
            .map(|id| {
                let join = op("add", "members", json!([{"value": id}]));
                let request = tenant.request("PATCH", &team).json(&join);
                request.header("Prefer", "return=minimal").send()
            })
            .collect();
        for joined in joining.join_all().await {
            assert!(joined.status(204).body.is_null());
        }
        let all = tenant.get(&team).await.status(200);
        let members = all.at("/members").as_array().cloned().unwrap_or_default();
        let members: BTreeSet<String> =
            members.iter().filter_map(|one| one["value"].as_str()).map(str::to_owned).collect();
        assert_eq!(members, everyone);
    })
    .await;
}

#[tokio::test]
async fn t113_of_many_who_change_one_version_one_does() {
    in_both(async |tenant| {
        let path = format!("/Users/{}", tenant.create("/Users", &user("ada")).await);
        let version = tenant.get(&path).await.status(200).at("/meta/version").clone();
        let version = version.as_str().unwrap_or_default().to_owned();
        let racing: JoinSet<Exchange> = (0..16)
            .map(|n| {
                let title = op("add", "title", json!(format!("Number {n}")));
                tenant.request("PATCH", &path).header("If-Match", &version).json(&title).send()
            })
            .collect();
        let (won, lost): (Vec<Exchange>, Vec<Exchange>) =
            racing.join_all().await.into_iter().partition(|answer| answer.code == 200);
        assert_eq!((won.len(), lost.len()), (1, 15));
        for answer in lost {
            answer.refused(412, None);
        }
        let now = tenant.get(&path).await.status(200);
        let winner = won.first().map_or(&Value::Null, |answer| answer.at("/title"));
        assert_eq!(now.at("/title"), winner);
    })
    .await;
}
