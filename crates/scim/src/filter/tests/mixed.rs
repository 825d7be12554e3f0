//! Queries on several resource types: what one does not have is unassigned in it (RFC 7644 §3.4.2.1).

use serde_json::json;

use super::*;
use crate::Resource;

fn mixed(text: &str) -> Result<Filter<'static>, FilterError> {
    Filter::parse_mixed(text, user(), &Tolerances::none(), &Limits::default())
}

fn holds(text: &str) -> bool {
    let mut document = serde_json::Map::new();
    document.insert("userName".to_owned(), json!("ann"));
    let emails = json!([{"value": "ann@example.com", "type": "work"}]);
    document.insert("emails".to_owned(), emails);
    document.insert("schemas".to_owned(), json!(["urn:x"]));
    mixed(text).expect(text).matches(user(), &Resource::from_stored(document))
}

#[test]
fn t57_what_is_unassigned_is_equal_to_nothing_and_different_from_all() {
    for (text, expected) in [
        ("members pr", false),
        ("members.value eq \"x\"", false),
        ("shoe eq null", true),
        ("shoe ne null", false),
        ("shoe ne 42", true),
        ("shoe ne true", true),
        ("shoe gt \"2020-01-01T00:00:00Z\"", false),
        ("shoe co \"\"", false),
        ("not (shoe eq 1)", true),
        ("members[value eq \"x\" or display pr]", false),
        ("not (members[value ne \"x\"])", true),
        ("members[type eq \"User\"] or userName eq \"ann\"", true),
        ("shoe pr and userName eq \"ann\"", false),
        ("emails[shoe eq 1]", false),
        ("emails[shoe ne 1 and type eq \"work\"]", true),
        ("emails.shoe pr", false),
        ("schemas[shoe eq \"urn:x\"]", false),
        ("urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq null", true),
    ] {
        assert_eq!(holds(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_filter_is_none_here_either() {
    for text in [
        "shoe",
        "shoe is 1",
        "shoe eq",
        "shoe eq size",
        "shoe eq 'x'",
        "shoe lt null",
        "shoe..size pr",
        ".shoe pr",
        "shoe[size pr",
        "shoe[size[x pr]]",
        "shoe[]",
        "shoe[size pr].more pr",
        "emails[shoe[x pr]]",
        "password pr",
        "userName eq 5",
    ] {
        assert!(mixed(text).is_err(), "{text}");
        assert!(Filter::parse(text, user(), &Tolerances::none(), &Limits::default()).is_err());
    }
    assert!(Filter::parse("shoe pr", user(), &Tolerances::none(), &Limits::default()).is_err());
}

#[test]
fn terms_on_what_is_not_there_count_and_print_as_they_were_written() {
    let limits = Limits { filter_terms: 2, ..Limits::default() };
    let text = "shoe pr or shoe[size eq 1 or size eq 2]";
    let error = Filter::parse_mixed(text, user(), &Tolerances::none(), &limits).unwrap_err();
    assert!(error.problem.contains("more than 2 terms"), "{error}");

    let text = "USERNAME eq \"ann\" and not (shoe[size EQ 42].more pr)";
    let tolerances = Tolerances::all();
    let parse = |text: &str| Filter::parse_mixed(text, user(), &tolerances, &Limits::default());
    let printed = parse(text).unwrap().display(user()).to_string();
    assert_eq!(printed, "userName eq \"ann\" and not (shoe[size EQ 42].more pr)");
}
