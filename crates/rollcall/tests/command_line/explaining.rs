use client::Endpoint;
use serde_json::json;

use crate::world::{Run, World, assert_transcript, client, write};

/// Runs the command, with the filter as one word.
fn explain(world: &World, directory: &str, filter: &str, flags: &str) -> Run {
    let words = format!("explain --directory {directory}{flags}");
    world.run_plain(&words, ["--data".into(), world.data().into_os_string(), filter.into()])
}

#[tokio::test]
async fn an_operator_sees_how_a_filter_is_answered() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let directory = created["directoryId"].as_str().unwrap();
    let client = client(&created);
    for name in ["ada", "grace"] {
        let email = json!([{"value": format!("{name}@example.com"), "primary": true}]);
        client.create(Endpoint::Users, &json!({"userName": name, "emails": email})).await.unwrap();
    }
    let by_name = explain(&world, directory, "userName eq \"ada\"", "");
    assert_transcript!(world, by_name, @"
    exit code 0
    --- stdout
    Candidates  index on userName (one value)
    Count       1
    Answered    by the index alone
    ");
    let by_reading = explain(&world, directory, "nickName pr", " --json");
    assert_transcript!(world, by_reading, @r#"
    exit code 0
    --- stdout
    {"candidates":"all users","count":2,"exact":false,"refused":false}
    "#);
    write(&world.data().join("rollcall.toml"), "[limits]\nscan = 1\n");
    let refused = explain(&world, directory, "nickName pr", "");
    assert_transcript!(world, refused, @"
    exit code 0
    --- stdout
    Candidates  all users
    Count       2
    Answered    not: there are too many to read
    ");
    let groups = explain(&world, directory, "userName pr", " --groups");
    assert_transcript!(world, groups, @"
    exit code 1
    --- stderr
    error: filter, character 1: `userName` is not an attribute of Group
    ");
    server.stop();
}

#[tokio::test]
async fn a_key_of_a_user_knows_whose_it_is() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let directory = created["directoryId"].as_str().unwrap();
    let user = json!({"userName": "ada", "emails": [{"value": "a@b.c", "primary": true}]});
    let user = client(&created).create(Endpoint::Users, &user).await.unwrap();
    let id = user.body["id"].as_str().unwrap();

    let key = world.json(&format!("key create --directory {directory} --user {id}"));
    assert_eq!(key["userId"], json!(id));
    let strange = format!("key create --directory {directory} --user {directory}");
    assert_transcript!(world, world.run(&strange), @"
    exit code 1
    --- stderr
    error: there is no User [ID]
    ");
    server.stop();
}
