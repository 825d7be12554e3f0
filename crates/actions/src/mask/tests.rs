use data_encoding::BASE64;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn mask(secrets: &[&str]) -> Mask {
    let secrets: Vec<SecretString> =
        secrets.iter().map(|secret| SecretString::from(*secret)).collect();
    Mask::new(&secrets)
}

#[test]
fn a_secret_is_hidden_wherever_it_stands() {
    let mask = mask(&["s3cret \"key\""]);
    assert_eq!(
        mask.text("it is s3cret \"key\", twice: s3cret \"key\""),
        "it is [hidden], twice: [hidden]"
    );
    assert_eq!(mask.text("S3CRET \"Key\""), "[hidden]");
    assert_eq!(mask.text(&json!({"a": "s3cret \"key\""}).to_string()), r#"{"a":"[hidden]"}"#);
    assert_eq!(mask.text("?k=s3cret%20%22key%22"), "?k=[hidden]");
    assert_eq!(
        mask.text("7333637265742022 6b657922"),
        "7333637265742022 6b657922",
        "not in pieces"
    );
    assert_eq!(
        mask.text("733363726574 or 733363726574 20226B657922".replace(' ', "").as_str()),
        "733363726574or[hidden]"
    );
    let value = json!({"s3cret \"key\"": ["x", {"b": "a s3cret \"key\""}], "n": 7, "t": true});
    assert_eq!(
        mask.value(&value),
        json!({"[hidden]": ["x", {"b": "a [hidden]"}], "n": 7, "t": true})
    );
}

#[test]
fn a_short_secret_is_hidden_where_it_stands_alone() {
    let mask = mask(&["ab", "17", ""]);
    assert_eq!(mask.text("ab"), "[hidden]");
    assert_eq!(mask.text(" ab "), "[hidden]");
    assert_eq!(mask.text("a cab"), "a cab");
    assert_eq!(mask.value(&json!([17, 170, "", "17"])), json!(["[hidden]", 170, "", "[hidden]"]));
}

#[test]
fn of_secrets_within_each_other_nothing_is_left() {
    assert_eq!(mask(&["abcd", "abcdef"]).text("abcdef abcd"), "[hidden] [hidden]");
    assert_eq!(mask(&["aaaa"]).text("aaaaaa"), "[hidden]");
    assert_eq!(
        mask(&["y-shor", "my-longer-secret", "key-my-"]).text("key-my-longer-secret"),
        "[hidden]"
    );
}

#[test]
fn a_secret_alone_is_hidden_in_base_64_however_short() {
    assert_eq!(mask(&["abcd"]).text("334 YWJjZA=="), "334 [hidden]==");
}

#[test]
fn of_an_answer_that_is_never_kept_what_is_long_enough_to_tell_something_is_hidden() {
    let mut mask = mask(&[]);
    mask.hide_answer(
        &json!({"token": ["tok-123456"], "n": 1_234_567_890, "type": "User", "ok": true}),
    );
    assert_eq!(mask.text("Bearer tok-123456 for a User"), "Bearer [hidden] for a User");
    assert_eq!(mask.value(&json!(1_234_567_890)), json!("[hidden]"));
}

#[test]
fn a_secret_of_any_length_is_hidden_also_within_more() {
    let lines: Vec<String> = (0..100_000).map(|n| format!("{n} ü\n")).collect();
    let secret = lines.concat();
    let mut mask = mask(&[]);
    mask.hide_answer(&json!({ "body": secret }));
    assert_eq!(mask.text(&secret), HIDDEN);
    for shown in [format!("it is {secret} whole"), json!({ "body": secret }).to_string()] {
        let shown = mask.text(&shown);
        assert!(shown.len() < shown.matches(HIDDEN).count() * HIDDEN.len() + 20, "{}", shown.len());
    }
}

#[test]
fn nothing_is_said_of_secrets() {
    assert_eq!(format!("{:?}", mask(&["very secret"])), "Mask(1 secrets)");
}

proptest! {
    #[test]
    fn no_secret_is_left_in_any_form(secret in "[ -~äß🔑]{12,40}", before in "[ -~]{0,9}", after in "[ -~]{0,9}") {
        prop_assume!(secret.trim().len() >= 12);
        let secret = secret.trim();
        let mask = mask(&[secret]);
        let all = format!("{before}{secret}{after}");
        prop_assert!(!mask.text(&all).contains(secret));
        let json = Value::from(all.as_str()).to_string();
        prop_assert!(serde_json::from_str::<String>(&mask.text(&json)).map_or(true, |text| !text.contains(secret)));
        let encoded = BASE64.encode(all.as_bytes());
        let shown = mask.text(&encoded).into_owned();
        prop_assert!(shown.contains(HIDDEN), "{encoded}");
        let percent = utf8_percent_encode(&all, NON_ALPHANUMERIC).to_string();
        prop_assert!(mask.text(&percent).contains(HIDDEN));
    }
}
