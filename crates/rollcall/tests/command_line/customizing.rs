use client::{Answer, Endpoint, Error};
use serde_json::{Value, json};

use crate::world::{World, assert_transcript, client, write};

const BADGE: &str = r#"{
  "id": "urn:example:params:scim:2.0:Badge",
  "name": "Badge",
  "attributes": [
    { "name": "code", "type": "string", "uniqueness": "server" },
    { "name": "floor", "type": "integer" }
  ]
}
"#;

/// A directory, and a file with a schema beside the data folder.
fn world() -> (World, Value, String) {
    let world = World::new();
    let created = world.json("directory create --name Staff --profile standard");
    write(&world.data().with_file_name("badge.json"), BADGE);
    let id = created["directoryId"].as_str().unwrap().to_owned();
    (world, created, id)
}

fn status(answer: Result<Answer, Error>) -> u16 {
    match answer {
        Ok(answer) => answer.status,
        Err(Error::Refused { source, .. }) => source.status,
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn a_schema_is_added_listed_and_removed() {
    let (world, _, id) = world();
    let add = format!("schema add --directory {id} --type user badge.json");
    assert_transcript!(world, world.run(&add), @r#"
    exit code 0
    --- stdout
    Users of "Staff" can have urn:example:params:scim:2.0:Badge (2 attributes).
    "#);
    assert_transcript!(world, world.run(&format!("schema list --directory {id}")), @"
    exit code 0
    --- stdout
    SCHEMA                             TYPE  REQUIRED  ATTRIBUTES
    urn:example:params:scim:2.0:Badge  User  no        code floor
    ");
    let listed = world.json(&format!("schema list --directory {id}"));
    assert_eq!(listed[0]["schema"]["attributes"][0]["uniqueness"], "server");
    assert_eq!((&listed[0]["type"], &listed[0]["required"]), (&json!("User"), &json!(false)));

    assert_transcript!(world, world.run(&add), @"
    exit code 1
    --- stderr
    error: the schema in badge.json can't be added
      because: `urn:example:params:scim:2.0:Badge` is the name of a schema that Users have already; give the schema a URN of your own, like `urn:example:params:scim:2.0:User`
    ");
    let remove = format!("schema remove --directory {id} urn:example:params:scim:2.0:badge");
    assert_transcript!(world, world.run(&remove), @r#"
    exit code 0
    --- stdout
    Users of "Staff" can't have urn:example:params:scim:2.0:Badge any more.
    "#);
    assert_eq!(world.json(&format!("schema list --directory {id}")), json!([]));
    assert_eq!(world.run("verify").code, 0);
}

#[test]
fn an_index_is_added_listed_and_removed() {
    let (world, _, id) = world();
    assert_transcript!(world, world.run(&format!("index add --directory {id} NICKNAME")), @"
    exit code 0
    --- stdout
    Users are found by nickName without reading them all.
    ");
    assert_transcript!(world, world.run(&format!("index list --directory {id}")), @"
    exit code 0
    --- stdout
    TYPE   ATTRIBUTE                                                                ADDED  STATE
    User   userName                                                                 no     ready
    User   externalId                                                               no     ready
    User   emails.value                                                             no     ready
    User   displayName                                                              no     ready
    User   name.familyName                                                          no     ready
    User   name.givenName                                                           no     ready
    User   active                                                                   no     ready
    User   title                                                                    no     ready
    User   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department    no     ready
    User   urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization  no     ready
    User   nickName                                                                 yes    ready
    Group  displayName                                                              no     ready
    Group  externalId                                                               no     ready
    ");
    assert_transcript!(world, world.run(&format!("index add --directory {id} name")), @"
    exit code 1
    --- stderr
    error: `name` can't be indexed: it has parts and no value of its own; name one of its parts
    ");
    assert_transcript!(world, world.run(&format!("index remove --directory {id} nickName")), @"
    exit code 0
    --- stdout
    Users have no index on nickName any more.
    ");
    assert_transcript!(world, world.run(&format!("index remove --directory {id} nickName")), @"
    exit code 1
    --- stderr
    error: no index on `nickName` was added to the directory
    ");
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let (world, _, id) = world();
    let add = |text: &str| {
        write(&world.data().with_file_name("badge.json"), text);
        world.run(&format!("schema add --directory {id} --type User badge.json"))
    };
    assert_transcript!(world, add(&BADGE.replace("integer", "int")), @"
    exit code 1
    --- stderr
    error: the schema in badge.json can't be added
      because: attributes[1].type: unknown variant `int`, expected one of `string`, `boolean`, `decimal`, `integer`, `dateTime`, `binary`, `reference`, `complex`
    ");
    assert_transcript!(world, add(&BADGE.replace("  ]\n", "")), @"
    exit code 1
    --- stderr
    error: the schema in badge.json can't be added
      because: line 7, column 1: expected `,` or `]`
    ");
    assert_transcript!(world, world.run(&format!("schema add --directory {id} --type User no.json")), @"
    exit code 2
    --- stderr
    error: the schema file no.json can't be read
      because: No such file or directory (os error 2)
    hint: name a file with one schema as JSON, or `-` for standard input
    ");
    let exact = world.json("directory create --name Exact --profile atlassian-exact");
    let exact = exact["directoryId"].as_str().unwrap();
    assert_transcript!(world, world.run(&format!("index add --directory {exact} nickName")), @"
    exit code 1
    --- stderr
    error: a directory of the profile `atlassian-exact` has exactly the schemas and indexes of what it stands for; create a directory of another profile to add some
    ");
}

#[tokio::test]
async fn a_running_server_follows_at_its_next_request() {
    let (world, _, id) = world();
    let server = world.serve();
    let key = world.json(&format!("key create --directory {id} --label test"));
    let base = format!("{}/scim/directory/{id}", server.url);
    let client = client(&json!({ "scimBaseUrl": base, "apiKey": key["apiKey"] }));
    let user = |name: &str, code: &str| {
        json!({
            "userName": name,
            "emails": [{ "value": format!("{name}@example.com"), "primary": true }],
            "urn:example:params:scim:2.0:Badge": { "code": code },
        })
    };
    let before = client.create(Endpoint::Users, &user("ada", "7")).await.unwrap();
    assert_eq!(before.body.get("urn:example:params:scim:2.0:Badge"), None);

    let added = world.run(&format!("schema add --directory {id} --type User badge.json"));
    assert_eq!(added.code, 0, "{added:?}");
    let after = client.create(Endpoint::Users, &user("bob", "7")).await.unwrap();
    assert_eq!(after.body["urn:example:params:scim:2.0:Badge"], json!({ "code": "7" }));
    assert_eq!(status(client.create(Endpoint::Users, &user("eve", "7")).await), 409);
    let indexed =
        world.run(&format!("index add --directory {id} urn:example:params:scim:2.0:Badge:floor"));
    assert_eq!(indexed.code, 0, "{indexed:?}");

    server.stop();
    let server = world.serve();
    let base = format!("{}/scim/directory/{id}", server.url);
    let again = self::client(&json!({ "scimBaseUrl": base, "apiKey": key["apiKey"] }));
    assert_eq!(status(again.create(Endpoint::Users, &user("eve", "7")).await), 409);
    server.stop();
    assert_eq!(world.run("verify").code, 0);
}
