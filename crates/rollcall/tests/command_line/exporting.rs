//! What is exported is imported again as it was.

use serde_json::Value;

use crate::directory::Directory;

/// Users of all kinds: with everything, with next to nothing, and with what a table or a spreadsheet could spoil.
fn fill(directory: &Directory) {
    let users = [
        r#"{"userName": "ada@example.com", "active": false, "department": "Engines", "displayName": "=1+1",
            "name": {"givenName": "Ada", "familyName": "King, \"Countess\"", "formatted": "@Ada"},
            "emails": [{"value": "ada@example.com", "type": "work"}, {"value": "Ada@home.example", "type": "home", "primary": true}],
            "phoneNumbers": ["+44 20 7946 0000"], "title": "'tis\n-new", "timezone": "Europe/London", "organization": "Ünïted"}"#,
        r#"{"userName": "grace@example.com", "emails": {"value": "hopper@navy.example", "type": "other"}, "nickName": "+Grace"}"#,
        r#"{"userName": "zed@example.com"}"#,
    ];
    let lines: String = users.map(|user| user.replace('\n', " ") + "\n").concat();
    directory.write("users.jsonl", lines);
    let run = directory.import("users.jsonl --concurrency 1");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "3 created, 0 changed, 0 left as they were, 0 failed\n"),
        "{run:?}"
    );
}

fn export(directory: &Directory, format: &str) -> String {
    let run = directory.run(&["user", "export", "--output", format]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    run.stdout
}

/// What of users does not come from the directory they are in, by name.
fn own(directory: &Directory) -> Vec<Value> {
    let mut users = directory.users();
    for user in &mut users {
        let members = user.as_object_mut().unwrap();
        members.retain(|name, _| {
            !matches!(name.as_str(), "id" | "meta") && !name.contains("atlassian-external")
        });
    }
    users.sort_by_key(|user| user["userName"].to_string());
    users
}

#[test]
fn an_export_changes_nothing_where_it_came_from_and_is_the_same_elsewhere() {
    for profile in ["standard", "atlassian", "strict", "atlassian-exact"] {
        let directory = Directory::new(profile);
        fill(&directory);
        let before = directory.users();
        let other = Directory::new(profile);
        for format in ["csv", "jsonl"] {
            let exported = export(&directory, format);
            let name = format!("people.{format}");
            directory.write(&name, &exported);
            let run = directory.import(&name);
            assert_eq!(
                (run.code, run.stdout.as_str(), run.stderr.as_str()),
                (0, "0 created, 0 changed, 3 left as they were, 0 failed\n", ""),
                "{profile}, {format}:\n{exported}"
            );
            other.write(&name, &exported);
            let run = other.import(&name);
            assert_eq!(run.code, 0, "{profile}, {format}: {run:?}");
            assert_eq!(own(&other), own(&directory), "{profile}, {format}:\n{exported}");
        }
        // What the service shows is a file of people too, whatever it shows besides.
        let shown: Vec<String> = before.iter().map(ToString::to_string).collect();
        directory.write("shown.jsonl", shown.join("\n"));
        let run = directory.import("shown.jsonl");
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (0, "0 created, 0 changed, 3 left as they were, 0 failed\n"),
            "{profile}: {run:?}"
        );
        assert_eq!(directory.users(), before, "{profile}");
    }
}

#[test]
fn no_cell_of_an_export_is_a_formula() {
    let directory = Directory::new("standard");
    fill(&directory);
    let exported = export(&directory, "csv");
    insta::assert_snapshot!(exported, @r#"
    userName,active,department,displayName,emails,formatted,givenName,familyName,middleName,honorificPrefix,honorificSuffix,nickName,organization,phoneNumbers,preferredLanguage,timezone,title,externalId,employeeNumber,costCenter,division,manager
    ada@example.com,false,Engines,'=1+1,"[{""value"":""ada@example.com"",""type"":""work""},{""value"":""Ada@home.example"",""type"":""home"",""primary"":true}]",'@Ada,Ada,"King, ""Countess""",,,,,Ünïted,'+44 20 7946 0000,,Europe/London,"''tis
    -new",,,,,
    grace@example.com,true,,,"[{""value"":""hopper@navy.example"",""type"":""other"",""primary"":true}]",,,,,,,'+Grace,,,,,,,,,,
    zed@example.com,true,,,zed@example.com,,,,,,,,,,,,,,,,,
    "#);
}

#[test]
fn users_are_exported_by_filter() {
    let directory = Directory::new("standard");
    fill(&directory);
    let run = directory.run(&["user", "export", "-o", "jsonl", "--filter", "active eq false"]);
    insta::assert_snapshot!(run.transcript(), @r#"
    exit code 0
    --- stdout
    {"userName":"ada@example.com","active":false,"department":"Engines","displayName":"=1+1","emails":[{"value":"ada@example.com","type":"work"},{"value":"Ada@home.example","type":"home","primary":true}],"name":{"formatted":"@Ada","givenName":"Ada","familyName":"King, \"Countess\""},"organization":"Ünïted","phoneNumbers":[{"value":"+44 20 7946 0000","type":"work","primary":true}],"timezone":"Europe/London","title":"'tis\n-new"}
    "#);
    let wrong = directory.run(&["user", "export", "--filter", "active eq"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (1, ""), "{wrong:?}");
}
