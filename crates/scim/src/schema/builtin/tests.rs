//! The documents in `schemas/` are what they claim to be.

use super::*;
use crate::schema::{Attribute, AttributeType, Mutability, Returned};

fn every() -> [Arc<Schema>; 8] {
    [
        Arc::new(common().clone()),
        user(),
        group(),
        enterprise_user(),
        atlassian_external(),
        atlassian_user(),
        atlassian_group(),
        atlassian_enterprise_user(),
    ]
}

/// The attributes and, indented in the name, their sub-attributes.
fn flat(schema: &Schema) -> Vec<(String, &Attribute)> {
    let mut all = Vec::new();
    for attribute in &schema.attributes {
        all.push((attribute.name.clone(), attribute));
        for sub in &attribute.sub_attributes {
            all.push((format!("{}.{}", attribute.name, sub.name), sub));
        }
    }
    all
}

fn find<'s>(schema: &'s Schema, path: &str) -> &'s Attribute {
    flat(schema).into_iter().find(|(name, _)| name == path).map(|(_, found)| found).expect(path)
}

#[test]
fn every_document_is_valid_and_described() {
    for schema in every() {
        assert_eq!(schema.validate(), Ok(()), "{}", schema.id);
        for (name, attribute) in flat(&schema) {
            assert!(!attribute.description.is_empty(), "{} {name} has no description", schema.id);
        }
    }
}

#[test]
fn every_document_survives_being_published() {
    for schema in every() {
        let published = serde_json::to_string(&*schema).expect("a schema is JSON");
        let again: Schema = serde_json::from_str(&published).expect("what we publish, we read");
        let mut expected = (*schema).clone();
        for attribute in &mut expected.attributes {
            attribute.unlisted = false;
        }
        assert_eq!(again, expected);
    }
}

#[test]
fn the_user_has_all_of_rfc_7643() {
    let names: Vec<_> = user().attributes.iter().map(|attribute| attribute.name.clone()).collect();
    let expected = "userName name displayName nickName profileUrl title userType preferredLanguage \
         locale timezone active password emails phoneNumbers ims photos addresses groups \
         entitlements roles x509Certificates";
    assert_eq!(names.join(" "), expected);
}

#[test]
fn every_type_suggests_values() {
    for schema in every() {
        for (name, attribute) in flat(&schema).iter().filter(|(_, found)| found.name == "type") {
            assert!(!attribute.canonical_values.is_empty(), "{} {name}", schema.id);
        }
    }
}

#[test]
fn references_and_binaries_are_published_as_case_exact() {
    for schema in every() {
        for (name, attribute) in flat(&schema) {
            if matches!(attribute.kind, AttributeType::Reference | AttributeType::Binary) {
                assert!(attribute.case_exact, "{} {name}", schema.id);
            }
        }
    }
}

#[test]
fn the_errors_of_the_rfc_are_mended() {
    assert!(find(&group(), "displayName").required);
    assert!(find(&group(), "members.value").case_exact);
    assert_eq!(find(&group(), "members.display").kind, AttributeType::String);
    assert_eq!(find(&user(), "addresses.primary").kind, AttributeType::Boolean);
    assert_eq!(find(&user(), "password").returned, Returned::Never);
    assert_eq!(find(&user(), "groups").mutability, Mutability::ReadOnly);
    assert_eq!(find(&enterprise_user(), "manager.displayName").mutability, Mutability::ReadOnly);
}

#[test]
fn atlassian_keeps_two_attributes_unlisted() {
    let user = atlassian_user();
    let unlisted: Vec<_> =
        user.attributes.iter().filter(|a| a.unlisted).map(|a| a.name.as_str()).collect();
    assert_eq!(unlisted, ["department", "organization"]);
    assert!(user.listed().attribute("department").is_none());
    assert!(user.listed().attribute("title").is_some());
    assert!(find(&user, "emails").required);
    assert_eq!(find(&atlassian_group(), "displayName").mutability, Mutability::Immutable);
}
