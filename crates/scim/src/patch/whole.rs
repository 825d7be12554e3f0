//! Values that are pieces of a resource: of a path-less operation, or of a whole extension. Each of their
//! members becomes a step.

use serde_json::Value;

use super::read::Reader;
use super::{Operation, PatchError};
use crate::path::{Path, Reference};
use crate::resource::ResourceError;
use crate::schema::Container;

impl<'t> Reader<'_, 't> {
    /// A value without a path: a piece of a resource, each of whose members is a step.
    pub(super) fn pathless(&mut self, value: Option<Value>) -> Result<(), PatchError> {
        if !self.tolerances.pathless_patch {
            return Err(self.malformed("needs a `path`"));
        }
        let Some(Value::Object(members)) = value else {
            return Err(self.malformed("needs a `path`, or an object of attributes as its `value`"));
        };
        members.into_iter().try_for_each(|(name, value)| self.member(&name, value))
    }

    fn member(&mut self, name: &str, value: Value) -> Result<(), PatchError> {
        match Path::parse(name, self.of, self.tolerances, self.limits) {
            Ok(path) => {
                let named = match &path {
                    Path::Extension(_) => true,
                    Path::Attribute(to) => {
                        to.sub.is_none() && to.attribute.name.eq_ignore_ascii_case(name)
                    }
                    Path::Values { .. } => false,
                };
                if !named && !self.tolerances.dotted_keys {
                    return Err(
                        self.malformed("has a path as a name in its `value`; send it as `path`")
                    );
                }
                self.path_of_member(path, value)
            }
            Err(_) if self.tolerances.unknown_attributes && !name.contains('[') => Ok(()),
            Err(source) => Err(PatchError::Path { index: self.index, source }),
        }
    }

    fn path_of_member(&mut self, path: Path<'t>, value: Value) -> Result<(), PatchError> {
        match path {
            Path::Extension(extension) if !value.is_null() => {
                self.extension(extension, Some(value))
            }
            path if self.is_read_only(&path) => self.repeated(&path, &value),
            Path::Extension(extension) => self.extension(extension, Some(value)),
            path => self.attribute(path, Some(value)),
        }
    }

    /// A read-only attribute within a value: clients that send the whole resource repeat those.
    fn repeated(&self, path: &Path<'t>, value: &Value) -> Result<(), PatchError> {
        let is_id = matches!(path, Path::Attribute(to) if to.container == Container::Core && to.attribute.name == "id");
        let is_own = match value {
            Value::Null => true,
            Value::String(id) => id.is_empty() || id == self.id,
            _ => false,
        };
        if self.tolerances.read_only_in_patch_value && (is_own || !is_id) {
            return Ok(());
        }
        Err(self.read_only(path))
    }

    /// A whole extension: removed, or merged attribute by attribute.
    pub(super) fn extension(
        &mut self,
        index: usize,
        value: Option<Value>,
    ) -> Result<(), PatchError> {
        let Some(extension) = self.of.extensions.get(index) else { return Ok(()) };
        let urn = &extension.schema.id;
        let members = match (self.operation, value) {
            (Operation::Remove, None) | (Operation::Replace, Some(Value::Null)) => {
                return self.without(index);
            }
            (Operation::Add, Some(Value::Null)) => return Ok(()),
            (Operation::Remove, Some(_)) => {
                return Err(self.malformed("removes an extension and takes no `value`"));
            }
            (_, None) => return Err(self.malformed("needs a `value`")),
            (_, Some(Value::Object(members))) => members,
            (_, Some(_)) => {
                let expected = "an object".to_owned();
                return Err(self.value(ResourceError::WrongType { path: urn.clone(), expected }));
            }
        };
        for (name, value) in members {
            match extension.schema.attribute(&name) {
                Some(attribute) => {
                    let container = Container::Extension(index);
                    let path = Path::Attribute(Reference { container, attribute, sub: None });
                    self.path_of_member(path, value)?;
                }
                None => self
                    .coercion()
                    .unknown(&format_args!("{urn}:{name}"))
                    .map_err(|source| self.value(source))?,
            }
        }
        Ok(())
    }

    fn without(&mut self, extension: usize) -> Result<(), PatchError> {
        let path = Path::Extension(extension);
        if self.is_read_only(&path) {
            return Err(self.read_only(&path));
        }
        self.step(path, None);
        Ok(())
    }
}
