//! One action, done elsewhere: on the command line, over HTTP, in a workflow.

use ::actions::Action;
use serde_json::Value;

use crate::pages::written;

/// The command.
pub(super) fn command(action: &Action) -> String {
    let mut words = vec!["rollcall".to_owned()];
    words.extend(action.command.iter().cloned());
    for (name, value) in &action.example_inputs() {
        let Some(parameter) = action.parameter(name) else { continue };
        let value = quoted(&written(value));
        if parameter.positional {
            words.push(value);
        } else {
            words.push(format!("--{} {value}", parameter.flag()));
        }
    }
    words.join(" ")
}

/// The request.
pub(super) fn curl(action: &Action, base_url: &str) -> String {
    let inputs = Value::Object(action.example_inputs());
    format!(
        "curl {base_url}/actions/{} \\\n  -H \"Authorization: Bearer $ROLLCALL_SCIM_KEY\" \\\n  --json {}",
        action.name,
        quoted(&inputs.to_string()),
    )
}

/// The step of a workflow.
pub(super) fn step(action: &Action) -> String {
    let mut step = format!("- id: S1\n  name: {}\n  action: {}\n", action.title, action.full_name);
    let inputs = action.example_inputs();
    if !inputs.is_empty() {
        step.push_str("  inputs:\n");
    }
    for (name, value) in &inputs {
        let title = action.parameter(name).map_or(name.as_str(), |parameter| &parameter.title);
        // JSON is YAML.
        step.extend(["    ", title, ": ", &value.to_string(), "\n"]);
    }
    step
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@%+=:,./_-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
