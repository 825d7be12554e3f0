//! People of files: what is created, changed, left as it is, and refused by line.

use std::fmt::Write as _;

use serde_json::json;

use crate::directory::Directory;
use crate::world::{Run, World};

const PEOPLE: &str = "\
User Name,First name,Last name,Job title,Work phone,Department,Active
ada@example.com,Ada,Lovelace,Countess,+44 20 7946 0000,Engines,true
grace@example.com,Grace,Hopper,Admiral,,Navy,yes
";

#[test]
fn of_ten_thousand_people_the_good_ones_come_in_one_go_and_the_bad_ones_by_line() {
    let directory = Directory::new("standard");
    let mut file = "User Name,First name,Last name,E-mail,Department,Active\r\n".to_owned();
    let mut bad = Vec::new();
    for number in 1..=10_000 {
        let name = format!("person{number}@example.com");
        let (name, email, active) = match number % 1000 {
            // Fifty of ten thousand.
            200 => (String::new(), name, "true"),
            400 => (name, "nobody".to_owned(), "true"),
            600 => (name.clone(), name, "perhaps"),
            800 => ("Person1@Example.com".to_owned(), name, "true"),
            0 => (name.clone(), name, "true,too much"),
            _ => (name.clone(), name, "true"),
        };
        if number % 200 == 0 {
            bad.push(number + 1);
        }
        writeln!(file, "{name},P{number},Q{number},{email},Engines,{active}\r").unwrap();
    }
    directory.write("people.csv", file);

    let first = directory.import("people.csv --failures bad.csv");
    assert_eq!(first.code, 1, "{first:?}");
    assert_eq!(first.stdout, "9950 created, 0 changed, 0 left as they were, 50 failed\n");
    let told: Vec<_> = first.stderr.lines().collect();
    let (told, end) = told.split_at(bad.len());
    for (told, line) in told.iter().zip(&bad) {
        assert!(told.starts_with(&format!("line {line}: ")), "{told}");
    }
    assert_eq!(
        end,
        [
            "error: 50 rows were not imported; see bad.csv",
            "hint: mend the rows there, and import that file in the same way"
        ]
    );
    insta::assert_snapshot!(told[..5].join("\n"), @"
    line 201: User Name is missing: give it, as `ada@example.com`
    line 401: Emails: `nobody` is no e-mail address: give one like ada@example.com
    line 601: Active: `perhaps` is neither true nor false: give one of them
    line 801: User Name: line 2 is about `Person1@Example.com` already: leave one out
    line 1001: 7 cells for 6 columns: put a cell that holds the delimiter in quotes
    ");
    let kept = directory.read("bad.csv");
    let kept: Vec<_> = kept.lines().collect();
    assert_eq!(kept[0], "User Name,First name,Last name,E-mail,Department,Active,error");
    assert_eq!(kept.len(), 51);
    insta::assert_snapshot!(kept[1..6].join("\n"), @r#"
    ,P200,Q200,person200@example.com,Engines,true,"line 201: User Name is missing: give it, as `ada@example.com`"
    person400@example.com,P400,Q400,nobody,Engines,true,line 401: Emails: `nobody` is no e-mail address: give one like ada@example.com
    person600@example.com,P600,Q600,person600@example.com,Engines,perhaps,line 601: Active: `perhaps` is neither true nor false: give one of them
    Person1@Example.com,P800,Q800,person800@example.com,Engines,true,line 801: User Name: line 2 is about `Person1@Example.com` already: leave one out
    person1000@example.com,P1000,Q1000,person1000@example.com,Engines,true,line 1001: 7 cells for 6 columns: put a cell that holds the delimiter in quotes,too much
    "#);

    let before = directory.users();
    assert_eq!(before.len(), 9_950);
    let second = directory.import("people.csv --failures bad.csv");
    assert_eq!(second.code, 1, "{second:?}");
    assert_eq!(second.stdout, "0 created, 0 changed, 9950 left as they were, 50 failed\n");
    assert!(directory.users() == before, "a version or a time has moved");

    // Of so many, the few of a small file are looked for by name.
    directory
        .write("few.csv", "userName,title\nPERSON7@example.com,\nperson8@example.com,Lady\nnew,\n");
    let few = directory.import("few.csv");
    assert_eq!(few.stdout, "1 created, 1 changed, 1 left as they were, 0 failed\n", "{few:?}");
}

#[test]
fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let directory = Directory::new("standard");
    directory.json(&[
        "user",
        "create",
        "ADA@example.com",
        "--title",
        "Lady",
        "--department",
        "Engines",
    ]);
    let before = directory.users();
    directory.write("people.csv", format!("{PEOPLE},Nobody,,,,,\n"));

    insta::assert_snapshot!(directory.import("people.csv --dry-run").transcript(), @r#"
    exit code 1
    --- stdout
    change  ada@example.com  name.givenName: nothing -> "Ada", name.familyName: nothing -> "Lovelace", phoneNumbers: nothing -> [{"value":"+44 20 7946 0000","type":"work","primary":true}], title: "Lady" -> "Countess"
    create  grace@example.com
    1 would be created, 1 changed, 0 left as they are; 1 can't be imported
    --- stderr
    line 4: User Name is missing: give it, as `ada@example.com`
    error: one row can't be imported
    "#);
    assert_eq!(directory.users(), before);
    assert!(!directory.world.data().with_file_name("people.failed.csv").exists());
}

#[test]
fn what_differs_alone_is_changed_and_a_blank_cell_changes_nothing() {
    let directory = Directory::new("standard");
    directory.write("people.csv", PEOPLE);
    assert_eq!(
        directory.import("people.csv --concurrency 1").stdout,
        "2 created, 0 changed, 0 left as they were, 0 failed\n"
    );
    let before = directory.users();
    assert_eq!(before[0]["name"], json!({"givenName": "Ada", "familyName": "Lovelace"}));
    assert_eq!(
        before[0]["emails"],
        json!([{"value": "ada@example.com", "type": "work", "primary": true}])
    );
    assert_eq!(before[0]["phoneNumbers"][0]["value"], "+44 20 7946 0000");

    let changed = PEOPLE.replace("Countess", "Lady").replace("Admiral", "").replace("Ada,", "ada,");
    directory.write("people.csv", changed);
    let run = directory.import("people.csv --json");
    let counts = json!({
        "dryRun": false, "created": 0, "changed": 1, "unchanged": 1, "failed": 0, "notTried": 0, "failures": null,
    });
    assert_eq!((run.code, serde_json::from_str(&run.stdout).ok()), (0, Some(counts)), "{run:?}");
    let after = directory.users();
    assert_eq!(
        (&after[0]["title"], &after[0]["name"]["givenName"]),
        (&json!("Lady"), &json!("ada"))
    );
    assert_eq!(after[0]["phoneNumbers"], before[0]["phoneNumbers"]);
    assert_eq!(after[1], before[1]);
}

#[test]
fn rows_that_failed_are_mended_in_their_file_and_imported_from_it() {
    let directory = Directory::new("atlassian");
    directory.write(
        "people.jsonl",
        "{\"userName\": \"ada@example.com\"}\n{\"userName\": \"bob\"}\n\nnot JSON\n",
    );
    insta::assert_snapshot!(directory.import("people.jsonl").transcript(), @"
    exit code 1
    --- stdout
    1 created, 0 changed, 0 left as they were, 2 failed
    --- stderr
    line 2: the service refused it: 400 invalidValue: emails: exactly one e-mail with a value and primary true is required.
    line 4: it is not JSON: expected ident at column 2
    error: 2 rows were not imported; see people.failed.jsonl
    hint: mend the rows there, and import that file in the same way
    ");
    let failed = directory.read("people.failed.jsonl");
    insta::assert_snapshot!(failed, @r#"
    {"userName":"bob","error":"line 2: the service refused it: 400 invalidValue: emails: exactly one e-mail with a value and primary true is required."}
    {"line":"not JSON","error":"line 4: it is not JSON: expected ident at column 2"}
    "#);

    let mended = failed
        .lines()
        .next()
        .unwrap()
        .replace("\"bob\"", "\"bob\", \"e-mail\": \"bob@example.com\"");
    directory.write("people.failed.jsonl", mended);
    let run = directory.import("people.failed.jsonl");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "1 created, 0 changed, 0 left as they were, 0 failed\n")
    );
}

#[test]
fn columns_of_other_names_are_mapped_or_left_out() {
    let directory = Directory::new("standard");
    directory.write("people.csv", "\u{feff}\"Login\";Job;Salary\r\nada;Countess;1000\r\n");
    insta::assert_snapshot!(directory.import("people.csv").transcript(), @"
    exit code 2
    --- stderr
    error: people.csv can't be imported
      `Job` is no parameter of Create User: say what it is with --map 'Job=PARAMETER', or leave it out with --map 'Job=-'
      `Salary` is no parameter of Create User: say what it is with --map 'Salary=PARAMETER', or leave it out with --map 'Salary=-'
      known are userName, active, department, displayName, emails, formatted, givenName, familyName, middleName, honorificPrefix, honorificSuffix, nickName, organization, phoneNumbers, preferredLanguage, timezone, title, externalId, employeeNumber, costCenter, division, manager
    hint: `rollcall user import --help` says how columns are named
    ");
    let map = ["user", "import", "people.csv", "--map", "Job=title", "--map", "Salary=-"];
    assert_eq!(directory.run(&map).stdout, "1 created, 0 changed, 0 left as they were, 0 failed\n");
    assert_eq!(directory.json(&["user", "get", "ada"])["title"], "Countess");
}

#[test]
fn a_file_that_can_not_be_imported_says_why_and_needs_no_service() {
    let world = World::new();
    let refused = |name: &str, text: &[u8], more: &[&str]| {
        std::fs::write(world.data().with_file_name(name), text).unwrap();
        let run = Run::of(world.command().args(["user", "import", name]).args(more));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        let lines = run.stderr.lines().filter(|line| line.starts_with("  "));
        lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>().join("\n")
    };
    let csv = |text: &[u8]| refused("people.csv", text, &[]);
    assert_eq!(csv(b"\xef\xbb\xbf\r\n"), "it is empty");
    assert_eq!(csv(b"\xff\xfeu\0"), "it is UTF-16: save it as UTF-8");
    assert_eq!(csv(b"PK\x03\x04\0"), "it is a workbook: save the sheet as CSV, in UTF-8");
    assert_eq!(csv(b"caf\xe9\nx\n"), "its headings are not UTF-8: save it as UTF-8");
    assert_eq!(
        csv(b"title\nx\n"),
        "no column is User Name: say which is with --map COLUMN=userName"
    );
    assert_eq!(
        csv(b"userName,title,Job title\nx,y,z\n"),
        "`title` and `Job title` are one: leave one out, as with --map 'Job title=-'"
    );
    let unknown = csv(b"userName,shoe size\nx,y\n");
    let (unknown, known) = unknown.split_once('\n').unwrap();
    assert_eq!(
        unknown,
        "`shoe size` is no parameter of Create User: say what it is with --map 'shoe size=PARAMETER', \
         or leave it out with --map 'shoe size=-'"
    );
    assert!(known.starts_with("known are userName, active, department, "), "{known}");
    assert_eq!(
        refused(
            "people.csv",
            b"userName,usernmae\n",
            &["--map", "usernmae=-", "--map", "userName=-"]
        ),
        "no column is User Name: say which is with --map COLUMN=userName"
    );
    assert_eq!(
        csv(b"userName,title\n\nada,\"x\nbob,y\n"),
        "line 3: a quote is opened and never closed: close it"
    );
    assert_eq!(
        refused(
            "people.csv",
            b"userName\nx\n",
            &["--map", "UserNam=nickName", "--map", "x=departmnt"]
        ),
        "--map x=departmnt: `departmnt` is no parameter of Create User: did you mean `department`?"
    );
    assert_eq!(
        refused("people.csv", b"userName\nx\n", &["--map", "userNam=userName"]),
        "--map names `userNam`, which is no column: did you mean `userName`?"
    );
    assert_eq!(
        refused("people.jsonl", b"[\n{\"userName\": \"ada\"}\n]\n", &[]),
        "it is a list: write an object a line, as `jq -c '.[]'` does"
    );
    assert_eq!(
        refused("people", b"userName\n", &[]),
        "its name does not say how it is written: add --format csv or --format jsonl"
    );
    assert_eq!(
        refused("people.csv", b"userName\n", &["--failures", "./people.csv"]),
        "its failures can't be written over it: name another file with --failures"
    );
}

#[test]
fn a_row_that_can_not_be_imported_says_why() {
    let directory = Directory::new("standard");
    directory.write(
        "people.csv",
        b"userName,title,manager\n\nada,caf\xe9,\nbob,\"a\nb\"\n\ncarl,\"x\ny\",{\n",
    );
    insta::assert_snapshot!(directory.import("people.csv --dry-run").stderr, @"
    line 3: title is not UTF-8: save the file as UTF-8
    line 4: 2 cells for 3 columns: put a cell that holds the delimiter in quotes
    line 7: Manager: `{` is not JSON (EOF while parsing an object at line 1 column 1): mend it
    error: 3 rows can't be imported
    ");
    directory.write("people.jsonl", [
        &br#"{"userName": "ada", "title": true}"#[..],
        b"[1]",
        br#"{"userName": "bob", "titel": "x"}"#,
        br#"{"userName": "bob", "USERNAME": "x"}"#,
        br#"{"userName": "bob", "email": "bob@example.com", "e-mail": "b@example.com"}"#,
        br#"{"userName": "bob", "name": {"given": "x"}}"#,
        b"{\"userName\": \"caf\xe9\"}",
        br#"{"userName": "bob""#,
        br#"{"userName": "bob", "emails": [{"value": "bob@example.com"}, {"value": "bob at home"}]}"#,
    ].join(&b'\n'));
    insta::assert_snapshot!(directory.import("people.jsonl --dry-run").stderr, @r#"
    line 1: Title: `true` is not a text: put it in quotes
    line 2: it is not an object: write one like {"userName": …}
    line 3: `titel` is no parameter of Create User: did you mean `title`?
    line 4: `USERNAME` stands twice: leave one out
    line 5: `e-mail` is said twice, differently: leave one out
    line 6: Name: `given` is no member of it: there are formatted, givenName, familyName, middleName, honorificPrefix, honorificSuffix
    line 7: it is not UTF-8: save the file as UTF-8
    line 8: it is not JSON: EOF while parsing an object at column 18
    line 9: Emails: `bob at home` is no e-mail address: give one like ada@example.com
    error: 9 rows can't be imported
    "#);
}
