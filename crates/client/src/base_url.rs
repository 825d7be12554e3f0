//! Where a service is.

use reqwest::Url;

use crate::Error;

/// Reads the base URL of a service: `https://host/scim/v2`. Plain HTTP is for services on this machine, or behind a
/// network that is trusted.
pub(crate) fn parse(text: &str) -> Result<Url, Error> {
    Url::parse(text.trim())
        .ok()
        .filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
        .filter(|url| url.username().is_empty() && url.password().is_none())
        .ok_or_else(|| Error::BaseUrl { url: text.to_owned() })
}

/// The SCIM base URL of a directory of Atlassian's cloud.
pub fn atlassian(directory_id: &str) -> String {
    format!("https://api.atlassian.com/scim/directory/{directory_id}")
}

/// The path segment that the id of a directory follows, in Rollcall's base URLs and in Atlassian's.
const DIRECTORY: &str = "/scim/directory/";

/// The part of a SCIM base URL that the administration API is below, and the id of its directory.
pub(crate) fn split_directory(base: &Url) -> Option<(Url, &str)> {
    let (before, after) = base.path().split_once(DIRECTORY)?;
    let id = after.split('/').next().filter(|id| !id.is_empty())?;
    let mut service = base.clone();
    service.set_query(None);
    service.set_path(before);
    Some((service, id))
}

/// What segments name below a base URL. Each is one segment, whatever it holds. One that is empty, or that URLs
/// take for "here" or "above", would name something else: the collection in place of one of its resources.
pub(crate) fn below<'a>(
    base: &Url,
    segments: impl IntoIterator<Item = &'a str>,
) -> Result<Url, Error> {
    let mut url = base.clone();
    url.set_query(None);
    // Every URL with a host has a path.
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty();
        for segment in segments {
            if matches!(segment, "" | "." | "..") {
                return Err(Error::Id { id: segment.to_owned() });
            }
            path.push(segment);
        }
    }
    Ok(url)
}
