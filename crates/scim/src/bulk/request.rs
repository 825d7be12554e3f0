//! A bulk request, opened: its operations are not understood yet, so that one that is wrong fails alone.

use std::collections::HashSet;
use std::num::NonZeroUsize;

use serde_json::{Map, Value, json};

use crate::Tolerances;
use crate::envelope::{is, take};
use crate::excerpt::excerpt;
use crate::message::{BULK_REQUEST, PATCH_OP};

/// The methods of bulk operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Create.
    Post,
    /// Replace.
    Put,
    /// Change.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// The method of that name: in upper case, unless any case is tolerated.
    pub fn parse(name: &str, tolerances: &Tolerances) -> Option<Self> {
        [Self::Post, Self::Put, Self::Patch, Self::Delete].into_iter().find(|method| {
            method.as_str() == name
                || (tolerances.loose_bulk && method.as_str().eq_ignore_ascii_case(name))
        })
    }

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The HTTP status of its success.
    pub const fn success(self) -> u16 {
        match self {
            Self::Post => 201,
            Self::Put | Self::Patch => 200,
            Self::Delete => 204,
        }
    }
}

/// A bulk request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkRequest {
    /// After how many failed operations the rest is not processed.
    pub fail_on_errors: Option<NonZeroUsize>,
    /// The operations.
    pub operations: Vec<BulkOperation>,
}

/// One operation as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkOperation {
    /// The HTTP method as it was sent: one of [`Method`], or not.
    pub method: String,
    /// What other operations call the resource that this one creates.
    pub bulk_id: Option<String>,
    /// The endpoint of the resource or of its type.
    pub path: String,
    /// The version the resource must have: an entity tag.
    pub version: Option<String>,
    /// What the body of a single request would be.
    pub data: Option<Value>,
}

/// Why a bulk request is refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BulkError {
    /// The message is not that of a bulk request.
    #[error("{problem}")]
    Envelope {
        /// What is wrong with it.
        problem: String,
    },
    /// An operation is not of the message's shape.
    #[error("operation {}: {problem}", index + 1)]
    Operation {
        /// Which, from 0.
        index: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Two operations create resources under one name.
    #[error("operation {}: the bulkId `{id}` is another operation's too; each POST needs its own", index + 1)]
    Duplicate {
        /// The second of them, from 0.
        index: usize,
        /// The name.
        id: String,
    },
}

impl BulkRequest {
    /// Opens a bulk request. The names of members may be in any case, null is absent, and members the RFC does
    /// not define are ignored.
    pub fn read(mut body: Map<String, Value>, tolerances: &Tolerances) -> Result<Self, BulkError> {
        if !is(BULK_REQUEST, take(&mut body, "schemas").as_ref(), tolerances) {
            return Err(envelope(format!(
                "the `schemas` of a bulk request must be an array with `{BULK_REQUEST}`"
            )));
        }
        let fail_on_errors = fail_on_errors(take(&mut body, "failOnErrors").as_ref())?;
        let Some(Value::Array(operations)) = take(&mut body, "Operations") else {
            return Err(envelope("a bulk request needs `Operations`, an array".to_owned()));
        };
        let operations = operations.into_iter().enumerate().map(|(index, operation)| {
            read(operation).map_err(|problem| BulkError::Operation { index, problem })
        });
        let operations: Vec<BulkOperation> = operations.collect::<Result<_, _>>()?;
        check_ids(&operations, tolerances)?;
        Ok(Self { fail_on_errors, operations })
    }
}

fn fail_on_errors(value: Option<&Value>) -> Result<Option<NonZeroUsize>, BulkError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(number) => {
            let count = number.as_u64().map(|count| usize::try_from(count).unwrap_or(usize::MAX));
            let count = count.and_then(NonZeroUsize::new).ok_or_else(|| {
                envelope("`failOnErrors` must be a whole number of at least 1".to_owned())
            })?;
            Ok(Some(count))
        }
    }
}

fn read(operation: Value) -> Result<BulkOperation, &'static str> {
    let Value::Object(mut members) = operation else {
        return Err("must be an object with `method` and `path`");
    };
    Ok(BulkOperation {
        method: text(&mut members, "method", "`method` must be a string")?
            .ok_or("`method` is missing")?,
        bulk_id: text(&mut members, "bulkId", "`bulkId` must be a string")?,
        path: text(&mut members, "path", "`path` must be a string")?.ok_or("`path` is missing")?,
        version: text(&mut members, "version", "`version` must be a string")?,
        data: take(&mut members, "data").filter(|data| !data.is_null()),
    })
}

fn text(
    members: &mut Map<String, Value>,
    name: &str,
    problem: &'static str,
) -> Result<Option<String>, &'static str> {
    match take(members, name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(problem),
    }
}

/// Only a POST makes something that can be named; what others carry is handed back and means nothing.
fn check_ids(operations: &[BulkOperation], tolerances: &Tolerances) -> Result<(), BulkError> {
    let mut seen = HashSet::new();
    for (index, operation) in operations.iter().enumerate() {
        let creates = Method::parse(&operation.method, tolerances) == Some(Method::Post);
        let Some(id) = operation.bulk_id.as_deref().filter(|_| creates) else { continue };
        if !seen.insert(id) {
            return Err(BulkError::Duplicate { index, id: excerpt(id) });
        }
    }
    Ok(())
}

fn envelope(problem: String) -> BulkError {
    BulkError::Envelope { problem }
}

/// The message of a PATCH in a bulk request: the whole PatchOp (RFC 7644 erratum 5050), or, where tolerated,
/// the bare array of its operations or one bare operation. `None` if it is none of these.
pub fn patch_message(data: Value, tolerances: &Tolerances) -> Option<Map<String, Value>> {
    let operations = match data {
        Value::Object(members) => {
            let bare = |name: &String| name.eq_ignore_ascii_case("op");
            if !(tolerances.loose_bulk && members.keys().any(bare)) {
                return Some(members);
            }
            json!([members])
        }
        Value::Array(operations) if tolerances.loose_bulk => Value::Array(operations),
        _ => return None,
    };
    let mut message = Map::new();
    message.insert("schemas".to_owned(), json!([PATCH_OP]));
    message.insert("Operations".to_owned(), operations);
    Some(message)
}
