use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bench::{Kind, Mix, OperationReport, Outcome, Pace, Report, Wrong};
use serde_json::json;

use crate::server::{Answer, asked, list, right, serve, serve_in, user};

const BRIEFLY: Duration = Duration::from_millis(100);

/// What the only mix of a report came to.
fn only(report: &Report) -> (&OperationReport, &[Wrong]) {
    match &report.mixes[0].outcome {
        Outcome::Measured { operations, wrong, .. } => (&operations[0], wrong),
        Outcome::Skipped { skipped } => panic!("{skipped}"),
    }
}

/// How a server that answers so is asked for a mix.
async fn of(mix: Mix, answer: fn(&str) -> Answer) -> Report {
    let connection = serve(move |path| async move { answer(&path) }).await;
    asked(&connection, &[mix], Pace::Closed, BRIEFLY).await
}

#[tokio::test]
async fn a_right_answer_is_not_wrong() {
    for mix in [Mix::Get, Mix::FindUserName, Mix::FindEmail, Mix::FindExternalId, Mix::List] {
        let report = of(mix, right).await;
        let (operation, wrong) = only(&report);
        assert!(operation.requests > 0, "{report:?}");
        assert_eq!((operation.wrong, wrong), (0, [].as_slice()), "{report:?}");
    }
}

#[tokio::test]
async fn a_server_may_end_each_connection_after_its_answer() {
    for (version, connection) in [("HTTP/1.1", "close"), ("HTTP/1.0", "Close"), ("HTTP/1.0", "")] {
        let answer = |path: String| async move { right(&path) };
        let server = serve_in(version, connection, answer).await;
        let report = asked(&server, &[Mix::Get], Pace::Closed, BRIEFLY).await;
        let (operation, wrong) = only(&report);
        assert!(operation.requests > 1, "{report:?}");
        assert_eq!((operation.wrong, wrong), (0, [].as_slice()), "{version}, {connection}");
    }
}

#[tokio::test]
async fn another_user_than_was_asked_for_is_wrong() {
    let report = of(Mix::Get, |path| match path {
        "/Users/ada" | "/Users/bob" => (200, user("eve")),
        path => right(path),
    })
    .await;
    let (operation, wrong) = only(&report);
    assert_eq!(operation.wrong, operation.requests);
    assert_eq!(wrong.len(), 5);
    assert_eq!((wrong[0].operation, wrong[0].status), (Kind::Get, Some(200)));
    assert!(wrong[0].request.starts_with("GET /Users/"), "{wrong:?}");
    assert!(wrong[0].problem.starts_with("id is `eve`; expected `"), "{wrong:?}");
    assert!(wrong[0].body.contains("eve@example.com"), "{wrong:?}");
}

#[tokio::test]
async fn another_status_is_wrong() {
    let report = of(Mix::Get, |path| match path {
        "/Users/ada" => (503, json!({ "detail": "busy" })),
        path => right(path),
    })
    .await;
    let (operation, wrong) = only(&report);
    assert!(operation.wrong > 0 && operation.wrong < operation.requests, "{report:?}");
    assert_eq!(wrong[0].problem, "the status is 503; expected 200");
}

#[tokio::test]
async fn one_too_many_is_wrong() {
    let report = of(Mix::FindUserName, |path| match path {
        path if path.contains("filter=") => (200, list(&[user("ada"), user("bob")])),
        path => right(path),
    })
    .await;
    assert!(only(&report).1[0].problem.starts_with("2 users were found and 2 shown; expected one"));
}

#[tokio::test]
async fn a_page_that_lacks_somebody_is_wrong() {
    static PAGES: AtomicUsize = AtomicUsize::new(0);
    let report = of(Mix::List, |path| match path {
        // The first tells how many there are.
        path if path.starts_with("/Users?") && PAGES.fetch_add(1, Ordering::Relaxed) > 0 => {
            (200, list(&[user("ada")]))
        }
        path => right(path),
    })
    .await;
    assert_eq!(only(&report).1[0].problem, "1 users are shown; expected 2");
}

#[tokio::test]
async fn what_a_server_does_not_offer_is_not_asked_for() {
    let connection = serve(async |path: String| right(&path)).await;
    let mixes = [Mix::Bulk, Mix::PageCursor, Mix::Members, Mix::Patch];
    let report = asked(&connection, &mixes, Pace::Closed, BRIEFLY).await;
    let skipped: Vec<&str> = report
        .mixes
        .iter()
        .map(|mix| match &mix.outcome {
            Outcome::Skipped { skipped } => skipped.as_str(),
            Outcome::Measured { .. } => "asked",
        })
        .collect();
    assert_eq!(
        skipped,
        [
            "the server says that it has no Bulk",
            "the server says that it has no paging by cursor",
            "the server says that it has no groups",
            // Others than our own are not changed.
            "only users of our own are changed, one at least for each connection, and 0 are known: fill the directory with --seed",
        ]
    );
}
