//! Attribute paths (RFC 7644 §3.5.2, §3.10).

use scim::path::{PathError, Reference};
use scim::{Path, Tolerances};

use crate::filter::{check_error, check_message};
use crate::setting::{Setting, roomy};

/// A path is refused with a place in it, or prints as what parses back, means the same to the strict parser as
/// to every other, and is the reference that it names where it names no more.
pub fn path(data: &[u8]) {
    let (Setting { of, tolerances, limits, .. }, text) = Setting::take(data);
    let text = &*String::from_utf8_lossy(text);
    let reference = Reference::parse(text, of, tolerances);
    match Path::parse(text, of, tolerances, limits) {
        Ok(path) => {
            let printed = path.display(of).to_string();
            let again = Path::parse(&printed, of, &Tolerances::none(), &roomy());
            assert_eq!(again.as_ref(), Ok(&path), "printed as {printed}");
            match path {
                Path::Attribute(found) => {
                    assert_eq!(reference.as_ref(), Ok(&found), "it is another attribute");
                    assert_eq!(found.display(of).to_string(), printed);
                }
                Path::Extension(_) | Path::Values { .. } => {
                    assert!(reference.is_err(), "it is more than an attribute");
                }
            }
        }
        Err(error) => check_refusal(text, &error),
    }
    if let Err(error) = reference {
        check_refusal(text, &error);
    }
    if let Ok(strict) = Path::parse(text, of, &Tolerances::none(), limits) {
        let tolerant = Path::parse(text, of, &Tolerances::all(), limits);
        assert_eq!(tolerant, Ok(strict), "tolerance changed what it means");
    }
}

fn check_refusal(text: &str, error: &PathError) {
    check_message(text.len(), error);
    match error {
        PathError::Malformed { path, at, .. } => {
            let characters = text.chars().count();
            assert!(text.starts_with(path), "the message speaks of another path");
            assert!((1..=characters + 1).contains(at), "{at} is no place in it");
        }
        PathError::Unknown { path, .. } => {
            assert!(text.starts_with(path), "the message speaks of another path");
        }
        PathError::Filter { source, .. } => check_error(text, source),
    }
}
