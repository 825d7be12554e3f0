//! The schemas that come with the crate, read from the JSON documents in `schemas/`.
//!
//! They follow RFC 7643 §8.7 where it agrees with the RFC's own prose, and the prose where it does
//! not: `Group.displayName` is required (§4.2), `members.display` and `addresses.primary` are
//! defined, ids, references and binaries are case-exact (§2.3.6, §2.3.7).

use std::sync::{Arc, LazyLock};

use super::Schema;

/// A schema of the crate's own, parsed once.
macro_rules! document {
    ($file:literal) => {{
        static DOCUMENT: LazyLock<Arc<Schema>> =
            LazyLock::new(|| parse(include_str!(concat!("../../schemas/", $file))));
        &DOCUMENT
    }};
}

#[expect(clippy::expect_used, reason = "the document is part of the crate, and a test parses each")]
fn parse(document: &str) -> Arc<Schema> {
    Arc::new(serde_json::from_str(document).expect("the crate's own schemas are valid"))
}

/// The common attributes `schemas`, `id`, `externalId`, `meta` (RFC 7643 §3, §3.1), which no schema lists.
pub fn common() -> &'static Schema {
    document!("common.json")
}

/// The `User` of RFC 7643 §4.1.
pub fn user() -> Arc<Schema> {
    Arc::clone(document!("user.json"))
}

/// The `Group` of RFC 7643 §4.2.
pub fn group() -> Arc<Schema> {
    Arc::clone(document!("group.json"))
}

/// The enterprise extension of a `User` (RFC 7643 §4.3).
pub fn enterprise_user() -> Arc<Schema> {
    Arc::clone(document!("enterprise_user.json"))
}

/// Atlassian's extension: the account a user is linked to.
pub fn atlassian_external() -> Arc<Schema> {
    Arc::clone(document!("atlassian_external.json"))
}

/// The `User` as Atlassian publishes it, with the `department` and `organization` it keeps unlisted.
pub fn atlassian_user() -> Arc<Schema> {
    Arc::clone(document!("atlassian_user.json"))
}

/// The `Group` as Atlassian publishes it.
pub fn atlassian_group() -> Arc<Schema> {
    Arc::clone(document!("atlassian_group.json"))
}

/// The enterprise extension as Atlassian publishes it.
pub fn atlassian_enterprise_user() -> Arc<Schema> {
    Arc::clone(document!("atlassian_enterprise_user.json"))
}

#[cfg(test)]
mod tests;
