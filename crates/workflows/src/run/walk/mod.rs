//! The walk through the steps of a workflow.
//!
//! A walk begins at the first step, also where a run is carried on after it was cut off: what the journal says of a step
//! is then taken from it, and the step is not done again. So the ways of conditions and the turns of loops are those of
//! before: a condition that failed goes neither way, and a loop that failed ends in the turn it ended in.

mod compare;
mod deed;
mod kept;
mod scope;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use actions::Mask;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::{
    Clock, Hands, Journal, JournalError, Run, RunEvent, RunState, StepError, StepRun, StepState,
};
use crate::model::{Step, StepKind, Workflow};
pub(super) use scope::Scope;

/// Who is told what happens in a run.
pub type Watch = Arc<dyn Fn(&RunEvent) + Send + Sync>;

/// The longest list a loop goes through.
const TURNS: usize = 10_000;

/// Why a walk ends before the last step.
#[derive(Debug)]
pub(super) enum End {
    /// A step failed.
    Failed(String),
    /// Someone ended the run.
    Cancelled,
    /// It can't be carried on.
    Interrupted(String),
    /// The journal does not take it any more: another carries the run out, or nothing can be written.
    Lost(JournalError),
}

/// One run on its way.
pub(super) struct Walk {
    pub(super) workflow: Arc<Workflow>,
    pub(super) hands: Arc<dyn Hands>,
    pub(super) journal: Arc<dyn Journal>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) watch: Watch,
    pub(super) cancelled: watch::Receiver<bool>,
    pub(super) mask: Mask,
    /// Whether nothing is sent.
    pub(super) dry: bool,
    pub(super) run: Run,
    /// What the journal said of steps when the run was taken up, by their places.
    pub(super) before: HashMap<String, StepRun>,
    pub(super) scope: Scope,
    pub(super) last: u64,
}

impl Walk {
    /// Walks to the end, and writes down how it ended. None if the run is another's by now.
    pub(super) async fn walk(mut self) -> Option<Run> {
        let workflow = Arc::clone(&self.workflow);
        self.tell(&RunEvent::Started {
            run: self.run.id,
            workflow: workflow.name.clone(),
            resumed: self.run.resumed > 0,
        });
        let mut walked = self.steps(&workflow.steps, "").await;
        if let Err(End::Failed(why)) = &walked {
            self.scope.failed(why);
            let also = self.steps(&workflow.on_error, "").await;
            if let Err(other @ (End::Lost(_) | End::Interrupted(_) | End::Cancelled)) = also {
                walked = Err(other);
            }
        }
        let walked = walked.and_then(|()| self.outputs(&workflow));
        let (state, error) = match walked {
            Ok(()) => (RunState::Completed, None),
            Err(End::Failed(why)) => (RunState::Failed, Some(why)),
            Err(End::Cancelled) => (RunState::Cancelled, Some("it was cancelled".to_owned())),
            Err(End::Interrupted(why)) => (RunState::Interrupted, Some(why)),
            Err(End::Lost(JournalError::Overtaken)) => {
                tracing::info!(run = %self.run.id, "another process has ended a run, or carries it on");
                return None;
            }
            Err(End::Lost(error)) => {
                tracing::error!(
                    run = %self.run.id,
                    error = &error as &dyn std::error::Error,
                    "a run is given up: the journal does not take it"
                );
                return None;
            }
        };
        self.run.state = state;
        self.run.error = error.map(|error| self.mask.text(&error).into_owned());
        self.run.finished = Some(self.clock.now());
        if let Err(error) = self.write(None).await {
            tracing::error!(run = %self.run.id, error = &error as &dyn std::error::Error, "the end of a run is not written down");
            return None;
        }
        let error = self.run.error.clone();
        self.tell(&RunEvent::Finished { run: self.run.id, state, error });
        Some(self.run)
    }

    fn outputs(&mut self, workflow: &Workflow) -> Result<(), End> {
        for (name, value) in &workflow.outputs {
            let value = self
                .scope
                .evaluate(value, self.run.started, *self.run.id.as_uuid())
                .map_err(|error| End::Failed(format!("the output `{name}`: {error}")))?;
            self.run.outputs.insert(name.clone(), self.mask.value(&value));
        }
        Ok(())
    }

    fn tell(&self, event: &RunEvent) {
        (self.watch)(event);
    }

    async fn steps(&mut self, steps: &[Step], prefix: &str) -> Result<(), End> {
        for step in steps {
            if *self.cancelled.borrow() {
                return Err(End::Cancelled);
            }
            // The steps within a step are walked the same way.
            Box::pin(self.step(step, prefix)).await?;
        }
        Ok(())
    }

