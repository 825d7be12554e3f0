use super::*;

fn unique(scope: UniqueScope, attribute: u16, value: &[u8]) -> UniqueKey {
    UniqueKey { scope, attribute, value: value.to_vec() }
}

fn entry(attribute: u16, value: &[u8]) -> IndexEntry {
    IndexEntry { attribute, value: value.to_vec() }
}

#[test]
fn what_is_packed_is_unpacked() {
    let keys = Keys {
        unique: vec![
            unique(UniqueScope::Directory, 1, b"ada"),
            unique(UniqueScope::Organization, u16::MAX, &[0xff; 1000]),
        ],
        index: vec![entry(0, b""), entry(15, b"a"), entry(16, &[0; 127]), entry(9, &[0; 128])],
    };
    assert_eq!(Keys::unpack(&keys.pack()).unwrap(), keys);
}

#[test]
fn nothing_takes_no_space() {
    assert_eq!(Keys::default().pack(), Vec::<u8>::new());
}

#[test]
fn an_entry_costs_two_bytes_more_than_its_value() {
    let keys = Keys { unique: vec![], index: vec![entry(15, b"value")] };
    assert_eq!(keys.pack(), [&[15 << 3, 5], b"value".as_slice()].concat());
}

#[test]
fn a_value_is_written_once_and_referred_to_after() {
    let keys = Keys {
        unique: vec![unique(UniqueScope::Directory, 1, b"ada")],
        index: vec![entry(2, b"b"), entry(3, b"ada"), entry(4, b"b")],
    };
    let blob = keys.pack();
    let expected =
        [b"\x09\x03ada".as_slice(), b"\x10\x01b", &[3 << 3 | 1 << 2, 0], &[4 << 3 | 1 << 2, 1]]
            .concat();
    assert_eq!(blob, expected);
    assert_eq!(Keys::unpack(&blob).unwrap(), keys);
}

#[test]
fn a_damaged_blob_is_an_error_wherever_it_is_cut() {
    let keys = Keys { unique: vec![unique(UniqueScope::Directory, 300, b"ada")], index: vec![] };
    let blob = keys.pack();
    for end in 1..blob.len() {
        assert!(Keys::unpack(&blob[..end]).is_err(), "cut at {end}");
    }
    assert!(Keys::unpack(&[3, 0]).is_err(), "an unknown sort of key");
    assert!(Keys::unpack(&[1 << 2, 0]).is_err(), "a value that is none of the earlier ones");
    assert!(Keys::unpack(&[0xff; 12]).is_err(), "a number without an end");
}
