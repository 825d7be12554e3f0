//! The workflows that come with Rollcall, each run against the real service, with mail into a folder.

use serde_json::{Value, json};

use crate::world::{Running, World};

/// A service with a directory, a connection to it that has the organization's key, and a folder for mail.
struct Place {
    world: World,
    _serving: Running,
    key: String,
    directory: String,
}

impl Place {
    fn new(profile: &str) -> Self {
        let mut world = World::new();
        let serving = world.serve("people", "");
        let created =
            world.json(&format!("directory create --data people --name Staff --profile {profile}"));
        let text = |name: &str| created[name].as_str().unwrap().to_owned();
        let (key, directory, organization) =
            (text("apiKey"), text("directoryId"), text("organizationId"));
        world.json("domain add --data people example.com");
        let admin = world.json("key create --data people --scope organization");
        world.set("A_KEY", &key);
        world.set("AN_ORGANIZATION_KEY", admin["apiKey"].as_str().unwrap());
        world.set("ROLLCALL_MAIL_FOLDER", world.path("mail"));
        world.set("ROLLCALL_SMTP_FROM", "Rollcall <rollcall@example.com>");
        let add = format!(
            "connection add staff --url {}/scim/directory/{directory} --key-env A_KEY --organization {organization} --organization-key-env AN_ORGANIZATION_KEY",
            serving.url
        );
        let output = world.rollcall(&add);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        world.json("directory create --data runs --name Staff");
        Self { world, _serving: serving, key, directory }
    }

