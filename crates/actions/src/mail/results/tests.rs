use serde_json::json;

use super::Results;

#[test]
fn a_user_is_shown_as_names_and_values() {
    let user = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": "ada@example.com",
        "name": {"givenName": "Ada", "familyName": "Lovelace"},
        "active": true,
        "emails": [{"value": "ada@example.com", "type": "work", "primary": true}],
        "groups": [{"value": "1", "display": "Analysts"}, {"value": "2", "display": "Staff"}],
        "urn:scim:schemas:extension:atlassian-external:1.0": {"atlassianAccountId": "5b10"},
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Engines"},
    });
    insta::assert_snapshot!(Results::of(&user).text("Here she is.\n"), @"
    Here she is.

    userName                               ada@example.com
    name.givenName                         Ada
    name.familyName                        Lovelace
    active                                 yes
    emails                                 ada@example.com
    groups                                 Analysts, Staff
    atlassian-external.atlassianAccountId  5b10
    User.department                        Engines
    ");
}

#[test]
fn a_list_has_a_row_for_each() {
    let list = json!({"totalResults": 2, "Resources": [
        {"userName": "ada", "active": true}, {"userName": "grace", "title": "Rear Admiral"},
    ]});
    insta::assert_snapshot!(Results::of(&list).text(""), @"
    userName  active  title
    --------  ------  ------------
    ada       yes
    grace             Rear Admiral
    ");
    assert_eq!(Results::of(&json!([])).text(""), "(none)\n");
}

#[test]
fn why_a_step_failed_is_shown_as_it_stands_and_nothing_as_nothing() {
    let results = Results::of(&json!("409: taken\nby another"));
    assert_eq!(results.text("It failed."), "It failed.\n\n409: taken\nby another\n");
    assert_eq!(Results::of(&json!(null)).text("Done."), "Done.\n");
    assert_eq!(Results::of(&json!(null)).html("s", "Done.", None), None);
}

#[test]
fn what_a_directory_holds_is_text_in_html_and_what_an_author_writes_is_html() {
    let user = json!([{"userName": "<img src=x onerror=alert(1)>", "title": "\"&'"}]);
    let html = Results::of(&user).html("<b>", "a < b\n\nnext", None).unwrap();
    assert!(html.contains("<title>&lt;b&gt;</title>"), "{html}");
    assert!(html.contains("a &lt; b</p>"), "{html}");
    assert!(html.contains("&lt;img src"), "{html}");
    assert!(!html.contains("<img"), "{html}");
    assert!(html.contains("scope=\"col\""), "{html}");

    let html = Results::of(&json!("<i>")).html("s", "left out", Some("<p>Hello</p>")).unwrap();
    assert!(html.contains("<p>Hello</p>") && html.contains("&lt;i&gt;"), "{html}");
    assert!(!html.contains("left out"), "{html}");
    let many = json!((0..250).map(|n| json!({"n": n})).collect::<Vec<_>>());
    assert!(Results::of(&many).html("s", "", None).unwrap().contains("(50 more)"));
}
