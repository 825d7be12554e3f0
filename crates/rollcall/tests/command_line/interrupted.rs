//! Imports that are cut off, and go on.

use std::fmt::Write as _;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::directory::Directory;
use crate::world::Run;

/// More people than are there before a test has done what it does meanwhile.
const MANY: usize = 1_500;

fn people() -> String {
    let mut file = "userName\n".to_owned();
    for number in 1..=MANY {
        writeln!(file, "person{number}@example.com").unwrap();
    }
    file
}

/// An import that has begun to create users.
fn begun(directory: &Directory) -> Child {
    directory.write("people.csv", people());
    let mut command = directory.command();
    command.args(["user", "import", "people.csv"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let import = command.spawn().unwrap();
    while total(directory) < 50 {
        sleep(Duration::from_millis(10));
    }
    import
}

fn total(directory: &Directory) -> u64 {
    let list = directory.json(&["user", "list", "--count", "1"]);
    list["totalResults"].as_u64().unwrap()
}

fn end(import: Child) -> Run {
    let output = import.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The same import again, which has all of them be there.
fn again(directory: &Directory) {
    let there = total(directory);
    let run = directory.import("people.csv");
    let rest = MANY as u64 - there;
    let expected = format!("{rest} created, 0 changed, {there} left as they were, 0 failed\n");
    assert_eq!((run.code, run.stdout), (0, expected), "{}", run.stderr);
    assert_eq!(total(directory), MANY as u64);
}

#[test]
fn an_import_that_is_stopped_says_how_many_are_left_and_goes_on_from_there() {
    let directory = Directory::new("standard");
    let import = begun(&directory);
    assert!(
        Command::new("kill").args(["-INT", &import.id().to_string()]).status().unwrap().success()
    );
    let run = end(import);
    assert_eq!(run.code, 1, "{run:?}");
    let left = MANY as u64 - total(&directory);
    assert_eq!(
        run.stderr,
        format!(
            "error: stopped, with {left} to go\nhint: the same import again goes on from here\n"
        )
    );
    again(&directory);
}

#[test]
fn a_service_that_dies_and_comes_back_is_waited_for() {
    let mut directory = Directory::new("standard");
    let import = begun(&directory);
    let address = directory.server.url.trim_start_matches("http://").to_owned();
    directory.server.kill();
    directory.server = directory.world.serve_with(&format!("--listen {address}"));
    let run = end(import);
    assert_eq!(run.code, 0, "{run:?}");
    // Each is there once, whoever heard of it.
    assert_eq!(run.stdout, format!("{MANY} created, 0 changed, 0 left as they were, 0 failed\n"));
    assert_eq!(total(&directory), MANY as u64);
}

#[test]
fn a_key_that_is_revoked_meanwhile_ends_the_import_at_once() {
    let mut directory = Directory::new("standard");
    let other = directory.world.json(&format!("key create --directory {}", directory.id));
    let watching =
        std::mem::replace(&mut directory.key, other["apiKey"].as_str().unwrap().to_owned());
    let import = begun(&directory);
    let key = other["keyId"].as_str().unwrap();
    directory.world.run(&format!("key revoke {key}"));
    let run = end(import);
    directory.key = watching;
    assert_eq!(run.code, 5, "{run:?}");
    assert!(run.stdout.contains(" 0 failed, "), "{run:?}");
    assert!(run.stderr.starts_with("error: the import was cut off after "), "{run:?}");
    again(&directory);
}

#[test]
fn a_key_that_opens_nothing_or_may_only_read_fails_no_row() {
    let directory = Directory::new("standard");
    directory.write("people.csv", people());
    let wrong = Run::of(directory.command().env("ROLLCALL_SCIM_KEY", "rc_wrong").args([
        "user",
        "import",
        "people.csv",
    ]));
    assert_eq!((wrong.code, wrong.stdout.as_str()), (5, ""), "{wrong:?}");
    let reader =
        directory.world.json(&format!("key create --directory {} --scope read", directory.id));
    let reader = reader["apiKey"].as_str().unwrap();
    let run = Run::of(directory.command().env("ROLLCALL_SCIM_KEY", reader).args([
        "user",
        "import",
        "people.csv",
    ]));
    assert_eq!(run.code, 5, "{run:?}");
    assert_eq!(
        run.stdout,
        format!("0 created, 0 changed, 0 left as they were, 0 failed, {MANY} not tried\n")
    );
    assert!(run.stderr.starts_with("error: the import was cut off after "), "{run:?}");
}
