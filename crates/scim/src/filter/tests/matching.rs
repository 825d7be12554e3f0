//! What a filter matches, by example.

use serde_json::{Value, json};

use super::*;
use crate::Resource;
use crate::schema::examples::{BADGE, ENTERPRISE};

fn resource(document: Value) -> Resource {
    match document {
        Value::Object(members) => Resource::from_stored(members),
        other => panic!("{other} is no resource"),
    }
}

fn barbara() -> Resource {
    resource(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", ENTERPRISE],
        "id": "2819c223",
        "externalId": "Bjensen",
        "userName": "BJensen@Example.com",
        "name": {"familyName": "Jensen", "givenName": "Barbara"},
        "displayName": "Babs “100%” Jensen_é",
        "active": false,
        "emails": [
            {"value": "barbara@work.example", "type": "work", "primary": true},
            {"value": "babs@home.example", "type": "home"},
            {"value": "old@example.org"},
        ],
        "meta": {
            "resourceType": "User",
            "created": "2010-01-23T04:56:22Z",
            "lastModified": "2011-05-13T04:42:34.5Z",
            "version": "W/\"1\"",
        },
        ENTERPRISE: {"employeeNumber": "701984", "manager": {"value": "26118915"}},
        BADGE: {"number": 7, "height": 1.5, "doors": ["A1", "B2"], "key": "QUJD"},
    }))
}

fn matches(filter: &str, resource: &Resource) -> bool {
    let filter =
        parse(filter, &Tolerances::none()).unwrap_or_else(|error| panic!("{filter}: {error}"));
    filter.matches(user(), resource)
}

#[track_caller]
fn all_match(filters: &[&str]) {
    for filter in filters {
        assert!(matches(filter, &barbara()), "{filter}");
    }
}

#[track_caller]
fn none_match(filters: &[&str]) {
    for filter in filters {
        assert!(!matches(filter, &barbara()), "{filter}");
    }
}

#[test]
fn text_is_compared_by_the_case_rule_of_its_attribute() {
    all_match(&[
        r#"userName eq "bjensen@example.COM""#,
        r#"externalId eq "Bjensen""#,
        r#"displayName co "JENSEN_É""#,
        r#"displayName co "jensen_e\u0301""#,
        r#"displayName sw "bABS""#,
        r#"displayName ew "_É""#,
        r#"userName co "EXAMPLE""#,
        r#"schemas eq "URN:IETF:PARAMS:SCIM:SCHEMAS:CORE:2.0:USER""#,
        r#"meta.resourceType eq "User""#,
        r#"meta.version eq "W/\"1\"""#,
    ]);
    none_match(&[
        r#"externalId eq "bjensen""#,
        r#"externalId co "JEN""#,
        r#"meta.resourceType eq "user""#,
        r#"id eq "2819C223""#,
        r#"userName eq "bjensen""#,
    ]);
}

