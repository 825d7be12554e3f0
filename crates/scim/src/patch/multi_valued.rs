//! One step applied to a multi-valued attribute.

use serde_json::{Map, Value};

use super::parts::Fixed;
use super::step::{Applying, part};
use super::{Operation, PatchError, create, elements};
use crate::Filter;
use crate::path::Reference;
use crate::resource::ResourceError;
use crate::resource::elements::merge_duplicates;
use crate::resource::place::Place;

impl Applying<'_> {
    pub(super) fn multi_valued(
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
            Some(filter) if self.tolerances.create_from_filter => {
                create::element(filter, self.tolerances)
            }
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
}
