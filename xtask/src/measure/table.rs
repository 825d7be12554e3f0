//! Tables: Markdown whose columns are aligned, so that it reads well on a terminal too.

use std::fmt::Write as _;

/// A table of these headings and rows; the first column to the left, the others to the right.
pub(crate) fn table(headings: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = std::iter::once(headings).chain(rows.iter().map(Vec::as_slice));
        let widths = cells.map(|row| row.get(column).map_or(0, |cell| cell.chars().count()));
        widths.max().unwrap_or_default().max(3)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let line = |row: &[String]| {
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = row.get(column).map_or("", String::as_str);
            if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
    };
    let rules = widths.iter().enumerate().map(|(column, width)| {
        let dashes = "-".repeat(width - usize::from(column > 0));
        if column == 0 { dashes } else { format!("{dashes}:") }
    });
    let mut text = line(headings);
    // Writing to a String can't fail.
    let _ = writeln!(text, "| {} |", rules.collect::<Vec<_>>().join(" | "));
    for row in rows {
        text.push_str(&line(row));
    }
    text
}

/// A number as people read it: three digits that count, thousands apart.
pub(crate) fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 1000.0 => grouped(value),
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A whole number, thousands apart.
pub(crate) fn count(value: u64) -> String {
    grouped(precise(value))
}

fn grouped(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count to divide, or to draw.
#[expect(clippy::cast_precision_loss, reason = "there are no 2^52 of anything here")]
pub(crate) fn precise(count: u64) -> f64 {
    count as f64
}
