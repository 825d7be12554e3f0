//! What the operations of one PATCH may cost together: each may have to look at every element of a
//! multi-valued attribute, so a long list of operations on a long list of values is dear, and so is one on a
//! few values of great length, or with a long filter.

use serde_json::Value;

use super::{PatchError, Step};
use crate::path::Path;

/// How many elements the steps of one PATCH may look at. A thousand operations on a thousand elements
/// were measured at a third of a second.
const ELEMENTS: usize = 1_000_000;

/// An element counts once more for so many bytes of text in it.
const BYTES: usize = 256;

/// An element counts once more for so many terms of the filter it is held against: about what it costs to tell
/// it from its neighbours.
const TERMS: usize = 4;

/// What is left to spend.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { left: ELEMENTS }
    }

    /// Pays for a step on an attribute with these elements.
    pub(super) fn spend(&mut self, step: &Step<'_>, elements: &[Value]) -> Result<(), PatchError> {
        let written = step.value.as_ref().and_then(Value::as_array).map_or(0, |new| weight(new));
        let cost = weight(elements).saturating_mul(looks(&step.path)).saturating_add(written);
        self.left = self
            .left
            .checked_sub(cost)
            .ok_or(PatchError::TooCostly { index: step.index, limit: ELEMENTS })?;
        Ok(())
    }
}

fn weight(elements: &[Value]) -> usize {
    elements.iter().map(|element| 1 + text(element) / BYTES).sum()
}

/// How many bytes of text there are in a value.
fn text(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(elements) => elements.iter().map(text).sum(),
        Value::Object(parts) => parts.values().map(text).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn looks(path: &Path<'_>) -> usize {
    match path {
        Path::Values { filter, .. } => 1 + filter.terms() / TERMS,
        Path::Extension(_) | Path::Attribute(_) => 1,
    }
}
