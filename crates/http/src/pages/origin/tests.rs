use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::refuse_cross_site;

fn passes(sent: &[(&str, &str)]) -> bool {
    let mut headers = HeaderMap::new();
    for (name, value) in sent {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    refuse_cross_site(&headers).is_ok()
}

#[test]
fn programs_that_are_no_browsers_pass() {
    assert!(passes(&[]));
    assert!(passes(&[("host", "rollcall.test")]));
}

#[test]
fn our_own_pages_pass_behind_a_proxy_too() {
    for origin in ["https://rollcall.test", "http://rollcall.test", "https://ROLLCALL.test"] {
        assert!(passes(&[("host", "rollcall.test"), ("origin", origin)]), "{origin}");
    }
    assert!(passes(&[("host", "[::1]:8080"), ("origin", "http://[::1]:8080")]));
    assert!(passes(&[
        ("host", "rollcall.test"),
        ("origin", "https://rollcall.test"),
        ("sec-fetch-site", "same-origin"),
    ]));
    assert!(passes(&[("host", "rollcall.test"), ("sec-fetch-site", "none")]));
}

#[test]
fn pages_of_other_sites_do_not() {
    for origin in [
        "https://evil.test",
        "null",
        "",
        "https://rollcall.test:8443",
        "https://rollcall.test.evil.test",
        "ftp://rollcall.test",
        "rollcall.test",
    ] {
        assert!(!passes(&[("host", "rollcall.test"), ("origin", origin)]), "{origin}");
    }
    for site in ["cross-site", "same-site", "", "Same-Origin"] {
        let own = ("origin", "https://rollcall.test");
        assert!(!passes(&[("host", "rollcall.test"), own, ("sec-fetch-site", site)]), "{site}");
    }
}

#[test]
fn a_header_sent_twice_is_no_word_of_a_browser() {
    let own = ("origin", "https://rollcall.test");
    assert!(!passes(&[("host", "rollcall.test"), own, own]));
    let same = ("sec-fetch-site", "same-origin");
    assert!(!passes(&[("host", "rollcall.test"), own, same, same]));
    assert!(!passes(&[("host", "rollcall.test"), ("host", "evil.test"), own]));
    assert!(!passes(&[own]));
}
