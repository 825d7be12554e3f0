//! What is refused, and what the client is told.

use super::*;

#[test]
fn an_error_names_the_place_and_the_remedy() {
    let operators = "use eq, ne, co, sw, ew, gt, ge, lt, le or pr";
    let refused = [
        ("", 1, "the filter is empty; write one such as `userName eq \"ann\"`".to_owned()),
        ("   ", 4, "the filter is empty; write one such as `userName eq \"ann\"`".to_owned()),
        ("userName", 9, format!("an operator is missing after `userName`; {operators}")),
        ("userName is \"ann\"", 10, format!("`is` is not an operator; {operators}")),
        ("userName eq", 12, "a value is missing after `eq`".to_owned()),
        ("userName eq 'ann'", 13, "a string stands in double quotes, not in single ones".to_owned()),
        ("userName eq ann", 13, "`userName` is a string; compare it with one in double quotes".to_owned()),
        ("userName eq 5", 13, "`userName` is a string; compare it with one in double quotes".to_owned()),
        ("userName eq true", 13, "`userName` is a string; compare it with one in double quotes".to_owned()),
        ("userName eq \"ann", 13, "the string that starts here has no closing quote".to_owned()),
        ("userName eq \"ann\" userName", 19, "expected `and`, `or` or the end of the filter".to_owned()),
        ("userName pr and", 16, "expected an attribute, `not (` or `(`".to_owned()),
        ("or userName pr", 1, "`or` is not an attribute of User".to_owned()),
        ("(userName pr", 13, "expected `and`, `or` or `)`".to_owned()),
        ("userName pr)", 12, "this bracket closes nothing".to_owned()),
        ("()", 2, "expected an attribute, `not (` or `(`".to_owned()),
        ("nope eq \"x\"", 1, "`nope` is not an attribute of User".to_owned()),
        ("title pr and name.nope eq \"x\"", 14, "`name.nope` is not an attribute of User".to_owned()),
        ("manager.value eq \"x\"", 1, "`manager.value` is not an attribute of User; write `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value`".to_owned()),
        ("a..b eq \"x\"", 3, "sub-attributes have no parts of their own".to_owned()),
        ("emails[nope eq \"x\"]", 8, "`nope` is not a sub-attribute of `emails`, which has value, display, type, primary".to_owned()),
        ("emails[type eq \"x\"", 19, "expected `and`, `or` or `]`".to_owned()),
        ("emails[type eq \"x\")", 19, "expected `and`, `or` or `]`".to_owned()),
        ("emails[type[value pr]]", 12, "brackets `[…]` cannot stand within brackets".to_owned()),
        ("userName[value pr]", 1, "`userName` has one plain value; compare it without brackets".to_owned()),
        ("emails.type[value pr]", 1, "brackets stand after the attribute itself: `emails[…]`".to_owned()),
        ("name eq \"x\"", 1, "`name` is complex; compare one of its sub-attributes, such as `name.formatted`".to_owned()),
        ("active eq \"true\"", 11, "`active` is a boolean; compare it with `true` or `false`".to_owned()),
        ("active eq True", 11, "`active` is a boolean; compare it with `true` or `false`".to_owned()),
        ("meta.created eq \"yesterday\"", 17, "`meta.created` is a dateTime; compare it with one such as `\"2026-01-31T08:00:00Z\"`".to_owned()),
        ("title gt null", 10, "`gt` cannot compare with null; use eq, ne or pr".to_owned()),
        ("password eq \"secret\"", 1, "`password` is never returned and cannot be filtered by".to_owned()),
        ("urn:example:badge:2.0:pins[value sw \"1\"]", 1, "`pins` is never returned and cannot be filtered by".to_owned()),
        ("password pr", 1, "`password` is never returned and cannot be filtered by".to_owned()),
        (
            "emails[type eq \"work\"].value eq \"x\"",
            23,
            "a filter cannot go on after `]`; write the comparison within the brackets: `[… and value eq …]`".to_owned(),
        ),
        (
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr",
            1,
            "`urn:ietf:params:scim:schemas:extension:enterprise:2.0:User` is a whole extension; name one of its attributes".to_owned(),
        ),
    ];
    for (filter, at, problem) in refused {
        let error = parse(filter, &Tolerances::none()).expect_err(filter);
        assert_eq!((error.at, error.problem), (at, problem), "{filter}");
    }
}

