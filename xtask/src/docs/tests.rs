//! Blocks are found, their comments are obeyed, and the session stops at the first failure.

use std::process::{Command, Output};

use super::blocks::{Block, Conduct, of};
use super::{links, script};

fn session(script: &str) -> Output {
    let mut bash = Command::new("bash");
    bash.arg("-c").arg(script).env("PRINTED", "/dev/stdout").output().expect("bash")
}

const DOCUMENT: &str = "\
# Title
```sh
echo one
```
<!-- serves http://127.0.0.1:1/ -->
```sh
serve
```
<!-- not run: it takes a day -->
```sh
wait
```
```json
{}
```
";

#[test]
fn blocks_are_read_with_their_comments() {
    let block =
        |line, commands: &str, conduct| Block { line, commands: commands.to_owned(), conduct };
    assert_eq!(
        of(DOCUMENT).expect("blocks"),
        [
            block(2, "echo one\n", Conduct::Run),
            block(6, "serve\n", Conduct::Serves("http://127.0.0.1:1/".to_owned())),
            block(10, "wait\n", Conduct::NotRun),
        ]
    );
}

#[test]
fn a_link_to_nothing_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("there.md"), "").expect("written");
    let text = "[a](there.md#part) [b](gone.md) [c](https://example.com/x.md) [d](#here)";
    assert_eq!(links::broken(&folder.path().join("README.md"), text), ["gone.md"]);
}

#[test]
fn a_block_left_out_needs_a_reason_and_a_fence_needs_its_end() {
    assert!(of("<!-- not run: -->\n```sh\nx\n```\n").is_err());
    assert!(of("```sh\nx\n").is_err());
}

#[test]
fn a_session_shares_its_variables_and_stops_at_the_first_failure() {
    let run = |document: &str| {
        let script = script::of("TEST.md", &of(document).expect("blocks"));
        session(&script)
    };
    let shared = run("```sh\nname=ada\n```\n```sh\necho \"hello $name\"\n```\n");
    assert!(shared.status.success());
    assert!(String::from_utf8_lossy(&shared.stdout).contains("hello ada"));
    let failed = run("```sh\nfalse\n```\n```sh\necho later\n```\n");
    assert_eq!(failed.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&failed.stdout).contains("later"));
}

#[test]
fn what_serves_is_ended_with_the_session() {
    let folder = tempfile::tempdir().expect("a folder");
    let pid = folder.path().join("pid");
    let document = format!(
        "<!-- serves file:///proc/self/status -->\n```sh\nsleep 600 & echo $! > {0}; wait\n```\n\
         ```sh\nuntil [ -s {0} ]; do sleep 0.05; done\n```\n",
        pid.display()
    );
    let script = script::of("TEST.md", &of(&document).expect("blocks"));
    let session = session(&script);
    assert!(session.status.success(), "{session:?}");
    let pid = std::fs::read_to_string(&pid).expect("a pid");
    let state = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "it still runs: {state}");
}
