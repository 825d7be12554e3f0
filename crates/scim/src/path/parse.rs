//! The grammar of a PATCH path (RFC 7644 §3.5.2, figure 7).

use super::resolve::{Target, target};
use super::{Path, PathError, Reference, Scope, Unresolved};
use crate::filter::cursor::{Cursor, Fault, character};
use crate::filter::{FilterError, Parser};
use crate::schema::ResourceType;
use crate::{Limits, Tolerances};

/// How much of a path an error repeats, in characters.
const REPEATED: usize = 200;

pub(super) fn reference<'t>(
    text: &str,
    of: &'t ResourceType,
    tolerances: &Tolerances,
) -> Result<Reference<'t>, PathError> {
    let error = |unresolved| path_error(text, of, unresolved);
    let mut cursor = Cursor::new(text);
    let found = word(&mut cursor, of, tolerances).map_err(error)?;
    end(&mut cursor).map_err(error)?;
    match found {
        Target::Attribute(reference) => Ok(reference),
        Target::Extension(_) => Err(error(Unresolved::Unknown)),
    }
}

pub(super) fn path<'t>(
    text: &str,
    of: &'t ResourceType,
    tolerances: &Tolerances,
    limits: &Limits,
) -> Result<Path<'t>, PathError> {
    let error = |unresolved| path_error(text, of, unresolved);
    let malformed = |fault| error(Unresolved::Malformed(fault));
    let mut parser = Parser::new(text, of, tolerances, limits).map_err(malformed)?;
    let found = word(&mut parser.cursor, of, tolerances).map_err(error)?;
    let bracket = parser.cursor.at();
    if !parser.cursor.eat('[') {
        end(&mut parser.cursor).map_err(error)?;
        return Ok(match found {
            Target::Extension(index) => Path::Extension(index),
            Target::Attribute(reference) => Path::Attribute(reference),
        });
    }
    let whole = selectable(found, bracket).map_err(malformed)?;
    refuse_index(&parser.cursor, whole).map_err(malformed)?;
    let filter = parser.bracketed(Scope::Element(whole)).map_err(|fault| PathError::Filter {
        path: text.to_owned(),
        source: Box::new(FilterError::new(text, fault)),
    })?;
    let reference = if parser.cursor.eat('.') {
        let sub = whole.attribute.sub_attribute(parser.cursor.word());
        Reference { sub: Some(sub.ok_or_else(|| error(Unresolved::Unknown))?), ..whole }
    } else {
        whole
    };
    end(&mut parser.cursor).map_err(error)?;
    Ok(Path::Values { reference, filter })
}

fn word<'t>(
    cursor: &mut Cursor<'_>,
    of: &'t ResourceType,
    tolerances: &Tolerances,
) -> Result<Target<'t>, Unresolved> {
    cursor.skip_whitespace();
    let start = cursor.at();
    target(cursor.word(), of, tolerances).map_err(|unresolved| match unresolved {
        Unresolved::Malformed(fault) => {
            Unresolved::Malformed(Fault::new(start + fault.at, fault.problem))
        }
        Unresolved::Unknown => Unresolved::Unknown,
    })
}

fn end(cursor: &mut Cursor<'_>) -> Result<(), Unresolved> {
    cursor.skip_whitespace();
    if cursor.is_at_end() {
        return Ok(());
    }
    let problem = "the path should end here; after an attribute only `[…]`, a dot and a sub-attribute may follow";
    Err(Unresolved::Malformed(Fault::new(cursor.at(), problem)))
}

/// Brackets choose among several values.
fn selectable(found: Target<'_>, bracket: usize) -> Result<Reference<'_>, Fault> {
    let problem = match found {
        Target::Attribute(reference) if reference.sub.is_some() => {
            let name = &reference.attribute.name;
            format!(
                "brackets stand after the attribute itself: `{name}[…]`, then the sub-attribute"
            )
        }
        Target::Attribute(reference) if reference.attribute.multi_valued => return Ok(reference),
        Target::Attribute(reference) => {
            format!(
                "`{}` has one value; brackets are for attributes with several",
                reference.attribute.name
            )
        }
        Target::Extension(_) => {
            "an extension has one value; name an attribute of it first".to_owned()
        }
    };
    Err(Fault::new(bracket, problem))
}

/// `emails[0]` is the one mistake within brackets that is no filter at all.
fn refuse_index(cursor: &Cursor<'_>, whole: Reference<'_>) -> Result<(), Fault> {
    let inside = cursor.rest().split(']').next().unwrap_or_default().trim();
    if !inside.chars().all(|c| c.is_ascii_digit()) {
        return Ok(());
    }
    let attribute = whole.attribute;
    let sub = attribute.sub_attribute("type").map_or("value", |sub| sub.name.as_str());
    let problem = format!(
        "values have no numbers; choose them by a filter, such as `{}[{sub} eq \"…\"]`",
        attribute.name
    );
    Err(Fault::new(cursor.at(), problem))
}

fn path_error(text: &str, of: &ResourceType, unresolved: Unresolved) -> PathError {
    let path = text.chars().take(REPEATED).collect();
    match unresolved {
        Unresolved::Malformed(fault) => {
            PathError::Malformed { path, at: character(text, fault.at), problem: fault.problem }
        }
        Unresolved::Unknown => PathError::Unknown { path, resource_type: of.name.clone() },
    }
}
