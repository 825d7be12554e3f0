//! Paths, by example.

use super::*;
use crate::schema::examples::{BADGE, BADGE_USER, ENTERPRISE, group, user};

fn parse(text: &str, tolerances: &Tolerances) -> Result<String, PathError> {
    Path::parse(text, user(), tolerances, &Limits::default())
        .map(|path| path.display(user()).to_string())
}

/// The canonical text of a path that is taken, or the error.
fn strict(text: &str) -> String {
    parse(text, &Tolerances::none()).unwrap_or_else(|error| error.to_string())
}

fn tolerant(text: &str) -> String {
    parse(text, &Tolerances::all()).unwrap_or_else(|error| error.to_string())
}

#[test]
fn the_paths_of_the_rfc_are_taken() {
    for path in [
        "name.familyName",
        "addresses[type eq \"work\"]",
        "addresses[type eq \"work\"].streetAddress",
        "emails[type eq \"work\" and value ew \"example.com\"]",
        "emails.value",
        "id",
        "meta.lastModified",
    ] {
        assert_eq!(strict(path), path);
    }
    let members = "members[value eq \"2819c223-7f76-453a-919d-413861904646\"].$ref";
    let path =
        Path::parse(members, group(), &Tolerances::none(), &Limits::default()).expect("a path");
    assert_eq!(path.display(group()).to_string(), members);
}

#[test]
fn names_are_taken_in_any_case_and_printed_in_their_own() {
    assert_eq!(strict("USERNAME"), "userName");
    assert_eq!(strict("Name.FAMILYNAME"), "name.familyName");
    assert_eq!(strict("Emails[TYPE Eq \"Work\"].VALUE"), "emails[type eq \"Work\"].value");
    assert_eq!(strict(" userName "), "userName");
}

#[test]
fn a_urn_may_stand_before_any_attribute() {
    let core = "URN:ietf:params:SCIM:schemas:core:2.0:User";
    assert_eq!(strict(&format!("{core}:name.familyName")), "name.familyName");
    assert_eq!(
        strict(&format!("{core}:emails[primary eq true].value")),
        "emails[primary eq true].value"
    );
    assert_eq!(strict(&format!("{core}:externalId")), "externalId");
    let manager = format!("{ENTERPRISE}:manager.displayName");
    assert_eq!(strict(&manager), manager);
    assert_eq!(strict(&manager.to_uppercase()), manager);
}

#[test]
fn the_urn_of_an_extension_alone_is_the_whole_of_it() {
    assert_eq!(strict(&ENTERPRISE.to_lowercase()), ENTERPRISE);
    assert_eq!(
        Path::parse(BADGE, user(), &Tolerances::none(), &Limits::default()),
        Ok(Path::Extension(1))
    );
}

#[test]
fn the_longest_urn_counts() {
    assert_eq!(strict(BADGE_USER), BADGE_USER);
    assert_eq!(strict(&format!("{BADGE_USER}:colour")), format!("{BADGE_USER}:colour"));
    assert_eq!(strict(&format!("{BADGE}:number")), format!("{BADGE}:number"));
    assert_eq!(strict(&format!("{BADGE}:User.colour")), format!("{BADGE}:User.colour"));
}

#[test]
fn what_no_schema_defines_is_unknown() {
    let core = "urn:ietf:params:scim:schemas:core:2.0:User";
    for path in [
        "nope",
        "name.nope",
        "userName.nope",
        "emails[type eq \"work\"].nope",
        "manager",
        core,
        &format!("{core}:manager"),
        &format!("{ENTERPRISE}:userName"),
        &format!("{ENTERPRISE}:id"),
        "urn:example:other:2.0:User:name.first",
    ] {
        assert_eq!(strict(path), format!("path `{path}` names no attribute of User"));
    }
}

#[test]
fn an_extension_attribute_may_go_without_its_urn_where_that_is_tolerated() {
    assert_eq!(tolerant("manager.value"), format!("{ENTERPRISE}:manager.value"));
    assert_eq!(tolerant("doors[value eq \"A1\"]"), format!("{BADGE}:doors[value eq \"A1\"]"));
    assert_eq!(tolerant("displayName"), "displayName");
}

