//! Request ids, and the log.

use directory::profile::ProfileName;
use reqwest::Method;
use serde_json::json;

use crate::world::{Log, Mood, Seen, World, user};

#[tokio::test]
async fn a_sane_request_id_comes_back_and_others_are_replaced() {
    let world = World::of(ProfileName::Standard).await;
    let ask = |id: &'static str| {
        Seen::of(world.request(Method::GET, &world.scim("/Users")).header("X-Request-Id", id))
    };
    assert_eq!(ask("run-7/2").await.header("x-request-id"), "run-7/2");
    let made = ask("two words").await;
    assert_eq!(made.header("x-request-id").len(), 16);
    let other = world.get("/Users").await;
    assert_ne!(made.header("x-request-id"), other.header("x-request-id"));
}

#[tokio::test]
async fn t123_the_log_tells_what_happened_and_nothing_personal() {
    let log = Log::kept();
    let world = World::of(ProfileName::Standard).await;

    let created = world.post("/Users?attributes=userName", &user("canary")).await;
    assert_eq!(created.status, 201);
    let found = world.get("/Users?filter=userName+eq+%22canary%22").await;
    let id = created.body["id"].as_str().unwrap();
    let read = world.get(&format!("/Users/{id}")).await;
    world.store.be(Mood::Failing);
    let failed = world.get("/Users").await;
    failed.assert_scim_error(503, None);

    let [line] = &log.of(read.header("x-request-id"))[..] else { panic!("{}", log.text()) };
    assert_eq!(line["target"], "rollcall::access");
    let fields = &line["fields"];
    assert_eq!(fields["method"], "GET");
    assert_eq!(fields["route"], "/scim/directory/{directoryId}/Users/{id}");
    assert_eq!(fields["status"], 200);
    assert_eq!(fields["directory_id"], json!(world.directory));
    assert_eq!(fields["response_bytes"], json!(read.body.to_string().len()));
    assert!(fields["key_id"].is_string() && fields["duration_us"].is_u64(), "{line}");

    let [cause, line] = &log.of(failed.header("x-request-id"))[..] else { panic!() };
    assert_eq!((&cause["level"], &line["level"]), (&json!("ERROR"), &json!("INFO")));
    let chain =
        "the store failed while reading: the secret of the store: /var/lib/rollcall/db.sqlite";
    assert_eq!(cause["fields"]["cause"], chain);

    assert_eq!(log.of(found.header("x-request-id")).len(), 1);
    let text = log.text();
    for personal in ["canary", "filter", "example.com", "rc_", "Bearer", "attributes"] {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
}
