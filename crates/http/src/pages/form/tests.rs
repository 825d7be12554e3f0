use super::Form;

fn fields(body: &str) -> Vec<(String, String)> {
    let form = Form::parse(body.as_bytes()).unwrap();
    form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn fields_are_decoded_once() {
    let body = "user+name=ada%2Blovelace+x&title=100%25+%2541&lines=a%0D%0Ab";
    let expected = [("user name", "ada+lovelace x"), ("title", "100% %41"), ("lines", "a\nb")];
    assert_eq!(fields(body), owned(&expected));
}

#[test]
fn what_was_left_empty_is_not_there() {
    assert_eq!(fields("a=&b=+%09&c=1&d&&"), owned(&[("c", "1")]));
    assert_eq!(fields(""), owned(&[]));
}

#[test]
fn a_field_twice_or_not_utf8_is_refused() {
    for body in ["a=1&a=2", "a=%ff", "%ff=1"] {
        assert!(Form::parse(body.as_bytes()).is_err(), "{body}");
    }
    assert!(Form::parse(b"a=\xff").is_err());
}

#[test]
fn a_key_is_not_printed_by_accident() {
    let mut form = Form::parse(b"key=rc_secret&a=1").unwrap();
    assert_eq!(format!("{form:?}"), r#"["key", "a"]"#);
    assert_eq!(form.take("key").as_deref(), Some("rc_secret"));
    assert_eq!(form.take("key"), None);
}
