//! What begins workflows in `rollcall serve`.

use serde_json::{Value, json};

use crate::world::{Running, World};

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

const DOUBLES: &str = "
name: Doubles
triggers:
  events: [{event: user.created}]
workflow:
  - steps:
      - {id: S1, action: scim.create_user, inputs: {userName: '{{ event.payload.user.userName }}-2'}}
";

fn user(name: &str) -> Value {
    json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": name})
}

/// What was created, at the address that is served now.
fn at(created: &Value, serving: &Running) -> Value {
    let mut created = created.clone();
    let id = created["directoryId"].as_str().unwrap();
    created["scimBaseUrl"] = json!(format!("{}/scim/directory/{id}", serving.url));
    created
}

#[tokio::test]
async fn what_happens_in_a_directory_begins_one_run_also_after_a_kill() {
    let world = World::new();
    world.workflow("greets", GREETS);
    let created = world.json("directory create --data data --name Staff --profile standard");

    let serving = world.serve("data", "--workflows workflows");
    // The first look settles from where on events count: whoever comes before it begins nothing.
    let mut n = 0;
    while world.runs("data").is_empty() {
        n += 1;
        post(&at(&created, &serving), "Users", &user(&format!("early{n}"))).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    let ada = post(&at(&created, &serving), "Users", &user("ada")).await;
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
    post(&at(&created, &serving), "Groups", &group).await;
    serving.kill();
    let _serving = world.serve("data", "--workflows workflows");
    let run = world.until("data", |run| run["outputs"]["event"] == "group.member_added").await;
    assert_eq!(run["outputs"]["who"], "ada");
    assert_eq!(world.runs("data").len(), before + 1, "each begins one");
    world.verify("data", created["apiKey"].as_str().unwrap());
}

#[tokio::test]
async fn what_a_run_creates_does_not_begin_it_again() {
    let mut world = World::new();
    world.workflow("doubles", DOUBLES);
    let created = world.json("directory create --data data --name Staff --profile standard");
    world.set("THE_KEY", created["apiKey"].as_str().unwrap());
    let serving = world.serve("data", "--workflows workflows");
    let here = at(&created, &serving);
    let url = here["scimBaseUrl"].as_str().unwrap();
    let added = world.rollcall(&format!("connection add here --url {url} --key-env THE_KEY"));
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let mut n = 0;
    while world.runs("data").is_empty() {
        n += 1;
        post(&here, "Users", &user(&format!("early{n}"))).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
    post(&here, "Users", &user("ada")).await;
    world
        .until("data", |run| {
            run["state"] == "completed" && run["event"]["user"]["userName"] == "ada"
        })
        .await;
    // What comes after it begins a run, so what it did itself was looked at before and begins none.
    post(&here, "Users", &user("grace")).await;
    world
        .until("data", |run| {
            run["state"] == "completed" && run["event"]["user"]["userName"] == "grace"
        })
        .await;
    let begun = world.runs("data");
    let name = |run: &Value| run["event"]["user"]["userName"].as_str().unwrap().to_owned();
    assert!(begun.iter().all(|run| !name(run).ends_with("-2")), "{begun:?}");
    let users = reqwest::Client::new().get(format!("{url}/Users?filter=userName%20sw%20%22ada%22"));
    let users = users.bearer_auth(created["apiKey"].as_str().unwrap()).send().await.unwrap();
    let users: Value = serde_json::from_slice(&users.bytes().await.unwrap()).unwrap();
    assert_eq!(users["totalResults"], 2, "ada and ada-2");
}

#[test]
fn two_files_of_one_name_are_refused_and_hidden_ones_are_left_alone() {
    let world = World::new();
    let path = world.workflow("greets", GREETS);
    world.workflow(".greets", "nothing that can be read");
    world.workflow("greets.yb", GREETS);
    std::fs::copy(&path, path.with_extension("yml")).unwrap();
    world.json("directory create --data data --name Staff");
    let refused = world.rollcall("serve --data data --listen 127.0.0.1:0 --workflows workflows");
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(
        said.contains("workflows/greets.yaml and workflows/greets.yml are workflows of one name"),
        "{said}"
    );
    assert!(said.contains("give one of them another name"), "{said}");
}
