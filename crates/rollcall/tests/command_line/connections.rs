//! Connections: kept, tried against a real server, renamed and removed.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::world::{Run, World, assert_transcript};

/// Runs a command with connections of the test's own, and this on standard input.
fn run(world: &World, words: &str, input: &str) -> Run {
    run_in(world, words, input, |command| command)
}

fn run_in(
    world: &World,
    words: &str,
    input: &str,
    environment: impl FnOnce(&mut Command) -> &mut Command,
) -> Run {
    let mut command = world.command();
    command.args(words.split(' ')).env("XDG_CONFIG_HOME", world.data().with_file_name("config"));
    environment(&mut command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that needs no input may have ended.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

#[test]
fn a_connection_is_added_tried_listed_renamed_and_removed_and_its_key_never_shown() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let (url, key) = (text(&created, "scimBaseUrl"), text(&created, "apiKey"));

    let add = format!("connection add staff --url {url} --test");
    assert_transcript!(world, run(&world, &add, key), @r#"
    exit code 0
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    good     directory     the key opens it, and it has 0 users
    Added the connection "staff" in [FOLDER]/config/rollcall/connections.toml.
    "#);
    let file = world.data().with_file_name("config/rollcall/connections.toml");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);

    assert_transcript!(world, run(&world, &add, key), @"
    exit code 2
    --- stderr
    error: there is a connection `staff` already
    hint: choose another name, or take that one away: `rollcall connection remove NAME`
    ");
    assert_transcript!(world, run(&world, "connection test", ""), @"
    exit code 0
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    good     directory     the key opens it, and it has 0 users
    ");
    assert_transcript!(world, run(&world, "connection rename staff people", ""), @r#"
    exit code 0
    --- stdout
    The connection "staff" is called "people" now.
    "#);
    let listed = run(&world, "connection list --json", "");
    let list: Value = serde_json::from_str(&listed.stdout).unwrap();
    assert_eq!(list[0]["name"], "people");
    assert_eq!(list[0]["baseUrl"], url);
    assert!(!listed.stdout.contains(key), "{}", listed.stdout);
    assert_transcript!(world, run(&world, "connection remove people", ""), @r#"
    exit code 0
    --- stdout
    Removed the connection "people". Its key works until it is revoked.
    "#);
    assert_transcript!(world, run(&world, "connection test people", ""), @"
    exit code 2
    --- stderr
    error: there is no connection `people`
    hint: add one: `rollcall connection add NAME --url URL`
    ");
    server.stop();
}

#[test]
fn the_test_says_which_kind_of_key_is_wrong() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let other = world.json("directory create --name Others");
    let organization = world.json("key create --scope organization");
    let revoked = world
        .json(&format!("key create --label gone --directory {}", text(&created, "directoryId")));
    assert_eq!(world.run(&format!("key revoke {}", text(&revoked, "keyId"))).code, 0);
    let tried = |key: &str| {
        run_in(&world, "connection test", "", |command| {
            command
                .env("ROLLCALL_SCIM_URL", text(&created, "scimBaseUrl"))
                .env("ROLLCALL_SCIM_KEY", key)
        })
    };

    assert_eq!(tried(&format!("{}\n", text(&created, "apiKey"))).code, 0);
    assert_transcript!(world, tried(text(&organization, "apiKey")), @r#"
    exit code 1
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    wrong    directory     this is the key of an organization, which opens no directory
             because: 403: An organization key does not open SCIM endpoints; use the directory's own key.
             hint: give the key that was made for this directory
    --- stderr
    error: the connection "environment" does not work
    "#);
    assert_transcript!(world, tried(text(&other, "apiKey")), @r#"
    exit code 1
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    wrong    directory     the key is good, and does not open this directory: it is another's, or may not read
             because: 403: The key does not open this directory; use the directory's own key.
             hint: check that the URL and the key were shown together
    --- stderr
    error: the connection "environment" does not work
    "#);
    assert_transcript!(world, tried(text(&revoked, "apiKey")), @r#"
    exit code 1
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    wrong    directory     the service does not know the key
             because: 401: The bearer key is not valid: it is unknown, expired or revoked.
             hint: it may be mistyped, expired or revoked: copy it again, whole, or have a new one made
    --- stderr
    error: the connection "environment" does not work
    "#);
    server.stop();
}

#[test]
fn the_organizations_key_is_tried_too() {
    let world = World::new();
    let server = world.serve();
    let created = world.json("directory create --name Staff");
    let organization = world.json("key create --scope organization");
    let list = world.json("key list");
    let id = text(&list[0], "organizationId");
    let (key, its_key) = (text(&created, "apiKey"), text(&organization, "apiKey"));
    let add = |name: &str, input: &str| {
        let url = text(&created, "scimBaseUrl");
        let words = format!("connection add {name} --url {url} --organization {id} --test");
        run(&world, &words, input)
    };

    assert_transcript!(world, add("both", &format!("{key}\n{its_key}\n")), @r#"
    exit code 0
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    good     directory     the key opens it, and it has 0 users
    good     organization  the key opens its administration
    Added the connection "both" in [FOLDER]/config/rollcall/connections.toml.
    "#);
    assert_transcript!(world, add("swapped", &format!("{its_key}\n{key}\n")), @r#"
    exit code 1
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    wrong    directory     the two keys are in each other's place: the organization's opens the directory
             because: 403: An organization key does not open SCIM endpoints; use the directory's own key.
             hint: give each where the other is
    wrong    organization  this is the key of the directory, which opens no administration
             because: 403: This needs the organization's key, not a directory's.
             hint: give a key of the organization
    --- stderr
    error: the connection "swapped" does not work
    "#);
    assert_transcript!(world, add("twice", &format!("{key}\n{key}\n")), @r#"
    exit code 1
    --- stdout
    good     address       http://127.0.0.1:[PORT]/scim/directory/[ID]
    good     directory     the key opens it, and it has 0 users
    wrong    organization  this is the key of the directory, which opens no administration
             because: 403: This needs the organization's key, not a directory's.
             hint: give a key of the organization
    --- stderr
    error: the connection "twice" does not work
    "#);
    let kept: Value =
        serde_json::from_str(&run(&world, "connection list --json", "").stdout).unwrap();
    assert_eq!(kept.as_array().unwrap().len(), 1);
    server.stop();
}

#[test]
fn a_key_comes_from_where_it_is_said_to_be() {
    let world = World::new();
    let folder = world.data().with_file_name("keys");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("key"), "rc_from_file\n").unwrap();
    let url = "--url https://scim.example.com/v2";
    let from_file = format!("connection add a {url} --key-file {}", folder.join("key").display());
    assert_eq!(run(&world, &from_file, "").code, 0);
    let from_variable =
        run_in(&world, &format!("connection add b {url} --key-env SCIM_KEY"), "", |command| {
            command.env("SCIM_KEY", "rc_from_variable")
        });
    assert_eq!(from_variable.code, 0, "{from_variable:?}");
    let file = world.data().with_file_name("config/rollcall/connections.toml");
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(kept.contains("rc_from_file\"") && kept.contains("rc_from_variable\""), "{kept}");

    assert_transcript!(world, run(&world, &format!("connection add c {url}"), "\n"), @"
    exit code 2
    --- stderr
    error: there is no key in standard input
    hint: give it on the first line of standard input, or with --key-file or --key-env
    ");
    let torn = run(&world, &format!("connection add c {url}"), "a key\u{7}\n");
    assert_ne!(torn.code, 0, "{torn:?}");
    assert!(torn.stderr.contains("no spaces, control characters"), "{torn:?}");
    assert!(!torn.stderr.contains('\u{7}'), "{torn:?}");
    assert_transcript!(world, run(&world, "connection add d --url example.com", "k"), @"
    exit code 2
    --- stderr
    error: `example.com` is not the base URL of a SCIM service: it must begin with https:// or http://
    hint: give the SCIM base URL that the service shows, what /Users is appended to: https://HOST/scim/v2
    ");
}

#[test]
fn the_environment_is_a_connection_whole_or_not_at_all() {
    let world = World::new();
    let half = run_in(&world, "connection test", "", |command| {
        command.env("ROLLCALL_SCIM_URL", "https://scim.example.com/v2")
    });
    assert_transcript!(world, half, @"
    exit code 2
    --- stderr
    error: ROLLCALL_SCIM_URL is set, and ROLLCALL_SCIM_KEY is not
    hint: set ROLLCALL_SCIM_KEY too, or unset ROLLCALL_SCIM_URL
    ");
    assert_transcript!(world, run(&world, "connection test", ""), @"
    exit code 2
    --- stderr
    error: no connection was named, and there is none
    hint: add one with `rollcall connection add NAME --url URL`, or set ROLLCALL_SCIM_URL and ROLLCALL_SCIM_KEY
    ");
}
