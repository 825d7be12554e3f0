//! Lines.

use std::fmt::{self, Write as _};

use super::axis::Axis;
use super::frame::{COLOURS, Escaped, framed};
use super::labels::apart;
use super::{Line, Lines};

/// The whole drawing.
const HEIGHT: f64 = 420.0;

/// Where the lines are.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 48.0;
const BOTTOM: f64 = 364.0;

/// Between two names.
const GAP: f64 = 17.0;

/// Draws a plot.
pub(super) fn svg(plot: &Lines) -> String {
    framed((&plot.title, &plot.says), (LEFT, HEIGHT), |svg| write(svg, plot))
}

fn write(svg: &mut String, plot: &Lines) -> fmt::Result {
    // Each keeps its colour, whoever has no points.
    let lines = plot.drawn.iter().enumerate().filter(|(_, line)| !line.points.is_empty());
    let lines: Vec<(usize, &Line)> = lines.collect();
    let points = || lines.iter().flat_map(|(_, line)| &line.points);
    let scales = (Axis::of(points().map(|point| point.0)), Axis::of(points().map(|point| point.1)));
    grid(svg, scales)?;
    writeln!(
        svg,
        "<text x=\"{LEFT}\" y=\"{}\">{}</text>\n<text x=\"{RIGHT}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        TOP - 8.0,
        Escaped(plot.up),
        BOTTOM + 40.0,
        Escaped(plot.along),
    )?;
    let ends = lines.iter().filter_map(|(_, line)| line.points.last());
    let ends: Vec<f64> = ends.map(|point| place(scales, *point).1 + 4.0).collect();
    let names = apart(&ends, GAP, BOTTOM);
    for ((number, line), name) in lines.iter().zip(names) {
        self::line(svg, scales, line, number % COLOURS, name)?;
    }
    Ok(())
}

/// Where a point is drawn.
fn place((along, up): (Axis, Axis), point: (f64, f64)) -> (f64, f64) {
    let x = (RIGHT - LEFT).mul_add(along.at(point.0), LEFT);
    let y = (TOP - BOTTOM).mul_add(up.at(point.1), BOTTOM);
    (x, y)
}

fn grid(svg: &mut String, (along, up): (Axis, Axis)) -> fmt::Result {
    for (at, text) in up.ticks() {
        let y = (TOP - BOTTOM).mul_add(at, BOTTOM);
        writeln!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>",
            LEFT - 8.0,
            y + 4.0,
        )?;
    }
    for (at, text) in along.ticks() {
        let x = (RIGHT - LEFT).mul_add(at, LEFT);
        writeln!(
            svg,
            "<path class=\"grid\" d=\"M{x:.1} {TOP}V{BOTTOM}\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>",
            BOTTOM + 18.0,
        )?;
    }
    writeln!(svg, "<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>")
}

fn line(
    svg: &mut String,
    scales: (Axis, Axis),
    line: &Line,
    colour: usize,
    name: f64,
) -> fmt::Result {
    let mut path = String::new();
    let mut dots = String::new();
    for point in &line.points {
        let (x, y) = place(scales, *point);
        write!(path, "{}{x:.1} {y:.1}", if path.is_empty() { 'M' } else { 'L' })?;
        write!(dots, "<circle class=\"d{colour}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>")?;
    }
    let end = line.points.last().map_or(RIGHT, |point| place(scales, *point).0);
    writeln!(
        svg,
        "<path class=\"line c{colour}\" d=\"{path}\"/>{dots}<text class=\"name d{colour}\" x=\"{:.1}\" y=\"{name:.1}\">{}</text>",
        end + 10.0,
        Escaped(&line.name),
    )
}
