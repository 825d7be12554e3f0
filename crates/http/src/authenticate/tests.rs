use axum::http::HeaderValue;

use super::*;

fn sent(values: &[&'static str]) -> Option<String> {
    let headers: HeaderMap = values
        .iter()
        .map(|value| (header::AUTHORIZATION, HeaderValue::from_static(value)))
        .collect();
    bearer(&headers).map(str::to_owned)
}

#[test]
fn the_token_follows_the_scheme_in_any_case() {
    for credentials in ["Bearer rc_1", "bearer rc_1", "BEARER rc_1", "Bearer   rc_1 "] {
        assert_eq!(sent(&[credentials]).as_deref(), Some("rc_1"), "{credentials}");
    }
}

#[test]
fn no_header_is_told_from_a_useless_one() {
    assert_eq!(sent(&[]), None);
    for useless in ["", "Bearer", "Bearer ", "rc_1", "Basic cmM6MQ=="] {
        assert_eq!(sent(&[useless]).as_deref(), Some(""), "{useless:?}");
    }
    assert_eq!(sent(&["Bearer rc_1", "Bearer rc_2"]).as_deref(), Some(""));
}
