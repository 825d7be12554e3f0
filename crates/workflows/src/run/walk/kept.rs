//! What is written down of a step, and what is taken from the journal instead of doing it again.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::Value;
use uuid::Uuid;

use super::{End, Walk};
use crate::model::{Step, StepKind};
use crate::run::{JournalError, RunEvent, StepError, StepRun, StepState};

/// The largest answer that is kept, in bytes of JSON.
const LARGEST: usize = 256 * 1024;

/// How often a write that failed is tried.
const WRITES: u32 = 5;

impl Walk {
    /// Takes a step up: what the journal says of it, or a new one that is written down. Whether it is new.
    pub(super) fn take_up(&mut self, step: &Step, place: String) -> Result<(StepRun, bool), End> {
        if let Some(kept) = self.before.remove(&place) {
            self.replay(step, &kept)?;
            return Ok((kept, false));
        }
        self.last += 1;
        let kept = StepRun {
            number: self.last,
            place,
            id: step.id.clone(),
            name: step.name.clone(),
            action: step.action.clone(),
            state: StepState::Running,
            attempts: 0,
            started: self.clock.now(),
            finished: None,
            input: Value::Null,
            output: Value::Null,
            whole: true,
            error: None,
        };
        Ok((kept, true))
    }

    /// Puts what a step came to before the run was cut off in its place.
    fn replay(&mut self, step: &Step, kept: &StepRun) -> Result<(), End> {
        let is_loop = matches!(step.kind, StepKind::For { .. }) && !step.disabled;
        if !kept.whole && (kept.state.is_over() || is_loop) {
            return Err(End::Interrupted(format!(
                "the run was cut off, and what step {} answered is not kept whole, so the steps after it can't be carried on with it",
                kept.place
            )));
        }
        // A loop comes to its end after its turns: what was done in them is put in its place first.
        if !kept.state.is_over() || is_loop {
            return Ok(());
        }
        if let (StepKind::Set(_), Value::Object(set)) = (&step.kind, &kept.output) {
            self.scope.set(set);
        }
        self.ended_before(step, kept)
    }

    /// Lets a step that was over before the run was cut off end as it did then.
    pub(super) fn ended_before(&mut self, step: &Step, kept: &StepRun) -> Result<(), End> {
        let error = kept.error.as_ref().map(|error| error.message.as_str());
        self.scope.done(&step.id, kept.state, &kept.output, error);
        match kept.state {
            StepState::Cancelled => Err(End::Cancelled),
            StepState::Unknown => Err(End::Interrupted(format!(
                "whether step {} ({}) was done is not known, and it is not done twice; look there, and run what is left by hand",
                kept.place, kept.name
            ))),
            StepState::Failed | StepState::TimedOut if !step.continue_on_error => {
                Err(End::Failed(failed(kept)))
            }
            _ => Ok(()),
        }
    }

    /// The time and the id of a step: the same when it is done again.
    pub(super) fn moment(&self, kept: &StepRun) -> (Timestamp, Uuid) {
        let id = Uuid::from_u128(self.run.id.as_uuid().as_u128() ^ u128::from(kept.number));
        (kept.started, id)
    }

    /// Ends a step, and the walk if it failed and nothing says to go on.
    pub(super) async fn finish(
        &mut self,
        step: &Step,
        kept: StepRun,
        outcome: Result<(Value, StepState), StepError>,
    ) -> Result<(), End> {
        let mut kept = kept;
        let (output, state, error) = match outcome {
            Ok((output, state)) => (output, state, None),
            Err(error) => (Value::Null, StepState::Failed, Some(error)),
        };
        let message = error.as_ref().map(|error| error.message.clone());
        self.scope.done(&step.id, state, &output, message.as_deref());
        if step.discard_output && !self.dry {
            self.mask.hide_answer(&output);
        }
        let shown = self.mask.value(&output);
        let too_large = shown.to_string().len() > LARGEST;
        let discarded = step.discard_output && !output.is_null();
        kept.whole = kept.whole && shown == output && !discarded && !too_large;
        kept.output = if step.discard_output || too_large { Value::Null } else { shown };
        let kept = self.close(kept, state, error).await?;
        if matches!(state, StepState::Completed | StepState::Skipped) || step.continue_on_error {
            Ok(())
        } else {
            Err(End::Failed(failed(&kept)))
        }
    }

    /// Writes down how a step ended.
    pub(super) async fn close(
        &mut self,
        mut kept: StepRun,
        state: StepState,
        error: Option<StepError>,
    ) -> Result<StepRun, End> {
        kept.state = state;
        kept.finished = Some(self.clock.now());
        kept.error = error.map(|error| self.hidden(error));
        self.write(Some(&kept)).await.map_err(End::Lost)?;
        self.tell(&RunEvent::StepFinished(kept.clone()));
        Ok(kept)
    }

    /// Hides what turns out to be secret, also in what the run was given.
    pub(super) fn learn(&mut self, secrets: &[SecretString]) {
        self.mask.hide(secrets);
        let (inputs, event) =
            (self.mask.members(&self.run.inputs), self.mask.value(&self.run.event));
        self.run.whole = self.run.whole && inputs == self.run.inputs && event == self.run.event;
        (self.run.inputs, self.run.event) = (inputs, event);
    }

    pub(super) fn hidden(&self, error: StepError) -> StepError {
        StepError {
            message: self.mask.text(&error.message).into_owned(),
            hint: error.hint.map(|hint| self.mask.text(&hint).into_owned()),
        }
    }

    /// Writes the run down with a step. A write that fails is tried again: until it is made, nothing more may be done.
    pub(super) async fn write(&mut self, step: Option<&StepRun>) -> Result<(), JournalError> {
        self.run.version += 1;
        let mut wait = Duration::from_millis(100);
        for _ in 1..WRITES {
            match self.journal.note(&self.run, step).await {
                Err(JournalError::Failed { doing, source }) => {
                    tracing::warn!(run = %self.run.id, doing, error = &*source as &dyn std::error::Error, "a run is not written down; it is tried again");
                    tokio::time::sleep(wait).await;
                    wait *= 4;
                }
                outcome => return outcome,
            }
        }
        self.journal.note(&self.run, step).await
    }
}

fn failed(kept: &StepRun) -> String {
    let why = kept.error.as_ref().map_or("it failed", |error| error.message.as_str());
    format!("step {} ({}): {why}", kept.place, kept.name)
}
