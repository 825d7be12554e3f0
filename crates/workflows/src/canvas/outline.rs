//! What there is to draw: the workflow as boxes, choices and loops.

use super::icon::Icon;
use super::words;
use crate::{Step, StepKind, Workflow};

/// The drawing before anything has a place.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) title: String,
    /// What begins it, one box each.
    pub(super) start: Vec<Block>,
    pub(super) steps: Vec<Block>,
    /// What is done after a step failed.
    pub(super) on_error: Vec<Block>,
}

/// One thing in the drawing.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) icon: Icon,
    pub(super) title: String,
    pub(super) remarks: String,
    pub(super) disabled: bool,
    pub(super) within: Within,
}

/// What a block has in it.
#[derive(Debug)]
pub(super) enum Within {
    Nothing,
    /// Two ways, one of which is taken.
    Ways(Vec<Block>, Vec<Block>),
    /// What is done again and again.
    Turns(Vec<Block>),
}

impl Outline {
    pub(super) fn of(workflow: &Workflow) -> Self {
        let begin = |title: String| Block {
            icon: Icon::Start,
            title,
            remarks: words::inputs(workflow),
            disabled: false,
            within: Within::Nothing,
        };
        let mut start: Vec<Block> =
            workflow.triggers.iter().map(|trigger| begin(words::trigger(trigger))).collect();
        if start.is_empty() {
            start.push(begin("On demand".to_owned()));
        }
        Self {
            title: workflow.title.clone(),
            start,
            steps: blocks(&workflow.steps),
            on_error: blocks(&workflow.on_error),
        }
    }

    /// All of it in words.
    pub(super) fn say(&self) -> String {
        let mut text = String::new();
        for block in &self.start {
            text.extend(["Begins: ", &block.title, ", ", &block.remarks, ". "]);
        }
        let mut number = 0;
        say(&self.steps, &mut number, &mut text);
        if !self.on_error.is_empty() {
            text.push_str("If a step fails: ");
            say(&self.on_error, &mut number, &mut text);
        }
        text.trim_end().to_owned()
    }
}

fn blocks(steps: &[Step]) -> Vec<Block> {
    steps.iter().map(block).collect()
}

fn block(step: &Step) -> Block {
    let within = match &step.kind {
        StepKind::If { then, otherwise, .. } => Within::Ways(blocks(then), blocks(otherwise)),
        StepKind::For { steps, .. } => Within::Turns(blocks(steps)),
        _ => Within::Nothing,
    };
    let remarks = match &step.kind {
        StepKind::If { condition, .. } => format!("{} · {}", step.id, words::condition(condition)),
        StepKind::For { items, .. } => format!("{} · {}", step.id, words::items(items)),
        _ => words::remarks(step),
    };
    Block {
        icon: Icon::of(step),
        title: words::title(step),
        remarks,
        disabled: step.disabled,
        within,
    }
}

fn say(blocks: &[Block], number: &mut usize, text: &mut String) {
    for block in blocks {
        *number += 1;
        text.extend([&number.to_string(), ". ", &block.title, " (", &block.remarks, "). "]);
        match &block.within {
            Within::Nothing => {}
            Within::Ways(yes, no) => {
                text.push_str("If so: ");
                say_or_nothing(yes, number, text);
                text.push_str("If not: ");
                say_or_nothing(no, number, text);
                text.push_str("In both cases then: ");
            }
            Within::Turns(turns) => {
                text.push_str("For each: ");
                say_or_nothing(turns, number, text);
                text.push_str("After the last: ");
            }
        }
    }
    if blocks.last().is_some_and(|last| !matches!(last.within, Within::Nothing)) {
        text.push_str("nothing more. ");
    }
}

fn say_or_nothing(blocks: &[Block], number: &mut usize, text: &mut String) {
    if blocks.is_empty() {
        text.push_str("nothing. ");
    }
    say(blocks, number, text);
}