    /// Runs a workflow of the library; the run.
    fn run(&self, name: &str, inputs: &str) -> Value {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../workflows");
        let inputs: Vec<String> =
            inputs.split_whitespace().map(|input| format!(" --input {input}")).collect();
        let words =
            format!("workflow run --data runs --json{} {file}/{name}.yaml", inputs.concat());
        let output = self.world.rollcall(&words);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.stdout.is_empty(), "{words}: {stderr}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Runs one that does one thing and mails what came of it.
    fn send(&self, action: &str, inputs: &str) -> Value {
        let run = self.run(
            &format!("{action}-and-send-results-via-email"),
            &format!("recipient=people@example.org {inputs}"),
        );
        assert_eq!(run["state"], "completed", "{action}: {run}");
        run["outputs"].clone()
    }

    fn rollcall(&self, words: &str) -> Value {
        let output = self.world.rollcall(&format!("{words} --output json"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The newest mail, as it stands.
    fn mail(&self) -> String {
        let folder = std::fs::read_dir(self.world.path("mail")).unwrap();
        let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
        files.sort();
        // Quoted-printable lines that go on end in `=`.
        std::fs::read_to_string(files.last().unwrap()).unwrap().replace("=\r\n", "")
    }

    fn assert_mailed(&self, said: &[&str]) {
        let mail = self.mail();
        for said in said {
            assert!(mail.contains(said), "{said}: {mail}");
        }
        assert!(!mail.contains(&self.key));
    }

    /// No key is anywhere in what is kept of the runs.
    fn verify(&self) {
        self.world.verify("runs", &self.key);
    }
}

#[test]
fn who_comes_is_created_put_into_groups_and_welcomed_and_can_come_again() {
    let place = Place::new("atlassian");
    for group in ["Analysts", "Staff"] {
        place.rollcall(&format!("group create {group}"));
    }
    let inputs = "user_name=ada@example.com email=ada@example.com given_name=Ada recipient=people@example.org";
    let run = place.run("onboarding", &format!("{inputs} groups=Analysts,Staff"));
    assert_eq!(run["state"], "completed", "{run}");
    place.assert_mailed(&[
        "To: ada@example.com\r\n",
        "Subject: Welcome, Ada\r\n",
        "You are in Analysts, Staff.",
    ]);
    let ada = place.rollcall("user get ada@example.com");
    assert_eq!((&ada["id"], &ada["name"]["givenName"]), (&run["outputs"]["id"], &json!("Ada")));
    assert_eq!(ada["groups"].as_array().unwrap().len(), 2);

    // A group that is not there stops it, and whoever asked is told.
    let run = place.run("onboarding", &format!("{inputs} groups=Staff,Nowhere"));
    assert_eq!(run["state"], "failed");
    place.assert_mailed(&[
        "To: people@example.org\r\n",
        "Subject: Onboarding of ada@example.com: Failed\r\n",
        "`Nowhere`",
    ]);
    // Without groups there is nothing to say of them.
    assert_eq!(place.run("onboarding", inputs)["state"], "completed");
    assert!(!place.mail().contains("You are in"));
    place.verify();
}

#[test]
fn who_leaves_can_not_sign_in_is_in_no_group_and_the_manager_knows() {
    for profile in ["atlassian", "standard"] {
        let place = Place::new(profile);
        let ada = place.rollcall("user create ada@example.com --given-name Ada")["id"].clone();
        let ada = ada.as_str().unwrap();
        for group in ["Analysts", "Staff"] {
            place.rollcall(&format!("group create {group} --members {ada}"));
        }
        let inputs = "user_name=ada@example.com manager=grace@example.com";
        for groups in [2, 0] {
            let run = place.run("offboarding", inputs);
            assert_eq!(
                (&run["state"], &run["outputs"]["id"]),
                (&json!("completed"), &json!(ada)),
                "{run}"
            );
            assert_eq!(run["outputs"]["groups"].as_array().unwrap().len(), groups);
            place.assert_mailed(&[
                "To: grace@example.com\r\n",
                "Subject: Offboarding of ada@example.com: OK\r\n",
                "Groups from now on: none",
            ]);
        }
        let user = place.rollcall("user get ada@example.com");
        assert_eq!(user["active"], false);
        assert!(user["groups"].as_array().is_none_or(Vec::is_empty), "{user}");

        assert_eq!(
            place.run("offboarding", "user_name=nobody manager=grace@example.com")["state"],
            "failed"
        );
        place.assert_mailed(&["Subject: Offboarding of nobody: Failed\r\n", "there is no user"]);
        place.verify();
    }
}

#[test]
fn who_is_linked_to_no_account_is_in_the_report() {
    let place = Place::new("atlassian");
    place.rollcall("user create ada@example.com");
    let grace = place.rollcall("user create grace@example.com")["id"].clone();
    let report = |total: u64| {
        let run = place.run("weekly-report-of-unlinked-users", "recipient=people@example.org");
        assert_eq!(
            (&run["state"], &run["outputs"]["total"]),
            (&json!("completed"), &json!(total)),
            "{run}"
        );
    };
    report(0);
    place.assert_mailed(&["(none)"]);
    let directory = &place.directory;
    let inputs = format!("directory_id={directory} user_id={}", grace.as_str().unwrap());
    assert_eq!(place.send("unlink-user", &inputs)["status"], "OK");
    report(1);
    place.assert_mailed(&[
        "To: people@example.org\r\n",
        "grace@example.com",
        "filename=\"unlinked-users.json\"",
    ]);
    assert!(!place.mail().contains("ada@example.com"));
    place.verify();
}

#[test]
fn each_of_the_others_does_its_one_thing_and_mails_what_came_of_it() {
    let place = Place::new("atlassian");
    let ok = |action: &str, inputs: &str, said: &[&str]| {
        let outputs = place.send(action, inputs);
        assert_eq!(outputs["status"], "OK", "{action}: {}", place.mail());
        place.assert_mailed(&["To: people@example.org\r\n", ": OK\r\n"]);
        place.assert_mailed(said);
        outputs
    };
    let ada = "user_name=ada@example.com";
    let user = |name: &str| place.rollcall("user get ada@example.com")[name].clone();

    let id = ok(
        "create-user",
        &format!("{ada} email=ada@example.com given_name=Ada"),
        &["The user was created."],
    )["id"]
        .clone();
    let id = id.as_str().unwrap();
    ok("get-user", ada, &[id]);
    ok("find-user", "email=ada@example.com", &["The address is that of ada@example.com."]);
    ok("patch-user", &format!("{ada} department=Engines"), &["The user was changed."]);
    assert_eq!((user("department"), user("name")), (json!("Engines"), json!({"givenName": "Ada"})));
    ok(
        "update-user",
        &format!("user_id={id} {ada} email=ada@example.com title=Countess"),
        &["The user was replaced."],
    );
    assert_eq!((user("department"), user("title")), (Value::Null, json!("Countess")));
    ok("deactivate-user", ada, &["The user was deactivated."]);
    assert_eq!(user("active"), false);
    ok("reactivate-user", ada, &["The user can sign in again."]);
    assert_eq!(user("active"), true);
    assert_eq!(ok("list-users", "", &["1 of 1 users are listed here."])["total"], 1);

    ok("create-group", "group_name=Staff", &["The group was created."]);
    ok("add-members", &format!("group_name=Staff members={id}"), &["The users are in the group."]);
    ok("get-group", "group_name=Staff", &["ada@example.com"]);
    let run =
        place.run("send-email-to-a-group", "group_name=Staff subject=Hello text=There-you-are");
    assert_eq!(run["state"], "completed", "{run}");
    place.assert_mailed(&["To: ada@example.com\r\n", "Subject: Hello\r\n", "There-you-are"]);
    ok("remove-members", &format!("group_name=Staff members={id}"), &["not in the group any more"]);
    ok("rename-group", "group_name=Staff new_name=All", &["The group was renamed."]);
    assert_eq!(ok("list-groups", "", &["1 of 1 groups are listed here."])["total"], 1);
    ok("delete-group", "group_name=All", &["The group was deleted."]);

    ok("get-schemas", "", &["These are the attributes of User.", "userName"]);
    ok("get-service-provider-config", "", &["bulk.supported"]);
    ok("get-scim-links", "email=ada@example.com", &[id]);
    let account =
        user("urn:scim:schemas:extension:atlassian-external:1.0")["atlassianAccountId"].clone();
    let account = format!("account_id={}", account.as_str().unwrap());
    ok("delete-scim-record-only", &account, &["The records were deleted"]);
    place.rollcall("user create ada@example.com");
    ok("delete-user", ada, &["The user was deleted."]);

    // What fails is mailed too: so is what may not be asked.
    for (action, inputs, said) in [
        ("delete-user", ada, "The user was not deleted: there is no user"),
        ("http-request", "url=https://127.0.0.1/hook", "this machine"),
    ] {
        assert_eq!(place.send(action, inputs)["status"], "Failed");
        place.assert_mailed(&[": Failed\r\n", said]);
    }
    place.verify();
}
