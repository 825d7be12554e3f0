//! Doing an action: once, again where that is safe, or not at all.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::{End, Walk, failure, until};
use crate::model::Step;
use crate::run::{Deed, Effect, RunEvent, StepError, StepRun, StepState, Undone};

/// The longest an action may take where its step does not say.
const TIMEOUT: Duration = Duration::from_mins(2);

/// How far the clock of a service may be off when it says when something was created.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// How one try ended.
enum Tried {
    Done(Value),
    Undone(Undone),
    TimedOut(Duration),
    Cancelled,
}

impl Walk {
    /// Carries out the step of an action.
    pub(super) async fn action(
        &mut self,
        step: &Step,
        inputs: &Map<String, Value>,
        mut kept: StepRun,
        fresh: bool,
    ) -> Result<(), End> {
        if kept.state.is_over() {
            return Ok(());
        }
        let (at, id) = self.moment(&kept);
        let computed = match self.scope.evaluate(&Value::Object(inputs.clone()), at, id) {
            Ok(Value::Object(computed)) => computed,
            Ok(_) => Map::new(),
            Err(error) => return self.finish(step, kept, Err(failure(&error))).await,
        };
        let connection = self.workflow.connection_of(step).map(str::to_owned);
        let (action, run) = (step.action.clone(), self.run.id);
        let deed = Deed { action, connection, inputs: computed, run };
        self.learn(&self.hands.secrets_of(&deed));
        kept.input = Value::Object(self.mask.members(&deed.inputs));
        if self.dry {
            return self.would(step, &deed, kept).await;
        }
        let effect = self.hands.effect(&deed);
        if !fresh && effect == Effect::Send {
            self.close(kept.clone(), StepState::Unknown, None).await?;
            return Err(End::Interrupted(format!(
                "the run was cut off while step {} ({}) was sending: whether it was sent is not known, and it is not sent twice; look there, and run what is left by hand",
                kept.place, kept.name
            )));
        }
        // Nothing is sent before it is written down that it may have been.
        kept.attempts += 1;
        self.write(Some(&kept)).await.map_err(End::Lost)?;
        self.tell(&RunEvent::StepStarted(kept.clone()));
        self.tries(step, &deed, effect, kept, !fresh).await
    }

