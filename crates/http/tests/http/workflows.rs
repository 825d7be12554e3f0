//! Workflows over HTTP: what they are, their drawings, their runs.

use directory::model::Scope;
use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Seen, World};

/// A workflow for these stories.
const ONBOARDING: &str = "
name: Onboarding
inputs:
  user_name: {type: text, required: true}
  badge: {type: text, secret: true}
outputs:
  id: {value: '{{ steps.S1.output.id }}'}
workflow:
  - steps:
      - {id: S1, action: scim.create_user, inputs: {User Name: '{{ inputs.user_name }}', Title: '{{ inputs.badge }}'}}
      - {id: S2, action: internal.print, inputs: {text: 'made {{ steps.S1.output.userName }}'}}
";

const HOOKED: &str = "
name: Hooked
triggers:
  webhooks: [{name: hr}]
workflow:
  - steps:
      - {id: S1, action: scim.create_user, inputs: {User Name: '{{ event.payload.who }}'}}
";

const SLOW: &str = "
name: Slow
workflow:
  - steps:
      - {id: S1, action: internal.Sleep, inputs: {seconds: 600}}
";

const CONNECTED: &str = "
name: Connected
workflow:
  - steps:
      - {id: S1, action: scim.list_users, connections: {scim: elsewhere}}
";

async fn world() -> World {
    World::of_workflows(
        ProfileName::Standard,
        &[("onboarding", ONBOARDING), ("hooked", HOOKED), ("slow", SLOW), ("connected", CONNECTED)],
    )
    .await
}

impl World {
    async fn begin(&self, path: &str, inputs: Value) -> Seen {
        Seen::of(self.request(Method::POST, path).json(&inputs)).await
    }

    async fn see(&self, path: &str, key: &str) -> Seen {
        Seen::of(self.stranger(Method::GET, path).bearer_auth(key)).await
    }
}

#[tokio::test]
async fn a_run_that_is_waited_for_is_answered_with_its_steps_and_outputs() {
    let world = world().await;
    let path = "/workflows/onboarding/runs";
    let inputs = json!({"user_name": "ada@example.com", "badge": "b4dge-s3cret"});
    let run = world.begin(&format!("{path}?run_sync=true"), inputs).await;
    assert_eq!((run.status, &run.body["state"]), (200, &json!("completed")), "{run:?}");
    let ada = world.get("/Users").await.body["Resources"][0].clone();
    assert_eq!(run.body["outputs"]["id"], ada["id"]);
    assert_eq!(ada["title"], "b4dge-s3cret");
    let steps = run.body["steps"].as_array().unwrap();
    assert_eq!(steps.iter().map(|step| &step["state"]).collect::<Vec<_>>(), ["completed"; 2]);

    let id = run.body["id"].as_str().unwrap();
    let seen = world.see(&format!("{path}/{id}"), &world.key).await;
    assert_eq!(seen.body, run.body);
    let steps = world.see(&format!("{path}/{id}/steps"), &world.key).await;
    assert_eq!(steps.body["steps"], run.body["steps"]);
    let listed = world.see(path, &world.key).await;
    assert_eq!(listed.body["runs"][0]["id"], run.body["id"]);
    let all = format!("{run:?}{listed:?}");
    assert!(!all.contains("b4dge-s3cret") && !all.contains(&world.key), "a secret is shown");

    let path = format!("{path}?run_sync");
    let again = world.begin(&path, json!({"user_name": "ada@example.com"})).await;
    assert_eq!((again.status, &again.body["state"]), (424, &json!("failed")), "{again:?}");
    assert!(again.body["error"].as_str().unwrap().contains("409"), "{again:?}");
}

#[tokio::test]
async fn a_mistake_in_how_long_to_wait_begins_no_run() {
    let world = world().await;
    let path = "/workflows/onboarding/runs";
    let inputs = json!({"user_name": "ada@example.com"});
    for timeout in ["soon", "-1", "1.5", ""] {
        let asked = format!("{path}?run_sync&timeout={timeout}");
        let refused = world.begin(&asked, inputs.clone()).await;
        refused.assert_scim_error(400, Some("invalidValue"));
    }
    assert_eq!(world.see(path, &world.key).await.body["runs"], json!([]));
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
}

#[tokio::test]
async fn the_file_of_a_workflow_of_ones_own_is_shown_for_the_key_of_an_organization_alone() {
    let world = world().await;
    let organization = world.new_key(Scope::Organization).await;
    let file = "/workflows/onboarding/file";
    let stranger = Seen::of(world.stranger(Method::GET, file)).await;
    stranger.assert_scim_error(401, None);
    world.see(file, &world.key).await.assert_scim_error(403, None);
    let seen = world.see(file, &organization).await;
    assert_eq!((seen.status, seen.body.as_str()), (200, Some(ONBOARDING)));
    let page = world.stranger(Method::GET, "/workflows/onboarding").header("accept", "text/html");
    let page = Seen::of(page).await.body.to_string();
    assert!(
        page.contains("shown for the key of an organization") && !page.contains("steps.S1"),
        "{page}"
    );
    let dry = world.stranger(Method::POST, "/workflows/onboarding/runs?dryRun");
    let dry = Seen::of(dry.json(&json!({"user_name": "ada@example.com"}))).await;
    dry.assert_scim_error(401, None);
    let library = "/workflows/offboarding/file";
    assert_eq!(Seen::of(world.stranger(Method::GET, library)).await.status, 200);
}

