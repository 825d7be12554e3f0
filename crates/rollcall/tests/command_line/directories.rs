use client::Endpoint;
use serde_json::{Value, json};

use crate::world::{World, assert_transcript, client};

#[test]
fn a_directory_on_an_empty_folder_brings_its_organization_and_first_key() {
    let world = World::new();

    assert_transcript!(world, world.run("directory create --name Staff"), @r#"
    exit code 0
    --- stdout
    Created the directory "Staff" in "My organization".

      Directory ID   [ID]
      Profile        atlassian
      SCIM base URL  http://127.0.0.1:8080/scim/directory/[ID]
      API key        [KEY]

    The key is shown this once: keep it now. Create a user with it:

      curl http://127.0.0.1:8080/scim/directory/[ID]/Users \
        -H 'Authorization: Bearer [KEY]' \
        -H 'Content-Type: application/scim+json' \
        -d '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada@example.com","emails":[{"value":"ada@example.com","type":"work","primary":true}]}'
    "#);
    assert_transcript!(world, world.run("directory list"), @"
    exit code 0
    --- stdout
    DIRECTORY                             NAME   PROFILE    SCIM BASE URL
    [ID]  Staff  atlassian  http://127.0.0.1:8080/scim/directory/[ID]
    ");
    assert_transcript!(world, world.run("key list"), @"
    exit code 0
    --- stdout
    KEY                                   LABEL      SCOPE      STATE  EXPIRES  LAST USED  DIRECTORY
    [ID]  first key  provision  live   never    never      [ID]
    ");
    assert_transcript!(world, world.run("verify"), @"
    exit code 0
    --- stdout
    [FOLDER]/data: no findings
    ");
}

#[test]
fn json_is_one_object_with_four_members() {
    let world = World::new();
    let created = world.json("directory create --name Staff --profile strict");

    let names: Vec<&String> = created.as_object().unwrap().keys().collect();
    assert_eq!(names, ["organizationId", "directoryId", "scimBaseUrl", "apiKey"]);
    let id = created["directoryId"].as_str().unwrap();
    assert_eq!(created["scimBaseUrl"], format!("http://127.0.0.1:8080/scim/directory/{id}"));

    let listed = world.json("directory list");
    let created_at = listed[0]["created"].clone();
    assert_eq!(
        listed,
        json!([{
            "organizationId": created["organizationId"],
            "directoryId": id,
            "name": "Staff",
            "profile": "strict",
            "scimBaseUrl": created["scimBaseUrl"],
            "created": created_at,
        }])
    );
}

#[tokio::test]
async fn a_directory_made_beside_a_running_server_is_served_at_once() {
    let world = World::new();
    let server = world.serve();

    let created = world.json("directory create --name Staff");

    let base = created["scimBaseUrl"].as_str().unwrap();
    assert!(base.starts_with(&server.url), "{base} is not at {}", server.url);
    let user =
        json!({"userName": "ada", "emails": [{"value": "ada@example.com", "primary": true}]});
    let answer = client(&created).create(Endpoint::Users, &user).await.unwrap();
    assert_eq!(answer.status, 201);
    assert_eq!(
        answer.location.unwrap(),
        format!("{base}/Users/{}", answer.body["id"].as_str().unwrap())
    );
    server.stop();
    assert_eq!(world.run("verify").code, 0);
}

#[test]
fn the_url_of_the_last_server_is_known_after_it_has_ended() {
    let world = World::new();
    let server = world.serve();
    let url = server.url.clone();
    server.stop();

    let created = world.json("directory create --name Staff");
    assert!(created["scimBaseUrl"].as_str().unwrap().starts_with(&url), "{created}");

    let told = world.json("directory list --base-url https://scim.example.com/");
    let base = told[0]["scimBaseUrl"].as_str().unwrap();
    assert!(base.starts_with("https://scim.example.com/scim/directory/"), "{base}");
}

#[test]
fn directories_of_one_folder_belong_to_one_organization_even_if_made_at_once() {
    let world = World::new();
    let made: Vec<Value> = std::thread::scope(|scope| {
        let create = || world.json("directory create --name Staff");
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(create)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });

    assert!(made.iter().all(|one| one["organizationId"] == made[0]["organizationId"]), "{made:?}");
    assert_eq!(world.json("directory list").as_array().unwrap().len(), 4);
}
