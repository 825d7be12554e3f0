//! What requests may cost, as the `[limits]` table of the file says it.

use std::num::{NonZeroU64, NonZeroUsize};
use std::time::Duration;

use serde::Deserialize;

/// The bounds the service goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Those of the protocol.
    pub(crate) scim: scim::Limits,
    /// Those of HTTP.
    pub(crate) http: scim_http::Options,
}

/// The table. What it leaves out keeps its default. None can be zero: nothing would be accepted.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct LimitsTable {
    body_bytes: Option<NonZeroUsize>,
    request_timeout_seconds: Option<NonZeroU64>,
    json_depth: Option<NonZeroUsize>,
    filter_bytes: Option<NonZeroUsize>,
    filter_terms: Option<NonZeroUsize>,
    filter_depth: Option<NonZeroUsize>,
    patch_operations: Option<NonZeroUsize>,
    members: Option<NonZeroUsize>,
}

impl From<LimitsTable> for Limits {
    fn from(table: LimitsTable) -> Self {
        let default = scim::Limits::default();
        let http = scim_http::Options::default();
        let timeout = table.request_timeout_seconds.map(|s| Duration::from_secs(s.get()));
        let or = |said: Option<NonZeroUsize>, default| said.map_or(default, NonZeroUsize::get);
        Self {
            scim: scim::Limits {
                json_depth: or(table.json_depth, default.json_depth),
                filter_bytes: or(table.filter_bytes, default.filter_bytes),
                filter_terms: or(table.filter_terms, default.filter_terms),
                filter_depth: or(table.filter_depth, default.filter_depth),
                patch_operations: or(table.patch_operations, default.patch_operations),
                members: or(table.members, default.members),
            },
            http: scim_http::Options {
                body_limit: or(table.body_bytes, http.body_limit),
                request_timeout: timeout.unwrap_or(http.request_timeout),
                ..http
            },
        }
    }
}
