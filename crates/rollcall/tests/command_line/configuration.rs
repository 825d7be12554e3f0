use client::Endpoint;
use serde_json::json;

use crate::world::{World, assert_transcript, client, write};

/// The base URL that a configuration leads to.
fn base_url(world: &World, environment: &[(&str, &str)], words: &str) -> String {
    let mut command = world.command();
    command.envs(environment.iter().copied()).arg("directory").arg("list").arg("--json");
    command.args(words.split_whitespace()).arg("--data").arg(world.data());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let url = listed[0]["scimBaseUrl"].as_str().unwrap();
    url.split_once("/scim/").unwrap().0.to_owned()
}

#[test]
fn a_flag_comes_before_the_environment_before_the_file_before_the_default() {
    let world = World::new();
    world.json("directory create --name Staff");
    assert_eq!(base_url(&world, &[], ""), "http://127.0.0.1:8080");

    write(&world.data().join("rollcall.toml"), "listen = \"127.0.0.1:7000\"\n");
    assert_eq!(base_url(&world, &[], ""), "http://127.0.0.1:7000");

    let other = world.data().join("other.toml");
    write(&other, "base-url = \"https://file.example.com\"\n");
    let file = [("ROLLCALL_CONFIG", other.to_str().unwrap())];
    assert_eq!(base_url(&world, &file, ""), "https://file.example.com");

    let environment = [file[0], ("ROLLCALL_BASE_URL", "https://environment.example.com")];
    assert_eq!(base_url(&world, &environment, ""), "https://environment.example.com");
    assert_eq!(
        base_url(&world, &environment, "--base-url https://flag.example.com"),
        "https://flag.example.com"
    );
}

#[test]
fn a_setting_with_a_typing_error_is_refused_with_its_line() {
    let world = World::new();
    write(&world.data().join("rollcall.toml"), "log = \"info\"\n\n[limits]\nbody-byte = 1000\n");
    assert_transcript!(world, world.run("serve"), @"
    exit code 2
    --- stderr
    error: [FOLDER]/data/rollcall.toml, line 4: unknown field `body-byte`, expected one of `body-bytes`, `request-timeout-seconds`, `json-depth`, `filter-bytes`, `filter-terms`, `filter-depth`, `patch-operations`, `members`, `resource-bytes`, `scan`, `members-in-answer`, `bulk-operations`, `bulk-bytes`
    hint: `rollcall serve --help` shows a file with every setting
    ");
}

#[test]
fn a_file_that_was_named_must_be_there() {
    let world = World::new();
    assert_transcript!(world, world.run("serve --config nowhere.toml"), @"
    exit code 2
    --- stderr
    error: the configuration file nowhere.toml can't be read
      because: No such file or directory (os error 2)
    hint: name a file that exists with --config or ROLLCALL_CONFIG
    ");
}

#[test]
fn what_no_setting_can_mean_is_refused() {
    let world = World::new();
    assert_transcript!(world, world.run("serve --log rollcall=loud"), @r#"
    exit code 2
    --- stderr
    error: `rollcall=loud` is not a log filter
      because: error parsing level filter: expected one of "off", "error", "warn", "info", "debug", "trace", or a number 0-5
    hint: write a level (error, warn, info, debug, trace), or pairs as in `warn,rollcall=debug`
    "#);
    assert_transcript!(world, world.run("serve --listen here"), @"
    exit code 2
    --- stderr
    error: invalid value 'here' for '--listen <ADDRESS>': `here` is not an address and a port: write it as in 127.0.0.1:8080

    For more information, try '--help'.
    ");
    assert_transcript!(world, world.run("serve --base-url example.com"), @"
    exit code 2
    --- stderr
    error: invalid value 'example.com' for '--base-url <URL>': `example.com` is not a base URL: write it as in https://scim.example.com

    For more information, try '--help'.
    ");
    assert!(!world.data().exists());
}

#[tokio::test]
async fn a_limit_in_the_file_is_the_limit_of_the_service() {
    let world = World::new();
    write(&world.data().join("rollcall.toml"), "[limits]\nbody-bytes = 200\n");
    let server = world.serve();
    let client = client(&world.json("directory create --name Staff"));

    let user =
        |name: &str| json!({"userName": name, "emails": [{"value": "a@b.c", "primary": true}]});
    let error = client.create(Endpoint::Users, &user(&"a".repeat(200))).await.unwrap_err();
    assert_eq!(error.refusal().unwrap().status, 413, "{error:?}");
    assert_eq!(client.create(Endpoint::Users, &user("ada")).await.unwrap().status, 201);
    server.stop();
}
