//! What the operations of one PATCH may cost together: each may have to look at every element of a
//! multi-valued attribute, so a long list of operations on a long list of values is dear.

use serde_json::Value;

use super::{PatchError, Step};

/// How many elements the steps of one PATCH may look at. A thousand operations on a thousand elements
/// were measured at a third of a second.
const ELEMENTS: usize = 1_000_000;

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
        let written = step.value.as_ref().and_then(Value::as_array).map_or(0, Vec::len);
        let cost = elements.len().saturating_add(written);
        self.left = self
            .left
            .checked_sub(cost)
            .ok_or(PatchError::TooCostly { index: step.index, limit: ELEMENTS })?;
        Ok(())
    }
}
