use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::feed::{DirectoryEvent, FeedEntry};
use crate::run::engine::tests::hands::{Answer, Script};
use crate::run::{Clock, Journal, Kept, MemoryJournal, Run, RunQuery, RunState};

#[derive(Debug)]
struct Hand(Mutex<Timestamp>, AtomicU64);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn new_id(&self) -> Uuid {
        Uuid::from_u128(self.1.fetch_add(1, Ordering::Relaxed).into())
    }
}

#[derive(Debug, Default)]
struct Told(Mutex<Vec<Vec<DirectoryEvent>>>);

impl Told {
    fn happens(&self, events: &[(&'static str, u64)]) {
        let event = |(event, n): &(&'static str, u64)| DirectoryEvent { event, payload: json!(n) };
        self.0.lock().unwrap().push(events.iter().map(event).collect());
    }

    /// Somebody is created by a request.
    fn created_by(&self, request: &str) {
        let payload = json!({ "request": request });
        self.0.lock().unwrap().push(vec![DirectoryEvent { event: "user.created", payload }]);
    }
}

impl Feed for Told {
    fn after<'a>(&'a self, position: Option<&'a str>, limit: usize) -> Kept<'a, Vec<FeedEntry>> {
        let after: usize = position.map_or(0, |position| position.parse().unwrap());
        let entries = self
            .0
            .lock()
            .unwrap()
            .iter()
            .enumerate()
            .skip(after)
            .take(limit)
            .map(|(n, events)| FeedEntry { position: (n + 1).to_string(), events: events.clone() })
            .collect();
        Box::pin(std::future::ready(Ok(entries)))
    }

    fn end(&self) -> Kept<'_, Option<String>> {
        let count = self.0.lock().unwrap().len();
        Box::pin(std::future::ready(Ok((count > 0).then(|| count.to_string()))))
    }
}

struct World {
    clock: Arc<Hand>,
    feed: Arc<Told>,
    journal: Arc<MemoryJournal>,
    text: String,
}

impl World {
    fn new(triggers: &str, rest: &str) -> Self {
        let start = "2026-01-05T08:59:30Z".parse().unwrap();
        let text = format!(
            "name: T\ntriggers: {triggers}\n{rest}\nworkflow:\n  - steps:\n      - {{id: S, action: internal.print, inputs: {{text: hi}}}}\n"
        );
        Self {
            clock: Arc::new(Hand(Mutex::new(start), AtomicU64::new(1))),
            feed: Arc::default(),
            journal: Arc::default(),
            text,
        }
    }

    /// Triggers of a process of their own.
    fn triggers(&self) -> Triggers {
        self.triggers_of(&["t"])
    }

    /// The same for workflows of these names.
    fn triggers_of(&self, names: &[&str]) -> Triggers {
        let engine =
            Engine::new(Arc::clone(&self.journal) as _, Arc::clone(&self.clock) as _, Uuid::nil());
        let read = |name: &&str| Arc::new(Workflow::recall(name, &self.text).unwrap());
        let workflows: Vec<_> = names.iter().map(read).collect();
        let hands = Script::new(std::iter::empty::<Answer>());
        Triggers::new(engine, workflows, Owner::default(), hands, Arc::clone(&self.feed) as _)
    }

    fn at(&self, time: &str) {
        *self.clock.0.lock().unwrap() = time.parse().unwrap();
    }

    async fn runs(&self) -> Vec<Run> {
        let query = RunQuery { workflow: None, before: None, limit: 100 };
        let mut runs = self.journal.runs(Owner::default(), &query).await.unwrap();
        runs.reverse();
        runs
    }
}

#[tokio::test]
async fn a_time_begins_one_run_also_where_several_look_and_after_a_pause() {
    let world = World::new("{scheduled: [{cron: '0 9 * * 1'}]}", "");
    let (one, other) = (world.triggers(), world.triggers());
    assert_eq!(one.tick().await.unwrap(), 0, "what was due before is not made up for");
    assert_eq!(other.tick().await.unwrap(), 0);
    world.at("2026-01-05T09:00:00Z");
    assert_eq!(
        one.tick().await.unwrap() + other.tick().await.unwrap() + one.tick().await.unwrap(),
        1
    );
    // Three weeks nobody looked.
    world.at("2026-01-27T10:00:00Z");
    assert_eq!(world.triggers().tick().await.unwrap(), 1);
    assert_eq!(world.triggers().tick().await.unwrap(), 0);
    let due: Vec<Cause> = world.runs().await.into_iter().map(|run| run.cause).collect();
    let schedule =
        |due: &str| Cause::Schedule { cron: "0 9 * * 1".to_owned(), due: due.parse().unwrap() };
    assert_eq!(due, [schedule("2026-01-05T09:00:00Z"), schedule("2026-01-12T09:00:00Z")]);
}

#[tokio::test]
async fn each_event_that_is_meant_begins_one_run() {
    let world = World::new("{events: [{event: user.created}, {event: group.member_added}]}", "");
    world.feed.happens(&[("user.created", 1)]);
    assert_eq!(world.triggers().tick().await.unwrap(), 0, "what happened before begins nothing");
    world.feed.happens(&[("user.created", 2)]);
    world.feed.happens(&[("user.deleted", 3)]);
    world.feed.happens(&[
        ("group.member_added", 4),
        ("group.member_removed", 5),
        ("group.member_added", 6),
    ]);
    world.feed.happens(&[]);
    let (one, other) = (world.triggers(), world.triggers());
    let begun = tokio::join!(one.tick(), other.tick());
    assert_eq!(begun.0.unwrap() + begun.1.unwrap() + one.tick().await.unwrap(), 3);
    let payloads: Vec<Value> = world.runs().await.into_iter().map(|run| run.event).collect();
    assert_eq!(payloads, [json!(2), json!(4), json!(6)]);
}

#[tokio::test]
async fn what_a_run_does_begins_its_own_workflow_no_more() {
    let world = World::new("{events: [{event: user.created}]}", "");
    let triggers = world.triggers_of(&["one", "other"]);
    triggers.tick().await.unwrap();
    world.feed.created_by("7f1c");
    assert_eq!(triggers.tick().await.unwrap(), 2, "somebody else's doing begins both");
    let of = |runs: &[Run], name: &str| -> Vec<RunId> {
        runs.iter().filter(|run| run.workflow == name).map(|run| run.id).collect()
    };
    let first = of(&world.runs().await, "one")[0];
    world.feed.created_by(&first.as_request());
    assert_eq!(triggers.tick().await.unwrap(), 1, "what a run of one did begins the other");
    let runs = world.runs().await;
    let second = of(&runs, "other")[1];
    assert_eq!(of(&runs, "one"), [first]);
    world.feed.created_by(&second.as_request());
    assert_eq!(triggers.tick().await.unwrap(), 0, "and what that did begins neither");
    world.feed.created_by("run-of-somebody-else");
    assert_eq!(triggers.tick().await.unwrap(), 2);
}

#[tokio::test]
async fn a_run_that_can_not_be_begun_is_written_down_as_failed() {
    let world = World::new(
        "{events: [{event: user.created}]}",
        "inputs: {to: {type: text, required: true}}",
    );
    world.triggers().tick().await.unwrap();
    world.feed.happens(&[("user.created", 1)]);
    world.triggers().tick().await.unwrap();
    assert_eq!(world.triggers().tick().await.unwrap(), 0);
    let runs = world.runs().await;
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].state, RunState::Failed);
    assert_eq!(runs[0].error.as_deref(), Some("it could not be begun: the input `to` is required"));
}

#[tokio::test]
async fn what_is_not_active_begins_nothing() {
    let world = World::new("{events: [{event: user.created}]}", "active: false");
    world.triggers().tick().await.unwrap();
    world.feed.happens(&[("user.created", 1)]);
    assert_eq!(world.triggers().tick().await.unwrap(), 0);
    assert_eq!(world.runs().await, []);
}