#[tokio::test]
async fn a_run_that_is_not_waited_for_goes_on_and_can_be_ended() {
    let world = world().await;
    let run = world.begin("/workflows/slow/runs", json!({})).await;
    assert_eq!((run.status, &run.body["state"]), (202, &json!("running")), "{run:?}");
    let path = format!("/workflows/slow/runs/{}", run.body["id"].as_str().unwrap());
    assert!(run.header("location").ends_with(&path), "{run:?}");
    let reading = world.new_key(Scope::Read).await;
    let refused = world.stranger(Method::POST, &format!("{path}/cancel")).bearer_auth(&reading);
    Seen::of(refused).await.assert_scim_error(403, None);
    let ended = Seen::of(world.request(Method::POST, &format!("{path}/cancel"))).await;
    assert_eq!(ended.status, 202, "{ended:?}");
    while world.see(&path, &world.key).await.body["state"] == "running" {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.see(&path, &world.key).await.body["state"], "cancelled");
    let over = Seen::of(world.request(Method::POST, &format!("{path}/cancel"))).await;
    over.assert_scim_error(409, None);
}

#[tokio::test]
async fn runs_are_shown_to_keys_of_their_directory_and_of_its_organization_alone() {
    let world = world().await;
    let inputs = json!({"user_name": "ada@example.com"});
    let run = world.begin("/workflows/onboarding/runs?run_sync", inputs).await;
    let path = format!("/workflows/onboarding/runs/{}", run.body["id"].as_str().unwrap());
    let guests = world.service.create_directory(&world.admin, "Guests", ProfileName::Standard);
    let other = world.key_of_directory(guests.await.unwrap().id).await;
    let organization = world.new_key(Scope::Organization).await;
    let reading = world.new_key(Scope::Read).await;

    Seen::of(world.stranger(Method::GET, &path)).await.assert_scim_error(401, None);
    world.see(&path, &other).await.assert_scim_error(404, None);
    let listed = world.see("/workflows/onboarding/runs", &other).await;
    assert_eq!(listed.body["runs"], json!([]));
    let cancel = world.stranger(Method::POST, &format!("{path}/cancel")).bearer_auth(&other);
    Seen::of(cancel).await.assert_scim_error(404, None);
    for key in [&organization, &reading] {
        assert_eq!(world.see(&path, key).await.status, 200);
    }
    let elsewhere = path.replace("onboarding", "slow");
    world.see(&elsewhere, &world.key).await.assert_scim_error(404, None);
}

#[tokio::test]
async fn a_key_runs_what_it_may_and_over_no_connection_of_the_operator() {
    let world = world().await;
    let reading = world.new_key(Scope::Read).await;
    let request = world.stranger(Method::POST, "/workflows/onboarding/runs").bearer_auth(&reading);
    let seen = Seen::of(request.json(&json!({"user_name": "ada@example.com"}))).await;
    seen.assert_scim_error(403, None);
    assert!(seen.detail().contains("may only read"), "{seen:?}");
    let seen = world.begin("/workflows/connected/runs", json!({})).await;
    seen.assert_scim_error(403, None);
    assert!(seen.detail().contains("connection `elsewhere`"), "{seen:?}");
    let seen = world.begin("/workflows/onboarding/runs", json!({"usr": "x"})).await;
    seen.assert_scim_error(400, Some("invalidValue"));
    world.begin("/workflows/nothing/runs", json!({})).await.assert_scim_error(404, None);
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
}

#[tokio::test]
async fn a_dry_run_of_a_workflow_says_what_would_be_sent() {
    let world = world().await;
    let request = world.request(Method::POST, "/workflows/onboarding/runs?dryRun");
    let seen = Seen::of(request.json(&json!({"user_name": "ada@example.com"}))).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    let sent = seen.body["steps"][0]["requests"][0].as_str().unwrap();
    assert!(sent.contains("POST /Users") && sent.contains("ada@example.com"), "{sent}");
    assert_eq!(world.get("/Users").await.body["totalResults"], 0);
}

#[tokio::test]
async fn a_webhook_needs_a_key_and_begins_a_run_with_what_is_sent() {
    let world = world().await;
    let path = "/workflows/hooked/webhooks/hr";
    let payload = json!({"who": "grace@example.com"});
    let stranger = Seen::of(world.stranger(Method::POST, path).json(&payload)).await;
    stranger.assert_scim_error(401, None);
    let seen = world.begin(path, payload).await;
    assert_eq!(seen.status, 202, "{seen:?}");
    let run = format!("/workflows/hooked/runs/{}", seen.body["run"].as_str().unwrap());
    while world.see(&run, &world.key).await.body["state"] == "running" {
        tokio::task::yield_now().await;
    }
    let run = world.see(&run, &world.key).await;
    assert_eq!(
        (&run.body["state"], &run.body["cause"]["kind"]),
        (&json!("completed"), &json!("webhook")),
        "{run:?}"
    );
    assert_eq!(world.get("/Users").await.body["Resources"][0]["userName"], "grace@example.com");
    let unknown = world.begin("/workflows/hooked/webhooks/payroll", json!({})).await;
    unknown.assert_scim_error(404, None);
}

#[tokio::test]
async fn a_drawing_can_be_framed_by_any_page_and_is_an_image_too() {
    let world = world().await;
    let path = "/workflows/onboarding/canvas";
    let framed = world.stranger(Method::GET, path).header("Accept", "text/html,*/*;q=0.8");
    let framed = Seen::of(framed).await;
    assert_eq!(framed.header("content-type"), "text/html; charset=utf-8");
    assert!(framed.header("content-security-policy").contains("frame-ancestors *"));
    assert!(framed.body.as_str().unwrap().contains("<svg"));
    let image =
        world.stranger(Method::GET, path).header("Accept", "image/svg+xml,image/*,*/*;q=0.8");
    let image = Seen::of(image).await;
    assert_eq!(image.header("content-type"), "image/svg+xml");
    assert!(image.body.as_str().unwrap().starts_with("<svg"));
}
