use proptest::prelude::*;

use super::*;

const ID: &str = "01a22055-06dc-71ef-ac3e-03a9c1ddecf4";

fn packed(json: &str) -> Vec<u8> {
    let blob = pack(json);
    assert_eq!(unpack(&blob).unwrap(), json);
    blob
}

#[test]
fn an_id_takes_seventeen_bytes() {
    let json = format!(r#"{{"added":["{ID}","{ID}"],"removed":[]}}"#);
    assert_eq!(packed(&json).len(), json.len() - 2 * (38 - 17));
}

#[test]
fn what_is_no_id_as_this_program_writes_it_stays() {
    let capitals = ID.to_uppercase();
    let braces = ID.replace('-', "");
    for json in [
        String::new(),
        r#"{"domain":"ada.example"}"#.to_owned(),
        ID.to_owned(),
        format!(r#""{ID}"#),
        format!(r#""{ID} ""#),
        format!(r#""{capitals}""#),
        format!(r#""{braces}""#),
        r#""ada "the" \"first\"""#.to_owned(),
        "\"äöü ÿ 01a22055-06dc-71ef-ac3e-03a9c1dd".to_owned(),
    ] {
        assert_eq!(packed(&json), json.as_bytes());
    }
}

#[test]
fn a_blob_that_was_cut_is_an_error() {
    let blob = packed(&format!("\"{ID}\""));
    assert!(unpack(&blob[..16]).is_err());
    assert!(unpack(&[0xc3]).is_err(), "half a letter");
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC*", "\"", "[0-9a-f-]{36}", Just(format!("\"{ID}\""))]
}

proptest! {
    #[test]
    fn every_text_comes_back(pieces in prop::collection::vec(piece(), 0..8)) {
        packed(&pieces.concat());
    }
}