#[test]
fn a_filter_on_plain_values_speaks_of_value() {
    let path = format!("{BADGE}:doors[value eq \"A1\" or value sw \"B\"]");
    assert_eq!(strict(&path), path);
    assert_eq!(
        strict("schemas[value eq \"x\"].value"),
        "path `schemas[value eq \"x\"].value` names no attribute of User"
    );
}

#[test]
fn malformed_paths_are_refused_with_the_place() {
    let refused = [
        ("", "1: an attribute is missing here"),
        (".value", "1: an attribute is missing before the dot"),
        ("name.", "6: a sub-attribute is missing after the dot"),
        ("name.familyName.first", "16: sub-attributes have no parts of their own"),
        (
            "emails[0]",
            "8: values have no numbers; choose them by a filter, such as `emails[type eq \"…\"]`",
        ),
        (
            "emails[]",
            "8: values have no numbers; choose them by a filter, such as `emails[type eq \"…\"]`",
        ),
        (
            "name[familyName eq \"x\"]",
            "5: `name` has one value; brackets are for attributes with several",
        ),
        (
            "userName[value eq \"x\"]",
            "9: `userName` has one value; brackets are for attributes with several",
        ),
        (
            "emails.value[value eq \"x\"]",
            "13: brackets stand after the attribute itself: `emails[…]`, then the sub-attribute",
        ),
        (
            "userName eq \"x\"",
            "10: the path should end here; after an attribute only `[…]`, a dot and a sub-attribute may follow",
        ),
        (
            "emails[type eq \"work\"]value",
            "23: the path should end here; after an attribute only `[…]`, a dot and a sub-attribute may follow",
        ),
    ];
    for (path, problem) in refused {
        assert_eq!(strict(path), format!("path `{path}` is malformed at character {problem}"));
    }
    let path = format!("{ENTERPRISE}[value eq \"x\"]");
    assert!(
        matches!(parse(&path, &Tolerances::all()), Err(PathError::Malformed { at: 59, .. })),
        "{path}"
    );
}

#[test]
fn a_bad_filter_is_told_apart_from_a_bad_path() {
    let refused = [
        (
            "emails[nope eq \"x\"]",
            8,
            "`nope` is not a sub-attribute of `emails`, which has value, display, type, primary",
        ),
        ("emails[type eq \"work\"", 22, "expected `and`, `or` or `]`"),
        (
            "emails[emails[type eq \"x\"]]",
            8,
            "`emails` is not a sub-attribute of `emails`, which has value, display, type, primary",
        ),
        ("emails[type[value eq \"x\"]]", 12, "brackets `[…]` cannot stand within brackets"),
        (
            "emails[primary eq \"True\"].value",
            19,
            "`primary` is a boolean; compare it with `true` or `false`",
        ),
    ];
    for (path, at, problem) in refused {
        let Err(PathError::Filter { source, .. }) = parse(path, &Tolerances::none()) else {
            panic!("the filter of {path} should be refused");
        };
        assert_eq!((source.at, source.problem.as_str()), (at, problem), "{path}");
    }
    assert_eq!(tolerant("roles[primary eq \"True\"].value"), "roles[primary eq true].value");
}

#[test]
fn a_reference_is_a_path_without_brackets() {
    let parse = |text| {
        Reference::parse(text, user(), &Tolerances::none()).map_or_else(
            |error| error.to_string(),
            |reference| reference.display(user()).to_string(),
        )
    };
    assert_eq!(parse("NAME.givenname"), "name.givenName");
    assert_eq!(parse("id"), "id");
    assert_eq!(parse(ENTERPRISE), format!("path `{ENTERPRISE}` names no attribute of User"));
    assert!(parse("emails[type eq \"work\"]").contains("malformed at character 7"));
}

#[test]
fn a_path_is_bounded() {
    let long = "a".repeat(10_000);
    let error = parse(&long, &Tolerances::all()).expect_err("too long").to_string();
    assert!(error.ends_with(
        "is malformed at character 1: it is 10000 bytes long; at most 8192 are accepted"
    ));
    assert!(error.len() < 400, "an error does not repeat it all");
}
