//! The values of random resources: few, so that they meet, and awkward, so that it matters.

/// A text one letter shorter than what an index holds of one.
macro_rules! long {
    () => {
        concat!(
            "a text that is nearly as long as what an index keeps of one, so that another letter or two, put behind ",
            "it, are the first that are cut off: ninety-nine, one hundred, and so on until two hundred letters"
        )
    };
}

/// Texts: cases, accents composed and not, signs that databases and patterns treat specially, and some longer
/// than what an index holds of one.
pub(crate) const TEXTS: &[&str] = &[
    "a",
    "A",
    "b",
    "ab",
    "aB",
    "AB",
    "ba",
    "abc",
    "B",
    "é",
    "E\u{301}",
    "É",
    "ß",
    "ss",
    "SS",
    "ø",
    "Ø",
    "İ",
    "ﬁ",
    "Σ",
    "ς",
    "%",
    "a%",
    "_",
    "a_b",
    "*",
    "\\",
    "a\\",
    "\"",
    "a\"b",
    "'",
    " ",
    "a b",
    "0",
    "10",
    "9",
    "-1",
    "true",
    "null",
    "\u{10ffff}",
    "\u{ffff}",
    "日本",
    "😀",
    concat!(long!(), "a"),
    concat!(long!(), "b"),
    concat!(long!(), "a", long!()),
    long!(),
];

/// Instants, some of them the same and some a moment apart.
pub(crate) const DATES: &[&str] = &[
    "2026-01-02T03:04:05Z",
    "2026-01-02T04:04:05+01:00",
    "2026-01-02T03:04:05.000001Z",
    "2026-01-02T03:04:05.0000015Z",
    "1999-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00Z",
    "9998-12-31T00:00:00Z",
];

/// Bytes.
pub(crate) const BINARIES: &[&str] = &["AA==", "aa==", "AQID", "AQIDBA=="];

/// Whole numbers.
pub(crate) const INTEGERS: &[i64] = &[0, 1, -1, 2, 10, i64::MAX - 1, i64::MIN + 1];

/// Numbers with a fraction.
pub(crate) const DECIMALS: &[f64] = &[0.0, 0.5, -0.5, 1.0, 1e300, -1e300, 1e-300, 0.1];
