//! The schemas that come with the crate, read from the JSON documents in `schemas/`.

use super::Schema;

/// The common attributes `schemas`, `id`, `externalId`, `meta` (RFC 7643 §3, §3.1), which no schema lists.
pub fn common() -> Schema {
    todo!()
}
