//! The `Prefer` header (RFC 7240): whether a change shall be answered without the resource.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use directory::Wanted;

/// The header that says which preference was met.
pub(super) const APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// Its value.
pub(super) const MINIMAL: HeaderValue = HeaderValue::from_static("return=minimal");

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// Whether a change shall be answered without the resource, and what of it is wanted then: nothing, so that
/// no members are read for nobody. A client that names attributes wants to see them
/// (RFC 7644 §3.5.2).
pub(super) fn minimal(headers: &HeaderMap, wanted: Wanted) -> (bool, Wanted) {
    if wanted.attributes.is_some() || !asks_minimal(headers) {
        return (false, wanted);
    }
    (true, Wanted::nothing())
}

/// `Prefer: return=minimal`, by the first `return` that is sent (RFC 7240 §2).
fn asks_minimal(headers: &HeaderMap) -> bool {
    headers
        .get_all(PREFER)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|preference| preference.split(';').next()?.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("return"))
        .is_some_and(|(_, value)| value.trim().trim_matches('"').eq_ignore_ascii_case("minimal"))
}

#[cfg(test)]
mod tests;