    /// Tries until it is done, or may not be tried again. `lost`: an answer may have been lost before.
    async fn tries(
        &mut self,
        step: &Step,
        deed: &Deed,
        effect: Effect,
        mut kept: StepRun,
        mut lost: bool,
    ) -> Result<(), End> {
        let (mut count, mut wait) = (1, step.retry.wait);
        loop {
            let tried = self.one_try(step, deed, effect, lost, kept.started).await;
            let (error, maybe_done) = match tried {
                Tried::Done(output) => {
                    return self.finish(step, kept, Ok((output, StepState::Completed))).await;
                }
                Tried::Undone(undone) if undone.not_found && lost && effect == Effect::Delete => {
                    return self.finish(step, kept, Ok((Value::Null, StepState::Completed))).await;
                }
                Tried::Undone(undone) => {
                    let again = undone.transient || undone.maybe_done;
                    let maybe_done = undone.maybe_done;
                    let error = StepError { message: undone.message, hint: undone.hint };
                    if !again || count >= step.retry.attempts {
                        return self
                            .finish(step, kept, Err(unsure(error, maybe_done, effect)))
                            .await;
                    }
                    (error, maybe_done)
                }
                Tried::TimedOut(limit) => {
                    let message = format!("it took longer than {} s", limit.as_secs_f64());
                    let error = StepError { message, hint: None };
                    if count >= step.retry.attempts || effect == Effect::Send {
                        return self.timed_out(step, kept, unsure(error, true, effect)).await;
                    }
                    (error, true)
                }
                Tried::Cancelled => {
                    let message =
                        "the run was cancelled; whether this was done is not known".to_owned();
                    let error = StepError { message, hint: None };
                    self.close(kept, StepState::Cancelled, Some(error)).await?;
                    return Err(End::Cancelled);
                }
            };
            if maybe_done && effect == Effect::Send {
                return self.finish(step, kept, Err(unsure(error, true, effect))).await;
            }
            lost = lost || maybe_done;
            kept.error = Some(self.hidden(error));
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            self.tell(&RunEvent::StepRetried { step: kept.clone(), wait_ms });
            let cancelled = until(self.cancelled.clone());
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = cancelled => {
                    self.close(kept, StepState::Cancelled, None).await?;
                    return Err(End::Cancelled);
                }
            }
            wait = wait.saturating_mul(2).min(Duration::from_mins(5));
            count += 1;
            kept.attempts += 1;
            self.write(Some(&kept)).await.map_err(End::Lost)?;
        }
    }

    async fn one_try(
        &self,
        step: &Step,
        deed: &Deed,
        effect: Effect,
        lost: bool,
        since: Timestamp,
    ) -> Tried {
        let limit = step.timeout.unwrap_or(TIMEOUT);
        let cancelled = until(self.cancelled.clone());
        let doing = async {
            if lost && effect == Effect::Create {
                match self.hands.find_created(deed).await {
                    Ok(Some(found)) if is_since(&found, since) => return Ok(found),
                    // What was there before is in the way as it would have been the first time.
                    Ok(_) => {}
                    Err(undone) => {
                        let message = format!(
                            "an earlier try may have created it, and that can't be found out: {}",
                            undone.message
                        );
                        return Err(Undone { message, maybe_done: true, ..undone });
                    }
                }
            }
            self.hands.perform(deed).await
        };
        tokio::select! {
            done = tokio::time::timeout(limit, doing) => match done {
                Ok(Ok(output)) => Tried::Done(output),
                Ok(Err(undone)) => Tried::Undone(undone),
                Err(_) => Tried::TimedOut(limit),
            },
            () = cancelled => Tried::Cancelled,
        }
    }

    async fn timed_out(&mut self, step: &Step, kept: StepRun, error: StepError) -> Result<(), End> {
        let message = format!("step {} ({}): {}", kept.place, kept.name, error.message);
        self.scope.done(&step.id, StepState::TimedOut, &Value::Null, Some(&error.message));
        self.close(kept, StepState::TimedOut, Some(error)).await?;
        if step.continue_on_error { Ok(()) } else { Err(End::Failed(message)) }
    }

    /// Says what would be sent, and goes on with an example of what is answered.
    async fn would(&mut self, step: &Step, deed: &Deed, kept: StepRun) -> Result<(), End> {
        match self.hands.plan(deed) {
            Ok(requests) => {
                let requests =
                    requests.iter().map(|request| self.mask.text(request).into_owned()).collect();
                self.tell(&RunEvent::WouldSend { step: kept.clone(), requests });
                let example = self.hands.example(&step.action);
                self.finish(step, kept, Ok((example, StepState::Completed))).await
            }
            Err(undone) => {
                let error = StepError { message: undone.message, hint: undone.hint };
                self.finish(step, kept, Err(error)).await
            }
        }
    }
}

/// Whether something came to be since a moment, as far as it says when.
fn is_since(found: &Value, moment: Timestamp) -> bool {
    let created = found.pointer("/meta/created").and_then(Value::as_str);
    let created: Option<Timestamp> = created.and_then(|created| created.parse().ok());
    created.is_none_or(|created| created.duration_since(moment) > -SKEW)
}

/// Says so where it is not known whether something was done that must not be done twice.
fn unsure(error: StepError, maybe_done: bool, effect: Effect) -> StepError {
    if maybe_done && matches!(effect, Effect::Create | Effect::Send) {
        let message = format!("{}; whether it was done is not known", error.message);
        StepError { message, ..error }
    } else {
        error
    }
}
