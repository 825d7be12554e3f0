//! What the grammar takes, and how it groups.

use super::*;
use crate::schema::examples::{BADGE, ENTERPRISE, group};

#[test]
fn the_examples_of_the_rfc_are_taken() {
    for filter in [
        r#"userName eq "bjensen""#,
        r#"name.familyName co "O'Malley""#,
        r#"userName sw "J""#,
        "title pr",
        r#"meta.lastModified gt "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified ge "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified lt "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified le "2011-05-13T04:42:34Z""#,
        r#"title pr and userType eq "Employee""#,
        r#"title pr or userType eq "Intern""#,
        r#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#,
        r#"userType eq "Employee" and (emails.value co "example.com" or emails.value co "example.org")"#,
        r#"userType ne "Employee" and not (emails.value co "example.com" or emails.value co "example.org")"#,
        r#"userType eq "Employee" and emails[type eq "work" and value co "@example.com"]"#,
        r#"emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]"#,
    ] {
        assert_eq!(strict(filter), filter);
    }
}

#[test]
fn the_rest_of_the_examples_is_taken_and_made_canonical() {
    let urn = "urn:ietf:params:scim:schemas:core:2.0:User";
    assert_eq!(strict(&format!(r#"{urn}:userName sw "J""#)), r#"userName sw "J""#);
    assert_eq!(
        strict(
            r#"userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")"#
        ),
        r#"userType eq "Employee" and (emails.value co "example.com" or emails.value co "example.org")"#
    );
    assert_eq!(
        strict(r#"userType eq "Employee" and (emails.type eq "work")"#),
        r#"userType eq "Employee" and emails.type eq "work""#
    );
}

#[test]
fn names_and_operators_are_taken_in_any_case() {
    assert_eq!(
        strict(r#"USERNAME Eq "a" AND NOT (Title PR) oR emails[VALUE sW "b"]"#),
        r#"userName eq "a" and not (title pr) or emails[value sw "b"]"#
    );
}

#[test]
fn and_binds_tighter_than_or() {
    let explicit = parse("title pr or (nickName pr and active pr)", &Tolerances::none());
    assert_eq!(parse("title pr or nickName pr and active pr", &Tolerances::none()), explicit);
    assert!(
        matches!(explicit, Ok(Filter::Or(any)) if matches!(any.as_slice(), [_, Filter::And(_)]))
    );
    let left = parse("not (title pr) and nickName pr", &Tolerances::none());
    assert!(matches!(left, Ok(Filter::And(all)) if matches!(all.as_slice(), [Filter::Not(_), _])));
}

#[test]
fn brackets_that_change_nothing_are_dropped() {
    assert_eq!(strict("(((title pr)))"), "title pr");
    assert_eq!(
        strict("(title pr and nickName pr) and active pr"),
        "title pr and nickName pr and active pr"
    );
    assert_eq!(
        strict("title pr or (nickName pr or active pr)"),
        "title pr or nickName pr or active pr"
    );
    assert_eq!(
        strict("(title pr or nickName pr) and active pr"),
        "(title pr or nickName pr) and active pr"
    );
}

#[test]
fn not_needs_brackets_and_no_space() {
    assert_eq!(strict("not(title pr)"), "not (title pr)");
    assert_eq!(strict("not  (not (title pr))"), "not (not (title pr))");
    assert_eq!(strict("not title pr"), "filter, character 5: `not` needs brackets: `not (…)`");
}

#[test]
fn white_space_may_stand_anywhere_between() {
    assert_eq!(
        strict(" ( title  pr )and(  emails[ type  eq  \"work\" ] ) "),
        "title pr and emails[type eq \"work\"]"
    );
}

#[test]
fn every_type_has_its_literal() {
    assert_eq!(strict("active eq false"), "active eq false");
    assert_eq!(strict("title eq null or title ne null"), "title eq null or title ne null");
    for (attribute, value) in [
        ("number", "-1"),
        ("number", "18446744073709551615"),
        ("height", "1.5"),
        ("height", "-2.5e-7"),
    ] {
        let filter = format!("{BADGE}:{attribute} ge {value}");
        assert_eq!(strict(&filter), filter);
    }
    let issued = format!("{BADGE}:issued eq \"2026-01-31T10:00:00+02:00\"");
    assert_eq!(strict(&issued), issued, "a date is kept as it was given");
    let key = format!("{BADGE}:key eq \"QUJD\"");
    assert_eq!(strict(&key), key);
}

#[test]
fn strings_are_those_of_json() {
    assert_eq!(strict(r#"title eq "a \"b\" \\ \/ \n \u00e9""#), r#"title eq "a \"b\" \\ / \n é""#);
    assert_eq!(strict(r#"title eq "\ud83d\ude00""#), r#"title eq "😀""#);
    assert_eq!(strict(r#"title eq "and ) ] (""#), r#"title eq "and ) ] (""#);
    assert_eq!(strict(r#"title eq """#), r#"title eq """#);
}

#[test]
fn common_and_extension_attributes_are_found() {
    for filter in [
        "id eq \"1\"".to_owned(),
        "externalId eq \"1\"".to_owned(),
        "meta.resourceType eq \"User\"".to_owned(),
        "meta.location sw \"https://\"".to_owned(),
        "meta.version eq \"W/\\\"1\\\"\"".to_owned(),
        "groups.$ref pr".to_owned(),
        format!("{ENTERPRISE}:department eq \"R&D\""),
        format!("{ENTERPRISE}:manager.value eq \"1\""),
        format!("{BADGE}:doors[value eq \"A1\"]"),
    ] {
        assert_eq!(strict(&filter), filter);
    }
    let members = r#"members[value eq "1" and $ref pr]"#;
    let filter =
        Filter::parse(members, group(), &Tolerances::none(), &Limits::default()).expect("a filter");
    assert_eq!(filter.display(group()).to_string(), members);
}

#[test]
fn a_complex_value_may_be_tested_as_a_whole() {
    assert_eq!(
        strict(r#"name[familyName eq "a" and givenName pr]"#),
        r#"name[familyName eq "a" and givenName pr]"#
    );
    assert_eq!(strict("name pr"), "name pr");
}
