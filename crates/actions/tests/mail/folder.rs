//! Mail into a folder.

use rollcall_actions::mail::Folder;
use serde_json::json;

use crate::{from, send};

#[tokio::test]
async fn every_mail_is_a_file_that_a_mail_program_opens() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("mail");
    for user in ["ada", "grace"] {
        let inputs = json!({
            "to": "Help Desk <help@example.org>",
            "bcc": "audit@example.org",
            "subject": format!("Create User {user}@example.com: OK"),
            "text": "Done.",
            "results": {"userName": user},
        });
        let output = send(Folder::new(&folder, from()), inputs).await.unwrap();
        assert!(output.body["said"].as_str().unwrap().ends_with("-example-com-ok.eml"));
    }

    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(
        files,
        ["0001-create-user-ada-example-com-ok.eml", "0002-create-user-grace-example-com-ok.eml"]
    );
    let mail = std::fs::read_to_string(folder.join(&files[0])).unwrap();
    for line in [
        "From: Rollcall <rollcall@example.com>",
        "To: \"Help Desk\" <help@example.org>",
        "Bcc: audit@example.org",
        "Subject: Create User ada@example.com: OK",
        "MIME-Version: 1.0",
    ] {
        assert!(mail.contains(line) || mail.contains(&line.replace('"', "")), "{line}\n{mail}");
    }
}

#[tokio::test]
async fn a_folder_that_can_t_be_written_is_named() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    std::fs::write(&file, "").unwrap();
    let inputs = json!({"to": "ada@example.org", "subject": "x"});
    let error = send(Folder::new(file.join("mail"), from()), inputs).await.unwrap_err();
    assert!(error.words()[1].starts_with("the mail can't be written to "), "{:?}", error.words());
}
