//! Who asks: from the `Authorization` header to a caller (RFC 6750 §2.1).

use axum::http::{HeaderMap, header};

/// The bearer token a request carries: `None` without an `Authorization` header, empty for a header that holds none,
/// which no key matches.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut sent = headers.get_all(header::AUTHORIZATION).iter();
    let credentials = sent.next()?;
    if sent.next().is_some() {
        return Some("");
    }
    Some(credentials.to_str().ok().and_then(token).unwrap_or_default())
}

/// The scheme is compared without case (RFC 9110 §11.1).
fn token(credentials: &str) -> Option<&str> {
    let (scheme, token) = credentials.trim().split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests;
