use super::*;

fn prefix(bytes: &[u8]) -> Bounds {
    Bounds::of(&KeyRange::Prefix(bytes.to_vec())).unwrap()
}

#[test]
fn a_prefix_ends_before_the_next_key_that_lacks_it() {
    assert_eq!(prefix(b"ab"), Bounds { from: b"ab".to_vec(), to: Some(b"ac".to_vec()) });
    assert_eq!(
        prefix(b"a\xff\xff"),
        Bounds { from: b"a\xff\xff".to_vec(), to: Some(b"b".to_vec()) }
    );
}

#[test]
fn a_prefix_that_nothing_follows_is_open() {
    assert_eq!(prefix(b"\xff"), Bounds { from: b"\xff".to_vec(), to: None });
    assert_eq!(prefix(b""), Bounds { from: vec![], to: None });
}

#[test]
fn an_open_range_begins_at_the_empty_key() {
    let range = KeyRange::Between { from: None, to: Some(b"m".to_vec()) };
    assert_eq!(Bounds::of(&range), Some(Bounds { from: vec![], to: Some(b"m".to_vec()) }));
}
