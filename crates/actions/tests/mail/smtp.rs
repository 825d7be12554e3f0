//! The conversation with a mail server: what it is told, and what is told of its refusals.

use std::time::Duration;

use rollcall_actions::{ActionError, ErrorKind};
use serde_json::json;

use crate::server::{Server, Turn};
use crate::{send, smtp};

/// Sends one mail to a server with these turns: what failed, and what the server was told.
async fn failure(turns: &[Turn]) -> (ActionError, Vec<String>) {
    let server = Server::new(turns).await;
    let mailer = smtp(&server.url()).with_timeout(Duration::from_secs(2));
    let inputs = json!({"to": "ada@example.org", "subject": "Hello", "text": "There"});
    let error = send(mailer, inputs).await.unwrap_err();
    (error, server.told().await)
}

#[tokio::test]
async fn a_mail_arrives_with_the_results_as_a_table_and_as_a_file() {
    let server = Server::new(&[]).await;

    let output = send(
        smtp(&server.url()),
        json!({
            "to": ["Ada Lovelace <ada@example.org>", "grace@example.org"],
            "cc": "alan@example.org",
            "bcc": "audit@example.org",
            "subject": "A user was created: é",
            "text": "Here she is.",
            "results": {"userName": "ada@example.com", "active": true},
            "fileName": "user.json",
        }),
    )
    .await
    .unwrap();

    assert_eq!(output.body["said"], "250 2.0.0 queued as 42");
    assert_eq!(
        output.body["recipients"],
        json!(["ada@example.org", "grace@example.org", "alan@example.org", "audit@example.org"])
    );
    let told = server.told().await;
    let commands: Vec<&str> =
        told.iter().filter(|line| !line.contains('\n')).map(String::as_str).collect();
    assert_eq!(
        commands,
        [
            "EHLO example.com",
            "MAIL FROM:<rollcall@example.com>",
            "RCPT TO:<ada@example.org>",
            "RCPT TO:<grace@example.org>",
            "RCPT TO:<alan@example.org>",
            "RCPT TO:<audit@example.org>",
            "DATA",
            "QUIT",
        ]
    );
    let mail = told.iter().find(|line| line.contains('\n')).unwrap();
    assert!(!mail.contains("audit@example.org"), "{mail}");
    assert!(mail.contains("Here she is."), "{mail}");
    assert!(mail.contains("userName"), "{mail}");
    assert!(mail.contains("Content-Type: text/html"), "{mail}");
    assert!(mail.contains("filename=\"user.json\""), "{mail}");
    assert!(mail.contains(output.body["messageId"].as_str().unwrap()), "{mail}");
}

#[tokio::test]
async fn a_refusal_is_told_in_the_words_of_the_server_and_nothing_was_sent() {
    for (to, answer, stage, kind) in [
        ("MAIL", "550 5.7.1 not you", "the sender: 550 5.7.1 not you", ErrorKind::Refused),
        (
            "RCPT",
            "550 5.1.1 no such user",
            "the recipient ada@example.org: 550 5.1.1 no such user",
            ErrorKind::Refused,
        ),
        ("RCPT", "451 4.7.1 greylisted", "greylisted", ErrorKind::Busy),
        ("DATA", "452 4.3.1 disk full", "the announcement of the mail: 452", ErrorKind::Busy),
        ("MAIL-ITSELF", "554 5.7.1 spam", "the mail: 554 5.7.1 spam", ErrorKind::Refused),
        ("EHLO", "421 4.3.2 closing", "the greeting: 421 4.3.2 closing", ErrorKind::Busy),
    ] {
        let (error, _) = failure(&[Turn::Says(to, answer)]).await;
        let words = error.words().join(": ");
        assert!(words.contains(stage), "{to}: {words}");
        assert_eq!(error.kind(), kind, "{words}");
        assert!(!error.maybe_done(), "{words}");
    }
}

#[tokio::test]
async fn a_mail_that_was_lost_on_the_way_may_have_been_sent_only_once_it_was_out() {
    for to in ["EHLO", "MAIL", "RCPT", "DATA"] {
        for turn in [Turn::HangsUp(to), Turn::IsSilent(to)] {
            let (error, told) = failure(std::slice::from_ref(&turn)).await;
            assert!(!error.maybe_done(), "{turn:?}: {:?}", error.words());
            assert_eq!(error.kind(), ErrorKind::Unreachable, "{turn:?}: {:?}", error.words());
            assert!(!told.iter().any(|line| line.contains('\n')), "{turn:?}");
        }
    }
    for turn in [Turn::HangsUp("MAIL-ITSELF"), Turn::IsSilent("MAIL-ITSELF")] {
        let (error, _) = failure(&[turn]).await;
        assert!(error.maybe_done(), "{:?}", error.words());
        assert!(error.hint().unwrap().contains("may have been sent, or not"));
    }
}

#[tokio::test]
async fn what_a_server_says_when_the_mail_is_taken_does_not_undo_it() {
    let server = Server::new(&[Turn::HangsUp("QUIT")]).await;
    let inputs = json!({"to": "ada@example.org", "subject": "Hello"});
    send(smtp(&server.url()), inputs).await.unwrap();
}

#[tokio::test]
async fn without_tls_nothing_is_sent_unless_that_was_asked_for() {
    let server = Server::new(&[]).await;
    let url = format!("smtp://user:password@127.0.0.1:{}", server.port);
    let inputs = json!({"to": "ada@example.org", "subject": "Hello"});

    let error = send(smtp(&url), inputs).await.unwrap_err();

    let words = error.words().join(": ");
    assert!(words.contains("offers no STARTTLS"), "{words}");
    assert!(error.hint().unwrap().contains("smtps://"));
    for line in server.told().await {
        assert!(!line.starts_with("AUTH") && !line.starts_with("MAIL"), "{line}");
    }
}

#[tokio::test]
async fn a_server_that_offers_starttls_and_speaks_none_is_not_trusted() {
    let server = Server::new(&[
        Turn::Says("EHLO", "250-mx.example.com\r\n250 STARTTLS"),
        Turn::Says("STARTTLS", "220 go on\r\n250 and so on in clear"),
    ])
    .await;
    let url = format!("smtp://user:password@127.0.0.1:{}", server.port);
    let mailer = smtp(&url).with_timeout(Duration::from_secs(2));
    let error = send(mailer, json!({"to": "ada@example.org", "subject": "x"})).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable, "{:?}", error.words());
    assert!(!error.words().join(" ").contains("password"));
}

#[tokio::test]
async fn a_wrong_password_is_told_and_not_shown() {
    let server = Server::new(&[
        Turn::Says("EHLO", "250-mx.example.com\r\n250 AUTH PLAIN LOGIN"),
        Turn::Says("AUTH", "535 5.7.8 bad credentials"),
    ])
    .await;
    let url = format!("smtp://user:p%40ss@127.0.0.1:{}?tls=none", server.port);
    let error =
        send(smtp(&url), json!({"to": "ada@example.org", "subject": "x"})).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    let words = format!("{:?} {error:?}", error.words());
    assert!(words.contains("535 5.7.8 bad credentials"), "{words}");
    assert!(!words.contains("p@ss") && !words.contains("p%40ss"), "{words}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let error =
        send(smtp("smtp://127.0.0.1:1?tls=none"), json!({"to": "ada@example.org", "subject": "x"}))
            .await
            .unwrap_err();
    assert_eq!(error.words()[1], "the mail server 127.0.0.1:1 can't be reached");
    assert_eq!(error.kind(), ErrorKind::Unreachable);
}
