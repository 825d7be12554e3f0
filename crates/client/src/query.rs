//! What a list is asked for (RFC 7644 §3.4.2).

use serde_json::{Map, Value, json};

use crate::{Endpoint, Projection};

/// Which resources a list looks among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Those of one type: `/Users`.
    One(Endpoint),
    /// Those of every type: the base URL itself (RFC 7644 §3.4.2.1).
    All,
}

impl From<Endpoint> for Among {
    fn from(endpoint: Endpoint) -> Self {
        Self::One(endpoint)
    }
}

impl Among {
    /// The path segments after the base URL.
    pub(crate) fn segments(self) -> impl Iterator<Item = &'static str> {
        let endpoint = match self {
            Self::One(endpoint) => Some(endpoint.as_str()),
            Self::All => None,
        };
        endpoint.into_iter()
    }
}

/// The parameters of a list; those left out are not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Which resources (RFC 7644 §3.4.2.2): `userName eq "ada@example.com"`.
    pub filter: Option<String>,
    /// The first of them, counted from 1.
    pub start_index: Option<u64>,
    /// How many at most.
    pub count: Option<u64>,
    /// The attribute they are sorted by (RFC 7644 §3.4.2.3).
    pub sort_by: Option<String>,
    /// Sorted from the last to the first.
    pub descending: bool,
    /// Where a page begins (RFC 9865): the `nextCursor` of the page before, empty for the first.
    pub cursor: Option<String>,
    /// Which attributes are shown of each.
    pub projection: Projection,
}

impl ListQuery {
    /// The resources that match a filter.
    pub fn filtered(filter: impl Into<String>) -> Self {
        Self { filter: Some(filter.into()), ..Self::default() }
    }

    /// The parameters by name.
    pub(crate) fn parameters(&self) -> Vec<(&'static str, String)> {
        let start_index = self.start_index.map(|index| index.to_string());
        let count = self.count.map(|count| count.to_string());
        [
            ("filter", self.filter.clone()),
            ("startIndex", start_index),
            ("count", count),
            ("sortBy", self.sort_by.clone()),
            ("sortOrder", self.descending.then(|| "descending".to_owned())),
            ("cursor", self.cursor.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .chain(self.projection.parameter())
        .collect()
    }

    /// The message of a search (RFC 7644 §3.4.3).
    pub(crate) fn message(&self) -> Value {
        let mut message = Map::new();
        message.insert(
            "schemas".to_owned(),
            json!(["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]),
        );
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                message.insert(name.to_owned(), value);
            }
        };
        put("filter", self.filter.as_deref().map(Value::from));
        put("startIndex", self.start_index.map(Value::from));
        put("count", self.count.map(Value::from));
        put("sortBy", self.sort_by.as_deref().map(Value::from));
        put("sortOrder", self.descending.then(|| Value::from("descending")));
        put("cursor", self.cursor.as_deref().map(Value::from));
        if let Some((name, attributes)) = self.projection.member() {
            put(name, Some(json!(attributes)));
        }
        Value::Object(message)
    }
}
