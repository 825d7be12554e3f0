//! How a failure is told: on stderr, and by the exit code.

use std::error::Error as _;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use actions::ErrorKind as ErrorKindOfAction;
use workflows::StartError;

use super::Failure;
use crate::automation::Broken;

/// The exit code when something was not done, or verification found something.
const NOT_DONE: u8 = 1;
/// The exit code when the command line or the configuration is wrong: the one clap uses too.
const WRONG_USE: u8 = 2;
/// The exit code when what it is about is not there.
const NOT_FOUND: u8 = 3;
/// The exit code when there is one already, or another change came first.
const CONFLICT: u8 = 4;
/// The exit code when the key is unknown, or may not do this.
const UNAUTHORIZED: u8 = 5;
/// The exit code when the service can't be reached, or asks to come back later.
const UNAVAILABLE: u8 = 6;

/// Tells a failure on stderr, with its causes and what to do about it.
pub(crate) fn report(failure: &Failure) -> ExitCode {
    if let Failure::Output(source) = failure
        && source.kind() == ErrorKind::BrokenPipe
    {
        // Whoever reads has seen enough: `rollcall key list | head`.
        return ExitCode::SUCCESS;
    }
    let mut text = format!("error: {failure}\n");
    if let Failure::Inputs { problems, .. } = failure {
        for problem in problems {
            let _ = writeln!(text, "  {problem}");
        }
    }
    if let Failure::PeopleFile { problems, .. } = failure {
        for problem in problems {
            // What stands in a file must not move the cursor of a terminal.
            let _ = writeln!(text, "  {}", problem.replace(char::is_control, "\u{fffd}"));
        }
    }
    if let Failure::Workflows(broken) = failure {
        for Broken { path, error } in broken {
            for problem in error.problems() {
                let (line, column) = (problem.line, problem.column);
                let message = &problem.message;
                let _ = writeln!(text, "  {}:{line}:{column}: {message}", path.display());
                let _ = write!(text, "{}", pointed_at(problem));
            }
        }
    }
    let mut cause = failure.source();
    let mut told = failure.to_string();
    while let Some(error) = cause {
        // Some errors say what their source says.
        let because = error.to_string();
        if because != told {
            let _ = writeln!(text, "  because: {because}");
        }
        told = because;
        cause = error.source();
    }
    if let Some(hint) = failure.hint() {
        let _ = writeln!(text, "hint: {hint}");
    }
    // There is nowhere left to tell that stderr is closed.
    let _ = io::stderr().write_all(text.as_bytes());
    ExitCode::from(exit_code(failure))
}

/// The line of a problem, and carets below what it is about.
fn pointed_at(problem: &workflows::Problem) -> String {
    const WIDEST: usize = 100;
    let line = problem.excerpt.trim_end();
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let before = usize::try_from(problem.column).unwrap_or(1).saturating_sub(1);
    let shown: String = line.chars().skip(indent).take(WIDEST).collect();
    let Some(place) =
        before.checked_sub(indent).filter(|place| *place < WIDEST && !shown.is_empty())
    else {
        return String::new();
    };
    let shown = shown.replace(char::is_control, "\u{fffd}");
    let about = usize::try_from(problem.width).unwrap_or(1);
    let about = about.min(shown.chars().count().saturating_sub(place)).max(1);
    format!("      {shown}\n      {}{}\n", " ".repeat(place), "^".repeat(about))
}

fn exit_code(failure: &Failure) -> u8 {
    match failure {
        Failure::Action(error) => of_action(error.kind()),
        Failure::CutOff { source, .. } => of_action(source.kind()),
        Failure::ConfigurationUnreadable { .. }
        | Failure::SchemaUnreadable { .. }
        | Failure::Configuration { .. }
        | Failure::LogFilter { .. }
        | Failure::Expiry { .. }
        | Failure::KeyWithoutDirectory
        | Failure::WorkflowUnreadable { .. }
        | Failure::WorkflowTwice { .. }
        | Failure::Workflows(_)
        | Failure::WorkflowInput(_)
        | Failure::Inputs { .. }
        | Failure::PeopleUnreadable { .. }
        | Failure::PeopleFile { .. }
        | Failure::FailuresUnwritable { .. }
        | Failure::Outside { .. }
        | Failure::NoSender
        | Failure::NoSuchCheck { .. }
        | Failure::NoKey { .. }
        | Failure::KeyUnreadable { .. }
        | Failure::Connection(_)
        | Failure::Start(StartError::Inputs(_) | StartError::NotReady { .. }) => WRONG_USE,
        Failure::UnknownRun(_) => NOT_FOUND,
        Failure::RunOver { .. } => CONFLICT,
        _ => NOT_DONE,
    }
}

const fn of_action(kind: ErrorKindOfAction) -> u8 {
    match kind {
        ErrorKindOfAction::Invalid | ErrorKindOfAction::NotConnected => WRONG_USE,
        ErrorKindOfAction::NotFound => NOT_FOUND,
        ErrorKindOfAction::Conflict => CONFLICT,
        ErrorKindOfAction::Unauthorized => UNAUTHORIZED,
        ErrorKindOfAction::Busy | ErrorKindOfAction::Unreachable => UNAVAILABLE,
        ErrorKindOfAction::Refused | ErrorKindOfAction::Failed => NOT_DONE,
    }
}
