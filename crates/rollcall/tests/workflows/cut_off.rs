//! Runs that are cut off by `kill -9`, and what becomes of them.

use serde_json::{Value, json};

use crate::middleman::Middleman;
use crate::world::World;

const WAITS: &str = "
name: Waits
outputs: {said: {value: '{{ variables.said }}'}}
workflow:
  - steps:
      - {id: S1, action: internal.SetVariables, inputs: {Variables: [{Name: said, Value: '{{ now() }}'}]}}
      - {id: S2, action: internal.Sleep, inputs: {seconds: 5}}
      - {id: S3, action: internal.print, inputs: {text: '{{ variables.said }}'}}
";

const CREATES: &str = "
name: Creates
inputs: {user_name: {type: text, required: true}}
outputs: {id: {value: '{{ steps.S1.output.id }}'}}
workflow:
  - steps:
      - id: S1
        name: Create User
        action: scim.create_user
        inputs:
          userName: '{{ inputs.user_name }}'
          emails: '{{ inputs.user_name }}'
";

#[tokio::test]
async fn what_waits_when_it_is_killed_is_carried_on_from_where_it_was() {
    let world = World::new();
    world.json("directory create --data runs --name Staff");
    let file = world.workflow("waits", WAITS);
    let running = world.start(&format!("workflow run --data runs {}", file.display()));
    world.until("runs", |run| world.steps("runs", run).len() == 2).await;
    running.kill();
    let cut_off = world.rollcall("workflow runs --data runs");
    assert!(String::from_utf8(cut_off.stdout).unwrap().contains(" cut off "));
    let before = world.json(&format!(
        "workflow show --data runs {}",
        world.runs("runs")[0]["id"].as_str().unwrap()
    ));

    let _serving = world.serve("runs", "");
    let run = world.until("runs", |run| run["state"] != "running").await;
    assert_eq!((&run["state"], &run["resumed"]), (&json!("completed"), &json!(1)), "{run}");
    assert_eq!(world.steps("runs", &run), ["S1: completed", "S2: completed", "S3: completed"]);
    assert_eq!(
        run["outputs"]["said"], before["steps"][0]["output"]["said"],
        "S1 was not done again"
    );
}

const GOES: &str = "
name: Goes
workflow:
  - steps:
      - {id: S1, action: internal.Sleep, inputs: {seconds: 3600}}
      - {id: S2, name: Create, action: scim.create_user, inputs: {userName: ada@example.com}}
      - {id: S3, name: Mail, action: email.send, inputs: {to: ada@example.com, subject: Hello, text: Hello}}
";

/// Kills a run in its wait, and lets a service take it up whose environment says one thing otherwise: how the run ended.
async fn taken_up_where(name: &'static str, says: &str) -> Value {
    let mut world = World::new();
    world.set("ROLLCALL_SCIM_URL", "http://127.0.0.1:9/scim/directory/a");
    world.set("ROLLCALL_SCIM_KEY", "a-key-that-is-not-told");
    world.set("ROLLCALL_MAIL_FOLDER", "mail");
    world.json("directory create --data runs --name Staff");
    let file = world.workflow("goes", GOES);
    let running = world.start(&format!("workflow run --data runs {}", file.display()));
    world.until("runs", |run| world.steps("runs", run).len() == 1).await;
    running.kill();
    world.set(name, says);
    let _serving = world.serve("runs", "");
    let run = world.until("runs", |run| run["resumed"] == 1).await;
    world.verify("runs", "a-key-that-is-not-told");
    run
}

#[tokio::test]
async fn a_run_is_not_carried_on_where_it_would_go_elsewhere() {
    let run = taken_up_where("ROLLCALL_SCIM_URL", "http://127.0.0.1:9/scim/directory/b").await;
    let error = run["error"].as_str().unwrap();
    assert_eq!(run["state"], "interrupted");
    assert!(
        error.contains("step S2 (Create) was to go to http://127.0.0.1:9/scim/directory/a")
            && error.contains(" would go to http://127.0.0.1:9/scim/directory/b"),
        "{error}"
    );

    let run = taken_up_where("ROLLCALL_MAIL_FOLDER", "other").await;
    let error = run["error"].as_str().unwrap();
    assert_eq!(run["state"], "interrupted");
    assert!(error.contains("step S3 (Mail) was to go to the mail folder /"), "{error}");
    assert!(error.contains("/mail, and would go to the mail folder /"), "{error}");

    let run = taken_up_where("ROLLCALL_SCIM_KEY", "another-key-of-the-same").await;
    assert_eq!((&run["state"], &run["error"]), (&json!("running"), &Value::Null), "{run}");
}

/// A service with a directory, someone in between, and a workflow that creates a user there.
async fn creating() -> (World, crate::world::Running, Middleman, Value, std::path::PathBuf) {
    let mut world = World::new();
    let serving = world.serve("people", "");
    let created = world.json("directory create --data people --name Staff");
    let middleman = Middleman::before(&serving.url).await;
    let base = created["scimBaseUrl"].as_str().unwrap();
    world.set("ROLLCALL_SCIM_URL", base.replace(&serving.url, &middleman.url));
    world.set("ROLLCALL_SCIM_KEY", created["apiKey"].as_str().unwrap());
    world.json("directory create --data runs --name Staff");
    let file = world.workflow("creates", CREATES);
    (world, serving, middleman, created, file)
}

async fn people(created: &Value) -> Vec<Value> {
    let url = format!("{}/Users", created["scimBaseUrl"].as_str().unwrap());
    let key = created["apiKey"].as_str().unwrap();
    let answer = reqwest::Client::new().get(url).bearer_auth(key).send().await.unwrap();
    let list: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    list["Resources"].as_array().cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_between_its_request_and_the_journal_is_not_done_twice() {
    let (world, _serving, middleman, created, file) = creating().await;
    middleman.keep_back();
    let running = world.start(&format!(
        "workflow run --data runs --input user_name=ada@example.com {}",
        file.display()
    ));
    middleman.has_kept().await;
    running.kill();
    assert_eq!(people(&created).await.len(), 1, "the service has done it");

    let _carrying_on = world.serve("runs", "");
    let run = world.until("runs", |run| run["state"] != "running").await;
    assert_eq!((&run["state"], &run["error"]), (&json!("completed"), &Value::Null), "{run}");
    let people = people(&created).await;
    assert_eq!(people.len(), 1);
    assert_eq!(run["outputs"]["id"], people[0]["id"]);
    assert_eq!(world.steps("runs", &run), ["S1: completed"]);
    world.verify("runs", created["apiKey"].as_str().unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_create_that_was_not_done_when_the_run_was_killed_is_done_then() {
    let (world, serving, middleman, created, file) = creating().await;
    // Somebody of that name is there from before: the create is refused, as it would have been.
    let taken = format!("workflow run --input user_name=ada@example.com {}", file.display());
    assert!(world.rollcall(&taken).status.success());
    let refused = world.rollcall(&taken);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(!refused.status.success() && said.contains("step S1 (Create User)"), "{said}");
    assert_eq!(people(&created).await.len(), 1);
    drop((serving, middleman));
    // With nobody listening the step fails, and says so.
    let said = world.rollcall(&taken);
    assert!(!said.status.success());
}
