//! The same-origin rule: what a page of another site makes a browser send is refused before anything is looked at.
//!
//! No cookie is ever set, so that a browser has nothing to lend to another site; the rule holds all the same, and holds where a
//! password manager fills a key into a form.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::problem::Problem;

/// Where a browser says a request comes from, on safe connections (W3C Fetch Metadata).
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses what another site's page sends. Programs that are no browsers send neither header, and pass.
pub(crate) fn refuse_cross_site(headers: &HeaderMap) -> Result<(), Problem> {
    let same = match (only(headers, &SEC_FETCH_SITE), only(headers, &header::ORIGIN)) {
        // `none` is the user: an address that was typed, a bookmark.
        (Sent::One(site), _) if site != "same-origin" && site != "none" => false,
        (Sent::Several, _) | (_, Sent::Several) => false,
        (_, Sent::One(origin)) => only(headers, &header::HOST).is_host_of(origin),
        (_, Sent::Nothing) => true,
    };
    if same { Ok(()) } else { Err(Problem::cross_site()) }
}

/// A header that should come once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent<'a> {
    Nothing,
    One(&'a str),
    Several,
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Sent<'a> {
    let mut sent = headers.get_all(name).iter().map(HeaderValue::to_str);
    match (sent.next(), sent.next()) {
        (None, _) => Sent::Nothing,
        (Some(Ok(value)), None) => Sent::One(value.trim()),
        _ => Sent::Several,
    }
}

impl Sent<'_> {
    /// Whether this `Host` is that of an `Origin`. The scheme is not compared: a proxy may speak TLS for us.
    fn is_host_of(self, origin: &str) -> bool {
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        matches!((self, host), (Self::One(own), Some(host)) if own.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests;
