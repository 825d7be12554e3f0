//! Media types: `application/scim+json` and `application/json`, in both directions (RFC 7644 §3.8).

use axum::http::{HeaderMap, HeaderValue, header};

use crate::problem::Problem;

/// The media type of an answer. The bytes are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/scim+json`: the default.
    ScimJson,
    /// `application/json`: where the client would rather have it.
    Json,
}

impl MediaType {
    /// The value of `Content-Type`.
    pub(crate) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.name())
    }

    const fn name(self) -> &'static str {
        match self {
            Self::ScimJson => "application/scim+json",
            Self::Json => "application/json",
        }
    }
}

/// How much the client wants a type: by its `q`, then by how exactly it was named.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Weight {
    q: f32,
    exactness: u8,
}

/// The media type to answer in, by the `Accept` headers (RFC 9110 §12.5.1). Of two that are wanted alike it is
/// `application/scim+json`.
pub(crate) fn answer(headers: &HeaderMap) -> Result<MediaType, Problem> {
    // What nearly every client sends needs no weighing.
    let mut accepted = headers.get_all(header::ACCEPT).iter();
    if let (Some(only), None) = (accepted.next(), accepted.next())
        && only == MediaType::ScimJson.name()
    {
        return Ok(MediaType::ScimJson);
    }
    let anything = headers.get_all(header::ACCEPT).iter().all(HeaderValue::is_empty);
    match (weight(headers, MediaType::ScimJson.name()), weight(headers, MediaType::Json.name())) {
        _ if anything => Ok(MediaType::ScimJson),
        (scim_json, json) if scim_json.q > 0.0 && scim_json >= json => Ok(MediaType::ScimJson),
        (_, json) if json.q > 0.0 => Ok(MediaType::Json),
        (scim_json, _) if scim_json.q > 0.0 => Ok(MediaType::ScimJson),
        _ => Err(Problem::not_acceptable()),
    }
}

/// Whether whoever asks would rather read a page than JSON: browsers name `text/html`, programs do not.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let html = weight(headers, "text/html");
    html.exactness > ANYTHING && html.q > 0.0 && html.q >= weight(headers, MediaType::Json.name()).q
}

/// How much a type is wanted; not at all if no range covers it.
fn weight(headers: &HeaderMap, media_type: &str) -> Weight {
    let mut weight = None;
    for range in headers.get_all(header::ACCEPT).iter().flat_map(|value| {
        value.to_str().unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty())
    }) {
        weigh(range, media_type, &mut weight);
    }
    weight.unwrap_or_default()
}

/// How exactly `*/*` names a type.
const ANYTHING: u8 = 1;

/// The most exact range that covers a type decides its weight.
fn weigh(range: &str, media_type: &str, weight: &mut Option<Weight>) {
    let mut parts = range.split(';').map(str::trim);
    let family = |name: &str| {
        let (kind, _) = media_type.split_once('/').unwrap_or_default();
        name.strip_suffix("/*").is_some_and(|named| named.eq_ignore_ascii_case(kind))
    };
    let exactness = match parts.next().unwrap_or_default() {
        name if name.eq_ignore_ascii_case(media_type) => 3,
        name if family(name) => 2,
        "*/*" => ANYTHING,
        _ => return,
    };
    let q = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .map_or(1.0, |(_, q)| q.trim().parse().unwrap_or(0.0));
    if weight.is_none_or(|known| known.exactness < exactness) {
        *weight = Some(Weight { q, exactness });
    }
}

/// Checks that a body is in a type that is understood. Many scripts send none: that is taken for JSON.
pub(crate) fn body(headers: &HeaderMap) -> Result<(), Problem> {
    let coded = |value: &HeaderValue| !value.as_bytes().eq_ignore_ascii_case(b"identity");
    if headers.get(header::CONTENT_ENCODING).is_some_and(coded) {
        return Err(Problem::unsupported_coding());
    }
    let Some(sent) = headers.get(header::CONTENT_TYPE) else { return Ok(()) };
    let name = sent.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let known = [MediaType::ScimJson, MediaType::Json]
        .iter()
        .any(|media_type| name.eq_ignore_ascii_case(media_type.name()));
    if known { Ok(()) } else { Err(Problem::unsupported_media_type()) }
}

#[cfg(test)]
mod tests;
