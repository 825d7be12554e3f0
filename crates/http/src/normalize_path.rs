//! The spelling of paths: repeated slashes are one, a slash at the end is none (`//Users/` is `/Users`).
//! Clients build URLs from a base URL that people paste with or without a slash.

use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use percent_encoding::percent_decode_str;

/// The path is not UTF-8 once percent-decoded, so it names nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8;

/// Puts the path of a URI into its plain spelling. The query is left as it is.
pub(crate) fn normalize(uri: &mut Uri) -> Result<(), NotUtf8> {
    let path = uri.path();
    if path.contains('%') && percent_decode_str(path).decode_utf8().is_err() {
        return Err(NotUtf8);
    }
    if !path.contains("//") && (path.len() <= 1 || !path.ends_with('/')) {
        return Ok(());
    }
    let mut plain = String::with_capacity(path.len());
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
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

#[cfg(test)]
mod tests;
