//! What is kept of a report, and how numbers are shown.

use super::{Cell, Figures, Report, cells, count, number, table};

#[test]
fn an_operation_with_wrong_answers_has_no_figures() {
    let report = r#"{
        "filled": null,
        "mixes": [
            {"mix": "bulk", "skipped": "the server says that it has no Bulk"},
            {"mix": "members", "seconds": 1.0, "operations": [
                {"operation": "add-member", "requests": 10, "perSecond": 10.0, "wrong": 0,
                 "latency": {"p50": 1.5, "p99": 2.5}},
                {"operation": "remove-member", "requests": 10, "perSecond": 10.0, "wrong": 3,
                 "latency": {"p50": 0.1, "p99": 0.2}}
            ], "wrong": [{"operation": "remove-member", "problem": "the status is 400; expected 200"}]}
        ]
    }"#;
    let report: Report = serde_json::from_str(report).expect("a report");
    let [bulk, add, remove] = cells(&report).try_into().expect("three operations");
    let skipped = |reason: &str| Cell::Skipped { skipped: reason.to_owned() };
    assert_eq!(bulk, ("bulk".to_owned(), skipped("the server says that it has no Bulk")));
    let figures = Figures { per_second: 10.0, p50: 1.5, p99: 2.5 };
    assert_eq!(add, ("add-member".to_owned(), Cell::Measured(figures)));
    let reason = "3 of 10 answers were wrong: the status is 400; expected 200";
    assert_eq!(remove, ("remove-member".to_owned(), skipped(reason)));
}

#[test]
fn numbers_have_three_digits_that_count() {
    let shown = [0.0123, 1.234, 12.34, 123.4, 1234.4, 1_234_567.0].map(number);
    assert_eq!(shown, ["0.012", "1.23", "12.3", "123", "1,234", "1,234,567"]);
    assert_eq!(
        [7, 100, 1000, 10_000, 290_000].map(count),
        ["7", "100", "1,000", "10,000", "290,000"]
    );
}

#[test]
fn tables_are_aligned() {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let text = table(&row(["operation", "a second"]), &[row(["get", "12,300"]), row(["é", "1"])]);
    let expected = "\
| operation | a second |
| --------- | -------: |
| get       |   12,300 |
| é         |        1 |
";
    assert_eq!(text, expected);
}
