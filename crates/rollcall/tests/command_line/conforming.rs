use serde_json::Value;

use crate::world::{World, assert_transcript};

/// A served directory in that profile: its world, its server, and the arguments that name it.
fn directory(profile: &str) -> (World, crate::world::Server, String) {
    let world = World::new();
    let server = world.serve();
    let created = world.json(&format!("directory create --name Staff --profile {profile}"));
    let [url, key] = ["scimBaseUrl", "apiKey"].map(|name| created[name].as_str().unwrap());
    let target = format!("{url} --key {key}");
    (world, server, target)
}

#[test]
fn a_server_that_conforms_is_told_so_by_section() {
    let (world, _server, target) = directory("standard");
    let run =
        world.run_plain(&format!("conformance {target} --only me/ --only cursor/forged"), [""; 0]);
    assert_transcript!(world, run, @r"
    exit code 0
    --- stdout
    SCIM 2.0 conformance of http://127.0.0.1:[PORT]/scim/directory/[ID]
    Offered: /Users, /Groups, PATCH, filters, sorting, ETag, paging by index, paging by cursor, enterprise users, Bulk of 1000 operations and 10485760 bytes

    RFC 7644 §3.11     /Me
      pass      /Me answers with a user, another place, or a SCIM error
      pass      a server without /Me answers 501 rather than 404
      skip      the user at /Me has its own place under /Users: not offered to this key: /Me answers 501

    RFC 9865 §2        Paging by cursor
      pass      a cursor the server did not issue is refused with invalidCursor

    3 passed, 1 skipped, 0 failed (7 requests)
    --- stderr
    checking 1 of 4: cursor
    checking 2 of 4: me
    ");
}

#[test]
fn a_wrong_key_is_said_once_and_not_by_every_check() {
    let (world, _server, target) = directory("standard");
    let (url, _) = target.split_once(" --key ").unwrap();
    let run = world.run_plain(&format!("conformance {url} --key rc_wrong"), [""; 0]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("/ServiceProviderConfig was refused with 401: "), "{run:?}");
    assert!(run.stderr.contains("hint: give the key of the directory itself"), "{run:?}");
}

#[test]
fn a_failure_shows_what_was_said_and_ends_with_1() {
    let (world, _server, target) = directory("strict");
    let run =
        world.run_plain(&format!("conformance {target} --only patch-replace/no-path"), [""; 0]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stderr.ends_with("error: the server does not conform: 1 check failed\n"),
        "{run:?}"
    );
    for line in [
        "  FAIL      replace without a path replaces the attributes of its value, and no other\n",
        "1. patch-replace/no-path  RFC 7644 §3.5.2.3\n",
        "   the status is 400; expected 200 or 204\n",
        "   > Authorization: Bearer ***\n",
        "   < 400\n",
        "0 passed, 1 failed",
    ] {
        assert!(run.stdout.contains(line), "{line:?} is not in\n{}", run.stdout);
    }
}

#[test]
fn an_accepted_failure_is_told_with_its_reason() {
    let (world, _server, target) = directory("strict");
    let words = format!(
        "conformance {target} --only patch-replace/ --accept patch-replace/no-path=by-design"
    );
    let run = world.run_plain(&words, [""; 0]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("\n            by-design (patch-replace/no-path)\n"), "{run:?}");
}

#[test]
fn the_report_is_json_too() {
    let (world, _server, target) = directory("standard");
    let run =
        world.run_plain(&format!("conformance {target} --only delete/gone --json -"), [""; 0]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["counts"]["passed"], 1, "{report}");
    let result = &report["results"][0];
    assert_eq!((&result["id"], &result["outcome"]), (&"delete/gone".into(), &"passed".into()));
    assert_eq!(
        (&result["strength"], &result["section"]["number"]),
        (&"MUST".into(), &"3.6".into())
    );

    let path = world.data().with_file_name("report.json");
    world.run_plain(&format!("conformance {target} --only delete/gone --json"), [&path]);
    let kept: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(kept["results"], report["results"]);
}

#[test]
fn the_checks_are_listed() {
    let world = World::new();
    assert_transcript!(world, world.run_plain("conformance --list --only etag/put", [""; 0]), @"
    exit code 0
    --- stdout
    CHECK                 SECTION         CLAIM
    etag/put        must  RFC 7644 §3.14  PUT with If-Match of the version is done
    etag/put-stale  must  RFC 7644 §3.14  PUT with If-Match of another version is 412 and changes nothing
    ");
}

#[test]
fn a_check_that_does_not_exist_is_told() {
    let world = World::new();
    assert_transcript!(world, world.run_plain("conformance --list --only unicorn", [""; 0]), @"
    exit code 2
    --- stderr
    error: no check has `unicorn` in its name
    hint: `rollcall conformance --list` shows the checks
    ");
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let world = World::new();
    let run = world.run_plain("conformance http://127.0.0.1:1/scim --key k", [""; 0]);
    assert_eq!(run.code, 1, "{run:?}");
    let told = "error: no discovery endpoint answers: GET http://127.0.0.1:1/scim/ServiceProviderConfig got no answer";
    assert!(run.stderr.starts_with(told), "{run:?}");
    let hint = "hint: check the base URL, and that the server runs and can be reached\n";
    assert!(run.stderr.ends_with(hint), "{run:?}");
}
