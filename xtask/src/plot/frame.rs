//! What every drawing begins and ends with.

use std::fmt::{self, Write as _};

/// How a drawing looks: colours, for light and dark.
const STYLE: &str = include_str!("plot.css");

/// How many colours there are.
pub(super) const COLOURS: usize = 8;

/// How wide a drawing is.
pub(super) const WIDTH: f64 = 760.0;

/// A drawing so high, with a title at `left`, and what there is to see in words.
pub(super) fn framed(
    (title, says): (&str, &str),
    (left, height): (f64, f64),
    draw: impl FnOnce(&mut String) -> fmt::Result,
) -> String {
    let mut svg = String::new();
    let write = || {
        writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"title says\">\n<title id=\"title\">{}</title>\n<desc id=\"says\">{}</desc>\n\
             <style>{STYLE}</style>\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\"/>\n\
             <text class=\"title\" x=\"{left}\" y=\"24\">{}</text>",
            Escaped(title),
            Escaped(says),
            Escaped(title),
        )?;
        draw(&mut svg)
    };
    // Writing to a string does not fail.
    let _ = write();
    svg.push_str("</svg>\n");
    svg
}

/// A text with nothing in it that is markup.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
