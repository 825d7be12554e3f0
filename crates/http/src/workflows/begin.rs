//! Beginning a run, and waiting for it.

use std::sync::Arc;
use std::time::Duration;

use ::workflows::{
    Cause, Going, JournalError, Owner, Run, RunEvent, RunId, Start, StartError, StepRun, Workflow,
};
use directory::Holder;
use secrecy::SecretString;
use serde_json::{Map, Value};
use std::sync::{Mutex, PoisonError};
use tokio::time::timeout;

use super::{hands, owner};
use crate::pages::Visit;
use crate::problem::Problem;

/// What is left of the deadline of a request for writing its answer.
const RESERVE: Duration = Duration::from_secs(2);

/// Begins a run with a key.
pub(super) async fn begin(
    visit: &Visit,
    workflow: &Arc<Workflow>,
    (holder, key): (Holder, SecretString),
    inputs: Map<String, Value>,
    (cause, event): (Cause, Value),
) -> Result<(Owner, Going), Problem> {
    let owner = owner::of(&holder);
    let hands = hands::of_key(visit, holder, key)?;
    let start =
        Start { inputs, cause, event, ..Start::on_demand(Arc::clone(workflow), owner, hands) };
    let going = visit.engine().start(start).await.map_err(|error| refused(&error))?;
    Ok((owner, going))
}

/// A step, and what it would send.
pub(super) type Rehearsed = (StepRun, Vec<String>);

/// What a run would send, step by step. Nothing is sent, so no key is needed.
pub(super) async fn rehearse(
    visit: &Visit,
    workflow: &Arc<Workflow>,
    inputs: Map<String, Value>,
) -> Result<Vec<Rehearsed>, Problem> {
    let hands = hands::tied(visit);
    let seen: Arc<Mutex<Vec<Rehearsed>>> = Arc::default();
    let noted = Arc::clone(&seen);
    let start = Start {
        inputs,
        watch: Some(Arc::new(move |event: &RunEvent| {
            if let RunEvent::WouldSend { step, requests } = event {
                let mut seen = noted.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push((step.clone(), requests.clone()));
            }
        })),
        ..Start::on_demand(Arc::clone(workflow), Owner::default(), hands)
    };
    let run = visit.engine().dry_run(start).await.map_err(|error| refused(&error))?;
    if let Some(error) = run.error {
        return Err(Problem::bad_inputs(format!("The run would fail: {error}.")));
    }
    Ok(std::mem::take(&mut *seen.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// Waits for the end of a run, as long as is asked for and the deadline of the request allows.
pub(super) async fn wait(visit: &Visit, going: Going, asked: Option<Duration>) {
    let most = visit.shared.options.request_timeout.saturating_sub(RESERVE);
    let patience = asked.map_or(most, |asked| asked.min(most));
    // Whoever asks finds in the journal how it stands by then.
    let _ = timeout(patience, going.finished()).await;
}

/// A run and its steps, if the owner sees it and it is one of this workflow.
pub(super) async fn find(
    visit: &Visit,
    owner: Owner,
    workflow: &Workflow,
    id: RunId,
) -> Result<(Run, Vec<StepRun>), Problem> {
    let journal = visit.engine().journal();
    let run = journal.run(owner, id).await.map_err(|error| broken(&error))?;
    let run = run.filter(|run| run.workflow == workflow.name);
    let run = run.ok_or_else(|| no_such_run(workflow, &id.to_string()))?;
    let steps = journal.steps(owner, id).await.map_err(|error| broken(&error))?;
    Ok((run, steps))
}

/// There is none, or it is somebody else's: the two look the same.
pub(super) fn no_such_run(workflow: &Workflow, id: &str) -> Problem {
    Problem::no_such("run", id, &format!("/workflows/{}/runs", workflow.name))
}

/// The journal fails.
pub(super) fn broken(error: &JournalError) -> Problem {
    match error {
        JournalError::Overtaken => Problem::not_ready("Another change came first; try again."),
        error @ JournalError::Failed { .. } => Problem::broken(&chain(error)),
    }
}

fn refused(error: &StartError) -> Problem {
    match error {
        StartError::Inputs(_) => Problem::bad_inputs(format!("{error}.")),
        StartError::NotReady { .. } => Problem::not_runnable(&chain(error)),
        StartError::Journal(error) => broken(error),
        StartError::Closing => Problem::not_ready("The service is shutting down."),
    }
}

/// An error and its causes, outermost first.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
