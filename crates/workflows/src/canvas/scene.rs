//! Where everything goes. Coordinates are in pixels; blocks hang on a vertical line, `x` is its place.

use super::outline::{Block, Outline, Within};

/// A box.
pub(super) const WIDTH: f32 = 292.0;
pub(super) const HEIGHT: f32 = 66.0;
/// Between two things on a line.
const GAP: f32 = 34.0;
/// Between two ways, and around what is framed.
const ASIDE: f32 = 28.0;
/// A way with nothing on it.
const EMPTY: f32 = 96.0;
/// Where a frame says what it is.
const CAPTION: f32 = 30.0;
/// Around all of it.
const MARGIN: f32 = 14.0;

/// Something with a place.
#[derive(Debug)]
pub(super) enum Item<'a> {
    /// A box, by the middle of its upper edge.
    Box { x: f32, y: f32, block: &'a Block },
    /// A line through these points, with a head at its end or without.
    Line { points: Vec<(f32, f32)>, head: bool },
    /// A dashed frame, and what is said of it.
    Frame { x: f32, y: f32, width: f32, height: f32, label: &'static str, failed: bool },
    /// A word at a line.
    Label { x: f32, y: f32, text: &'static str },
}

/// All of it.
#[derive(Debug)]
pub(super) struct Scene<'a> {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) items: Vec<Item<'a>>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(outline: &'a Outline) -> Self {
        let starts = WIDTH.mul_add(count(&outline.start), ASIDE * (count(&outline.start) - 1.0));
        let failing = framed(&outline.on_error);
        let inner = starts.max(row(&outline.steps)).max(failing);
        let width = MARGIN.mul_add(2.0, inner);
        let mut scene = Self { width, height: 0.0, items: Vec::new() };
        let x = width / 2.0;
        let joined = scene.starts(&outline.start, x, starts);
        let mut end = scene.line(&outline.steps, x, joined);
        if !outline.on_error.is_empty() {
            end = scene.frame(&outline.on_error, x, end + GAP, "If a step fails", true);
        }
        scene.height = end + MARGIN;
        scene
    }

    /// The boxes it begins with, side by side; where the line goes on.
    fn starts(&mut self, blocks: &'a [Block], x: f32, width: f32) -> f32 {
        let below = MARGIN + HEIGHT;
        let joined = if blocks.len() > 1 { below + GAP / 2.0 } else { below };
        let mut at = x - width / 2.0 + WIDTH / 2.0;
        for block in blocks {
            self.items.push(Item::Box { x: at, y: MARGIN, block });
            if joined > below {
                let points = vec![(at, below), (at, joined), (x, joined)];
                self.items.push(Item::Line { points, head: false });
            }
            at += WIDTH + ASIDE;
        }
        joined
    }

    /// Blocks on a line that comes from `y`; where their line ends.
    fn line(&mut self, blocks: &'a [Block], x: f32, mut y: f32) -> f32 {
        for block in blocks {
            self.items.push(Item::Line { points: vec![(x, y), (x, y + GAP)], head: true });
            y = self.block(block, x, y + GAP);
        }
        y
    }

    fn block(&mut self, block: &'a Block, x: f32, y: f32) -> f32 {
        self.items.push(Item::Box { x, y, block });
        let below = y + HEIGHT;
        match &block.within {
            Within::Nothing => below,
            Within::Ways(yes, no) => self.ways(yes, no, x, below),
            Within::Turns(turns) => {
                // The arrow goes on within the frame, to the first step.
                let head = turns.is_empty();
                self.items.push(Item::Line { points: vec![(x, below), (x, below + GAP)], head });
                self.frame(turns, x, below + GAP, "For each", false)
            }
        }
    }

    /// Two ways that part at `y` and meet again.
    fn ways(&mut self, yes: &'a [Block], no: &'a [Block], x: f32, y: f32) -> f32 {
        let (left, right) = (way(yes), way(no));
        let begin = x - (left + ASIDE + right) / 2.0;
        let middles = [begin + left / 2.0, begin + left + ASIDE + right / 2.0];
        let turn = y + GAP / 2.0;
        let ends: Vec<f32> = [(yes, middles[0], "Yes"), (no, middles[1], "No")]
            .into_iter()
            .map(|(blocks, at, text)| {
                self.items.push(Item::Line {
                    points: vec![(x, y), (x, turn), (at, turn), (at, y + GAP)],
                    head: false,
                });
                self.items.push(Item::Label { x: at, y: y + GAP, text });
                self.line(blocks, at, y + GAP)
            })
            .collect();
        let meet = ends.iter().fold(y + 2.0 * GAP, |lowest, end| lowest.max(*end)) + GAP / 2.0;
        for (at, end) in middles.into_iter().zip(ends) {
            self.items
                .push(Item::Line { points: vec![(at, end), (at, meet), (x, meet)], head: false });
        }
        meet
    }

    /// Blocks in a frame.
    fn frame(
        &mut self,
        blocks: &'a [Block],
        x: f32,
        y: f32,
        label: &'static str,
        failed: bool,
    ) -> f32 {
        let width = framed(blocks);
        let at = self.items.len();
        let inside = if blocks.is_empty() { y + CAPTION } else { self.line(blocks, x, y) };
        let height = inside + ASIDE * 0.7 - y;
        let frame = Item::Frame { x: x - width / 2.0, y, width, height, label, failed };
        self.items.insert(at, frame);
        y + height
    }
}

#[expect(clippy::cast_precision_loss, reason = "a workflow has no millions of steps")]
fn count(blocks: &[Block]) -> f32 {
    blocks.len() as f32
}

/// How wide a line of blocks is.
fn row(blocks: &[Block]) -> f32 {
    blocks.iter().map(wide).fold(0.0, f32::max)
}

fn way(blocks: &[Block]) -> f32 {
    row(blocks).max(EMPTY)
}

fn framed(blocks: &[Block]) -> f32 {
    if blocks.is_empty() { 0.0 } else { ASIDE.mul_add(2.0, row(blocks)) }
}

fn wide(block: &Block) -> f32 {
    match &block.within {
        Within::Nothing => WIDTH,
        Within::Ways(yes, no) => {
            // What hangs under the middle must fit on both sides of it.
            (way(yes) + ASIDE + way(no)).max(WIDTH)
        }
        Within::Turns(turns) => framed(turns).max(WIDTH),
    }
}
