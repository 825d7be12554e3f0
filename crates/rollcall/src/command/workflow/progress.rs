//! The steps of a run as they go, on stderr.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;

use workflows::{RunEvent, StepRun, StepState, Watch};

use crate::terminal::{Paint, colours_wanted};

/// Shows what happens in a run.
pub(super) fn shown() -> Watch {
    let paint = Paint(io::stderr().is_terminal() && colours_wanted());
    Arc::new(move |event| {
        let text = line(event, paint);
        // Who closed stderr does not want to see it.
        let _ = io::stderr().write_all(text.as_bytes());
    })
}

fn line(event: &RunEvent, paint: Paint) -> String {
    match event {
        RunEvent::Started { workflow, resumed: false, .. } => format!("running {workflow}\n"),
        RunEvent::Started { workflow, .. } => format!("carrying on {workflow}\n"),
        RunEvent::StepStarted(step) => format!("  … {}\n", paint.faint(named(step))),
        RunEvent::StepRetried { step, wait_ms } => {
            let why = step.error.as_ref().map_or("it failed", |error| error.message.as_str());
            format!("  ↻ {}: {why}; again in {wait_ms} ms\n", named(step))
        }
        RunEvent::StepFinished(step) => finished(step, paint),
        RunEvent::WouldSend { step, requests } => {
            let lines = requests.iter().flat_map(|request| request.lines());
            let lines: Vec<String> = lines.map(|line| format!("      {}\n", clean(line))).collect();
            format!("  · {} would send\n{}", named(step), lines.concat())
        }
        RunEvent::Printed { text, .. } => format!("    {}\n", clean(text)),
        RunEvent::Finished { state, .. } => format!("{}\n", state.as_str()),
    }
}

fn finished(step: &StepRun, paint: Paint) -> String {
    let took = step.finished.map(|at| at.duration_since(step.started).as_millis());
    let took = took.map_or_else(String::new, |ms| format!(" ({ms} ms)"));
    match (&step.error, step.state) {
        (_, StepState::Completed) => format!("  {} {}{took}\n", paint.good("✓"), named(step)),
        (_, StepState::Skipped) => format!("  - {} is disabled\n", named(step)),
        (Some(error), _) => {
            let hint =
                error.hint.as_ref().map_or_else(String::new, |hint| format!("    hint: {hint}\n"));
            format!("  {} {}: {}\n{hint}", paint.bad("✗"), named(step), clean(&error.message))
        }
        (None, state) => format!("  {} {}: {}\n", paint.bad("✗"), named(step), state.as_str()),
    }
}

fn named(step: &StepRun) -> String {
    clean(&format!("{} {}", step.place, step.name))
}

/// What a service answered must not move the cursor of a terminal.
fn clean(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}")
}
