//! The document holds what the numbers say, and its plots are those of the numbers.

use std::collections::BTreeMap;
use std::fs;

use super::drawn::Drawn;
use super::{blocks, document, plot};

#[test]
fn the_document_and_its_plots_are_of_the_kept_numbers() {
    let drawn = Drawn::from_kept().expect("what is kept");
    let text = fs::read_to_string(document()).expect("the document");
    let filled = blocks::filled(&text, &drawn.blocks).expect("the blocks");
    assert!(text == filled, "run `cargo xtask performance`");
    for (name, svg) in drawn.plots {
        let kept = fs::read_to_string(plot(name)).expect("the plot");
        assert!(kept == svg, "{name}: run `cargo xtask performance`");
    }
}

#[test]
fn a_block_is_filled_and_what_is_around_it_stays() {
    let texts = BTreeMap::from([("a", "new\n".to_owned())]);
    let document = "before\n<!-- measured: a -->\nold\nolder\n<!-- end -->\nafter\n";
    let expected = "before\n<!-- measured: a -->\nnew\n<!-- end -->\nafter\n";
    assert_eq!(blocks::filled(document, &texts).expect("filled"), expected);
    assert!(blocks::filled("<!-- measured: b -->\n<!-- end -->\n", &texts).is_err());
    assert!(blocks::filled("<!-- measured: a -->\n", &texts).is_err());
}
