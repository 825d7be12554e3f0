//! The actions on the command line: users and groups of a directory, over a connection.

use serde_json::{Value, json};

use crate::directory::Directory;
use crate::world::{Run, World};

#[test]
fn a_user_is_created_found_changed_and_removed_in_every_profile() {
    for profile in ["atlassian", "atlassian-exact", "standard", "strict"] {
        let directory = Directory::new(profile);
        let ada = directory.json(&[
            "user",
            "create",
            "ada@example.com",
            "--given-name",
            "Ada",
            "--family-name",
            "Lovelace",
            "--title",
            "Countess",
            "--department",
            "Engines",
            "--phone-numbers",
            "+44 20 7946 0000",
        ]);
        assert_eq!(ada["name"], json!({"givenName": "Ada", "familyName": "Lovelace"}), "{profile}");
        assert_eq!(
            ada["emails"],
            json!([{"value": "ada@example.com", "type": "work", "primary": true}])
        );
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        assert_eq!(ada[enterprise]["department"], "Engines", "{profile}: {ada}");
        let id = ada["id"].as_str().unwrap();

        let found = directory.json(&["user", "get", "ADA@example.com", "--attributes", "title"]);
        assert_eq!((&found["id"], &found["title"]), (&json!(id), &json!("Countess")), "{profile}");
        let patched = directory.json(&[
            "user",
            "patch",
            "ada@example.com",
            "--title",
            "Lady",
            "--remove",
            "phoneNumbers",
        ]);
        assert_eq!((&patched["title"], &patched["phoneNumbers"]), (&json!("Lady"), &Value::Null));

        let group = directory.json(&["group", "create", "Analysts", "--members", id]);
        let group = group["id"].as_str().unwrap().to_owned();
        directory.json(&["group", "remove-members", "Analysts", "--member", id, "--member", id]);
        let left = directory.json(&["group", "get", "--group-id", &group]);
        assert!(left["members"].as_array().is_none_or(Vec::is_empty), "{profile}: {left}");
        directory.json(&["group", "add-members", "Analysts", "--members", id]);
        assert_eq!(directory.json(&["group", "get", "Analysts"])["members"][0]["value"], id);

        assert_eq!(directory.json(&["user", "deactivate", "ada@example.com"])["active"], false);
        assert_eq!(directory.json(&["user", "reactivate", "--user-id", id])["active"], true);
        let listed =
            directory.run(&["user", "list", "--filter", "userName eq \"ada@example.com\"", "-q"]);
        assert_eq!(listed.stdout, format!("{id}\n"), "{profile}");
        assert_eq!(directory.json(&["user", "delete", "ada@example.com"]), Value::Null);
        assert_eq!(directory.run(&["user", "get", "ada@example.com"]).code, 3, "{profile}");
    }
}

#[test]
fn who_is_there_already_is_a_conflict_or_given_back_or_brought_up_to_date() {
    let directory = Directory::new("standard");
    let create = ["user", "create", "ada@example.com", "--title", "Countess", "--nick-name", "Ada"];
    let id = directory.json(&create)["id"].clone();
    let again = directory.run(&create);
    assert_eq!(again.code, 4, "{again:?}");
    assert!(again.stderr.contains("error: Create User failed\n"), "{again:?}");
    let with = |word| {
        [&["user", "create", "Ada@Example.com", "--title", "Lady", "--if-exists"][..], &[word]]
            .concat()
    };
    let returned = directory.json(&with("return"));
    assert_eq!((&returned["id"], &returned["title"]), (&id, &json!("Countess")));
    let updated = directory.json(&with("update"));
    assert_eq!(
        (&updated["id"], &updated["title"], &updated["nickName"]),
        (&id, &json!("Lady"), &json!("Ada"))
    );
    assert_eq!(updated["userName"], "ada@example.com");
}

#[test]
fn an_update_leaves_alone_the_emails_that_nobody_spoke_of() {
    let directory = Directory::new("standard");
    let emails = r#"[{"value":"ada@home.example"},{"value":"ada@work.example","primary":true}]"#;
    let create = ["user", "create", "ada@example.com", "--emails", emails];
    let there = directory.json(&create)["emails"].clone();
    let create = ["user", "create", "ada@example.com", "--if-exists", "update"];
    let updated = directory.json(&[&create[..], &["--title", "Lady"]].concat());
    assert_eq!((&updated["title"], &updated["emails"]), (&json!("Lady"), &there));
    let by_name_alone = directory.json(&create);
    assert_eq!(by_name_alone["meta"]["version"], updated["meta"]["version"]);
}

