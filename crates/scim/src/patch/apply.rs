//! Steps applied in order to a copy, all or none (RFC 7644 §3.5.2).

use serde_json::Value;

use super::budget::Budget;
use super::step::Applying;
use super::{Operation, PatchError, Step};
use crate::path::{Path, Reference};
use crate::resource::elements::is_placeholder;
use crate::resource::place::Place;
use crate::resource::{ResourceError, check_immutable, check_required};
use crate::schema::ResourceType;
use crate::{Resource, Tolerances};

/// Applies the steps to a copy. The result equals the input if nothing changed; a caller compares
/// the two to know. Required and immutable attributes are checked at the end.
pub fn apply(
    resource: &Resource,
    steps: &[Step<'_>],
    of: &ResourceType,
    tolerances: &Tolerances,
) -> Result<Resource, PatchError> {
    let mut after = resource.clone();
    let mut budget = Budget::new();
    for step in steps {
        Applying { of, tolerances, step }.to(after.as_map_mut(), &mut budget)?;
    }
    drop_placeholders(&mut after, steps, of);
    refuse_placeholders(resource, &after, steps, of)?;
    let index = steps.last().map_or(0, |step| step.index);
    check_immutable(resource, &after, of).map_err(|source| PatchError::Value { index, source })?;
    check_required(&after, of).map_err(|source| missing(source, steps, of))?;
    Ok(after)
}

/// Drops the elements whose `value` a step has unassigned and none has set again: what is left of them
/// describes nothing.
fn drop_placeholders(resource: &mut Resource, steps: &[Step<'_>], of: &ResourceType) {
    for step in steps {
        let (Path::Attribute(to) | Path::Values { reference: to, .. }) = &step.path else {
            continue;
        };
        let unassigns = step.value.as_ref().is_none_or(Value::is_null);
        let is_value = to.sub.is_some_and(|sub| sub.name == "value");
        if !(unassigns && is_value && to.attribute.multi_valued) {
            continue;
        }
        let container = match of.container_urn(to.container) {
            None => Some(resource.as_map_mut()),
            Some(urn) => resource.as_map_mut().get_mut(urn).and_then(Value::as_object_mut),
        };
        let Some(members) = container else { continue };
        if let Some(Value::Array(elements)) = members.get_mut(&to.attribute.name) {
            elements.retain(|element| !is_placeholder(to.attribute, element));
            if elements.is_empty() {
                members.shift_remove(&to.attribute.name);
            }
        }
    }
    resource.as_map_mut().retain(|name, value| {
        of.extension(name).is_none() || value.as_object().is_none_or(|members| !members.is_empty())
    });
}

/// Refuses an element that was made of a filter and never given its `value`: it describes nothing, and as a new
/// primary it would take the place of one that does.
fn refuse_placeholders(
    before: &Resource,
    after: &Resource,
    steps: &[Step<'_>],
    of: &ResourceType,
) -> Result<(), PatchError> {
    for step in steps {
        let Path::Values { reference: to, .. } = &step.path else { continue };
        let known = elements(before, to, of);
        let made =
            |element: &&Value| is_placeholder(to.attribute, element) && !known.contains(element);
        if elements(after, to, of).iter().any(|element| made(&element)) {
            let path = step.path.display(of).to_string();
            let verb = if step.operation == Operation::Add { "add to" } else { "replace" };
            return Err(PatchError::NoTarget { index: step.index, path, verb });
        }
    }
    Ok(())
}

/// The elements of a multi-valued attribute.
fn elements<'r>(resource: &'r Resource, to: &Reference<'_>, of: &ResourceType) -> &'r [Value] {
    let container = match of.container_urn(to.container) {
        None => Some(resource.as_map()),
        Some(urn) => resource.as_map().get(urn).and_then(Value::as_object),
    };
    match container.and_then(|members| members.get(&to.attribute.name)) {
        Some(Value::Array(elements)) => elements,
        _ => &[],
    }
}

/// A required attribute is missing: whoever removed it may not (RFC 7644 §3.5.2.2).
fn missing(source: ResourceError, steps: &[Step<'_>], of: &ResourceType) -> PatchError {
    let index = steps.last().map_or(0, |step| step.index);
    let ResourceError::Missing { path } = &source else {
        return PatchError::Value { index, source };
    };
    let culprit = steps.iter().rev().find(|step| {
        let unassigns =
            step.operation == Operation::Remove || step.value.as_ref().is_none_or(Value::is_null);
        unassigns && concerns(&step.path, path, of)
    });
    match culprit {
        Some(step) => PatchError::Mutability {
            index: step.index,
            path: path.clone(),
            problem: "is required and cannot be removed",
        },
        None => PatchError::Value { index, source },
    }
}

fn concerns(path: &Path<'_>, missing: &str, of: &ResourceType) -> bool {
    match path {
        Path::Extension(_) => missing.starts_with(&path.display(of).to_string()),
        Path::Attribute(to) | Path::Values { reference: to, .. } => {
            let attribute = Place::new(of, to.container, to.attribute).to_string();
            missing == attribute || missing == Place::of(of, to).to_string()
        }
    }
}
