//! The path of an operation: which type of resource, and which resource.

use percent_encoding::percent_decode_str;
use scim::bulk::in_path;

use crate::model::Kind;

/// A resource as a path names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// By its id, as it was sent.
    Id(String),
    /// By the `bulkId` of the operation that creates it.
    BulkId(String),
}

/// Reads a path: relative to the base URL of the directory, with a slash before it or without, or a whole URL
/// of the directory. `None` if it is neither a type of resource nor a resource.
pub(super) fn read(path: &str, base: &str) -> Option<(Kind, Option<Name>)> {
    let relative = path.strip_prefix(base).unwrap_or(path);
    let relative = relative.strip_prefix('/').unwrap_or(relative);
    let (endpoint, rest) = match relative.split_once('/') {
        Some((endpoint, rest)) => (endpoint, Some(rest)),
        None => (relative, None),
    };
    let kind = [Kind::User, Kind::Group]
        .into_iter()
        .find(|kind| kind.endpoint().strip_prefix('/') == Some(endpoint))?;
    let name = match rest {
        None | Some("") => None,
        // A bulkId may hold anything, an id no more than is left of a path.
        Some(rest) => Some(match in_path(rest) {
            Some(name) => Name::BulkId(name.to_owned()),
            None => Name::Id(id(rest)?),
        }),
    };
    Some((kind, name))
}

/// An id, or what can only be unknown: not another endpoint, not a query. A path is part of a URI, so
/// what is percent-encoded in it stands for itself.
fn id(rest: &str) -> Option<String> {
    let id = rest.strip_suffix('/').unwrap_or(rest);
    let plain = !id.contains(['/', '?', '#']) && !id.starts_with('.');
    let decoded = percent_decode_str(id).decode_utf8().ok().filter(|_| plain)?;
    Some(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://rollcall.test/scim/directory/1";

    #[test]
    fn paths_are_relative_or_of_this_directory() {
        let ada = || Some(Name::Id("ada".to_owned()));
        let made = || Some(Name::BulkId("a/b".to_owned()));
        for (path, named) in [
            ("/Users", (Kind::User, None)),
            ("Groups", (Kind::Group, None)),
            ("/Users/", (Kind::User, None)),
            ("/Users/ada", (Kind::User, ada())),
            ("Groups/ada/", (Kind::Group, ada())),
            ("/Users/%61da", (Kind::User, ada())),
            ("/Users/bulkId:a/b", (Kind::User, made())),
            ("https://rollcall.test/scim/directory/1/Users/ada", (Kind::User, ada())),
        ] {
            assert_eq!(read(path, BASE), Some(named), "{path}");
        }
    }

    #[test]
    fn other_endpoints_have_no_place_in_a_bulk_request() {
        for path in [
            "",
            "/",
            "/Bulk",
            "/Me",
            "/users",
            "/.search",
            "/Users/.search",
            "/Users?count=1",
            "/Users/ada?attributes=id",
            "/Groups/engines/members",
            "https://rollcall.test/scim/directory/2/Users",
        ] {
            assert_eq!(read(path, BASE), None, "{path}");
        }
    }
}
