//! Frames that drawings are shown in.

use workflows::{Workflow, canvas};

/// How high the frame of a drawing is, in pixels: as high as the drawing, up to a screen that stands on end.
pub(crate) fn frame_height(workflow: &Workflow) -> u32 {
    canvas::height(workflow).clamp(120, 1000)
}
