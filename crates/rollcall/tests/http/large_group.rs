//! A large group: a change of one member costs what it costs in a small one, and touches nobody else.

use directory::model::LogEntry;
use directory::profile::ProfileName::Standard;
use directory::store::{Position, Tenant as StoreTenant};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::world::{Tenant, World, group, patch, story, user};

/// How many members the group has; `ROLLCALL_LARGE_GROUP=100000` makes it as large as one likes.
const MEMBERS: usize = 5_000;
/// How many members one request may name.
const MEMBERS_A_REQUEST: usize = 10_000;

fn members_wanted() -> usize {
    let wanted = std::env::var("ROLLCALL_LARGE_GROUP").ok();
    wanted.map_or(MEMBERS, |count| count.parse().expect("ROLLCALL_LARGE_GROUP is a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn adding_one_member_touches_no_other() {
    story(async |world| {
        let tenant = world.tenant(Standard).await;
        let count = members_wanted();
        let users = many_users(&tenant, count + 1).await;
        let (newcomer, members) = users.split_last().expect("users");
        let team = large_group(&tenant, members).await;
        let path = format!("/Groups/{team}?excludedAttributes=members");
        let witness = tenant.get(&format!("/Users/{}", members[0])).await.status(200);

        let add = json!([{"op": "add", "path": "members", "value": [{"value": newcomer}]}]);
        let answer = tenant.patch(&path, &patch(add)).await.status(200);
        assert_eq!(answer.body.get("members"), None, "no member is read back");

        let entry = last_entry(world, &tenant).await;
        let told = entry.detail.clone().unwrap_or_default().to_string();
        assert!(told.contains(newcomer.as_str()), "the log names who was added: {told}");
        assert!(!told.contains(members[0].as_str()), "and nobody else: {told}");
        let body = entry.before.map_or(0, |before| before.len());
        assert!(body < 1_000, "the log keeps no list of the members: {body} bytes");

        let same = tenant.get(&format!("/Users/{}", members[0])).await.status(200);
        assert_eq!(same.body, witness.body, "another member is as it was");
        let mut walked = walk(&tenant, &team).await;
        walked.sort_unstable();
        let mut expected = users.clone();
        expected.sort_unstable();
        assert_eq!(walked, expected, "every member is in the pages, once");
        let found = format!("/Groups/{team}/members?filter=value%20eq%20%22{newcomer}%22");
        assert_eq!(tenant.get(&found).await.status(200).at("/totalResults"), 1);

        let remove = json!([{"op": "remove", "path": format!("members[value eq \"{newcomer}\"]")}]);
        tenant.patch(&path, &patch(remove)).await.status(200);
        let found = format!("/Groups?filter=members.value%20eq%20%22{newcomer}%22");
        assert_eq!(tenant.get(&found).await.status(200).at("/totalResults"), 0);
    })
    .await;
}

/// Creates users, 64 at a time, and says their ids.
async fn many_users(tenant: &Tenant, count: usize) -> Vec<String> {
    let mut ids = Vec::with_capacity(count);
    let mut creating = JoinSet::new();
    for number in 0..count {
        if creating.len() == 64 {
            let created = creating.join_next().await.expect("a request");
            ids.push(created.expect("an answer"));
        }
        let path = "/Users?attributes=id,meta.location";
        let request = tenant.request("POST", path).json(&user(&format!("user{number}")));
        creating.spawn(async { request.send().await.created() });
    }
    ids.extend(creating.join_all().await);
    ids
}

async fn large_group(tenant: &Tenant, members: &[String]) -> String {
    let id = tenant.create("/Groups", &group("Everyone", &[])).await;
    for members in members.chunks(MEMBERS_A_REQUEST) {
        let value: Vec<Value> = members.iter().map(|id| json!({"value": id})).collect();
        let add = patch(json!([{"op": "add", "path": "members", "value": value}]));
        let path = format!("/Groups/{id}?excludedAttributes=members");
        tenant.patch(&path, &add).await.status(200);
    }
    id
}

/// The members of a group, page by page.
async fn walk(tenant: &Tenant, group: &str) -> Vec<String> {
    let mut walked = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = format!("/Groups/{group}/members?cursor={cursor}&count=1000");
        let page = tenant.get(&page).await.status(200);
        let members = page.at("/Resources").as_array().expect("members");
        walked.extend(members.iter().map(|one| one["value"].as_str().expect("an id").to_owned()));
        match page.body.get("nextCursor") {
            None => return walked,
            Some(next) => next.as_str().expect("a cursor").clone_into(&mut cursor),
        }
    }
}

/// The newest entry of the directory's log.
async fn last_entry(world: &World, tenant: &Tenant) -> LogEntry {
    let organization = tenant.admin().organization();
    let of = StoreTenant { organization, directory: Some(tenant.directory().id) };
    let mut snapshot = world.service().store().snapshot(of).await.expect("a snapshot");
    let mut last: Option<(Position, LogEntry)> = None;
    loop {
        let after = last.as_ref().map(|(position, _)| *position);
        let entries = snapshot.log(after, 1_000).await.expect("the log");
        let Some(newest) = entries.into_iter().next_back() else { break };
        last = Some(newest);
    }
    last.expect("an entry").1
}
