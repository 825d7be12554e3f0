//! What begins workflows by itself: times, and what happens in the directories.
//!
//! How far each trigger has come is written down together with the run it begins, so each of its turns begins one run, whatever
//! crashes in between and however many processes look. A trigger that is seen for the first time begins with what comes then.
//! What a run of the operator does begins its own workflow no more, also by way of others: it would go on for ever.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::feed::Feed;
use crate::model::{Trigger, Workflow};
use crate::run::{
    Actor, Advance, Cause, Engine, Hands, JournalError, Owner, RunId, Start, StartError,
};
use crate::schedule;

/// How many entries of the log are looked at in one go.
const ENTRIES: usize = 200;
/// How many runs that begin each other are looked back through.
const ANCESTORS: usize = 16;

/// The triggers of some workflows.
#[derive(Debug)]
pub struct Triggers {
    engine: Engine,
    workflows: Vec<Arc<Workflow>>,
    owner: Owner,
    hands: Arc<dyn Hands>,
    feed: Arc<dyn Feed>,
}

impl Triggers {
    /// The triggers of these workflows that are active. Their runs are the owner's.
    pub fn new(
        engine: Engine,
        workflows: impl IntoIterator<Item = Arc<Workflow>>,
        owner: Owner,
        hands: Arc<dyn Hands>,
        feed: Arc<dyn Feed>,
    ) -> Self {
        let active = |workflow: &Arc<Workflow>| workflow.active;
        let workflows = workflows.into_iter().filter(active).collect();
        Self { engine, workflows, owner, hands, feed }
    }

    /// Begins every run whose turn it is; how many. To be called about once a second.
    pub async fn tick(&self) -> Result<usize, JournalError> {
        let mut begun = 0;
        for workflow in &self.workflows {
            for trigger in &workflow.triggers {
                if let Trigger::Schedule { cron } = trigger {
                    begun += usize::from(ignore_overtaken(self.schedule(workflow, cron).await)?);
                }
            }
            let wanted: Vec<&str> = workflow
                .triggers
                .iter()
                .filter_map(|trigger| match trigger {
                    Trigger::Event { event } => Some(event.as_str()),
                    _ => None,
                })
                .collect();
            if !wanted.is_empty() {
                begun += ignore_overtaken(self.events(workflow, &wanted).await)?;
            }
        }
        Ok(begun)
    }

    async fn schedule(&self, workflow: &Arc<Workflow>, cron: &str) -> Result<bool, JournalError> {
        let trigger = format!("schedule {} {cron}", workflow.name);
        let now = self.engine.clock().now();
        let from = self.engine.journal().position(self.owner, &trigger).await?;
        let advance = Advance { trigger, from, to: now.to_string() };
        let last: Option<Timestamp> = advance.from.as_ref().and_then(|from| from.parse().ok());
        let Some(last) = last else {
            self.engine.journal().advance(self.owner, &advance).await?;
            return Ok(false);
        };
        // Of the times that passed while nobody looked, the first begins a run for all of them.
        let Some(due) = schedule::next(cron, last).filter(|due| *due <= now) else {
            return Ok(false);
        };
        let cause = Cause::Schedule { cron: cron.to_owned(), due };
        self.begin(workflow, cause, Value::Null, advance).await?;
        Ok(true)
    }

