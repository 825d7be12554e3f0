//! Workflows and runs, as pages and programs see them.

use ::workflows::{Cause, Run, RunState, StepRun, StepState, Trigger, Workflow};
use serde_json::{Value, json};

use crate::pages::json as markup;

/// What begins a workflow, in words.
pub(super) fn begins(workflow: &Workflow) -> Vec<String> {
    let mut begins = vec!["On demand".to_owned()];
    begins.extend(workflow.triggers.iter().map(|trigger| match trigger {
        Trigger::Schedule { cron } => format!("On schedule {cron} (UTC)"),
        Trigger::Webhook { name } => format!("On the webhook {name}"),
        Trigger::Event { event } => format!("On {event}"),
    }));
    begins
}

/// A run for a program: without the text of its workflow, and what concerns the journal alone.
pub(super) fn run(run: &Run) -> Value {
    let mut value = serde_json::to_value(run).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        for inner in ["text", "runner", "version", "owner", "whole"] {
            members.remove(inner);
        }
    }
    value
}

/// A run with its steps, likewise.
pub(super) fn run_with_steps(ran: &Run, steps: &[StepRun]) -> Value {
    let mut value = run(ran);
    if let Some(members) = value.as_object_mut() {
        members.insert("steps".to_owned(), json!(steps.iter().map(step).collect::<Vec<_>>()));
    }
    value
}

/// A step of a run, likewise.
pub(super) fn step(step: &StepRun) -> Value {
    let mut value = serde_json::to_value(step).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        members.remove("whole");
    }
    value
}

/// A run on a page.
#[derive(Debug)]
pub(super) struct RunView {
    pub(super) id: String,
    pub(super) workflow: String,
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    pub(super) over: bool,
    pub(super) cause: String,
    pub(super) started: String,
    pub(super) took: Option<String>,
    pub(super) error: Option<String>,
    pub(super) resumed: u32,
    /// HTML.
    pub(super) inputs: Option<String>,
    pub(super) outputs: Option<String>,
    pub(super) steps: Vec<StepView>,
}

/// A step of a run on a page.
#[derive(Debug)]
pub(super) struct StepView {
    pub(super) place: String,
    pub(super) name: String,
    pub(super) action: String,
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    pub(super) tries: Option<String>,
    pub(super) took: Option<String>,
    pub(super) error: Option<String>,
    pub(super) hint: Option<String>,
    /// HTML.
    pub(super) input: Option<String>,
    pub(super) output: Option<String>,
}

impl RunView {
    pub(super) fn new(run: &Run, steps: &[StepRun]) -> Self {
        let members = |members: &serde_json::Map<String, Value>| {
            (!members.is_empty()).then(|| markup::html(&Value::Object(members.clone())))
        };
        Self {
            id: run.id.to_string(),
            workflow: run.workflow.clone(),
            state: run.state.as_str(),
            tone: match run.state {
                RunState::Completed => "good",
                RunState::Running => "note",
                RunState::Failed | RunState::Cancelled | RunState::Interrupted => "bad",
            },
            over: run.state.is_final(),
            cause: cause(&run.cause),
            started: time(run.started),
            took: run.finished.map(|end| duration(run.started, end)),
            error: run.error.clone(),
            resumed: run.resumed,
            inputs: members(&run.inputs),
            outputs: members(&run.outputs),
            steps: steps.iter().map(StepView::new).collect(),
        }
    }
}

impl StepView {
    fn new(step: &StepRun) -> Self {
        let value = |value: &Value| (!value.is_null()).then(|| markup::html(value));
        Self {
            place: step.place.clone(),
            name: step.name.clone(),
            action: step.action.clone(),
            state: step.state.as_str(),
            tone: match step.state {
                StepState::Completed => "good",
                StepState::Running | StepState::Skipped => "note",
                _ => "bad",
            },
            tries: (step.attempts > 1).then(|| format!("tried {} times", step.attempts)),
            took: step.finished.map(|end| duration(step.started, end)),
            error: step.error.as_ref().map(|error| error.message.clone()),
            hint: step.error.as_ref().and_then(|error| error.hint.clone()),
            input: value(&step.input),
            output: value(&step.output),
        }
    }
}

fn cause(cause: &Cause) -> String {
    match cause {
        Cause::OnDemand => "asked for".to_owned(),
        Cause::Schedule { cron, due } => format!("schedule {cron}, due {due}"),
        Cause::Webhook { name } => format!("webhook {name}"),
        Cause::Event { event, .. } => format!("event {event}"),
    }
}

fn time(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

fn duration(from: jiff::Timestamp, to: jiff::Timestamp) -> String {
    let milliseconds = to.duration_since(from).as_millis();
    if milliseconds < 1_000 {
        return format!("{milliseconds} ms");
    }
    let (seconds, tenths) = (milliseconds / 1_000, milliseconds % 1_000 / 100);
    if seconds < 60 {
        format!("{seconds}.{tenths} s")
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
