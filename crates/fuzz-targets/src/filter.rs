//! Filters (RFC 7644 §3.4.2.2).

use scim::filter::FilterError;
use scim::{Filter, Resource, Tolerances};

use crate::setting::{Setting, roomy};

/// A filter is refused with a place in it, or keeps its limits, prints as what parses back, matches as its
/// text does, and means the same to the strict parser, if that takes it, as to every other.
pub fn filter(data: &[u8]) {
    let (setting, text) = Setting::take(data);
    let text = &*String::from_utf8_lossy(text);
    let Setting { of, tolerances, limits, .. } = setting;
    let mixed = Filter::parse_mixed(text, of, tolerances, limits);
    match Filter::parse(text, of, tolerances, limits) {
        Ok(filter) => {
            check_limits(text, &filter, setting);
            let printed = filter.display(of).to_string();
            let again = Filter::parse(&printed, of, &Tolerances::none(), &roomy());
            assert_eq!(again.as_ref(), Ok(&filter), "printed as {printed}");
            assert_eq!(mixed.as_ref(), Ok(&filter), "a query on all types reads it otherwise");
            check_matches(&filter, setting);
        }
        Err(error) => check_error(text, &error),
    }
    if let Ok(strict) = Filter::parse(text, of, &Tolerances::none(), limits) {
        let tolerant = Filter::parse(text, of, &Tolerances::all(), limits);
        assert_eq!(tolerant, Ok(strict), "tolerance changed what it means");
    }
    match mixed {
        Ok(filter) => check_mixed(&filter, setting),
        Err(error) => check_error(text, &error),
    }
}

/// A term on a foreign attribute prints as it was written, so it is for the same parser.
fn check_mixed(filter: &Filter<'_>, Setting { of, tolerances, .. }: &Setting) {
    let printed = filter.display(of).to_string();
    let again = Filter::parse_mixed(&printed, of, tolerances, &roomy());
    assert_eq!(again.as_ref(), Ok(filter), "printed as {printed}");
}

fn check_matches(filter: &Filter<'_>, Setting { of, rich, .. }: &Setting) {
    for resource in [rich, &Resource::default()] {
        let matches = filter.matches(of, resource);
        let not = Filter::Not(Box::new(filter.clone()));
        assert_eq!(not.matches(of, resource), !matches, "and so does its contrary");
        let twice = filter.clone().and(filter.clone());
        assert_eq!(twice.matches(of, resource), matches, "but not twice");
        let either = filter.clone().or(filter.clone());
        assert_eq!(either.matches(of, resource), matches, "but not once of two");
    }
}

fn check_limits(text: &str, filter: &Filter<'_>, Setting { limits, .. }: &Setting) {
    assert!(text.len() <= limits.filter_bytes, "it is too long");
    assert!(filter.terms() <= limits.filter_terms, "it has too many terms");
}

/// The place is one of the text or just behind it, and the message is no longer than the text gives cause for.
pub(crate) fn check_error(text: &str, error: &FilterError) {
    let characters = text.chars().count();
    assert!((1..=characters + 1).contains(&error.at), "{} is no place in it", error.at);
    assert!(text.starts_with(&error.filter), "the message speaks of another filter");
    check_message(text.len(), error);
}

/// What is said of an input grows no faster than the input.
pub(crate) fn check_message(length: usize, error: &impl std::fmt::Display) {
    let message = error.to_string();
    assert!(!message.is_empty(), "nothing is said");
    assert!(message.len() <= 1_000 + 8 * length, "{} bytes are said", message.len());
}
