//! The query string, decoded exactly once: `+` is a space, `%2B` a plus (RFC 7644 §3.4.2).

use std::borrow::Cow;

use directory::{ListQuery, Wanted};
use percent_encoding::percent_decode_str;

use crate::problem::Problem;

/// The parameters that mean something here; names are compared exactly, others are ignored.
#[derive(Debug, Default)]
struct Known<'a> {
    filter: Option<Cow<'a, str>>,
    start_index: Option<Cow<'a, str>>,
    count: Option<Cow<'a, str>>,
    cursor: Option<Cow<'a, str>>,
    sort_by: Option<Cow<'a, str>>,
    sort_order: Option<Cow<'a, str>>,
    attributes: Option<Cow<'a, str>>,
    excluded_attributes: Option<Cow<'a, str>>,
}

/// What of one resource is wanted.
pub(crate) fn wanted(query: Option<&str>) -> Result<Wanted, Problem> {
    let Some(query) = query else { return Ok(Wanted::default()) };
    Ok(wanted_of(known(query)?))
}

/// What is asked of a list.
pub(crate) fn list(query: Option<&str>) -> Result<ListQuery, Problem> {
    let Some(query) = query else { return Ok(ListQuery::default()) };
    let mut known = known(query)?;
    let filter = known.filter.take().map(Cow::into_owned);
    if filter.as_ref().is_some_and(|filter| filter.trim().is_empty()) {
        return Err(Problem::bad_filter(
            "The filter is empty; write one, such as userName eq \"ada\", or leave it out.",
        ));
    }
    Ok(ListQuery {
        filter,
        start_index: number("startIndex", known.start_index.take())?,
        count: number("count", known.count.take())?,
        cursor: known.cursor.take().map(Cow::into_owned),
        sort_by: known.sort_by.take().map(Cow::into_owned),
        sort_order: known.sort_order.take().map(Cow::into_owned),
        wanted: wanted_of(known),
    })
}

/// Whether there is a `filter`, for endpoints that don't filter.
pub(crate) fn has_filter(query: Option<&str>) -> bool {
    query.is_some_and(|query| pairs(query).any(|(name, _)| name == "filter"))
}

/// The first value of a parameter.
pub(crate) fn value(query: Option<&str>, name: &str) -> Option<String> {
    let (_, value) = pairs(query?).find(|(known, _)| known == name)?;
    decode(value).map(Cow::into_owned)
}

/// Whether a parameter is there and is not `false`.
pub(crate) fn flag(query: Option<&str>, name: &str) -> bool {
    query.is_some_and(|query| pairs(query).any(|(known, value)| known == name && value != "false"))
}

fn wanted_of(known: Known<'_>) -> Wanted {
    Wanted {
        attributes: known.attributes.map(Cow::into_owned),
        excluded_attributes: known.excluded_attributes.map(Cow::into_owned),
        nothing: false,
    }
}

fn known(query: &str) -> Result<Known<'_>, Problem> {
    let mut known = Known::default();
    for (name, value) in pairs(query) {
        let slot = match name.as_ref() {
            "filter" => &mut known.filter,
            "startIndex" => &mut known.start_index,
            "count" => &mut known.count,
            "cursor" => &mut known.cursor,
            "sortBy" => &mut known.sort_by,
            "sortOrder" => &mut known.sort_order,
            "attributes" => &mut known.attributes,
            "excludedAttributes" => &mut known.excluded_attributes,
            _ => continue,
        };
        let refuse = if name == "filter" { Problem::bad_filter } else { Problem::bad_value };
        let value = decode(value).ok_or_else(|| {
            refuse(format!("The parameter {name} is not UTF-8 once percent-decoded."))
        })?;
        if slot.replace(value).is_some() {
            return Err(refuse(format!("The parameter {name} is given twice; give it once.")));
        }
    }
    Ok(known)
}

/// Names, decoded, and values, not yet. A parameter without `=` has an empty value.
fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    query.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(name)?, value))
    })
}

/// Decodes a name or a value; `None` if it is not UTF-8.
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
        return Some(Cow::Owned(decoded.into_owned()));
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// An integer; one too large for 64 bits is as good as the largest.
fn number(name: &str, text: Option<Cow<'_, str>>) -> Result<Option<i64>, Problem> {
    use std::num::IntErrorKind;

    let Some(text) = text else { return Ok(None) };
    match text.trim().parse() {
        Ok(number) => Ok(Some(number)),
        Err(error) if *error.kind() == IntErrorKind::PosOverflow => Ok(Some(i64::MAX)),
        Err(error) if *error.kind() == IntErrorKind::NegOverflow => Ok(Some(i64::MIN)),
        Err(_) => Err(Problem::bad_value(format!("The parameter {name} must be an integer."))),
    }
}

#[cfg(test)]
mod tests;
