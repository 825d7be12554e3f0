//! What a custom schema must keep to (RFC 7643 §2.1, §2.3.8, §7).

use super::{Attribute, Schema};

/// Why a schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// The id is not a URN.
    #[error("the schema id `{id}` is not a URN; it must look like `urn:example:2.0:User`")]
    NotAUrn {
        /// The id.
        id: String,
    },
    /// The name breaks RFC 7643 §2.1.
    #[error(
        "schema `{schema}`: `{path}` is not an attribute name; \
         a name is a letter and then letters, digits, `-`, `_` or `$`"
    )]
    BadName {
        /// The schema's id.
        schema: String,
        /// The attribute, after its parent and a dot if it is a sub-attribute.
        path: String,
    },
    /// Two attributes of one object differ in nothing but the case of their names.
    #[error("schema `{schema}`: `{path}` is defined twice (case does not tell names apart)")]
    Duplicate {
        /// The schema's id.
        schema: String,
        /// The second of them.
        path: String,
    },
    /// A complex attribute within a complex attribute.
    #[error(
        "schema `{schema}`: `{path}` is complex within a complex attribute; only one level is allowed"
    )]
    NestedComplex {
        /// The schema's id.
        schema: String,
        /// The inner one.
        path: String,
    },
    /// A complex attribute without parts.
    #[error("schema `{schema}`: `{path}` is complex and needs `subAttributes`")]
    NoSubAttributes {
        /// The schema's id.
        schema: String,
        /// The attribute.
        path: String,
    },
    /// Parts of what has none.
    #[error("schema `{schema}`: `{path}` has `subAttributes` and must be of type `complex`")]
    NotComplex {
        /// The schema's id.
        schema: String,
        /// The attribute.
        path: String,
    },
}

impl Schema {
    /// Checks what the types cannot say, and names the first thing that is wrong.
    pub fn validate(&self) -> Result<(), SchemaError> {
        if !is_urn(&self.id) {
            return Err(SchemaError::NotAUrn { id: self.id.clone() });
        }
        self.validate_names(None, &self.attributes)?;
        self.attributes.iter().try_for_each(|attribute| self.validate_parts(attribute))
    }

    fn validate_parts(&self, attribute: &Attribute) -> Result<(), SchemaError> {
        let schema = || self.id.clone();
        match (attribute.is_complex(), attribute.sub_attributes.is_empty()) {
            (true, true) => {
                return Err(SchemaError::NoSubAttributes {
                    schema: schema(),
                    path: attribute.name.clone(),
                });
            }
            (false, false) => {
                return Err(SchemaError::NotComplex {
                    schema: schema(),
                    path: attribute.name.clone(),
                });
            }
            _ => {}
        }
        self.validate_names(Some(attribute), &attribute.sub_attributes)?;
        for sub in &attribute.sub_attributes {
            let path = || path(Some(attribute), sub);
            if sub.is_complex() {
                return Err(SchemaError::NestedComplex { schema: schema(), path: path() });
            }
            if !sub.sub_attributes.is_empty() {
                return Err(SchemaError::NotComplex { schema: schema(), path: path() });
            }
        }
        Ok(())
    }

    fn validate_names(
        &self,
        parent: Option<&Attribute>,
        siblings: &[Attribute],
    ) -> Result<(), SchemaError> {
        for (index, attribute) in siblings.iter().enumerate() {
            let (schema, path) = (|| self.id.clone(), || path(parent, attribute));
            if !is_name(&attribute.name) {
                return Err(SchemaError::BadName { schema: schema(), path: path() });
            }
            let earlier = siblings.iter().take(index);
            if earlier.into_iter().any(|other| other.name.eq_ignore_ascii_case(&attribute.name)) {
                return Err(SchemaError::Duplicate { schema: schema(), path: path() });
            }
        }
        Ok(())
    }
}

fn path(parent: Option<&Attribute>, attribute: &Attribute) -> String {
    match parent {
        None => attribute.name.clone(),
        Some(parent) => format!("{}.{}", parent.name, attribute.name),
    }
}

/// RFC 7643 §2.1 wants a letter first, and §2.4 calls a sub-attribute `$ref`: that one passes too.
fn is_name(name: &str) -> bool {
    let mut characters = name.strip_prefix('$').unwrap_or(name).chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '$'))
}

/// `urn:`, a namespace, and at least one more part, of the characters a path can hold.
fn is_urn(id: &str) -> bool {
    let mut parts = id.split(':');
    parts.next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn"))
        && parts.clone().count() >= 2
        && parts.all(|part| !part.is_empty())
        && id
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '(' | ')' | '[' | ']' | '\\'))
}

#[cfg(test)]
mod tests;
