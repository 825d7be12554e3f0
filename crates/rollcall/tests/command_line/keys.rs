use client::{Client, Endpoint, Error, ListQuery};
use serde_json::Value;

use crate::world::{World, assert_transcript, client, client_with};

/// The status of a list of users.
async fn status(client: &Client) -> u16 {
    match client.list(Endpoint::Users, &ListQuery::default()).await {
        Ok(answer) => answer.status,
        Err(Error::Refused { source, .. }) => source.status,
        Err(error) => panic!("{error:?}"),
    }
}

/// The ids of the keys that are in a state.
fn ids(keys: &Value, state: &str) -> Vec<String> {
    let keys = keys.as_array().unwrap().iter().filter(|key| key["state"] == state);
    keys.map(|key| key["keyId"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_is_rotated_without_an_outage_and_the_old_one_is_refused_at_once() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let directory = created["directoryId"].as_str().unwrap();
    let old = client(&created);
    assert_eq!(status(&old).await, 200);

    let key = world.json(&format!("key create --label next --expires 90d --directory {directory}"));
    let new = client_with(&created, key["apiKey"].as_str().unwrap());
    assert_eq!((status(&old).await, status(&new).await), (200, 200));

    let first = &ids(&world.json("key list"), "live")[0];
    assert_transcript!(world, world.run(&format!("key revoke {first}")), @r#"
    exit code 0
    --- stdout
    Revoked the key "first key" ([ID]). It opens nothing any more.
    "#);
    assert_eq!((status(&old).await, status(&new).await), (401, 200));
    assert_eq!(ids(&world.json("key list"), "revoked"), [first.as_str()]);
    assert_transcript!(world, world.run(&format!("key revoke {first}")), @"
    exit code 1
    --- stderr
    error: the key [ID] is revoked already
    ");
    server.stop();
}

#[tokio::test]
async fn a_key_that_may_only_read_changes_nothing() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let directory = created["directoryId"].as_str().unwrap();

    let key = world.json(&format!("key create --scope read --directory {directory}"));

    let reader = client_with(&created, key["apiKey"].as_str().unwrap());
    assert_eq!(status(&reader).await, 200);
    let error = reader.create(Endpoint::Users, &serde_json::json!({"userName": "ada"})).await;
    assert_eq!(error.unwrap_err().refusal().unwrap().status, 403);
    server.stop();
}

#[test]
fn a_new_key_is_shown_once_and_listed_without_its_secret() {
    let world = World::new();
    let created = world.json("directory create --name Staff");
    let directory = created["directoryId"].as_str().unwrap();

    assert_transcript!(
        world,
        world.run(&format!("key create --label Okta --scope read --directory {directory}")),
        @r#"
    exit code 0
    --- stdout
    Created the key "Okta".

      Key ID   [ID]
      Scope    read
      API key  [KEY]

    The key is shown this once: keep it now.
    "#
    );
    let organization = world.json("key create --scope organization --expires 2199-01-01");
    assert_eq!(organization["directoryId"], Value::Null);
    assert_eq!(organization["expires"], "2199-01-01T00:00:00Z");
    let secret = organization["apiKey"].as_str().unwrap();

    assert_transcript!(world, world.run("key list"), @"
    exit code 0
    --- stdout
    KEY                                   LABEL      SCOPE         STATE  EXPIRES     LAST USED  DIRECTORY
    [ID]  first key  provision     live   never       never      [ID]
    [ID]  Okta       read          live   never       never      [ID]
    [ID]  key        organization  live   2199-01-01  never      -
    ");
    assert!(!world.run("key list --json").stdout.contains(secret));
    assert_eq!(
        world.json(&format!("key list --directory {directory}")).as_array().unwrap().len(),
        2
    );
}

#[test]
fn a_key_needs_a_directory_that_is_there_and_an_expiry_that_is_to_come() {
    let world = World::new();
    world.json("directory create --name Staff");
    let nowhere = "01990000-0000-7000-8000-000000000000";

    assert_transcript!(world, world.run("key create"), @"
    exit code 2
    --- stderr
    error: a key of this scope opens one directory, and none was named
    hint: add --directory DIRECTORY_ID; `rollcall directory list` shows the directories
    ");
    assert_transcript!(world, world.run(&format!("key create --directory {nowhere}")), @"
    exit code 1
    --- stderr
    error: there is no directory [ID]
    hint: `rollcall directory list` shows the directories
    ");
    assert_transcript!(world, world.run(&format!("key revoke {nowhere}")), @"
    exit code 1
    --- stderr
    error: there is no key [ID]
    hint: `rollcall key list` shows the keys
    ");
    assert_transcript!(world, world.run("key create --scope organization --expires 2020-01-01"), @"
    exit code 2
    --- stderr
    error: `2020-01-01` has passed already
    hint: write a time from now (90d, 12h, 1y) or a day (2031-01-31)
    ");
    assert_eq!(world.json("key list").as_array().unwrap().len(), 1);
}
