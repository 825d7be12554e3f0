//! Cells that a spreadsheet would take for formulas.
//!
//! A spreadsheet computes a cell that begins with `=`, and with some other characters, wherever the file came from: a
//! user who calls himself `=HYPERLINK(…)` has whoever opens an export send data away. An apostrophe before it makes
//! it a text. It is put before every cell that would lose something without it, and taken away where the import
//! would have put it, so that what is exported is imported as it was.

/// What a cell of a spreadsheet begins with that is no text; the wide ones are those of Japanese keyboards.
const BEGIN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What stands before a text that could be taken for something else.
const MARK: char = '\'';

/// Whether a text needs the mark: it would be computed, or its mark or the space around it would be taken away.
fn needs_mark(text: &str) -> bool {
    text.starts_with(BEGIN) || text.starts_with(MARK) || text.trim() != text
}

/// A text as it is written into a cell.
pub(super) fn marked(text: &str) -> String {
    if needs_mark(text) { format!("{MARK}{text}") } else { text.to_owned() }
}

/// The text that a cell holds, without space around it that nobody meant.
pub(super) fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if needs_mark(text) => text,
        _ => cell.trim(),
    }
}

#[cfg(test)]
mod tests {
    use super::{marked, unmarked};

    #[test]
    fn what_is_exported_is_imported_as_it_was() {
        for text in [
            "",
            "Ada",
            "=1+1",
            "+44 20 7946 0000",
            "-",
            "@SUM(A1)",
            "\t=1",
            "'",
            "''",
            "'tis",
            "'=1",
            " Ada ",
            "＝1",
            "Ada\n",
            "[]",
            "O'Brien",
            "' x",
        ] {
            assert_eq!(unmarked(&marked(text)), text, "{text:?}");
        }
    }

    #[test]
    fn no_cell_begins_as_a_formula_does() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", " =1"] {
            assert_eq!(marked(text), format!("'{text}"));
        }
        assert_eq!(marked("ada@example.com"), "ada@example.com");
    }

    #[test]
    fn a_table_by_hand_is_read_as_it_was_meant() {
        assert_eq!(unmarked(" Ada "), "Ada");
        assert_eq!(unmarked("'+44 20"), "+44 20");
        assert_eq!(unmarked("'tis"), "'tis");
    }
}
