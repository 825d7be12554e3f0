//! From the operations of the message to steps: paths resolved, values read, and what a client may not
//! touch refused, all before anything is applied.

use serde_json::{Map, Value};

use super::envelope::{self, Request};
use super::{Operation, PatchError, Step};
use crate::path::{Path, PathError, Reference};
use crate::resource::coerce::Coercion;
use crate::resource::place::Place;
use crate::resource::{ResourceError, schemas};
use crate::schema::{Attribute, Container, Mutability, ResourceType};
use crate::{Limits, Tolerances};

/// Reads the message of a PATCH into steps. `id` is the resource's own, which a path-less value may repeat.
///
/// A PATCH of `schemas` is checked and makes no step, since the service derives it from what the resource
/// holds; one of a write-only attribute is checked and makes none, since nothing keeps it.
pub fn read<'t>(
    body: Map<String, Value>,
    id: &str,
    of: &'t ResourceType,
    tolerances: &Tolerances,
    limits: &Limits,
) -> Result<Vec<Step<'t>>, PatchError> {
    let mut steps = Vec::new();
    for Request { index, operation, path, value } in envelope::open(body, tolerances, limits)? {
        let mut reader = Reader { of, id, tolerances, limits, index, operation, steps: &mut steps };
        match (path, operation) {
            (Some(path), _) => reader.path(&path, value)?,
            (None, Operation::Remove) => return Err(PatchError::NoPath { index }),
            (None, _) => reader.pathless(value)?,
        }
    }
    Ok(steps)
}

/// Reads one operation.
pub(super) struct Reader<'r, 't> {
    pub(super) of: &'t ResourceType,
    pub(super) id: &'r str,
    pub(super) tolerances: &'r Tolerances,
    pub(super) limits: &'r Limits,
    pub(super) index: usize,
    pub(super) operation: Operation,
    steps: &'r mut Vec<Step<'t>>,
}

impl<'t> Reader<'_, 't> {
    fn path(&mut self, path: &str, value: Option<Value>) -> Result<(), PatchError> {
        match Path::parse(path, self.of, self.tolerances, self.limits) {
            Ok(Path::Extension(extension)) => self.extension(extension, value),
            Ok(path) if self.is_read_only(&path) => Err(self.read_only(&path)),
            Ok(path) => self.attribute(path, value),
            Err(PathError::Unknown { .. }) if self.tolerances.unknown_patch_paths => Ok(()),
            Err(source) => Err(PatchError::Path { index: self.index, source }),
        }
    }

    /// An attribute the client may write.
    pub(super) fn attribute(
        &mut self,
        path: Path<'t>,
        value: Option<Value>,
    ) -> Result<(), PatchError> {
        let (Path::Attribute(to) | Path::Values { reference: to, .. }) = &path else {
            return Ok(());
        };
        if to.container == Container::Core && to.attribute.name == "schemas" {
            return self.schemas(&path, value.as_ref());
        }
        let write_only = to.leaf().mutability == Mutability::WriteOnly;
        let value = match (self.operation, value) {
            (Operation::Remove, None | Some(Value::Null)) => None,
            (Operation::Remove, Some(value)) => self.listed(&path, to, value)?,
            (_, None) => return Err(self.malformed("needs a `value`")),
            (_, Some(value)) => Some(self.coerce(&path, to, value)?),
        };
        if !(write_only || self.adds_nothing(to, value.as_ref())) {
            self.step(path, value);
        }
        Ok(())
    }

    /// To add no elements is not to remove those that are there.
    fn adds_nothing(&self, to: &Reference<'t>, value: Option<&Value>) -> bool {
        let to_elements = to.attribute.multi_valued && to.sub.is_none();
        self.operation == Operation::Add && to_elements && value == Some(&Value::Null)
    }

    fn schemas(&self, path: &Path<'t>, value: Option<&Value>) -> Result<(), PatchError> {
        if self.operation == Operation::Remove {
            let (index, path) = (self.index, path.display(self.of).to_string());
            let problem = "is required and cannot be removed";
            return Err(PatchError::Mutability { index, path, problem });
        }
        schemas::check(value, self.of, self.tolerances).map_err(|source| self.value(source))
    }

    /// The `value` of a `remove`: for a multi-valued attribute the elements to remove. Elsewhere the path has
    /// said all there is to say.
    fn listed(
        &self,
        path: &Path<'t>,
        to: &Reference<'t>,
        value: Value,
    ) -> Result<Option<Value>, PatchError> {
        let whole = matches!(path, Path::Attribute(_)) && to.attribute.multi_valued;
        if !self.tolerances.remove_with_value || (whole && to.sub.is_some()) {
            return Err(
                self.malformed("is a `remove` and takes no `value`; select by a filter in `path`")
            );
        }
        if !whole {
            return Ok(None);
        }
        Ok(Some(match self.coerce(path, to, value)? {
            Value::Null => Value::Array(Vec::new()),
            value => value,
        }))
    }

    fn coerce(
        &self,
        path: &Path<'t>,
        to: &Reference<'t>,
        value: Value,
    ) -> Result<Value, PatchError> {
        let (coercion, place) = (self.coercion(), Place::of(self.of, to));
        let is_element = matches!(path, Path::Values { .. });
        let coerced = match to.sub {
            Some(sub) => coercion.value(place, sub, value),
            None if to.attribute.multi_valued && !is_element => {
                coercion.value(place, to.attribute, value)
            }
            None => coercion.one(place, to.attribute, value),
        };
        coerced.map_err(|source| self.value(source))
    }

    pub(super) fn coercion(&self) -> Coercion<'_> {
        Coercion { of: self.of, tolerances: self.tolerances }
    }

    pub(super) fn step(&mut self, path: Path<'t>, value: Option<Value>) {
        self.steps.push(Step { operation: self.operation, path, value, index: self.index });
    }

    pub(super) fn is_read_only(&self, path: &Path<'t>) -> bool {
        match path {
            Path::Extension(index) => self.of.extensions.get(*index).is_some_and(|extension| {
                extension.schema.attributes.iter().all(Attribute::is_read_only)
            }),
            Path::Attribute(to) | Path::Values { reference: to, .. } => {
                to.attribute.is_read_only() || to.leaf().is_read_only()
            }
        }
    }

    pub(super) fn read_only(&self, path: &Path<'t>) -> PatchError {
        let path = path.display(self.of).to_string();
        PatchError::Mutability { index: self.index, path, problem: "is read-only" }
    }

    pub(super) fn value(&self, source: ResourceError) -> PatchError {
        PatchError::Value { index: self.index, source }
    }

    pub(super) fn malformed(&self, problem: &str) -> PatchError {
        PatchError::Malformed { index: self.index, problem: problem.to_owned() }
    }
}
