//! What steps and conditions say, in words.

use serde_json::Value;

use crate::{Comparer, Condition, Step, StepKind, Trigger, Workflow};

/// What begins a workflow.
pub(super) fn trigger(trigger: &Trigger) -> String {
    match trigger {
        Trigger::Schedule { cron } => format!("On schedule: {cron} (UTC)"),
        Trigger::Webhook { name } => format!("On a webhook: {name}"),
        Trigger::Event { event } => format!("When it happens: {event}"),
    }
}

/// What it is given.
pub(super) fn inputs(workflow: &Workflow) -> String {
    let names: Vec<&str> = workflow.inputs.iter().map(|input| input.title.as_str()).collect();
    if names.is_empty() { "no inputs".to_owned() } else { format!("with {}", names.join(", ")) }
}

/// What a step is called.
pub(super) fn title(step: &Step) -> String {
    // A step without a name has its id for one.
    if !step.name.is_empty() && step.name != step.id {
        return step.name.clone();
    }
    match &step.kind {
        StepKind::If { .. } => "Is it so?".to_owned(),
        StepKind::For { .. } => "For each".to_owned(),
        _ => step.action.clone(),
    }
}

/// What is said of a step besides: its id, its action, how it differs from others.
pub(super) fn remarks(step: &Step) -> String {
    let mut remarks = vec![step.id.clone(), step.action.clone()];
    if step.disabled {
        remarks.push("disabled".to_owned());
    }
    if step.continue_on_error {
        remarks.push("may fail".to_owned());
    }
    if step.retry.attempts > 1 {
        remarks.push(format!("up to {} times", step.retry.attempts));
    }
    remarks.join(" · ")
}

/// A condition: `steps.S1.status is "OK" and …`.
pub(super) fn condition(condition: &Condition) -> String {
    let said: Vec<String> = condition
        .comparisons
        .iter()
        .map(|comparison| {
            let left = value(&comparison.left);
            match comparer(comparison.how) {
                (word, true) => format!("{left} {word} {}", value(&comparison.right)),
                (word, false) => format!("{left} {word}"),
            }
        })
        .collect();
    said.join(if condition.every { " and " } else { " or " })
}

/// The word for it, and whether something follows.
const fn comparer(how: Comparer) -> (&'static str, bool) {
    match how {
        Comparer::Equals => ("is", true),
        Comparer::NotEquals => ("is not", true),
        Comparer::Greater => ("is more than", true),
        Comparer::Less => ("is less than", true),
        Comparer::Contains => ("has", true),
        Comparer::StartsWith => ("begins with", true),
        Comparer::EndsWith => ("ends with", true),
        Comparer::Empty => ("is empty", false),
        Comparer::NotEmpty => ("is not empty", false),
    }
}

/// A value as it is written, an expression without its braces.
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let expression =
                text.trim().strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
            match expression.filter(|inner| !inner.contains("}}")) {
                Some(expression) => expression.trim().to_owned(),
                None => text.clone(),
            }
        }
        other => other.to_string(),
    }
}

/// What a loop goes over: where it comes from, without what is made of it on the way.
pub(super) fn items(items: &Value) -> String {
    let written = value(items);
    written.split(" | ").next().unwrap_or_default().to_owned()
}
