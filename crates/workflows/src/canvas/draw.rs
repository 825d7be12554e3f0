//! The SVG.

use std::fmt::{self, Write as _};

use super::icon::Icon;
use super::outline::{Block, Outline};
use super::scene::{HEIGHT, Item, Scene, WIDTH};
use crate::Workflow;

/// How much of a text fits into a box, in characters.
const TITLE: usize = 30;
const REMARKS: usize = 37;

/// Draws a workflow, with a style in the drawing or without.
pub(super) fn svg(workflow: &Workflow, style: Option<&str>) -> String {
    let outline = Outline::of(workflow);
    let scene = Scene::of(&outline);
    let mut svg = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut svg, &outline, &scene, style);
    svg
}

/// How high the drawing is, in whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a drawing has a height, of less than four thousand million pixels"
)]
pub(super) fn height(workflow: &Workflow) -> u32 {
    Scene::of(&Outline::of(workflow)).height.ceil() as u32
}

fn write(
    svg: &mut String,
    outline: &Outline,
    scene: &Scene<'_>,
    style: Option<&str>,
) -> fmt::Result {
    let Scene { width, height, items } = scene;
    write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"rc-canvas\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"rc-title rc-desc\">\n\
         <title id=\"rc-title\">{}</title>\n<desc id=\"rc-desc\">{}</desc>\n",
        Escaped(&outline.title),
        Escaped(&outline.say()),
    )?;
    if let Some(style) = style {
        writeln!(svg, "<style>{style}</style>")?;
    }
    // Lines first, so that boxes cover their ends.
    for item in items {
        match item {
            Item::Box { .. } => {}
            Item::Line { points, head } => line(svg, points, *head)?,
            Item::Frame { x, y, width, height, label, failed } => {
                let class = if *failed { " rc-fail" } else { "" };
                writeln!(
                    svg,
                    "<rect class=\"rc-frame{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"14\"/>\
                     <text class=\"rc-label{class}\" x=\"{}\" y=\"{}\">{label}</text>",
                    x + 14.0,
                    y + 20.0,
                )?;
            }
            Item::Label { x, y, text } => {
                writeln!(
                    svg,
                    "<text class=\"rc-label\" x=\"{}\" y=\"{}\">{text}</text>",
                    x + 8.0,
                    y - 3.0
                )?;
            }
        }
    }
    for item in items {
        if let Item::Box { x, y, block } = item {
            self::block(svg, *x, *y, block)?;
        }
    }
    svg.push_str("</svg>\n");
    Ok(())
}

fn line(svg: &mut String, points: &[(f32, f32)], head: bool) -> fmt::Result {
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        write!(path, "{}{x} {y}", if at == 0 { 'M' } else { 'L' })?;
    }
    writeln!(svg, "<path class=\"rc-line\" d=\"{path}\"/>")?;
    if let Some((x, y)) = points.last().filter(|_| head) {
        let (left, right, above) = (x - 4.5, x + 4.5, y - 7.0);
        writeln!(svg, "<path class=\"rc-head\" d=\"M{left} {above}L{right} {above}L{x} {y}z\"/>")?;
    }
    Ok(())
}

fn block(svg: &mut String, x: f32, y: f32, block: &Block) -> fmt::Result {
    let left = x - WIDTH / 2.0;
    let class = match block.icon {
        Icon::Start => "rc-start",
        Icon::Choice | Icon::Loop => "rc-choice",
        _ => "rc-box",
    };
    let chosen = if class == "rc-choice" { " rc-choice-icon" } else { "" };
    let off = if block.disabled { " class=\"rc-off\"" } else { "" };
    writeln!(
        svg,
        "<g{off}><title>{} ({})</title>\
         <rect class=\"{class}\" x=\"{left}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"12\"/>\
         <path class=\"rc-icon{chosen}\" transform=\"translate({} {})\" d=\"{}\"/>\
         <text class=\"rc-title\" x=\"{}\" y=\"{}\">{}</text>\
         <text class=\"rc-sub\" x=\"{}\" y=\"{}\">{}</text></g>",
        Escaped(&block.title),
        Escaped(&block.remarks),
        left + 14.0,
        y + (HEIGHT - 20.0) / 2.0,
        block.icon.path(),
        left + 46.0,
        y + 28.0,
        Escaped(&cut(&block.title, TITLE)),
        left + 46.0,
        y + 48.0,
        Escaped(&cut(&block.remarks, REMARKS)),
    )
}

/// As much of a text as fits.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let begin: String = text.chars().take(most - 1).collect();
    format!("{}…", begin.trim_end())
}

/// A text with nothing in it that is markup.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                // XML 1.0 has no room for control characters.
                c if c.is_control() => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
