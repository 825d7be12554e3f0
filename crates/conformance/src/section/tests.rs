//! The order of sections is that of the RFCs.

use super::{CURSOR, ERRORS, NAMES, PROJECTION, QUERY, ROOT_QUERY};

#[test]
fn sections_sort_by_number_and_not_by_letter() {
    let mut sections = [CURSOR, ERRORS, PROJECTION, ROOT_QUERY, QUERY, NAMES];
    sections.sort_by_key(super::Section::rank);
    let numbers = sections.map(|section| section.number);
    assert_eq!(numbers, ["2.1", "3.4.2", "3.4.2.1", "3.9", "3.12", "2"]);
}
