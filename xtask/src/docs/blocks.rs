//! The `sh` blocks of a document, and how each is to be run.

use anyhow::{Result, bail};

/// A fenced block of commands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The line of its fence, from 1.
    pub(super) line: usize,
    /// The commands.
    pub(super) commands: String,
    /// How it is run.
    pub(super) conduct: Conduct,
}

/// How a block is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Conduct {
    /// To its end.
    Run,
    /// In the background; ready when this address answers.
    Serves(String),
    /// Not at all; the comment says why.
    NotRun,
}

/// The blocks in order.
pub(super) fn of(document: &str) -> Result<Vec<Block>> {
    let mut blocks = Vec::new();
    let mut conduct = Conduct::Run;
    let mut open: Option<Block> = None;
    for (number, line) in document.lines().enumerate() {
        if let Some(mut block) = open.take() {
            if line.trim_end() == "```" {
                blocks.push(block);
            } else {
                block.commands.push_str(line);
                block.commands.push('\n');
                open = Some(block);
            }
        } else if line.trim_end() == "```sh" {
            let conduct = std::mem::replace(&mut conduct, Conduct::Run);
            open = Some(Block { line: number + 1, commands: String::new(), conduct });
        } else if let Some(comment) = comment(line) {
            conduct = read(comment, number + 1)?;
        } else {
            conduct = Conduct::Run;
        }
    }
    if let Some(block) = open {
        bail!("line {}: the block is not closed", block.line)
    }
    Ok(blocks)
}

fn comment(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<!--")?.strip_suffix("-->").map(str::trim)
}

fn read(comment: &str, line: usize) -> Result<Conduct> {
    if let Some(address) = comment.strip_prefix("serves ") {
        return Ok(Conduct::Serves(address.trim().to_owned()));
    }
    match comment.strip_prefix("not run:").map(str::trim) {
        Some("") => bail!("line {line}: say why the block is not run"),
        Some(_) => Ok(Conduct::NotRun),
        None => Ok(Conduct::Run),
    }
}
