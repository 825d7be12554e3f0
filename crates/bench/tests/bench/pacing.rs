use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bench::{Mix, Outcome, Pace};
use tokio::sync::RwLock;

use crate::server::{asked, right, serve};

/// How long the server stops for once.
const STALL: Duration = Duration::from_millis(400);

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_is_charged_with_every_request_that_was_due_meanwhile() {
    static USERS: AtomicUsize = AtomicUsize::new(0);
    static OPEN: RwLock<()> = RwLock::const_new(());
    let connection = serve(async |path: String| {
        if path.starts_with("/Users/") && USERS.fetch_add(1, Ordering::Relaxed) == 20 {
            let _closed = OPEN.write().await;
            tokio::time::sleep(STALL).await;
        }
        let _open = OPEN.read().await;
        right(&path)
    })
    .await;
    let second = Duration::from_secs(1);
    let report = asked(&connection, &[Mix::Get], Pace::Open(200.0), second).await;
    let Outcome::Measured { operations, unsent, .. } = &report.mixes[0].outcome else {
        panic!("{report:?}")
    };
    // All that were due are told of, whether they were sent or not.
    let due = operations[0].requests + unsent;
    assert!((195..=201).contains(&due), "{report:?}");
    // Two were under way when the server stopped. Some eighty were due while it stood.
    assert!(operations[0].latency.p90 > 100.0, "{report:?}");
    assert!(operations[0].latency.max >= 400.0, "{report:?}");
}
