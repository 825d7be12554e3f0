//! A query by POST (RFC 7644 §3.4.3): what a URL says in parameters, said in a body, so that no personal data
//! stands in a URL.

use serde_json::{Map, Value};

use crate::envelope::{is, take};
use crate::message::SEARCH_REQUEST;
use crate::{ScimType, Tolerances};

/// What is asked for. Unlike in a URL, the names of attributes are arrays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchRequest {
    /// The attributes to send.
    pub attributes: Vec<String>,
    /// The attributes to leave out.
    pub excluded_attributes: Vec<String>,
    /// Which resources.
    pub filter: Option<String>,
    /// The attribute to sort by.
    pub sort_by: Option<String>,
    /// `ascending` or `descending`.
    pub sort_order: Option<String>,
    /// The first result of the page, from 1.
    pub start_index: Option<i64>,
    /// The size of the page.
    pub count: Option<i64>,
    /// Where the page goes on (RFC 9865); empty for the first.
    pub cursor: Option<String>,
}

/// Why a query by POST is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SearchError {
    /// It is another message.
    #[error("the `schemas` of a query must be an array with `{SEARCH_REQUEST}`")]
    Schemas,
    /// A member is of the wrong type.
    #[error("`{member}` of a query must be {expected}")]
    Type {
        /// Which member.
        member: &'static str,
        /// What it must be: `a string`.
        expected: &'static str,
    },
}

impl SearchError {
    /// The keyword to send.
    pub fn scim_type(&self) -> ScimType {
        match self {
            Self::Schemas => ScimType::InvalidSyntax,
            Self::Type { .. } => ScimType::InvalidValue,
        }
    }
}

impl SearchRequest {
    /// Reads the body. Names may be in any case, null is absent, and what the RFC does not define is ignored.
    pub fn read(
        mut body: Map<String, Value>,
        tolerances: &Tolerances,
    ) -> Result<Self, SearchError> {
        if !is(SEARCH_REQUEST, take(&mut body, "schemas").as_ref(), tolerances) {
            return Err(SearchError::Schemas);
        }
        Ok(Self {
            attributes: names(&mut body, "attributes")?,
            excluded_attributes: names(&mut body, "excludedAttributes")?,
            filter: text(&mut body, "filter")?,
            sort_by: text(&mut body, "sortBy")?,
            sort_order: text(&mut body, "sortOrder")?,
            start_index: integer(&mut body, "startIndex")?,
            count: integer(&mut body, "count")?,
            cursor: text(&mut body, "cursor")?,
        })
    }
}

fn text(
    body: &mut Map<String, Value>,
    member: &'static str,
) -> Result<Option<String>, SearchError> {
    match take(body, member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(SearchError::Type { member, expected: "a string" }),
    }
}

/// An integer; one too large for 64 bits is as good as the largest.
fn integer(
    body: &mut Map<String, Value>,
    member: &'static str,
) -> Result<Option<i64>, SearchError> {
    match take(body, member) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(number)) if number.is_u64() => {
            Ok(Some(number.as_i64().unwrap_or(i64::MAX)))
        }
        Some(Value::Number(number)) if number.is_i64() => Ok(number.as_i64()),
        Some(_) => Err(SearchError::Type { member, expected: "an integer" }),
    }
}

fn names(body: &mut Map<String, Value>, member: &'static str) -> Result<Vec<String>, SearchError> {
    let wrong = SearchError::Type { member, expected: "an array of strings" };
    match take(body, member) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(names)) => names
            .into_iter()
            .map(|name| match name {
                Value::String(name) => Ok(name),
                _ => Err(wrong.clone()),
            })
            .collect(),
        Some(_) => Err(wrong),
    }
}

#[cfg(test)]
mod tests;
