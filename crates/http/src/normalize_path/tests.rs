use super::*;

fn normalized(text: &str) -> Result<String, NotUtf8> {
    let mut uri: Uri = text.parse().unwrap();
    normalize(&mut uri).map(|()| uri.to_string())
}

#[test]
fn slashes_too_many_are_dropped() {
    for (sent, plain) in [
        ("/", "/"),
        ("//", "/"),
        ("/scim/directory/d/Users", "/scim/directory/d/Users"),
        ("/scim/directory/d/Users/", "/scim/directory/d/Users"),
        ("/scim/directory/d//Users", "/scim/directory/d/Users"),
        ("//scim///directory/d/Users//", "/scim/directory/d/Users"),
        ("/Users/?filter=a//b/", "/Users?filter=a//b/"),
        ("/Users?", "/Users?"),
        ("/Users/x%2F%2Fy", "/Users/x%2F%2Fy"),
        ("http://host:80//Users/", "http://host:80/Users"),
        ("*", "*"),
    ] {
        assert_eq!(normalized(sent).as_deref(), Ok(plain), "{sent}");
    }
}

#[test]
fn the_version_spoken_here_means_nothing_before_an_endpoint() {
    for (sent, plain) in [
        ("/scim/directory/d/v2/Users", "/scim/directory/d/Users"),
        ("/scim/directory/d/v2/Users/x?a=/v2", "/scim/directory/d/Users/x?a=/v2"),
        ("/scim/directory/d/v2", "/scim/directory/d"),
        ("/scim/directory/d/v1/Users", "/scim/directory/d/v1/Users"),
        ("/scim/directory/d/v22/Users", "/scim/directory/d/v22/Users"),
        ("/scim/directory/v2/Users", "/scim/directory/v2/Users"),
        ("/scim/directory/d/Users/v2", "/scim/directory/d/Users/v2"),
        ("/v2/Users", "/v2/Users"),
    ] {
        assert_eq!(normalized(sent).as_deref(), Ok(plain), "{sent}");
    }
}

#[test]
fn a_path_that_is_not_utf8_names_nothing() {
    assert_eq!(normalized("/Users/%FF"), Err(NotUtf8));
    assert_eq!(normalized("/Users/%C3%A9").as_deref(), Ok("/Users/%C3%A9"));
    assert_eq!(normalized("/Users/100%").as_deref(), Ok("/Users/100%"));
}