    async fn events(
        &self,
        workflow: &Arc<Workflow>,
        wanted: &[&str],
    ) -> Result<usize, JournalError> {
        let trigger = format!("events {}", workflow.name);
        let journal = self.engine.journal();
        let Some(kept) = journal.position(self.owner, &trigger).await? else {
            let to = Reached { entry: self.feed.end().await?, events: 0 }.to_string();
            journal.advance(self.owner, &Advance { trigger, from: None, to }).await?;
            return Ok(0);
        };
        let (mut reached, mut written, mut begun) = (Reached::parse(&kept), kept, 0);
        let entries = self.feed.after(reached.entry.as_deref(), ENTRIES).await?;
        for entry in entries {
            let matching = entry.events.into_iter().filter(|one| wanted.contains(&one.event));
            for one in matching.skip(reached.events) {
                reached.events += 1;
                if self.own_doing(workflow, &one.payload).await? {
                    tracing::info!(
                        workflow = workflow.name,
                        event = one.event,
                        "what a run of a workflow did begins it no more"
                    );
                    continue;
                }
                let to = reached.to_string();
                let advance =
                    Advance { trigger: trigger.clone(), from: Some(written), to: to.clone() };
                let position = entry.position.clone();
                let cause = Cause::Event { event: one.event.to_owned(), position };
                self.begin(workflow, cause, one.payload, advance).await?;
                written = to;
                begun += 1;
            }
            reached = Reached { entry: Some(entry.position), events: 0 };
        }
        let to = reached.to_string();
        if to != written {
            journal.advance(self.owner, &Advance { trigger, from: Some(written), to }).await?;
        }
        Ok(begun)
    }

    /// Whether what happened was done by a run of this workflow, or by one that such a run began, however far back.
    async fn own_doing(&self, workflow: &Workflow, payload: &Value) -> Result<bool, JournalError> {
        let by = |payload: &Value| payload.get("request")?.as_str().and_then(RunId::of_request);
        let mut run = by(payload);
        for _ in 0..ANCESTORS {
            let Some(id) = run else { return Ok(false) };
            let Some(ancestor) = self.engine.journal().run(self.owner, id).await? else {
                return Ok(false);
            };
            // The id of a run that a key began is known to whoever holds the key, and proves nothing.
            if ancestor.actor != Actor::Operator {
                return Ok(false);
            }
            if ancestor.workflow == workflow.name {
                return Ok(true);
            }
            run = match ancestor.cause {
                Cause::Event { .. } => by(&ancestor.event),
                _ => None,
            };
        }
        Ok(true)
    }

    /// Begins a run. One that can't be begun is written down as failed: nothing that came is lost in silence.
    async fn begin(
        &self,
        workflow: &Arc<Workflow>,
        cause: Cause,
        event: Value,
        advance: Advance,
    ) -> Result<(), JournalError> {
        let start = Start {
            cause,
            event,
            advance: Some(advance),
            ..Start::on_demand(Arc::clone(workflow), self.owner, Arc::clone(&self.hands))
        };
        match self.engine.start(start.clone()).await {
            Ok(going) => {
                tracing::info!(workflow = workflow.name, run = %going.id, "a trigger began a run");
                Ok(())
            }
            Err(StartError::Journal(error)) => Err(error),
            // The next start of the service, or the next look when others have ended, comes back to it.
            Err(StartError::Closing | StartError::Busy) => Err(JournalError::Overtaken),
            Err(error) => {
                let mut why = error.to_string();
                if let Some(cause) = std::error::Error::source(&error) {
                    why = format!("{why}: {cause}");
                }
                tracing::warn!(
                    workflow = workflow.name,
                    why,
                    "a run that a trigger asks for can't be begun"
                );
                self.engine.note_refused(start, &why).await
            }
        }
    }
}

/// How far the events of a workflow have come: an entry of the log with all before it, and so many events after it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reached {
    entry: Option<String>,
    events: usize,
}

impl Reached {
    fn parse(text: &str) -> Self {
        let (entry, events) = text.rsplit_once('+').unwrap_or((text, "0"));
        let entry = Some(entry.to_owned()).filter(|entry| !entry.is_empty());
        Self { entry, events: events.parse().unwrap_or_default() }
    }
}

impl std::fmt::Display for Reached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}+{}", self.entry.as_deref().unwrap_or_default(), self.events)
    }
}

/// Where another process took the turn there is nothing left to do.
fn ignore_overtaken<T: Default>(outcome: Result<T, JournalError>) -> Result<T, JournalError> {
    match outcome {
        Err(JournalError::Overtaken) => Ok(T::default()),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests;