    async fn step(&mut self, step: &Step, prefix: &str) -> Result<(), End> {
        let place = format!("{prefix}{}", step.id);
        let (kept, fresh) = self.take_up(step, place)?;
        if step.disabled && !fresh {
            return Ok(());
        }
        if step.disabled {
            return self.finish(step, kept, Ok((Value::Null, StepState::Skipped))).await;
        }
        match &step.kind {
            StepKind::Action(inputs) => self.action(step, inputs, kept, fresh).await,
            StepKind::If { condition, then, otherwise } => {
                let chosen = if kept.state.is_over() {
                    if kept.state != StepState::Completed {
                        return Ok(());
                    }
                    kept.output.get("condition").and_then(Value::as_bool).unwrap_or_default()
                } else {
                    let (at, id) = self.moment(&kept);
                    match compare::holds(condition, &self.scope, at, id) {
                        Ok(chosen) => {
                            let output = json!({ "condition": chosen });
                            self.finish(step, kept, Ok((output, StepState::Completed))).await?;
                            chosen
                        }
                        Err(error) => return self.finish(step, kept, Err(failure(&error))).await,
                    }
                };
                self.steps(if chosen { then } else { otherwise }, prefix).await
            }
            StepKind::For { items, steps } => self.turns(step, items, steps, kept).await,
            _ if kept.state.is_over() => Ok(()),
            StepKind::Print(text) => {
                let (at, id) = self.moment(&kept);
                let text = self.scope.evaluate(text, at, id);
                match text {
                    Ok(text) => {
                        let shown = text.as_str().map_or_else(|| text.to_string(), str::to_owned);
                        let text = self.mask.text(&shown).into_owned();
                        self.tell(&RunEvent::Printed { place: kept.place.clone(), text });
                        self.finish(step, kept, Ok((Value::from(shown), StepState::Completed)))
                            .await
                    }
                    Err(error) => self.finish(step, kept, Err(failure(&error))).await,
                }
            }
            StepKind::Set(variables) => {
                let (at, id) = self.moment(&kept);
                let mut set = serde_json::Map::new();
                for (name, value) in variables {
                    match self.scope.evaluate(value, at, id) {
                        Ok(value) => drop(set.insert(name.clone(), value)),
                        Err(error) => return self.finish(step, kept, Err(failure(&error))).await,
                    }
                }
                self.scope.set(&set);
                self.finish(step, kept, Ok((Value::Object(set), StepState::Completed))).await
            }
            StepKind::Wait(seconds) => self.wait(step, seconds, kept).await,
        }
    }

    async fn wait(&mut self, step: &Step, seconds: &Value, mut kept: StepRun) -> Result<(), End> {
        if kept.attempts == 0 {
            // So that after a crash it is known since when it waits.
            kept.attempts = 1;
            self.write(Some(&kept)).await.map_err(End::Lost)?;
            self.tell(&RunEvent::StepStarted(kept.clone()));
        }
        let (at, id) = self.moment(&kept);
        let seconds = match self.scope.evaluate(seconds, at, id) {
            Ok(value) => value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()),
            Err(error) => return self.finish(step, kept, Err(failure(&error))).await,
        };
        let Some(seconds) = seconds.filter(|seconds| (0.0..=2_592_000.0).contains(seconds)) else {
            let message = "it waits a number of seconds, 30 days at most".to_owned();
            return self.finish(step, kept, Err(StepError { message, hint: None })).await;
        };
        // A wait that was cut off goes on from where it was.
        let waited = self.clock.now().duration_since(kept.started);
        let waited = Duration::try_from(waited).unwrap_or_default();
        let left = Duration::from_secs_f64(seconds).saturating_sub(waited);
        if !self.dry {
            let cancelled = until(self.cancelled.clone());
            tokio::select! {
                () = tokio::time::sleep(left) => {}
                () = cancelled => {}
            }
            if *self.cancelled.borrow() {
                self.close(kept, StepState::Cancelled, None).await?;
                return Err(End::Cancelled);
            }
        }
        self.finish(step, kept, Ok((json!({ "seconds": seconds }), StepState::Completed))).await
    }

    async fn turns(
        &mut self,
        step: &Step,
        items: &Value,
        steps: &[Step],
        mut kept: StepRun,
    ) -> Result<(), End> {
        let over = kept.state.is_over();
        if over && kept.input.get("items").is_none() {
            // It failed before its first turn.
            return self.ended_before(step, &kept);
        }
        let items = if let Some(items) = kept.input.get("items") {
            items.clone()
        } else {
            let (at, id) = self.moment(&kept);
            match self.scope.evaluate(items, at, id) {
                Ok(items) => items,
                Err(error) => return self.finish(step, kept, Err(failure(&error))).await,
            }
        };
        let Some(list) = items.as_array().filter(|list| list.len() <= TURNS).cloned() else {
            let message = format!("`items` is no list, or one of more than {TURNS}");
            return self.finish(step, kept, Err(StepError { message, hint: None })).await;
        };
        if kept.input.is_null() {
            let shown = self.mask.value(&items);
            kept.whole = shown == items;
            kept.input = json!({ "items": shown });
            self.write(Some(&kept)).await.map_err(End::Lost)?;
        }
        for (turn, item) in list.iter().enumerate() {
            self.scope.item(&step.id, item, turn);
            let prefix = format!("{}[{turn}].", kept.place);
            match self.steps(steps, &prefix).await {
                Ok(()) => {}
                Err(End::Failed(_)) if over => return self.ended_before(step, &kept),
                Err(End::Failed(message)) => {
                    let error = StepError { message, hint: None };
                    return self.finish(step, kept, Err(error)).await;
                }
                Err(End::Cancelled) if !over => {
                    self.close(kept, StepState::Cancelled, None).await?;
                    return Err(End::Cancelled);
                }
                Err(end) => return Err(end),
            }
        }
        if over {
            return self.ended_before(step, &kept);
        }
        let output = json!({ "count": list.len() });
        self.finish(step, kept, Ok((output, StepState::Completed))).await
    }
}

/// Done when the run is cancelled.
async fn until(mut cancelled: watch::Receiver<bool>) {
    if cancelled.wait_for(|cancelled| *cancelled).await.is_err() {
        // Nobody is left who could cancel it.
        std::future::pending::<()>().await;
    }
}

/// What a step says of an error.
fn failure(error: &dyn std::error::Error) -> StepError {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    StepError { message, hint: None }
}
