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
        index: vec![entry(0, b""), entry(31, b"a"), entry(32, &[0; 127]), entry(9, &[0; 128])],
    };
    assert_eq!(Keys::unpack(&keys.pack()).unwrap(), keys);
}

#[test]
fn nothing_takes_no_space() {
    assert_eq!(Keys::default().pack(), Vec::<u8>::new());
}

#[test]
fn an_entry_costs_two_bytes_more_than_its_value() {
    let keys = Keys { unique: vec![], index: vec![entry(31, b"value")] };
    assert_eq!(keys.pack(), [&[31 << 2, 5], b"value".as_slice()].concat());
}

#[test]
fn a_damaged_blob_is_an_error_wherever_it_is_cut() {
    let keys = Keys { unique: vec![unique(UniqueScope::Directory, 300, b"ada")], index: vec![] };
    let blob = keys.pack();
    for end in 1..blob.len() {
        assert!(Keys::unpack(&blob[..end]).is_err(), "cut at {end}");
    }
    assert!(Keys::unpack(&[3, 0]).is_err(), "an unknown sort of key");
    assert!(Keys::unpack(&[0xff; 12]).is_err(), "a number without an end");
}
