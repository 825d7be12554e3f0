use std::path::Path;

use super::file::File;
use super::{BaseUrl, EXAMPLE, Limits, ListenAddress};

fn parsed(text: &str) -> Result<File, String> {
    File::parse(text, Path::new("rollcall.toml")).map_err(|failure| failure.to_string())
}

#[test]
fn the_example_in_the_help_says_the_defaults() {
    let file = parsed(EXAMPLE).unwrap();

    let limits = Limits::from(file.limits);
    assert_eq!(file.listen, Some(super::ListenAddress(super::LISTEN)));
    assert_eq!(file.base_url, Some(BaseUrl::of(super::LISTEN)));
    assert_eq!(limits, Limits::default());
}

#[test]
fn a_key_that_is_no_setting_is_refused_with_its_line() {
    assert_eq!(
        parsed("# where\n\nlisten-on = \"127.0.0.1:1\"\n").unwrap_err(),
        "rollcall.toml, line 3: unknown field `listen-on`, expected one of \
         `listen`, `base-url`, `log`, `log-format`, `limits`, `outside`"
    );
    let error = parsed("[limits]\nbody-byte = 1\n").unwrap_err();
    assert!(error.starts_with("rollcall.toml, line 2: unknown field `body-byte`"), "{error}");
}

#[test]
fn a_value_that_means_nothing_is_refused_with_its_line() {
    let error = parsed("log = \"info\"\nlisten = \"here\"\n").unwrap_err();
    assert_eq!(
        error,
        "rollcall.toml, line 2: `here` is not an address and a port: write it as in 127.0.0.1:8080"
    );
    let error = parsed("[limits]\nmembers = 0\n").unwrap_err();
    assert!(error.starts_with("rollcall.toml, line 2: "), "{error}");
    let error = parsed("base-url = \"example.com\"").unwrap_err();
    assert_eq!(
        error,
        "rollcall.toml, line 1: `example.com` is not a base URL: \
         write it as in https://scim.example.com"
    );
}

#[test]
fn a_base_url_loses_its_last_slash_and_holds_nothing_that_paths_could_not_follow() {
    let url = |text: &str| text.parse::<BaseUrl>().map(String::from).ok();
    assert_eq!(url("https://scim.example.com/").as_deref(), Some("https://scim.example.com"));
    assert_eq!(url("http://h:1/a/b//").as_deref(), Some("http://h:1/a/b"));
    for wrong in [
        "",
        "http://",
        "https:///x",
        "ftp://h",
        "http://h?x",
        "http://h#x",
        "http://u@h",
        "http://a b",
    ] {
        assert_eq!(url(wrong), None, "{wrong}");
    }
}

#[test]
fn localhost_is_an_address() {
    let listen = |text: &str| text.parse().map(|ListenAddress(address)| address.to_string()).ok();
    assert_eq!(listen("localhost:80").as_deref(), Some("127.0.0.1:80"));
    assert_eq!(listen("[::]:0").as_deref(), Some("[::]:0"));
    for wrong in ["", "localhost", ":80", "80", "example.com:80", "localhost:65536"] {
        assert_eq!(listen(wrong), None, "{wrong}");
    }
}

#[test]
fn every_interface_is_reached_at_localhost() {
    assert_eq!(BaseUrl::of("0.0.0.0:80".parse().unwrap()).as_str(), "http://localhost:80");
    assert_eq!(BaseUrl::of("[::]:80".parse().unwrap()).as_str(), "http://localhost:80");
    assert_eq!(BaseUrl::of("[::1]:80".parse().unwrap()).as_str(), "http://[::1]:80");
    assert_eq!(BaseUrl::of("10.0.0.1:80".parse().unwrap()).as_str(), "http://10.0.0.1:80");
}
