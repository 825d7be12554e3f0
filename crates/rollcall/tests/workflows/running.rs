//! `rollcall workflow` on the command line.

use crate::world::World;

const HELLO: &str = "
name: Hello
inputs: {who: {type: text, required: true}, pin: {type: password}}
outputs: {greeting: {value: 'hello {{ inputs.who }}'}}
workflow:
  - steps:
      - {id: S1, name: Say hello, action: internal.print, inputs: {text: 'hello {{ inputs.who }} {{ inputs.pin }}'}}
";

fn said(output: &std::process::Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn a_run_shows_its_steps_and_prints_its_outputs() {
    let world = World::new();
    let file = world.workflow("hello", HELLO);
    let run = format!("workflow run {} --input who=ada --input pin=12345678", file.display());
    let (code, stdout, stderr) = said(&world.rollcall(&run));
    assert_eq!((code, stdout.as_str()), (Some(0), "{\n  \"greeting\": \"hello ada\"\n}\n"));
    assert!(
        stderr.starts_with("running hello\n    hello ada [hidden]\n  ✓ S1 Say hello"),
        "{stderr}"
    );
    assert!(stderr.ends_with("completed\n"), "{stderr}");
}

#[test]
fn what_is_wrong_is_said_before_anything_runs() {
    let world = World::new();
    let file = world.workflow("hello", HELLO);
    let (code, _, stderr) = said(&world.rollcall(&format!("workflow run {}", file.display())));
    assert_eq!(code, Some(2));
    assert!(stderr.ends_with("because: the input `who` is required\n"), "{stderr}");
    let (code, _, stderr) =
        said(&world.rollcall(&format!("workflow run {} --input who", file.display())));
    assert_eq!((code, stderr.contains("hint: write --input NAME=VALUE")), (Some(2), true));

    let broken = world.workflow("broken", &HELLO.replace("outputs:", "output:"));
    let (code, _, stderr) = said(&world.rollcall(&format!("workflow check {}", broken.display())));
    assert_eq!(code, Some(2));
    assert!(
        stderr.contains("broken.yaml:4:1: a workflow has no `output`: did you mean `outputs`?"),
        "{stderr}"
    );
}

#[test]
fn a_kept_run_is_shown_without_its_secrets() {
    let world = World::new();
    let file = world.workflow("hello", HELLO);
    world.json("directory create --data data --name Staff");
    let words = "--data data --input who=ada --input pin=12345678";
    assert!(world.rollcall(&format!("workflow run {} {words}", file.display())).status.success());
    let run = world.runs("data").remove(0);
    assert_eq!(
        (run["state"].as_str(), run["inputs"]["pin"].as_str()),
        (Some("completed"), Some("[hidden]"))
    );
    assert_eq!(world.steps("data", &run), ["S1: completed"]);
    world.verify("data", "12345678");
    let (code, _, stderr) = said(&world.rollcall("workflow show --data data nothing"));
    assert_eq!((code, stderr.contains("there is no run `nothing`")), (Some(3), true));
}

#[test]
fn all_that_is_wrong_with_files_is_shown_where_it_is() {
    let world = World::new();
    world.workflow("fine", HELLO);
    world.workflow(
        "first",
        "name: First\ninputs: {who: {type: text}}\nworkflow:\n  - steps:\n      - id: S1\n        action: scim.create_usr\n        connection: staff\n        inputs: {User Name: 'the {{ inputs.whom }}'}\n",
    );
    world.workflow(
        "second",
        "name: Second\nname: Other\nworkflow: []\ntriggers: {scheduled: [{cron: 0 25 * * *}]}\n",
    );
    world.workflow("third", "name: 'Third\n");
    let words = ["fine", "first", "second", "third"].map(|name| format!("workflows/{name}.yaml"));
    let (code, stdout, stderr) =
        said(&world.rollcall(&format!("workflow check {}", words.join(" "))));
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(stderr);
    // What is run or served is held against the same.
    for command in ["workflow run workflows/first.yaml", "serve --data data --workflows workflows"]
    {
        let (code, _, stderr) = said(&world.rollcall(command));
        assert_eq!(code, Some(2));
        assert!(
            stderr.contains("first.yaml:6:17: there is no action `scim.create_usr`"),
            "{stderr}"
        );
    }
    let (code, stdout, _) = said(&world.rollcall("workflow check workflows/fine.yaml"));
    assert_eq!(
        (code, stdout.as_str()),
        (Some(0), "workflows/fine.yaml: \"Hello\", 1 step, nothing wrong\n")
    );
}

#[test]
fn one_of_the_library_is_run_by_its_name_unless_there_is_a_file_of_that_name() {
    let world = World::new();
    let (code, stdout, _) = said(&world.rollcall("workflow list"));
    let line = stdout.lines().find(|line| line.starts_with("offboarding ")).unwrap();
    assert_eq!(
        (code, line.contains("on demand") && line.contains("Offboarding with")),
        (Some(0), true)
    );
    let (code, _, stderr) = said(&world.rollcall("workflow run offboarding"));
    assert_eq!(
        (code, stderr.contains("the input `user_name` is required")),
        (Some(2), true),
        "{stderr}"
    );
    let (code, _, stderr) = said(&world.rollcall("workflow run outboarding"));
    assert_eq!(
        (code, stderr.contains("hint: name a file, or run one of the library")),
        (Some(2), true),
        "{stderr}"
    );

    world.workflow("offboarding", HELLO);
    let (_, stdout, _) = said(&world.rollcall("workflow list --workflows workflows"));
    assert_eq!(stdout.matches("offboarding ").count(), 1);
    assert!(
        stdout.lines().any(|line| line.starts_with("offboarding ") && line.ends_with("Hello")),
        "{stdout}"
    );
}

#[test]
fn steps_that_name_no_connection_go_over_the_one_that_is_named_for_them() {
    let mut world = World::new();
    world.workflow(
        "find",
        "name: Find\nworkflow:\n  - steps:\n      - {id: S1, action: scim.get_user, inputs: {userId: '7'}}\n",
    );
    let find = "workflow run workflows/find.yaml --dry-run";
    let (code, _, stderr) = said(&world.rollcall(find));
    assert_eq!(
        (code, stderr.contains("no connection was named, and there is none")),
        (Some(2), true),
        "{stderr}"
    );

    world.set("KEY_OF_BOTH", "a-key");
    for name in ["staff", "guests"] {
        let add =
            format!("connection add {name} --url http://127.0.0.1:9/{name} --key-env KEY_OF_BOTH");
        let (code, _, stderr) = said(&world.rollcall(&add));
        assert_eq!(code, Some(0), "{stderr}");
    }
    let (code, _, stderr) = said(&world.rollcall(find));
    assert_eq!((code, stderr.contains("--connection NAME")), (Some(2), true), "{stderr}");
    let (code, _, stderr) = said(&world.rollcall(&format!("{find} --connection nobody")));
    assert_eq!((code, stderr.contains("nobody")), (Some(2), true), "{stderr}");
    let (code, _, stderr) = said(&world.rollcall(&format!("{find} --connection staff")));
    assert_eq!(code, Some(0), "{stderr}");
}