#[test]
fn nothing_in_a_text_is_a_wildcard() {
    all_match(&[r#"displayName co "%""#, r#"displayName co "_""#, r#"displayName co """#]);
    none_match(&[
        r#"userName co "%""#,
        r#"userName co "_""#,
        r#"userName sw ".""#,
        r#"title co """#,
    ]);
}

#[test]
fn text_orders_by_its_case_rule() {
    all_match(&[
        r#"name.familyName gt "JENSEM""#,
        r#"name.familyName ge "JENSEN""#,
        r#"name.familyName le "jensen""#,
    ]);
    none_match(&[
        r#"name.familyName gt "jensen""#,
        r#"name.familyName lt "JENSEN""#,
        r#"title lt "z""#,
    ]);
}

#[test]
fn dates_are_instants() {
    all_match(&[
        r#"meta.created eq "2010-01-23T05:56:22.000+01:00""#,
        r#"meta.lastModified gt "2011-05-13T04:42:34Z""#,
        r#"meta.lastModified lt "2011-05-13T04:42:34.50001Z""#,
        r#"meta.created ge "2010-01-23T04:56:22""#,
    ]);
    none_match(&[
        r#"meta.created lt "2010-01-23T04:56:22Z""#,
        r#"meta.created ne "2010-01-23T04:56:22.0Z""#,
    ]);
}

#[test]
fn numbers_are_compared_by_value() {
    let with = |rest: &str| format!("{BADGE}:{rest}");
    for filter in
        ["number eq 7.0", "number gt 6.5", "number lt 10", "height ge 15e-1", "height lt 2"]
    {
        assert!(matches(&with(filter), &barbara()), "{filter}");
    }
    for filter in ["number gt 7", "number ne 7", "height eq 1"] {
        assert!(!matches(&with(filter), &barbara()), "{filter}");
    }
}

#[test]
fn any_value_of_several_may_match() {
    all_match(&[
        r#"emails.type eq "work" and emails.value co "home""#,
        r#"emails.type ne "work""#,
        r#"emails co "babs""#,
        r#"emails.value ew "example.org""#,
    ]);
    none_match(&[r#"not (emails.type eq "work")"#, r#"emails.type eq "other""#]);
}

#[test]
fn within_brackets_one_element_must_match_it_all() {
    all_match(&[
        r#"emails[type eq "work" and value co "work"]"#,
        r#"emails[not (type pr) and value co "old"]"#,
        r#"emails[type eq "other" or value co "babs"]"#,
        r#"name[familyName eq "jensen" and givenName sw "b"]"#,
    ]);
    none_match(&[
        r#"emails[type eq "work" and value co "home"]"#,
        "ims[not (value pr)]",
        r#"ims[value ne "x"]"#,
    ]);
}

#[test]
fn plain_values_are_compared_one_by_one() {
    let with = |rest: &str| format!("{BADGE}:doors{rest}");
    for filter in [
        " eq \"a1\"",
        " ne \"A1\"",
        "[value eq \"B2\"]",
        "[value sw \"b\" and value ew \"2\"]",
        " pr",
    ] {
        assert!(matches(&with(filter), &barbara()), "{filter}");
    }
    for filter in [" eq \"C3\"", "[value sw \"a\" and value ew \"2\"]"] {
        assert!(!matches(&with(filter), &barbara()), "{filter}");
    }
}

#[test]
fn what_does_not_say_it_is_primary_is_not() {
    all_match(&[
        r#"emails[primary eq false and type eq "home"]"#,
        r#"emails[primary ne true and value co "old"]"#,
        "emails.primary eq false",
    ]);
    none_match(&[
        r#"emails[primary eq false and type eq "work"]"#,
        r#"emails[primary ne false and type eq "home"]"#,
        r#"emails[primary pr and type eq "home"]"#,
        "ims.primary eq false",
    ]);
    assert!(
        !matches("active eq false", &resource(json!({"userName": "ann"}))),
        "no other boolean has a default"
    );
}

#[test]
fn unassigned_is_identical_to_nothing() {
    all_match(&[
        r#"title ne "x""#,
        "title eq null",
        "userName ne null",
        r#"name.middleName ne "x""#,
        r#"ims ne "x""#,
    ]);
    none_match(&[
        r#"title eq """#,
        "title ne null",
        "userName eq null",
        r#"title lt "x""#,
        r#"title co "x""#,
    ]);
    let empty = resource(json!({"groups": [], "emails": [{"value": "a", "type": []}]}));
    for filter in [
        r#"groups ne "x""#,
        "groups eq null",
        r#"emails.type ne "work""#,
        r#"emails[type ne "work"]"#,
    ] {
        assert!(matches(filter, &empty), "{filter}");
    }
    all_match(&[
        "emails.type ne null",
        r#"emails[type eq null and value co "old"]"#,
        "ims.value eq null",
    ]);
    none_match(&["emails.type eq null", r#"emails[type ne null and value co "old"]"#]);
}

#[test]
fn present_is_what_is_neither_null_nor_empty() {
    let odd = resource(json!({
        "title": "", "nickName": null, "emails": [], "name": {"familyName": ""}, "active": false,
        "phoneNumbers": [{"value": ""}], "ims": [{"value": ""}, {"type": "skype"}],
        BADGE: {"number": 0},
    }));
    for filter in
        ["active pr", "ims pr", "ims.type pr", "not (title pr)", "urn:example:badge:2.0:number pr"]
    {
        assert!(matches(filter, &odd), "{filter}");
    }
    for filter in [
        "title pr",
        "nickName pr",
        "emails pr",
        "name pr",
        "name.familyName pr",
        "phoneNumbers pr",
        "id pr",
    ] {
        assert!(!matches(filter, &odd), "{filter}");
    }
}

#[test]
fn extensions_are_found_under_their_urn() {
    let with = |rest: &str| format!("{ENTERPRISE}:{rest}");
    assert!(matches(&with("employeeNumber eq \"701984\""), &barbara()));
    assert!(matches(&with("manager eq \"26118915\""), &barbara()));
    assert!(!matches(&with("manager eq \"2611891\""), &barbara()));
}

#[test]
fn a_path_chooses_elements_by_the_same_rules() {
    let path = crate::Path::parse(
        "emails[type eq \"WORK\" and primary eq true].value",
        user(),
        &Tolerances::none(),
        &Limits::default(),
    );
    let Ok(crate::Path::Values { filter, .. }) = path else { panic!("a path with a filter") };
    assert!(filter.matches_element(&json!({"type": "work", "primary": true})));
    assert!(!filter.matches_element(&json!({"type": "work"})));
    assert!(!filter.matches_element(&json!("work")));
}
