//! Conditions on the version of a resource: `If-Match` and `If-None-Match` (RFC 7644 §3.14).
//!
//! Tags are weak, and compared by their opaque part alone: strong comparison, as HTTP has it for
//! `If-Match`, would never succeed.

use std::io::Write as _;

/// What an `If-Match` or `If-None-Match` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `*`: any version.
    Any,
    /// One of these versions; a tag that is none of ours matches nothing.
    OneOf(Vec<u64>),
}

impl Condition {
    /// Reads the value of the header. `None` if it is not a list of entity tags (RFC 9110 §8.8.3).
    pub fn parse(header: &str) -> Option<Self> {
        if header.trim() == "*" {
            return Some(Self::Any);
        }
        let mut versions = Vec::new();
        let mut rest = header.trim();
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            // A tag may hold a comma, but no quote.
            let quoted = rest.strip_prefix("W/").unwrap_or(rest).strip_prefix('"')?;
            let (opaque, after) = quoted.split_once('"')?;
            versions.extend(version_of(opaque));
            let after = after.trim_start();
            rest = after.trim_start_matches([',', ' ', '\t']);
            if rest.len() == after.len() && !rest.is_empty() {
                return None;
            }
        }
        Some(Self::OneOf(versions))
    }

    /// Whether it names this version.
    pub fn names(&self, version: u64) -> bool {
        match self {
            Self::Any => true,
            Self::OneOf(versions) => versions.contains(&version),
        }
    }
}

/// The tag of a version, as it stands in `ETag` and `meta.version`.
pub fn tag(version: u64) -> String {
    format!("W/\"{version}\"")
}

/// Appends the same tag as a string of JSON.
pub(crate) fn write_tag(out: &mut Vec<u8>, version: u64) {
    // Writing to memory can't fail.
    let _ = write!(out, "\"W/\\\"{version}\\\"\"");
}

/// Only the spelling [`tag`] writes is a version.
fn version_of(opaque: &str) -> Option<u64> {
    opaque.parse().ok().filter(|version: &u64| version.to_string() == opaque)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        for header in
            ["W/\"3\"", "\"3\"", " \"x\" , W/\"3\"", "\"a,b\", ,\"3\",", "*", "\"3\",\"4\""]
        {
            assert!(Condition::parse(header).unwrap().names(3), "{header}");
        }
        for header in ["W/\"4\"", "\"03\"", "\"+3\"", "\"\"", "W/\"3 \""] {
            assert!(!Condition::parse(header).unwrap().names(3), "{header}");
        }
        assert!(Condition::parse(&tag(3)).unwrap().names(3));
    }

    #[test]
    fn what_is_no_list_of_tags_is_no_condition() {
        for header in ["", "3", "W/3", "\"3", "w/\"3\"", "\"3\" \"4\"x"] {
            assert_eq!(Condition::parse(header), None, "{header}");
        }
    }
}
