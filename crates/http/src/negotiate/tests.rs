use super::*;

fn accepting(value: &'static str) -> Option<MediaType> {
    let headers = HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(value))]);
    answer(&headers).ok()
}

#[test]
fn scim_json_is_the_default() {
    assert_eq!(answer(&HeaderMap::new()).ok(), Some(MediaType::ScimJson));
    for accept in [
        "",
        "*/*",
        "application/*",
        "application/scim+json",
        "application/scim+json;charset=utf-8",
        "application/json, application/scim+json",
        "text/html, */*;q=0.1",
        "APPLICATION/SCIM+JSON",
    ] {
        assert_eq!(accepting(accept), Some(MediaType::ScimJson), "{accept:?}");
    }
}

#[test]
fn json_is_sent_to_those_who_would_rather_have_it() {
    for accept in [
        "application/json",
        "application/json; charset=utf-8",
        "application/json, text/plain, */*",
        "application/json, application/scim+json;q=0.5",
        "application/*, application/scim+json;q=0",
        "*/*;q=0.8, application/json;q=0.8",
    ] {
        assert_eq!(accepting(accept), Some(MediaType::Json), "{accept:?}");
    }
}

#[test]
fn what_can_not_be_sent_is_not_acceptable() {
    for accept in [
        "text/html",
        "application/xml, text/*",
        "*/*;q=0",
        "application/json;q=0, application/scim+json;q=0, */*",
        ";;;",
    ] {
        assert_eq!(accepting(accept), None, "{accept:?}");
    }
}

#[test]
fn bodies_are_json_by_whatever_name() {
    let typed = |value: &'static str| {
        body(&HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(value))]))
            .is_ok()
    };
    assert!(body(&HeaderMap::new()).is_ok());
    assert!(typed("application/scim+json"));
    assert!(typed("application/json"));
    assert!(typed("Application/JSON ; charset=UTF-8; odata=verbose"));
    assert!(!typed("text/plain"));
    assert!(!typed("application/x-www-form-urlencoded"));
    assert!(!typed(""));
}

#[test]
fn compressed_bodies_are_refused() {
    let coded = |value: &'static str| {
        body(&HeaderMap::from_iter([(header::CONTENT_ENCODING, HeaderValue::from_static(value))]))
            .is_ok()
    };
    assert!(coded("identity"));
    assert!(!coded("gzip"));
}

#[test]
fn browsers_want_pages_and_programs_do_not() {
    let wants = |accept: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        wants_page(&headers)
    };
    for browser in [
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
        "text/html",
        "TEXT/HTML, application/json;q=0.5",
        "text/*",
    ] {
        assert!(wants(browser), "{browser}");
    }
    for program in [
        "*/*",
        "",
        "application/json",
        "application/json, text/html;q=0.9",
        "application/scim+json, */*",
        "text/html;q=0, application/json",
        "text/plain",
    ] {
        assert!(!wants(program), "{program}");
    }
    assert!(!wants_page(&HeaderMap::new()));
}
