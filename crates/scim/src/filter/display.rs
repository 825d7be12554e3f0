//! The canonical text of a filter: canonical names, URNs on extension attributes, no bracket more
//! than is needed. Parsing it gives the same filter.

use std::fmt;

use super::{Comparison, Filter, Literal};
use crate::path::{Reference, Scope};
use crate::schema::ResourceType;

impl Filter<'_> {
    /// The canonical text. `of` is the resource type the filter was resolved against.
    pub fn display(&self, of: &ResourceType) -> impl fmt::Display {
        fmt::from_fn(move |out| self.write(out, of, Scope::Resource))
    }

    pub(crate) fn write(
        &self,
        out: &mut fmt::Formatter<'_>,
        of: &ResourceType,
        scope: Scope<'_>,
    ) -> fmt::Result {
        match self {
            Self::Compare(Comparison { reference, operator, value, .. }) => {
                scope.write(out, reference, of)?;
                write!(out, " {} {value}", operator.as_str())
            }
            Self::Present(reference) => {
                scope.write(out, reference, of)?;
                out.write_str(" pr")
            }
            Self::Values { reference, filter } => write_values(out, reference, filter, of),
            Self::And(all) => write_joined(out, all, " and ", of, scope),
            Self::Or(any) => write_joined(out, any, " or ", of, scope),
            Self::Not(filter) => {
                out.write_str("not ")?;
                filter.write_bracketed(out, of, scope)
            }
            Self::Foreign { term, .. } => out.write_str(term),
        }
    }

    fn write_bracketed(
        &self,
        out: &mut fmt::Formatter<'_>,
        of: &ResourceType,
        scope: Scope<'_>,
    ) -> fmt::Result {
        out.write_str("(")?;
        self.write(out, of, scope)?;
        out.write_str(")")
    }
}

/// `attribute[filter]`, in a filter and in a path.
pub(crate) fn write_values(
    out: &mut fmt::Formatter<'_>,
    reference: &Reference<'_>,
    filter: &Filter<'_>,
    of: &ResourceType,
) -> fmt::Result {
    let whole = Reference { sub: None, ..*reference };
    Scope::Resource.write(out, &whole, of)?;
    out.write_str("[")?;
    filter.write(out, of, Scope::Element(whole))?;
    out.write_str("]")
}

/// A disjunction needs brackets within anything; a conjunction nowhere, as it binds tighter.
fn write_joined(
    out: &mut fmt::Formatter<'_>,
    filters: &[Filter<'_>],
    word: &str,
    of: &ResourceType,
    scope: Scope<'_>,
) -> fmt::Result {
    for (index, filter) in filters.iter().enumerate() {
        if index > 0 {
            out.write_str(word)?;
        }
        match filter {
            Filter::Or(_) => filter.write_bracketed(out, of, scope)?,
            _ => filter.write(out, of, scope)?,
        }
    }
    Ok(())
}

impl fmt::Display for Literal {
    /// The literal as JSON.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Boolean(value) => value.fmt(out),
            Self::Number(value) => value.fmt(out),
            Self::String(text) => serde_json::Value::from(text.as_str()).fmt(out),
        }
    }
}
