use std::collections::HashSet;

use super::*;

fn headers(ids: &[&'static str]) -> HeaderMap {
    ids.iter().map(|id| (HEADER, HeaderValue::from_static(id))).collect()
}

#[test]
fn a_sane_id_is_taken_over() {
    assert_eq!(sent(&headers(&["run-7/2"])).unwrap(), "run-7/2");
    let longest: &'static str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    assert_eq!(sent(&headers(&[longest])).unwrap(), longest);
}

#[test]
fn an_id_that_would_spoil_a_log_is_not() {
    assert_eq!(sent(&headers(&[])), None);
    assert_eq!(sent(&headers(&[""])), None);
    assert_eq!(sent(&headers(&["two words"])), None);
    assert_eq!(sent(&headers(&["tab\there"])), None);
    assert_eq!(sent(&headers(&["one", "two"])), None);
    let too_long: &'static str =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0";
    assert_eq!(sent(&headers(&[too_long])), None);
}

#[test]
fn traces_do_not_repeat() {
    let traces = Traces::new();
    let seen: HashSet<u64> = (0..10_000).map(|_| traces.next()).collect();
    assert_eq!(seen.len(), 10_000);
}
