//! `schemas` in a request (RFC 7643 §3): a statement of what the document holds. It is checked and not
//! kept, because the service writes its own.

use serde_json::Value;

use super::ResourceError;
use crate::Tolerances;
use crate::excerpt::excerpt;
use crate::schema::ResourceType;

/// The URNs of the core schemas of all resource types begin so.
const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:";

/// Checks the value of `schemas`. A list may repeat itself, name strangers and leave out the core schema
/// where `unknown_schemas` is tolerated, but may not speak of another resource type alone.
pub(crate) fn check(
    value: Option<&Value>,
    of: &ResourceType,
    tolerances: &Tolerances,
) -> Result<(), ResourceError> {
    let core = &of.schema.id;
    let urns = match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(urns)) => urns.as_slice(),
        Some(urn @ Value::String(_)) if tolerances.single_for_array => std::slice::from_ref(urn),
        Some(_) => return Err(refused("must be an array of URNs")),
    };
    if urns.is_empty() {
        return if tolerances.missing_schemas {
            Ok(())
        } else {
            Err(refused(format!("is missing; it must be an array with `{core}`")))
        };
    }
    let names = urns.iter().map(Value::as_str).collect::<Option<Vec<_>>>();
    let names = names.ok_or_else(|| refused("must hold nothing but strings"))?;
    check_names(&names, of, tolerances)
}

fn check_names(
    names: &[&str],
    of: &ResourceType,
    tolerances: &Tolerances,
) -> Result<(), ResourceError> {
    let core = &of.schema.id;
    let has_core = names.iter().any(|name| name.eq_ignore_ascii_case(core));
    let strict = !tolerances.unknown_schemas;
    for (index, name) in names.iter().enumerate() {
        if strict && names.iter().take(index).any(|earlier| earlier.eq_ignore_ascii_case(name)) {
            return Err(refused(format!("names `{name}` twice")));
        }
        let known = name.eq_ignore_ascii_case(core) || of.extension(name).is_some();
        let of_another = !has_core
            && name.get(..CORE.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(CORE));
        if !known && (strict || of_another) {
            return Err(refused(format!(
                "names `{}`, which is not a schema of {}",
                excerpt(name),
                of.name
            )));
        }
    }
    if strict && !has_core {
        return Err(refused(format!("must name the core schema `{core}`")));
    }
    Ok(())
}

fn refused(problem: impl Into<String>) -> ResourceError {
    ResourceError::Schemas { problem: problem.into() }
}
