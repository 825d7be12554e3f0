//! The workflow of the seed page, against a mail server on loopback: what was created is mailed, and what was refused too.

use serde_json::{Value, json};

use crate::server::Server;
use crate::world::World;

const RUNS: &str = "workflows/create-user-and-send-results-via-email/runs?run_sync";

/// Runs the workflow over HTTP with a mail server of its own; the run, and the mail.
async fn run(world: &mut World, created: &Value) -> (Value, String) {
    let server = Server::new(&[]).await;
    world.set("ROLLCALL_SMTP_URL", server.url());
    world.set("ROLLCALL_SMTP_FROM", "Rollcall <rollcall@example.com>");
    let serving = world.serve("people", "");
    let key = created["apiKey"].as_str().unwrap();
    let inputs = json!({
        "user_name": "ada@example.com", "email": "ada@example.com", "recipient": "people@example.org",
    });
    let request = reqwest::Client::new().post(format!("{}/{RUNS}", serving.url));
    let answer = request.bearer_auth(key).json(&inputs).send().await.unwrap();
    let run = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let told = server.told().await;
    assert!(told.contains(&"RCPT TO:<people@example.org>".to_owned()), "{told:?}");
    let mail = told.into_iter().find(|line| line.contains('\n')).unwrap();
    assert!(!mail.contains(key), "{mail}");
    // Quoted-printable lines that go on end in `=`.
    (run, mail.replace("=\r\n", ""))
}

#[tokio::test]
async fn what_was_created_is_mailed_and_what_was_refused_too() {
    let mut world = World::new();
    let created = world.json("directory create --data people --name Staff");

    let (first, mail) = run(&mut world, &created).await;
    assert_eq!(
        (&first["state"], &first["outputs"]["status"]),
        (&json!("completed"), &json!("OK")),
        "{first}"
    );
    let id = first["outputs"]["id"].as_str().unwrap();
    assert!(mail.contains("Subject: Create User ada@example.com: OK\r\n"), "{mail}");
    assert!(mail.contains("The user was created."), "{mail}");
    assert!(mail.contains("filename=\"user.json\"") && mail.contains(id), "{mail}");

    let (second, mail) = run(&mut world, &created).await;
    assert_eq!(
        (&second["state"], &second["outputs"]["status"]),
        (&json!("completed"), &json!("Failed")),
        "{second}"
    );
    assert!(mail.contains("Subject: Create User ada@example.com: Failed\r\n"), "{mail}");
    assert!(mail.contains("The user was not created: "), "{mail}");
    assert!(mail.contains("already exists"), "{mail}");
    world.verify("people", created["apiKey"].as_str().unwrap());
}
