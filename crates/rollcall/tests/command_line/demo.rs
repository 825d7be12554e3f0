use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::world::{World, assert_transcript};

#[test]
fn the_demo_shows_a_user_created_linked_grouped_and_kept() {
    let world = World::new();
    let run = world.run("demo --exit --listen 127.0.0.1:0");

    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let told: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| {
            let line = line.trim_start();
            line.starts_with(|c: char| c.is_ascii_digit()) || line.starts_with(['→', '✓'])
        })
        .map(|line| line.split(" in ").next().unwrap())
        .collect();
    insta::with_settings!({filters => vec![
        (r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "[ID]"),
        (r"/tmp/[^ ]*/data", "[DATA]"),
    ]}, {
        insta::assert_snapshot!(told.join("\n"), @"
        1. Start the service
        2. Prepare an organization
        3. Create the user, over HTTP
            → 201 Created
            ✓ Linked: ada@example.com is the managed account [ID], which was waiting.
        4. Put the user into a group
            → 201 Created
            → 200 OK
        5. Read the user back
            → 200 OK
            ✓ The group shows on the user.
        6. Create the same user again
            → 409 Conflict
            ✓ Refused: the name is taken, and the answer says by whom.
        7. Restart the service, and look again
            ✓ The user is there, unchanged, and every invariant of the data holds.
        8. Run a workflow: create a user, and mail the result
            → 200 OK
            ✓ Mailed, as a file that a mail program opens: [DATA]/mail/0001-create-user-mary-example-com-ok.eml
        ");
    });
    let mail = world.data().join("mail/0001-create-user-mary-example-com-ok.eml");
    let mail = std::fs::read_to_string(mail).unwrap();
    assert!(mail.contains("To: people@example.com\r\n"), "{mail}");
    assert!(!run.stdout.contains('\u{1b}'), "colours are for terminals");
    assert!(!run.stdout.contains("rc_0"), "the key is masked: {}", run.stdout);

    assert_eq!(world.run("verify").code, 0);
    assert_eq!(world.json("account list")[0]["displayName"], "Ada Lovelace");
}

#[test]
fn the_demo_begins_with_no_data() {
    let world = World::new();
    world.json("directory create --name Staff");
    assert_transcript!(world, world.run("demo --exit"), @"
    exit code 1
    --- stderr
    error: [FOLDER]/data holds Rollcall data already, and the demo begins with none
    hint: name a new folder with --data, or serve this one: rollcall serve --data [FOLDER]/data
    ");
}

#[test]
fn the_commands_it_shows_work_as_they_stand() {
    let world = World::new();
    let mut command = world.command();
    command.args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(world.data());
    let mut demo = command.stdout(Stdio::piped()).spawn().unwrap();
    let shown = BufReader::new(demo.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut after = shown.skip_while(|line| !line.starts_with("Go on,"));
    let mut commands: Vec<String> = Vec::new();
    for line in after.by_ref().take_while(|line| !line.starts_with("Serving ")) {
        if line.starts_with("  curl ") || line.starts_with("  /") {
            commands.push(line);
        } else if line.starts_with("    ") {
            let command = commands.last_mut().unwrap();
            command.push('\n');
            command.push_str(&line);
        }
    }

    let answers: Vec<String> = commands
        .iter()
        .map(|command| {
            let silent = command.replace("curl ", "curl --silent --fail-with-body --noproxy '*' ");
            let output = Command::new("sh").args(["-c", &silent]).output().unwrap();
            let answer = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success(), "{command}\n{answer}");
            answer
        })
        .collect();

    let [created, found, deactivated, accounts, verified] = answers.as_slice() else {
        panic!("five commands are shown: {commands:#?}")
    };
    assert!(created.contains("\"userName\":\"grace@example.com\""), "{created}");
    assert!(found.contains("\"totalResults\":1"), "{found}");
    assert!(deactivated.contains("\"active\":false"), "{deactivated}");
    assert!(accounts.contains("inactive"), "{accounts}");
    assert!(verified.ends_with("no findings\n"), "{verified}");
    let id = demo.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(demo.wait().unwrap().code(), Some(0));
}
