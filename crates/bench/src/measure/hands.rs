//! One that asks.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::pace::Ticks;
use super::{Shared, Tally};
use crate::Wrong;
use crate::answer::Answer;
use crate::operation::Hand;
use crate::wire::{Asked, Link, Lost, Wire};

/// How long one waits whose connection was lost, before it makes another.
const BREATH: Duration = Duration::from_millis(50);

/// One that asks, over a connection of its own.
pub(super) struct Worker {
    wire: Arc<Wire>,
    shared: Arc<Shared>,
    ticks: Option<Ticks>,
    link: Option<Link>,
}

impl Worker {
    pub(super) const fn new(wire: Arc<Wire>, shared: Arc<Shared>, ticks: Option<Ticks>) -> Self {
        Self { wire, shared, ticks, link: None }
    }

    /// Asks until it is over.
    pub(super) async fn work(mut self, mut hand: Hand) -> (Tally, Hand) {
        let mut tally = Tally::default();
        while let Some(due) = self.due().await {
            let (kind, asked) = hand.ask();
            let (method, path) = (asked.method.clone(), asked.path.clone());
            let answered = self.send(asked).await;
            let now = Instant::now();
            let wrong = match &answered {
                Ok(answer) => hand.check(answer).err(),
                Err(lost) => Some(lost.to_string()),
            };
            self.shared.answers.fetch_add(1, Ordering::Relaxed);
            if self.is_counted(due, now) {
                let wrong = wrong.map(|problem| {
                    Wrong::new(kind, format!("{method} {path}"), problem, answered.as_ref().ok())
                });
                tally.count(kind, now.saturating_duration_since(due), wrong);
            }
            if answered.is_err() {
                self.link = None;
                tokio::time::sleep(BREATH).await;
            }
        }
        (tally, hand)
    }

    /// Waits for the time to ask: what it is measured from. None if it is over.
    async fn due(&mut self) -> Option<Instant> {
        if self.shared.stopped.load(Ordering::Relaxed) {
            if let Some(ticks) = &self.ticks {
                ticks.end();
            }
            return None;
        }
        match &self.ticks {
            Some(ticks) => ticks.next().await,
            None => Some(Instant::now()).filter(|now| *now < self.shared.ends),
        }
    }

    /// In a closed loop an answer counts if it came in time; in an open one, if it was due in time, whenever it came.
    fn is_counted(&self, due: Instant, now: Instant) -> bool {
        let when = if self.ticks.is_some() { due } else { now };
        (self.shared.counts..=self.shared.ends).contains(&when)
    }

    async fn send(&mut self, asked: Asked) -> Result<Answer, Lost> {
        let request = self.wire.request(asked)?;
        let link = match &mut self.link {
            Some(link) => link,
            none => none.insert(self.wire.connect().await?),
        };
        let answer = link.send(request).await;
        // The next one is sent over a new connection; making it is part of how long its answer takes.
        self.link.take_if(|link| link.is_over());
        answer
    }
}
