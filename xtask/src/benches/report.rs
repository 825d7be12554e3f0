//! What is said: each bench, its time, its ratio, what that was, and which grew.

use std::fmt::Write as _;

use super::baseline::Ratios;
use super::estimates::Times;

/// The table, and a line of what grew by more than the factor, came, or went.
pub(super) fn table(times: &Times, now: &Ratios, before: &Ratios, factor: f64) -> String {
    let mut text = String::new();
    // Writing to a String can't fail.
    let _ = writeln!(
        text,
        "\n    {:<34}{:>12}{:>10}{:>10}{:>10}",
        "bench", "time", "ratio", "baseline", "change"
    );
    let mut grown = Vec::new();
    for (name, ratio) in &now.0 {
        let time = times.get(name).copied().unwrap_or_default();
        let _ = write!(text, "    {name:<34}{:>12}{ratio:>10.4}", shown(time));
        let Some(old) = before.0.get(name) else {
            let _ = writeln!(text, "{:>20}", "new");
            continue;
        };
        let change = ratio / old;
        let _ = write!(text, "{old:>10.4}{:>9.0}%", (change - 1.0) * 100.0);
        if change > factor {
            text.push_str("  grew");
            grown.push(format!("{name} by {change:.2}"));
        }
        text.push('\n');
    }
    let gone: Vec<&str> =
        before.0.keys().filter(|name| !now.0.contains_key(*name)).map(String::as_str).collect();
    if !gone.is_empty() {
        let _ = writeln!(text, "    not measured any more: {}", gone.join(", "));
    }
    let _ = match grown.as_slice() {
        [] => writeln!(text, "    none grew by more than a factor of {factor}"),
        grown => writeln!(text, "    grew by more than a factor of {factor}: {}", grown.join(", ")),
    };
    text
}

/// A time in the unit that fits.
fn shown(nanoseconds: f64) -> String {
    if nanoseconds < 1_000.0 {
        format!("{nanoseconds:.0} ns")
    } else {
        format!("{:.2} µs", nanoseconds / 1_000.0)
    }
}
