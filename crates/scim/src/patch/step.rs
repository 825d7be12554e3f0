//! One step applied to a resource.

use serde_json::{Map, Value};

use super::parts::{self, Fixed};
use super::{Operation, PatchError, Step, create, elements};
use crate::path::{Path, Reference};
use crate::resource::ResourceError;
use crate::resource::elements::merge_duplicates;
use crate::resource::identity::same;
use crate::resource::place::Place;
use crate::schema::{Attribute, ResourceType};
use crate::{Filter, Tolerances};

/// One step and what governs it.
pub(super) struct Applying<'a> {
    pub(super) of: &'a ResourceType,
    pub(super) tolerances: &'a Tolerances,
    pub(super) step: &'a Step<'a>,
}

impl Applying<'_> {
    pub(super) fn to(&self, resource: &mut Map<String, Value>) -> Result<(), PatchError> {
        let (to, filter) = match &self.step.path {
            Path::Extension(index) => {
                remove_extension(resource, self.of, *index);
                return Ok(());
            }
            Path::Attribute(to) => (to, None),
            Path::Values { reference, filter } => (reference, Some(filter)),
        };
        let Some(urn) = self.of.container_urn(to.container) else {
            return self.in_container(resource, to, filter);
        };
        let extension = resource.entry(urn).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(members) = extension {
            self.in_container(members, to, filter)?;
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
    ) -> Result<(), PatchError> {
        let name = &to.attribute.name;
        let old = members.get(name).cloned();
        let new = if to.attribute.multi_valued {
            let old = match old.clone() {
                Some(Value::Array(elements)) => elements,
                _ => Vec::new(),
            };
            let new = self.multi_valued(to, filter, old)?;
            (!new.is_empty()).then_some(Value::Array(new))
        } else {
            self.single_valued(to, old.clone())?
        };
        self.check_unfixed(to, old.as_ref(), new.as_ref())?;
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

    fn multi_valued(
        &self,
        to: &Reference<'_>,
        filter: Option<&Filter<'_>>,
        mut all: Vec<Value>,
    ) -> Result<Vec<Value>, PatchError> {
        if to.sub.is_some() || filter.is_some() {
            return self.selected(to, filter, all);
        }
        match (self.step.operation, self.value()) {
            (Operation::Remove, Some(Value::Array(listed))) => {
                elements::remove_listed(to.attribute, &mut all, listed);
            }
            (Operation::Replace, Some(Value::Array(new))) => return Ok(new.clone()),
            (Operation::Add, Some(Value::Array(added))) => {
                let primaries = elements::add(to.attribute, &mut all, added);
                self.settle(to, &mut all, &primaries.map_err(|Fixed| self.fixed())?)?;
            }
            _ => all.clear(),
        }
        Ok(all)
    }

    /// The elements the filter selects (all, without one), or a part of each.
    fn selected(
        &self,
        to: &Reference<'_>,
        filter: Option<&Filter<'_>>,
        mut all: Vec<Value>,
    ) -> Result<Vec<Value>, PatchError> {
        let matches = |element: &Value| filter.is_none_or(|filter| filter.matches_element(element));
        let change = match (to.sub, self.value()) {
            (None, None) => {
                all.retain(|element| !matches(element));
                return Ok(all);
            }
            (None, Some(value)) => value.clone(),
            (Some(sub), value) => Value::Object(part(&sub.name, value)),
        };
        let mut selected: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(|(_, element)| matches(element))
            .map(|(place, _)| place)
            .collect();
        if selected.is_empty() {
            if self.unassigns()
                && (self.step.operation == Operation::Remove || self.tolerances.create_from_filter)
            {
                return Ok(all);
            }
            selected.push(all.len());
            all.push(self.created(to, filter)?);
        }
        let swaps = to.sub.is_none() && self.step.operation == Operation::Replace;
        let apply = if swaps { elements::swap } else { elements::change };
        for place in &selected {
            if let Some(element) = all.get_mut(*place) {
                apply(to.attribute, element, &change).map_err(|Fixed| self.fixed())?;
            }
        }
        if change.get("primary") == Some(&Value::Bool(true)) {
            self.settle(to, &mut all, &selected)?;
        }
        all.retain(|element| !element.as_object().is_some_and(Map::is_empty));
        merge_duplicates(to.attribute, &mut all);
        Ok(all)
    }

    /// The element to write to where the path selects none.
    fn created(
        &self,
        to: &Reference<'_>,
        filter: Option<&Filter<'_>>,
    ) -> Result<Value, PatchError> {
        let parts = match filter {
            None => Some(Map::new()),
            Some(filter) if self.tolerances.create_from_filter => create::element(filter),
            Some(_) => None,
        };
        let verb = if self.step.operation == Operation::Add { "add to" } else { "replace" };
        let no_target = || PatchError::NoTarget { index: self.step.index, path: self.path(), verb };
        let parts = parts.ok_or_else(no_target)?;
        Ok(if to.attribute.is_complex() { Value::Object(parts) } else { Value::Null })
    }

    fn settle(
        &self,
        to: &Reference<'_>,
        all: &mut [Value],
        primaries: &[usize],
    ) -> Result<(), PatchError> {
        match primaries {
            [] => Ok(()),
            [chosen] => {
                elements::settle_primary(all, *chosen);
                Ok(())
            }
            several => {
                let path = Place::new(self.of, to.container, to.attribute).to_string();
                let source = ResourceError::Primaries { path, count: several.len() };
                Err(PatchError::Value { index: self.step.index, source })
            }
        }
    }

    fn check_unfixed(
        &self,
        to: &Reference<'_>,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Result<(), PatchError> {
        let (true, Some(old)) = (to.attribute.is_immutable(), old) else { return Ok(()) };
        if new.is_some_and(|new| same(to.attribute, old, new)) { Ok(()) } else { Err(self.fixed()) }
    }

    /// The value to write; `None` unassigns.
    fn value(&self) -> Option<&Value> {
        self.step.value.as_ref().filter(|value| !value.is_null())
    }

    fn unassigns(&self) -> bool {
        self.value().is_none()
    }

    fn path(&self) -> String {
        self.step.path.display(self.of).to_string()
    }

    fn fixed(&self) -> PatchError {
        let problem = "cannot be changed once it is set";
        PatchError::Mutability { index: self.step.index, path: self.path(), problem }
    }
}

fn part(name: &str, value: Option<&Value>) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value.cloned().unwrap_or_default())])
}

/// Removes what a client may remove of an extension.
fn remove_extension(resource: &mut Map<String, Value>, of: &ResourceType, index: usize) {
    let Some(extension) = of.extensions.get(index) else { return };
    let urn = &extension.schema.id;
    if let Some(Value::Object(members)) = resource.get_mut(urn) {
        members.retain(|name, _| {
            extension.schema.attribute(name).is_some_and(Attribute::is_read_only)
        });
        if members.is_empty() {
            resource.shift_remove(urn);
        }
    }
}
