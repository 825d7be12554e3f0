//! What the server says it offers (RFC 7644 §4), so that only that is asked of it.

use client::{Client, Method, RawRequest};
use serde_json::Value;

use crate::Error;

/// What a server offers. One that does not say is taken to have PATCH, filters and groups, and nothing else.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each field is one independent offer")]
pub(crate) struct Offers {
    /// PATCH (RFC 7644 §3.5.2).
    pub(crate) patch: bool,
    /// Filters (RFC 7644 §3.4.2.2).
    pub(crate) filter: bool,
    /// Pages by cursor (RFC 9865).
    pub(crate) cursor: bool,
    /// Pages by index (RFC 7644 §3.4.2.4).
    pub(crate) index: bool,
    /// How many operations a Bulk may have, if there is Bulk (RFC 7644 §3.7).
    pub(crate) bulk: Option<Bulk>,
    /// Groups.
    pub(crate) groups: bool,
}

/// The limits of Bulk (RFC 7643 §5).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bulk {
    /// How many operations one request may have.
    pub(crate) operations: usize,
    /// How many bytes one request may have.
    pub(crate) bytes: usize,
}

impl Offers {
    /// Asks the server.
    pub(crate) async fn ask(client: &Client) -> Result<Self, Error> {
        let config = document(client, "/ServiceProviderConfig").await?;
        let types = document(client, "/ResourceTypes").await?;
        Ok(Self::read(&config, &types))
    }

    /// Reads what discovery answered; null is what could not be read.
    fn read(config: &Value, types: &Value) -> Self {
        let supported = |name: &str, unsaid: bool| {
            let said = config.pointer(&format!("/{name}/supported")).and_then(Value::as_bool);
            said.unwrap_or(unsaid && config.is_null())
        };
        let number = |pointer: &str| {
            let number = config.pointer(pointer).and_then(Value::as_u64);
            number.and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX)
        };
        let paging =
            |name: &str| config.pointer(&format!("/pagination/{name}")).and_then(Value::as_bool);
        let bulk = Bulk {
            operations: number("/bulk/maxOperations"),
            bytes: number("/bulk/maxPayloadSize"),
        };
        Self {
            patch: supported("patch", true),
            filter: supported("filter", true),
            cursor: paging("cursor").unwrap_or(false),
            index: paging("index").unwrap_or(true),
            bulk: supported("bulk", false).then_some(bulk),
            groups: has_groups(types),
        }
    }
}

fn has_groups(types: &Value) -> bool {
    let Some(types) = types.get("Resources").and_then(Value::as_array) else { return true };
    types
        .iter()
        .filter_map(|one| one.get("endpoint").and_then(Value::as_str))
        .any(|endpoint| endpoint.trim_end_matches('/').ends_with("/Groups"))
}

/// A document of discovery; null if the server has none. A key that is refused here would be refused everywhere.
async fn document(client: &Client, path: &'static str) -> Result<Value, Error> {
    let doing = "asking the server what it offers";
    let answer = client.exchange(RawRequest::new(Method::GET, path)).await;
    let answer = answer.map_err(Error::preparing(doing))?;
    if matches!(answer.status, 401 | 403) {
        let problem = format!("{path} was refused with {}", answer.status);
        return Err(Error::Odd { doing, problem });
    }
    Ok(serde_json::from_str(&answer.body).ok().filter(|_| answer.status == 200).unwrap_or_default())
}
