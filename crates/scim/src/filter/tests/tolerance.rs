//! What real clients send, and what becomes of it. Each is refused without its switch.

use super::*;
use crate::schema::examples::ENTERPRISE;

#[test]
fn a_value_path_may_be_compared() {
    let cases = [
        (
            r#"emails[type eq "work"].value eq "a@example.com""#,
            r#"emails[type eq "work" and value eq "a@example.com"]"#,
        ),
        (r#"emails[type eq "work"].Value SW "a""#, r#"emails[type eq "work" and value sw "a"]"#),
        (r#"emails[type eq "work"].value pr"#, r#"emails[type eq "work" and value pr]"#),
        (
            "emails[type pr or primary eq true].value pr",
            "emails[(type pr or primary eq true) and value pr]",
        ),
        (
            "title pr and not (emails[type pr].value pr)",
            "title pr and not (emails[type pr and value pr])",
        ),
    ];
    for (sent, taken) in cases {
        assert_eq!(tolerant(sent), taken);
        assert!(parse(sent, &Tolerances::none()).is_err(), "{sent}");
    }
    assert!(tolerant("emails[type pr].").contains("a sub-attribute is missing after the dot"));
    assert!(
        tolerant(r#"emails[type pr].nope eq "x""#)
            .contains("`nope` is not a sub-attribute of `emails`")
    );
}

#[test]
fn booleans_may_be_strings() {
    for sent in ["active eq \"True\"", "active eq True", "active eq TRUE", "active eq \"true\""] {
        assert_eq!(tolerant(sent), "active eq true");
        assert!(parse(sent, &Tolerances::none()).is_err(), "{sent}");
    }
    assert_eq!(tolerant("emails[primary eq \"False\"]"), "emails[primary eq false]");
    assert!(parse("active eq \"yes\"", &Tolerances::all()).is_err());
}

#[test]
fn strings_may_lack_their_quotes() {
    assert_eq!(tolerant("externalId eq jyoung"), r#"externalId eq "jyoung""#);
    assert_eq!(tolerant("externalId eq 12345"), r#"externalId eq "12345""#);
    assert_eq!(
        tolerant("meta.created gt 2026-01-31T08:00:00Z"),
        r#"meta.created gt "2026-01-31T08:00:00Z""#
    );
    assert_eq!(tolerant("title eq null"), "title eq null");
    assert!(parse("externalId eq 'jyoung'", &Tolerances::all()).is_err());
}

#[test]
fn extensions_may_go_without_their_urn() {
    assert_eq!(tolerant(r#"manager eq "1""#), format!(r#"{ENTERPRISE}:manager.value eq "1""#));
    assert_eq!(tolerant(r#"department eq "R&D""#), format!(r#"{ENTERPRISE}:department eq "R&D""#));
}
