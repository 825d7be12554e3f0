//! Steps: what each is by its action.

use std::collections::HashSet;
use std::time::Duration;

use serde_json::{Map, Value};

use super::{ReadError, raw};
use crate::model::{Comparer, Comparison, Condition, Retry, Step, StepKind, Workflow};

type Read<T> = Result<T, ReadError>;

pub(super) fn all(steps: Vec<raw::Step>) -> Read<Vec<Step>> {
    steps.into_iter().map(one).collect()
}

fn one(raw: raw::Step) -> Read<Step> {
    let action = raw.action;
    let id = raw.id.ok_or_else(|| {
        ReadError::meaning(
            format!("a step with the action {action}"),
            "it has no id: give it one, as in `id: S1`",
        )
    })?;
    let place = format!("step {id}");
    let fail = |message: &str| ReadError::meaning(place.clone(), message);
    let mut inputs = raw.inputs;
    let named: String = action.chars().filter(char::is_ascii_alphanumeric).collect();
    let kind = match named.to_ascii_lowercase().as_str() {
        "internalifcondition" => condition(&place, &mut inputs, raw.steps)?,
        "internalfor" => StepKind::For {
            items: take(&mut inputs, &["items", "list", "iterator"])
                .ok_or_else(|| fail("a loop needs the input `items`: the list it goes through"))?,
            steps: all(raw.steps)?,
        },
        "internalprint" | "coreprint" => StepKind::Print(
            take(&mut inputs, &["text", "message", "value"])
                .ok_or_else(|| fail("it needs the input `text`: what is printed"))?,
        ),
        "internalsetvariables" => StepKind::Set(variables(&place, &mut inputs)?),
        "internalsleep" | "internalwait" => StepKind::Wait(
            take(&mut inputs, &["seconds"])
                .ok_or_else(|| fail("it needs the input `seconds`: how long it waits"))?,
        ),
        _ => {
            if !raw.steps.is_empty() {
                return Err(fail("only loops and conditions have steps in them"));
            }
            StepKind::Action(std::mem::take(&mut inputs))
        }
    };
    if let Some(unknown) = inputs.keys().next() {
        return Err(fail(&format!("{action} has no input `{unknown}`: remove it")));
    }
    if raw.connections.len() > 1 {
        return Err(fail("a step is sent over one connection: name one"));
    }
    let retry = raw.retry.map_or_else(Retry::default, |retry| Retry {
        attempts: retry.attempts.clamp(1, 100),
        wait: Duration::from_secs(retry.wait.unwrap_or(1)),
    });
    Ok(Step {
        name: raw.name.unwrap_or_else(|| id.clone()),
        id,
        action,
        kind,
        connection: raw.connections.into_values().next(),
        continue_on_error: raw.continue_on_error,
        disabled: raw.disabled,
        discard_output: raw.discard_output,
        timeout: raw.timeout.map(Duration::from_secs),
        retry,
    })
}

fn take(inputs: &mut Map<String, Value>, names: &[&str]) -> Option<Value> {
    let name = inputs.keys().find(|key| names.iter().any(|name| key.eq_ignore_ascii_case(name)));
    let name = name.cloned()?;
    inputs.shift_remove(&name)
}

fn condition(
    place: &str,
    inputs: &mut Map<String, Value>,
    steps: Vec<raw::Step>,
) -> Read<StepKind> {
    let fail = |message: &str| ReadError::meaning(place, message);
    let written = take(inputs, &["condition"])
        .ok_or_else(|| fail("it needs the input `condition`: {match, sentence}"))?;
    let every = match written.get("match").and_then(Value::as_str).unwrap_or("And") {
        "And" => true,
        "Or" => false,
        _ => return Err(fail("`match` is `And` or `Or`")),
    };
    let sentence = written.get("sentence").and_then(Value::as_array);
    let sentence = sentence
        .filter(|sentence| !sentence.is_empty())
        .ok_or_else(|| fail("`condition` needs a `sentence`: a list of {lvalue, op, rvalue}"))?;
    let comparisons = sentence.iter().map(|one| comparison(one).ok_or_else(|| {
        fail("each of a `sentence` is {lvalue, op, rvalue}, and op one of Equals, Not equals, Greater than, Less than, Contains, Starts with, Ends with, Is empty, Is not empty")
    })).collect::<Read<_>>()?;
    let (mut then, mut otherwise) = (Vec::new(), Vec::new());
    for branch in steps {
        let way = match branch.action.as_str() {
            "internal.ifTrueBranch" => &mut then,
            "internal.ifFalseBranch" => &mut otherwise,
            _ => {
                return Err(fail(
                    "its steps are one internal.ifTrueBranch and one internal.ifFalseBranch, with the steps in them",
                ));
            }
        };
        way.extend(all(branch.steps)?);
    }
    Ok(StepKind::If { condition: Condition { every, comparisons }, then, otherwise })
}

fn comparison(written: &Value) -> Option<Comparison> {
    let op: String =
        written.get("op")?.as_str()?.chars().filter(char::is_ascii_alphanumeric).collect();
    let how = match op.to_ascii_lowercase().as_str() {
        "equals" => Comparer::Equals,
        "notequals" => Comparer::NotEquals,
        "greaterthan" => Comparer::Greater,
        "lessthan" => Comparer::Less,
        "contains" => Comparer::Contains,
        "startswith" => Comparer::StartsWith,
        "endswith" => Comparer::EndsWith,
        "isempty" => Comparer::Empty,
        "isnotempty" => Comparer::NotEmpty,
        _ => return None,
    };
    let right = written.get("rvalue").cloned().unwrap_or_default();
    Some(Comparison { left: written.get("lvalue")?.clone(), how, right })
}

fn variables(place: &str, inputs: &mut Map<String, Value>) -> Read<Vec<(String, Value)>> {
    let fail =
        || ReadError::meaning(place, "it needs the input `Variables`: a list of {Name, Value}");
    let list = take(inputs, &["variables"]).ok_or_else(fail)?;
    list.as_array()
        .ok_or_else(fail)?
        .iter()
        .map(|one| {
            let name = one.get("Name").or_else(|| one.get("name")).and_then(Value::as_str);
            let value = one.get("Value").or_else(|| one.get("value"));
            Ok((name.ok_or_else(fail)?.to_owned(), value.ok_or_else(fail)?.clone()))
        })
        .collect()
}

pub(super) fn unique_ids(workflow: &Workflow) -> Read<()> {
    let mut ids = HashSet::new();
    for step in workflow.every_step() {
        if !ids.insert(step.id.as_str()) {
            let message = "two steps have this id: expressions could mean either; give one another";
            return Err(ReadError::meaning(format!("step {}", step.id), message));
        }
    }
    Ok(())
}
