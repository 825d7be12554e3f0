//! What begins workflows in `rollcall serve`.

use serde_json::{Value, json};

use crate::world::World;

const GREETS: &str = "
name: Greets
triggers:
  events: [{event: user.created}, {event: group.member_added}]
outputs:
  event: {value: '{{ event.payload.event }}'}
  who: {value: '{{ event.payload.user.userName }}'}
workflow:
  - steps:
      - {id: S1, action: internal.print, inputs: {text: 'hello {{ event.payload.user.userName }}'}}
";

async fn post(created: &Value, endpoint: &str, body: &Value) -> Value {
    let url = format!("{}/{endpoint}", created["scimBaseUrl"].as_str().unwrap());
    let request = reqwest::Client::new().post(url).bearer_auth(created["apiKey"].as_str().unwrap());
    let request = request.header("content-type", "application/scim+json").body(body.to_string());
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 201);
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn what_happens_in_a_directory_begins_one_run_also_after_a_kill() {
    let world = World::new();
    world.workflow("greets", GREETS);
    let created = world.json("directory create --data data --name Staff --profile standard");
    let user = |name: &str| json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": name});
    let at = |serving: &crate::world::Running| {
        let mut created = created.clone();
        let id = created["directoryId"].as_str().unwrap();
        created["scimBaseUrl"] = json!(format!("{}/scim/directory/{id}", serving.url));
        created
    };

    let serving = world.serve("data", "--workflows workflows");
    // The first look settles from where on events count: whoever comes before it begins nothing.
    let mut n = 0;
    while world.runs("data").is_empty() {
        n += 1;
        post(&at(&serving), "Users", &user(&format!("early{n}"))).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    let ada = post(&at(&serving), "Users", &user("ada")).await;
    let run = world.until("data", |run| run["outputs"]["who"] == "ada").await;
    assert_eq!(run["outputs"]["event"], "user.created");
    let before = world.runs("data").len();
    serving.kill();

    // What happens while nobody watches begins its run later.
    let serving = world.serve("data", "");
    let group = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
        "displayName": "team",
        "members": [{"value": ada["id"]}],
    });
    post(&at(&serving), "Groups", &group).await;
    serving.kill();
    let _serving = world.serve("data", "--workflows workflows");
    let run = world.until("data", |run| run["outputs"]["event"] == "group.member_added").await;
    assert_eq!(run["outputs"]["who"], "ada");
    assert_eq!(world.runs("data").len(), before + 1, "each begins one");
    world.verify("data", created["apiKey"].as_str().unwrap());
}
