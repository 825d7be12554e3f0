//! Plots, as SVG: for light and dark, and in words for those who can't see them.
//!
//! The axes are logarithmic: what costs twice as much at twice the size is a slope, what costs the same is level.

mod axis;
mod dots;
mod frame;
mod labels;
mod lines;
#[cfg(test)]
mod tests;

/// A plot.
#[derive(Clone, Debug)]
pub(crate) enum Plot {
    /// Lines, of what grows.
    Lines(Lines),
    /// Dots, of what is beside something.
    Dots(Dots),
}

impl Plot {
    /// The drawing.
    pub(crate) fn svg(&self) -> String {
        match self {
            Self::Lines(plot) => lines::svg(plot),
            Self::Dots(plot) => dots::svg(plot),
        }
    }
}

/// A plot of lines.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    pub(crate) title: String,
    /// What there is to see, in a sentence.
    pub(crate) says: String,
    /// What lies along.
    pub(crate) along: &'static str,
    /// What goes up.
    pub(crate) up: &'static str,
    /// Each is drawn if it has a point.
    pub(crate) drawn: Vec<Line>,
}

/// A line, and its name.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) name: String,
    /// Each above nought.
    pub(crate) points: Vec<(f64, f64)>,
}

/// A plot of dots in rows.
#[derive(Clone, Debug)]
pub(crate) struct Dots {
    pub(crate) title: String,
    /// What there is to see, in a sentence.
    pub(crate) says: String,
    /// What lies along.
    pub(crate) along: &'static str,
    /// Who has dots.
    pub(crate) who: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// A row, and its name.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// The value of each, if they have one; above nought.
    pub(crate) values: Vec<Option<f64>>,
}
