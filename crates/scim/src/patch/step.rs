//! One step applied to a resource.

use serde_json::{Map, Value};

use super::budget::Budget;
use super::parts::{self, Fixed};
use super::{PatchError, Step, extension};
use crate::path::{Path, Reference};
use crate::resource::identity::same;
use crate::schema::ResourceType;
use crate::{Filter, Tolerances};

/// One step and what governs it.
pub(super) struct Applying<'a> {
    pub(super) of: &'a ResourceType,
    pub(super) tolerances: &'a Tolerances,
    pub(super) step: &'a Step<'a>,
}

impl Applying<'_> {
    /// Applies it, within what is left of the budget.
    pub(super) fn to(
        &self,
        resource: &mut Map<String, Value>,
        budget: &mut Budget,
    ) -> Result<(), PatchError> {
        let (to, filter) = match &self.step.path {
            Path::Extension(index) => {
                extension::remove(resource, self.of, *index);
                return Ok(());
            }
            Path::Attribute(to) => (to, None),
            Path::Values { reference, filter } => (reference, Some(filter)),
        };
        let Some(urn) = self.of.container_urn(to.container) else {
            return self.in_container(resource, to, filter, budget);
        };
        let extension = resource.entry(urn).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(members) = extension {
            self.in_container(members, to, filter, budget)?;
            if members.is_empty() {
                resource.shift_remove(urn);
            }
        }
        Ok(())
    }

    fn in_container(
        &self,
        members: &mut Map<String, Value>,
        to: &Reference<'_>,
        filter: Option<&Filter<'_>>,
        budget: &mut Budget,
    ) -> Result<(), PatchError> {
        let name = &to.attribute.name;
        // What is left behind on an error does not matter: it is in the copy.
        let old = members.get_mut(name).map(Value::take);
        let fixed = if to.attribute.is_immutable() { old.clone() } else { None };
        let new = if to.attribute.multi_valued {
            let old = match old {
                Some(Value::Array(elements)) => elements,
                _ => Vec::new(),
            };
            budget.spend(self.step, &old)?;
            let new = self.multi_valued(to, filter, old)?;
            (!new.is_empty()).then_some(Value::Array(new))
        } else {
            self.single_valued(to, old)?
        };
        self.check_fixed(to, fixed.as_ref(), new.as_ref())?;
        match new {
            Some(new) => {
                members.insert(name.clone(), new);
            }
            None => {
                members.shift_remove(name);
            }
        }
        Ok(())
    }

    fn single_valued(
        &self,
        to: &Reference<'_>,
        old: Option<Value>,
    ) -> Result<Option<Value>, PatchError> {
        let changes = match (to.sub, self.value()) {
            (None, None) => return Ok(None),
            (None, Some(Value::Object(changes))) => changes.clone(),
            (None, Some(value)) => return Ok(Some(value.clone())),
            (Some(sub), value) => part(&sub.name, value),
        };
        let mut members = match old {
            Some(Value::Object(members)) => members,
            _ => Map::new(),
        };
        parts::merge(to.attribute, &mut members, &changes).map_err(|Fixed| self.fixed())?;
        Ok((!members.is_empty()).then_some(Value::Object(members)))
    }

    /// An immutable attribute that had a value must have the same still.
    fn check_fixed(
        &self,
        to: &Reference<'_>,
        fixed: Option<&Value>,
        new: Option<&Value>,
    ) -> Result<(), PatchError> {
        let Some(fixed) = fixed else { return Ok(()) };
        if new.is_some_and(|new| same(to.attribute, fixed, new)) {
            Ok(())
        } else {
            Err(self.fixed())
        }
    }

    /// The value to write; `None` unassigns.
    pub(super) fn value(&self) -> Option<&Value> {
        self.step.value.as_ref().filter(|value| !value.is_null())
    }

    pub(super) fn unassigns(&self) -> bool {
        self.value().is_none()
    }

    pub(super) fn path(&self) -> String {
        self.step.path.display(self.of).to_string()
    }

    pub(super) fn fixed(&self) -> PatchError {
        let problem = "cannot be changed once it is set";
        PatchError::Mutability { index: self.step.index, path: self.path(), problem }
    }
}

/// The change of one part.
pub(super) fn part(name: &str, value: Option<&Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value.cloned().unwrap_or_default())])
}