#[test]
fn a_patch_of_nothing_is_refused_before_it_is_sent() {
    let directory = Directory::new("standard");
    let nothing = directory.run(&["user", "patch", "ada@example.com"]);
    assert_eq!(nothing.code, 2, "{nothing:?}");
    assert!(nothing.stderr.contains("Display Name"), "{nothing:?}");
}

#[test]
fn a_dry_run_shows_what_would_be_sent_and_needs_no_service() {
    let world = World::new();
    let run = Run::of(world.command().args([
        "user",
        "deactivate",
        "ada@example.com",
        "--dry-run",
        "--output",
        "table",
    ]));
    insta::assert_snapshot!(run.transcript(), @r#"
    exit code 0
    --- stdout
    to find the {userId}:
    GET /Users?filter=userName eq "ada@example.com"&attributes=id

    PATCH /Users/{userId}
    {
      "schemas": [
        "urn:ietf:params:scim:api:messages:2.0:PatchOp"
      ],
      "Operations": [
        {
          "op": "replace",
          "path": "active",
          "value": false
        }
      ]
    }
    "#);
}

#[test]
fn bad_inputs_are_told_all_at_once_before_anything_is_sent() {
    let world = World::new();
    let run = Run::of(world.command().args([
        "user",
        "create",
        "ada",
        "--emails",
        "{\"adress\": \"x\"}",
        "--attributes",
        "id",
        "--excluded-attributes",
        "name",
        "--name",
        "[1]",
    ]));
    insta::assert_snapshot!(run.transcript(), @r#"
    exit code 2
    --- stderr
    error: Create User can't be run with these inputs
      Emails: `adress` is no member of it: there are value, type, primary, display
      Name: `[1]` is not an object: give one like {"formatted": …}
      Attributes and Excluded Attributes can't be given together: leave all but one out
    hint: `rollcall user create --help` shows what it takes
    "#);
}

#[test]
fn a_wrong_key_a_missing_connection_and_a_dead_service_have_exit_codes() {
    let directory = Directory::new("standard");
    let list = ["user", "list"];
    let wrong = Run::of(directory.command().env("ROLLCALL_SCIM_KEY", "rc_wrong").args(list));
    assert_eq!(wrong.code, 5, "{wrong:?}");
    assert!(!wrong.stderr.contains("rc_wrong"), "{wrong:?}");
    let none = Run::of(
        directory
            .world
            .command()
            .env("HOME", directory.world.data())
            .env_remove("XDG_CONFIG_HOME")
            .args(list),
    );
    assert_eq!(none.code, 2, "{none:?}");
    let dead =
        Run::of(directory.command().env("ROLLCALL_SCIM_URL", "http://127.0.0.1:9/scim").args(list));
    assert_eq!(dead.code, 6, "{dead:?}");
}

#[test]
fn answers_are_printed_as_yaml_and_as_tables() {
    let directory = Directory::new("standard");
    directory.json(&["user", "create", "ada@example.com", "--display-name", "Ada Lovelace"]);
    let yaml = directory.run(&[
        "user",
        "get",
        "ada@example.com",
        "--attributes",
        "displayName",
        "-o",
        "yaml",
    ]);
    assert!(yaml.stdout.contains("\ndisplayName: Ada Lovelace"), "{yaml:?}");
    let table = directory.run(&["user", "list", "-o", "table"]);
    let lines: Vec<Vec<&str>> = table
        .stdout
        .lines()
        .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    assert_eq!(lines[0], ["ID", "NAME", "DISPLAY NAME", "E-MAIL", "ACTIVE"]);
    assert_eq!(lines[1][1..], ["ada@example.com", "Ada Lovelace", "ada@example.com", "true"]);
}

#[test]
fn completions_and_manual_pages_are_made() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = Run::of(world.command().args(["completions", shell]));
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains("excluded-attributes"), "{shell}");
        assert!(run.stdout.contains("--failures") || run.stdout.contains("-l failures"), "{shell}");
    }
    let folder = world.data().join("man");
    let run = Run::of(world.command().arg("man").arg(&folder));
    assert_eq!(run.code, 0, "{run:?}");
    let page = std::fs::read_to_string(folder.join("rollcall-user-create.1")).unwrap();
    assert!(page.contains("excluded"), "{page}");
    let page = std::fs::read_to_string(folder.join("rollcall-user-import.1")).unwrap();
    assert!(page.contains("concurrency"), "{page}");
}
