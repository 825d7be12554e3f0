use client::Endpoint;
use serde_json::json;

use crate::world::{World, assert_transcript, client};

#[tokio::test]
async fn a_user_changed_behind_the_services_back_is_found() {
    let world = World::new();
    let server = world.serve();
    let client = client(&world.json("directory create --name Staff"));
    let user = json!({
        "userName": "grace",
        "displayName": "Grace Hopper",
        "emails": [{"value": "grace@example.com", "primary": true}],
    });
    client.create(Endpoint::Users, &user).await.unwrap();
    server.stop();
    assert_eq!(world.run("verify").code, 0);

    // Only the body is changed, in place, and not what it is found by.
    let file = world.data().join("rollcall.db");
    let bytes = std::fs::read(&file).unwrap();
    let (was, is) = (br#""userName":"grace""#, br#""userName":"grade""#);
    let at = bytes.windows(was.len()).position(|window| window == was).unwrap();
    let mut changed = bytes;
    changed[at..at + is.len()].copy_from_slice(is);
    std::fs::write(&file, changed).unwrap();

    assert_transcript!(world, world.run("verify"), @"
    exit code 1
    --- stdout
    name-differs: User [ID]: the name kept beside the body is not the body's
    unique-differs: User [ID]: the unique keys are not what the body says
    index-differs: User [ID]: the index entries are not what the body says
    --- stderr
    error: 3 findings
    hint: keep a copy of the data folder before anything else, and report the findings
    ");
}
