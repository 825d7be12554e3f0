use serde_json::json;

use super::*;

fn problem(body: &[u8]) -> JsonError {
    parse(body, 8).unwrap_err()
}

#[test]
fn an_object_comes_back_as_it_was_written() {
    let body =
        br#"{"b": [1, -2, 1.5, true, null], "a": {"text": "\u00e9\ud83d\ude00"}, "$ref": ""}"#;
    let parsed = parse(body, 8).unwrap();
    assert_eq!(
        Value::Object(parsed.clone()),
        json!({"b": [1, -2, 1.5, true, null], "a": {"text": "é😀"}, "$ref": ""})
    );
    assert_eq!(parsed.keys().collect::<Vec<_>>(), ["b", "a", "$ref"]);
}

#[test]
fn whole_numbers_stay_whole_and_fractions_stay_fractions() {
    let parsed = parse(br#"{"whole": 18446744073709551615, "fraction": 1.0}"#, 8).unwrap();
    assert!(parsed["whole"].is_u64());
    assert!(parsed["fraction"].is_f64());
}

#[test]
fn a_number_is_the_nearest_there_is_and_prints_as_itself() {
    let parsed = parse(br#"{"n": 108446744073709551615}"#, 8).unwrap();
    assert_eq!(parsed["n"].as_f64(), Some(108_446_744_073_709_551_615.0));
    assert_eq!(parse(Value::Object(parsed.clone()).to_string().as_bytes(), 8), Ok(parsed));
}

#[test]
fn one_name_in_two_spellings_is_refused_in_every_object() {
    for body in [
        r#"{"userName": 1, "userName": 2}"#,
        r#"{"USERNAME": 1, "userName": 2}"#,
        r#"{"emails": [{"Username": 1, "userName": 2}]}"#,
    ] {
        assert_eq!(
            problem(body.as_bytes()),
            JsonError::DuplicateKey { name: "userName".to_owned() }
        );
    }
}

#[test]
fn one_name_in_two_spellings_is_refused_however_many_there_are() {
    let names = |last: &str| {
        let first: Vec<String> = (0..40).map(|n| format!("\"n{n}\": {n}")).collect();
        format!("{{{}, \"{last}\": 0}}", first.join(", "))
    };
    assert!(parse(names("n40").as_bytes(), 8).is_ok());
    for known in ["N0", "N15", "N16", "N39"] {
        let refusal = JsonError::DuplicateKey { name: known.to_owned() };
        assert_eq!(problem(names(known).as_bytes()), refusal);
    }
}

#[test]
fn one_name_in_two_objects_is_fine() {
    let parsed = parse(br#"{"a": {"value": 1}, "b": [{"value": 1}, {"Value": 2}]}"#, 8).unwrap();
    assert_eq!(parsed["b"], json!([{"value": 1}, {"Value": 2}]));
}

#[test]
fn an_empty_body_is_called_empty() {
    for body in [&b""[..], b" \r\n"] {
        assert_eq!(problem(body), JsonError::Empty);
    }
}

#[test]
fn the_depth_counts_objects_and_arrays() {
    assert!(parse(br#"{"a": [{"b": 1}]}"#, 3).is_ok());
    assert_eq!(parse(br#"{"a": [{"b": []}]}"#, 3), Err(JsonError::TooDeep { limit: 3 }));
    assert_eq!(parse(br#"{"a": [{"b": {}}]}"#, 3), Err(JsonError::TooDeep { limit: 3 }));
    assert_eq!(parse(b"{}", 0), Err(JsonError::TooDeep { limit: 0 }));
}

#[test]
fn a_bomb_of_brackets_is_refused_before_it_is_read() {
    let mut bomb = br#"{"a":"#.to_vec();
    bomb.resize(1_000_000, b'[');
    assert_eq!(parse(&bomb, 32), Err(JsonError::TooDeep { limit: 32 }));
    assert!(matches!(parse(&bomb, usize::MAX), Err(JsonError::Malformed { .. })));
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    assert_eq!(
        problem(b"{\n  \"userName\": junk}"),
        JsonError::Malformed { problem: "expected value".to_owned(), line: 2, column: 15 }
    );
    assert_eq!(
        problem(b"{} x"),
        JsonError::Malformed { problem: "trailing characters".to_owned(), line: 1, column: 4 }
    );
    assert_eq!(
        problem(b"\xEF\xBB\xBF{}"),
        JsonError::Malformed { problem: "expected value".to_owned(), line: 1, column: 1 }
    );
    for body in [
        &b"{"[..],
        b"{\"a\": \"\xFF\"}",
        b"{\"a\": \"\xED\xA0\x80\"}",
        br#"{"a": "\ud800"}"#,
        b"{\"a\": \"\x01\"}",
        br#"{"a": 1,}"#,
        br"{'a': 1}",
        br#"{"a": 01}"#,
        br#"{"a": 1e999}"#,
        br#"{"a": NaN}"#,
    ] {
        let refused = problem(body);
        assert!(matches!(refused, JsonError::Malformed { .. }), "{body:?}: {refused:?}");
    }
}

#[test]
fn a_body_that_is_no_object_is_refused() {
    for body in ["[]", "null", "\"text\"", "1"] {
        assert_eq!(problem(body.as_bytes()), JsonError::NotAnObject);
    }
}
