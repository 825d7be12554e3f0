//! The suite itself: its names, what it chooses, and that it fails a server that deserves it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::future::{pending, ready};

use client::{Client, Proxies};
use conformance::{Accepted, Counts, Options, Outcome, Report, Silent, cases};
use secrecy::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A server that answers every request alike.
async fn server(answer: &'static str) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/scim", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut head = Vec::new();
                while !head.windows(4).any(|end| end == b"\r\n\r\n") {
                    if stream.read_buf(&mut head).await.unwrap_or(0) == 0 {
                        return;
                    }
                }
                let _ = stream.write_all(answer.replace('\n', "\r\n").as_bytes()).await;
            });
        }
    });
    Client::new(&base, &SecretString::from("secret-key"), Proxies::None).unwrap()
}

const EMPTY_OBJECT: &str = "HTTP/1.1 200 OK
content-type: application/scim+json
connection: close
content-length: 2

{}";

async fn checked(client: Client, options: &Options) -> Report {
    conformance::run(client, options, &mut Silent, pending()).await.unwrap()
}

fn only(text: &str) -> Options {
    Options { only: vec![text.to_owned()], ..Options::default() }
}

#[test]
fn every_check_has_a_name_of_its_own_and_a_claim() {
    let names: BTreeSet<&str> = cases().map(|case| case.id).collect();
    assert_eq!(names.len(), cases().count());
    for case in cases() {
        let (subject, name) = case.id.split_once('/').unwrap();
        let plain = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        assert!(plain(subject) && plain(name), "{}", case.id);
        assert!(!case.says.ends_with('.') && case.says.len() > 10, "{}: {}", case.id, case.says);
    }
}

#[test]
fn the_suite_is_as_large_as_it_says() {
    assert!(cases().count() >= 300, "{} checks", cases().count());
}

#[test]
fn only_chooses_by_a_part_of_the_name() {
    let chosen = only("etag/put").chosen();
    let names: Vec<&str> = chosen.iter().map(|case| case.id).collect();
    assert_eq!(names, ["etag/put", "etag/put-stale"]);
    assert_eq!(only("unicorn").chosen().len(), 0);
    assert_eq!(Options::default().chosen().len(), cases().count());
}

#[tokio::test]
async fn a_server_that_always_answers_200_does_not_conform() {
    let report = checked(server(EMPTY_OBJECT).await, &Options::default()).await;
    assert!(!report.conforms());
    assert!(report.counts.failed > 30, "{:?}", report.counts);
    let passed: Vec<&str> = report
        .results
        .iter()
        .filter(|result| matches!(result.outcome, Outcome::Passed))
        .map(|result| result.id)
        .collect();
    // What an empty object does not break.
    let harmless = [
        "discovery/attribute-types",
        "discovery/attribute-characteristics",
        "discovery/attributes-complete",
        "discovery/complex-attributes",
        "discovery/config-no-null",
        "discovery/extension-required",
        "discovery/no-message-schemas",
        "discovery/paging-ignored",
        "discovery/resource-type-members",
        "discovery/resource-type-schemas",
        "errors/content-type",
        "errors/scim-type",
        "filter/deep",
        "me/not-implemented",
        "media/type-on-get",
        "paging/unknown-parameters",
        "sort/parameters",
    ];
    let passed: BTreeSet<&str> = passed.into_iter().collect();
    assert_eq!(passed.difference(&harmless.into()).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[tokio::test]
async fn a_failure_shows_what_was_said_and_not_the_key() {
    let report = checked(server(EMPTY_OBJECT).await, &only("create/answers-201")).await;
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains("secret-key"), "{json}");
    let result = report.results.first().unwrap();
    let Outcome::Failed { why, said: Some(said) } = &result.outcome else {
        panic!("{:?}", result.outcome)
    };
    assert_eq!(why, "the status is 200; expected 201");
    assert!(said.request.line.starts_with("POST http://127.0.0.1:"), "{said:?}");
    assert!(said.request.headers.contains(&("Authorization".to_owned(), "Bearer ***".to_owned())));
    assert!(said.request.body.contains("\"userName\""), "{said:?}");
    assert_eq!((said.response.line.as_str(), said.response.body.as_str()), ("200", "{}"));
}

#[tokio::test]
async fn an_accepted_failure_is_no_failure_and_tells_its_reason() {
    let accepted = Accepted { id: "paging/list".to_owned(), reason: "by design".to_owned() };
    let needless =
        Accepted { id: "paging/unknown-parameters".to_owned(), reason: "never mind".to_owned() };
    let options = Options { accepted: vec![accepted, needless], ..only("paging/") };
    let report = checked(server(EMPTY_OBJECT).await, &options).await;
    let list = report.results.iter().find(|result| result.id == "paging/list").unwrap();
    assert!(matches!(&list.outcome, Outcome::Accepted { reason, .. } if reason == "by design"));
    assert_eq!(report.needlessly_accepted, ["paging/unknown-parameters"]);
    assert_eq!(report.counts.accepted, 1);
}

#[tokio::test]
async fn a_server_that_does_not_answer_has_no_report() {
    let client =
        Client::new("http://127.0.0.1:1/scim", &SecretString::from("k"), Proxies::None).unwrap();
    let error =
        conformance::run(client, &Options::default(), &mut Silent, pending()).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("no discovery endpoint answers: GET http://127.0.0.1:1/scim/"),
        "{error}"
    );
}

#[tokio::test]
async fn a_run_that_is_stopped_reports_what_is_known() {
    let (client, options) = (server(EMPTY_OBJECT).await, Options::default());
    let report = conformance::run(client, &options, &mut Silent, ready(())).await.unwrap();
    assert!(report.interrupted && !report.conforms());
    assert_eq!((report.counts, report.results.len()), (Counts::default(), 0));
}