#[test]
fn operators_go_with_types() {
    let kinds = [
        ("userName", "\"x\"", ""),
        ("profileUrl", "\"x\"", ""),
        ("active", "true", "co sw ew gt ge lt le"),
        ("x509Certificates.value", "\"QQ==\"", "gt ge lt le"),
        ("meta.created", "\"2026-01-31T08:00:00Z\"", "co sw ew"),
        ("urn:example:badge:2.0:number", "1", "co sw ew"),
        ("urn:example:badge:2.0:height", "1.5", "co sw ew"),
    ];
    for (attribute, value, expected) in kinds {
        let operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
        let refuses = |operator: &&&str| {
            let result = parse(&format!("{attribute} {operator} {value}"), &Tolerances::all());
            result.is_err_and(|error| error.problem.contains("does not go with"))
        };
        let rejected: Vec<_> = operators.iter().filter(refuses).copied().collect();
        assert_eq!(rejected.join(" "), expected, "{attribute}");
    }
    assert_eq!(
        strict("active gt true"),
        "filter, character 8: `gt` does not go with `active`, which is of type boolean; use eq, ne or pr"
    );
}

#[test]
fn bad_strings_are_refused_where_they_are_bad() {
    let refused = [
        ("title eq \"a\\x\"", 12, "`\\x` is not an escape of JSON; write a backslash as `\\\\`"),
        ("title eq \"a\tb\"", 12, "a control character must be escaped in a string, such as `\\n`"),
        ("title eq \"\\ud800\"", 17, "the `\\u` escape before here is not a character"),
        ("title eq \"\\u12g4\"", 15, "the `\\u` escape before here is not a character"),
    ];
    for (filter, at, problem) in refused {
        let error = parse(filter, &Tolerances::all()).expect_err(filter);
        assert_eq!(error.problem, problem, "{filter}");
        assert!(error.at.abs_diff(at) <= 1, "{filter}: {} is not about {at}", error.at);
    }
}

#[test]
fn numbers_are_those_of_json() {
    for number in ["01", "+1", "1.", ".5", "0x1", "1e999", "NaN", "\"1\"", "-"] {
        let error = parse(&format!("urn:example:badge:2.0:height eq {number}"), &Tolerances::all())
            .expect_err(number);
        assert!(
            error
                .problem
                .ends_with("is a number; compare it with one such as `42`, without quotes"),
            "{number}"
        );
    }
}

#[test]
fn characters_are_counted_not_bytes() {
    let error = parse("title eq \"é😀\" and nope pr", &Tolerances::none()).expect_err("unknown");
    assert_eq!(error.at, 19);
}

#[test]
fn a_filter_is_bounded_in_bytes_terms_and_depth() {
    let limits =
        Limits { filter_bytes: 200, filter_terms: 3, filter_depth: 2, ..Limits::default() };
    let parse = |text: &str| {
        Filter::parse(text, user(), &Tolerances::none(), &limits).map_err(|error| error.to_string())
    };
    assert!(parse("title pr and title pr and title pr").is_ok());
    assert_eq!(
        parse("title pr and title pr and title pr or title pr"),
        Err("filter, character 39: the filter has more than 3 terms".to_owned())
    );
    assert!(parse("((title pr))").is_ok());
    assert!(
        parse("((title pr)) and (title pr) or not (title pr)").is_ok(),
        "side by side is not deep"
    );
    assert_eq!(
        parse("(not (emails[type pr]))"),
        Err("filter, character 13: brackets nest deeper than 2 levels".to_owned())
    );
    let long = format!("title eq \"{}\"", "a".repeat(300));
    assert_eq!(
        parse(&long),
        Err("filter, character 1: it is 311 bytes long; at most 200 are accepted".to_owned())
    );
}

#[test]
fn no_limit_lets_the_stack_overflow() {
    let limits = Limits { filter_bytes: usize::MAX, filter_depth: usize::MAX, ..Limits::default() };
    let deep = "(".repeat(1_000_000);
    let error = Filter::parse(&deep, user(), &Tolerances::all(), &limits).expect_err("too deep");
    assert_eq!(error.to_string(), "filter, character 257: brackets nest deeper than 256 levels");
    assert_eq!(error.filter.len(), 200, "an error does not repeat it all");
}

#[test]
fn a_dot_behind_brackets_needs_a_name_after_it() {
    let problem = "a sub-attribute is missing after the dot";
    for (filter, at) in [("emails[type pr]. eq \"x\"", 17), ("nope[a pr].", 12)] {
        let of_several =
            Filter::parse_mixed(filter, user(), &Tolerances::all(), &Limits::default())
                .unwrap_err();
        assert_eq!((of_several.at, of_several.problem.as_str()), (at, problem), "{filter}");
    }
    let of_one = parse("emails[type pr]. eq \"x\"", &Tolerances::all()).unwrap_err();
    assert_eq!((of_one.at, of_one.problem.as_str()), (17, problem));
}
