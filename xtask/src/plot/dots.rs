//! A row for each thing, and in it a dot for each who did it.

use std::fmt::{self, Write as _};

use super::axis::Axis;
use super::frame::{COLOURS, Escaped, framed};
use super::{Dots, Row};

/// Where the dots are.
const LEFT: f64 = 216.0;
const RIGHT: f64 = 600.0;
const TOP: f64 = 52.0;

/// How high a row is.
const ROW: f64 = 24.0;

/// Draws a plot.
pub(super) fn svg(dots: &Dots) -> String {
    let bottom = precise(dots.rows.len()).mul_add(ROW, TOP);
    framed((&dots.title, &dots.says), (LEFT, bottom + 56.0), |svg| write(svg, dots, bottom))
}

fn write(svg: &mut String, dots: &Dots, bottom: f64) -> fmt::Result {
    let values = dots.rows.iter().flat_map(|row| row.values.iter().flatten()).copied();
    let axis = Axis::of(values);
    let at = |value: f64| (RIGHT - LEFT).mul_add(axis.at(value), LEFT);
    for (along, text) in axis.ticks() {
        let x = (RIGHT - LEFT).mul_add(along, LEFT);
        writeln!(
            svg,
            "<path class=\"grid\" d=\"M{x:.1} {TOP}V{bottom}\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
            bottom + 18.0,
        )?;
    }
    writeln!(
        svg,
        "<text x=\"{RIGHT}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        bottom + 40.0,
        Escaped(dots.along)
    )?;
    for (number, Row { name, values }) in dots.rows.iter().enumerate() {
        let y = (precise(number) + 0.5).mul_add(ROW, TOP);
        writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y}H{RIGHT}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT - 10.0,
            y + 4.0,
            Escaped(name)
        )?;
        for (who, value) in values.iter().enumerate() {
            if let Some(value) = value {
                let (x, colour) = (at(*value), who % COLOURS);
                writeln!(svg, "<circle class=\"d{colour}\" cx=\"{x:.1}\" cy=\"{y}\" r=\"5\"/>")?;
            }
        }
    }
    for (who, name) in dots.who.iter().enumerate() {
        let (y, colour) = (precise(who).mul_add(20.0, TOP + 14.0), who % COLOURS);
        writeln!(
            svg,
            "<circle class=\"d{colour}\" cx=\"{}\" cy=\"{}\" r=\"5\"/><text class=\"name d{colour}\" x=\"{}\" y=\"{y}\">{}</text>",
            RIGHT + 24.0,
            y - 4.0,
            RIGHT + 36.0,
            Escaped(name)
        )?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "there are no 2^52 rows")]
fn precise(count: usize) -> f64 {
    count as f64
}
