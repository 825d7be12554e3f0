//! What requests may cost, as the `[limits]` table of the file says it.

use std::num::{NonZeroU64, NonZeroUsize};
use std::time::Duration;

use directory::Settings;
use serde::Deserialize;

use super::BaseUrl;

/// The bounds the service goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Those of the protocol.
    pub(crate) scim: scim::Limits,
    /// Those of HTTP.
    pub(crate) http: scim_http::Options,
    /// How many resources a query may read to find those that match.
    pub(crate) scan: u64,
    /// How many members of groups, and groups of users, one answer may show.
    pub(crate) members_in_answer: usize,
    /// How many operations a bulk request may hold.
    pub(crate) bulk_operations: usize,
    /// How large a bulk request may be, in bytes.
    pub(crate) bulk_bytes: usize,
}

impl Limits {
    /// The settings of a service that is reached at a URL.
    pub(crate) fn settings(&self, base_url: &BaseUrl) -> Settings {
        Settings {
            limits: self.scim.clone(),
            scan: self.scan,
            members_in_answer: self.members_in_answer,
            bulk_operations: self.bulk_operations,
            bulk_bytes: self.bulk_bytes,
            ..Settings::new(base_url.as_str())
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        LimitsTable::default().into()
    }
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
    resource_bytes: Option<NonZeroUsize>,
    scan: Option<NonZeroU64>,
    members_in_answer: Option<NonZeroUsize>,
    bulk_operations: Option<NonZeroUsize>,
    bulk_bytes: Option<NonZeroUsize>,
}

impl From<LimitsTable> for Limits {
    fn from(table: LimitsTable) -> Self {
        // The URL is not among the bounds.
        let settings = Settings::new("");
        let default = settings.limits;
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
                resource_bytes: or(table.resource_bytes, default.resource_bytes),
            },
            http: scim_http::Options {
                body_limit: or(table.body_bytes, http.body_limit),
                request_timeout: timeout.unwrap_or(http.request_timeout),
                ..http
            },
            scan: table.scan.map_or(settings.scan, NonZeroU64::get),
            members_in_answer: or(table.members_in_answer, settings.members_in_answer),
            bulk_operations: or(table.bulk_operations, settings.bulk_operations),
            bulk_bytes: or(table.bulk_bytes, settings.bulk_bytes),
        }
    }
}
