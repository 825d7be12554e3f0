//! The spelling of paths: repeated slashes are one, a slash at the end is none (`//Users/` is `/Users`).
//! Clients build URLs from a base URL that people paste with or without a slash. The version of the protocol that is
//! spoken here may stand before the endpoint, `/v2/Users`, and means nothing (RFC 7644 §3.13).

use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use percent_encoding::percent_decode_str;

/// The path is not UTF-8 once percent-decoded, so it names nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// The version of the protocol, as a segment of a path.
const VERSION: &str = "/v2";

/// Where it may stand: `/scim/directory/{directoryId}/v2`.
const PLACE_OF_VERSION: usize = 3;

/// Puts the path of a URI into its plain spelling. The query is left as it is.
pub(crate) fn normalize(uri: &mut Uri) -> Result<(), NotUtf8> {
    let path = uri.path();
    if path.contains('%') && percent_decode_str(path).decode_utf8().is_err() {
        return Err(NotUtf8);
    }
    let plain = !path.contains("//") && (path.len() <= 1 || !path.ends_with('/'));
    if plain && !path.contains(VERSION) {
        return Ok(());
    }
    let versioned = is_versioned(path);
    let mut plain = String::with_capacity(path.len());
    for (at, segment) in segments(path).enumerate() {
        if versioned && at == PLACE_OF_VERSION {
            continue;
        }
        plain.push('/');
        plain.push_str(segment);
    }
    if plain.is_empty() {
        plain.push('/');
    }
    if let Some(query) = uri.query() {
        plain.push('?');
        plain.push_str(query);
    }
    // The parts come from a URI, so they make one again.
    if let Ok(plain) = PathAndQuery::try_from(plain) {
        let mut parts = std::mem::take(uri).into_parts();
        parts.path_and_query = Some(plain);
        *uri = Uri::from_parts(parts).unwrap_or_default();
    }
    Ok(())
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

fn is_versioned(path: &str) -> bool {
    segments(path).take(2).eq(["scim", "directory"])
        && segments(path).nth(PLACE_OF_VERSION) == VERSION.strip_prefix('/')
}

#[cfg(test)]
mod tests;
