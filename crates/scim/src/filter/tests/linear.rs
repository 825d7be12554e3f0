//! Reading looks at each byte a few times, however the text is made: counted, not timed.

use proptest::prelude::*;

use super::super::cursor::LOOKED_AT;
use super::*;
use crate::Path;

/// How often a byte may be looked at: `and`, `or` and `not` are looked for before a name is taken for one.
const TIMES: usize = 8;

fn roomy() -> Limits {
    Limits {
        filter_bytes: usize::MAX,
        filter_terms: usize::MAX,
        filter_depth: usize::MAX,
        ..Limits::default()
    }
}

fn looked_at(read: impl FnOnce()) -> usize {
    LOOKED_AT.set(0);
    read();
    LOOKED_AT.get()
}

#[track_caller]
fn is_linear(text: &str) {
    let bound = TIMES * (text.len() + 4);
    let tolerances = Tolerances::all();
    let as_filter = looked_at(|| drop(Filter::parse(text, user(), &tolerances, &roomy())));
    let as_mixed = looked_at(|| drop(Filter::parse_mixed(text, user(), &tolerances, &roomy())));
    let as_path = looked_at(|| drop(Path::parse(text, user(), &tolerances, &roomy())));
    let most = as_filter.max(as_mixed).max(as_path);
    assert!(most <= bound, "{most} looks at {} bytes", text.len());
}

#[test]
fn long_texts_of_one_kind_are_read_in_linear_time() {
    for piece in [
        "a",
        " ",
        "(",
        "not (",
        "((title pr) or ",
        "title pr and ",
        "title pr or ",
        "emails[",
        "emails[type pr].",
        "\\",
        "\"",
        "title eq \"\\u0061\" and ",
        "nope[a pr].b pr and ",
        "]",
        "title eq ",
        "é",
        "urn:",
        "\u{2003}",
    ] {
        for end in ["", "title pr", "\"", ")", " x"] {
            is_linear(&format!("{}{end}", piece.repeat(4_000)));
            is_linear(&format!("emails[{}{end}", piece.repeat(4_000)));
            is_linear(&format!("title eq \"{}{end}", piece.repeat(4_000)));
        }
    }
}

#[test]
fn what_is_read_is_counted() {
    let text = "title eq \"abc\"";
    assert!(looked_at(|| drop(parse(text, &Tolerances::none()))) >= text.len());
}

proptest! {
    #[test]
    fn any_text_is_read_in_linear_time(
        pieces in prop::collection::vec(
            prop::sample::select(&["title", " ", "eq", "\"a\"", "(", ")", "[", "]", ".", "emails", "and", "or", "not", "pr", "nope"][..]),
            0..200,
        )
    ) {
        is_linear(&pieces.concat());
    }
}
