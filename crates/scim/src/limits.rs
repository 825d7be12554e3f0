//! Bounds on what a request may cost, checked before the work is done.

/// The bounds of one service. Every refusal names the bound it enforces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How deep JSON may nest.
    pub json_depth: usize,
    /// How long a filter may be, in bytes.
    pub filter_bytes: usize,
    /// How many comparisons and presence tests a filter may hold.
    pub filter_terms: usize,
    /// How deep a filter's brackets may nest.
    pub filter_depth: usize,
    /// How many operations one PATCH may hold.
    pub patch_operations: usize,
    /// How many group members one request may name.
    pub members: usize,
    /// How large a resource may grow, in bytes of its JSON, members and groups aside.
    pub resource_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            json_depth: 32,
            filter_bytes: 8 * 1024,
            filter_terms: 128,
            filter_depth: 32,
            patch_operations: 1_000,
            members: 10_000,
            resource_bytes: 1024 * 1024,
        }
    }
}
