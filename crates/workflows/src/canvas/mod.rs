//! The canvas: a drawing of a workflow, as SVG. What begins it, its steps, its branches, its loops, and what is done when a
//! step fails, from top to bottom.
//!
//! ```text
//! outline   what there is to draw, and in words for those who can't see it
//!   scene   where everything goes
//!     draw  the SVG
//! ```
//!
//! Colours are in [`STYLE`], for light and dark; everything else is in the drawing itself.

mod draw;
mod icon;
mod outline;
mod scene;
mod words;

use crate::Workflow;

/// How the drawing looks: a stylesheet of its classes.
pub const STYLE: &str = include_str!("canvas.css");

/// The drawing, for a page that has [`STYLE`].
pub fn svg(workflow: &Workflow) -> String {
    draw::svg(workflow, None)
}

/// The drawing with its style in it: a file of its own.
pub fn standalone(workflow: &Workflow) -> String {
    draw::svg(workflow, Some(STYLE))
}

/// How high the drawing is, in pixels: what a frame of it needs.
pub fn height(workflow: &Workflow) -> u32 {
    draw::height(workflow)
}

#[cfg(test)]
mod tests;
