use std::net::TcpListener;

use client::{Endpoint, ListQuery};
use serde_json::Value;

use crate::world::{World, assert_transcript, client};

#[test]
fn the_first_start_creates_an_organization_and_says_what_to_do_next() {
    let world = World::new();
    insta::with_settings!({filters => vec![
        (world.data().to_str().unwrap(), "[DATA]"),
        (env!("CARGO_BIN_EXE_rollcall"), "rollcall"),
    ]}, {
        insta::assert_snapshot!(world.serve().stop(), @r#"

        This is the first start: created the organization "My organization".

        Next, create a directory, in another terminal. It prints a base URL, a key, and a curl that
        creates a user:

          rollcall directory create --data [DATA] --name 'My directory'

        Accounts on a domain that you own can be managed:

          rollcall domain add --data [DATA] example.com
        "#);
    });
    assert_eq!(world.json("directory list"), serde_json::json!([]));

    world.json("directory create --name Staff");
    assert_eq!(world.serve().stop(), "", "there is nothing to say to who has a directory");
}

#[test]
fn the_organization_can_be_given_its_name() {
    let world = World::new();
    let mut command = world.command();
    command.args([
        "directory",
        "create",
        "--name",
        "Staff",
        "--organization",
        "Example Ltd",
        "--data",
    ]);
    let output = command.arg(world.data()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Created the directory \"Staff\" in \"Example Ltd\".\n"), "{text}");
}

#[test]
fn a_port_in_use_is_said_to_be_so() {
    let world = World::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();

    assert_transcript!(world, world.run(&format!("serve --listen {address}")), @"
    exit code 1
    --- stderr
    error: can't listen on 127.0.0.1:[PORT]: the port is in use
      because: Address already in use (os error 98)
    hint: stop what listens there, or choose another address: --listen 127.0.0.1:8081
    ");
    assert!(!world.data().exists());
}

#[test]
fn a_server_takes_the_port_again_as_soon_as_the_last_one_has_ended() {
    let world = World::new();
    let first = world.serve();
    let address = first.url.trim_start_matches("http://").to_owned();
    first.stop();
    assert_eq!(world.serve_with(&format!("--listen {address}")).url, format!("http://{address}"));
}

#[tokio::test]
async fn json_logs_are_one_object_for_each_event_and_hold_no_key() {
    let world = World::new();
    let server = world.serve_with("--listen 127.0.0.1:0 --log debug --log-format json");
    let created = world.json("directory create --name Staff");
    let query = ListQuery::filtered("userName eq \"ada@example.com\"");
    client(&created).list(Endpoint::Users, &query).await.unwrap();
    let log = server.log.clone();
    server.stop();

    let text = std::fs::read_to_string(log).unwrap();
    let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let path = |event: &&Value| event["target"] == "rollcall::access";
    assert_eq!(events.iter().filter(path).count(), 1, "{text}");
    assert!(!text.contains(created["apiKey"].as_str().unwrap()), "{text}");
    assert!(!text.contains("ada@example.com"), "{text}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_data() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::new();
    world.serve().stop();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&world.data()), 0o700);
    for entry in std::fs::read_dir(world.data()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
    }
}
