//! The blocks of a document that are written by a task.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, bail};

const BEGIN: &str = "<!-- measured: ";
const END: &str = "<!-- end -->";

/// The document with each block filled with the text of its name.
pub(super) fn filled(document: &str, texts: &BTreeMap<&'static str, String>) -> Result<String> {
    let mut filled = String::new();
    let mut inside = false;
    for line in document.lines() {
        if let Some(name) = line.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(" -->")) {
            if inside {
                bail!("the block before {name} has no end")
            }
            let text = texts.get(name).with_context(|| format!("there is no block {name}"))?;
            // Writing to a String can't fail.
            let _ = write!(filled, "{line}\n{text}");
            inside = true;
        } else if line == END {
            inside = false;
        }
        if !inside {
            filled.push_str(line);
            filled.push('\n');
        }
    }
    if inside {
        bail!("the last block has no end")
    }
    Ok(filled)
}
