//! The report, for people: what the server offers, every check by section, what failed with what was said, the sum.

use std::io::{self, Write};

use conformance::{Offers, Outcome, Report, Result as Checked, Section, Strength};

use super::said;
use crate::terminal::Paint;

/// Prints it.
pub(super) fn print(
    out: &mut dyn Write,
    paint: Paint,
    url: &str,
    report: &Report,
) -> io::Result<()> {
    writeln!(out, "{}", paint.strong(format!("SCIM 2.0 conformance of {url}")))?;
    writeln!(out, "{}\n", paint.faint(format!("Offered: {}", offered(&report.offers))))?;
    let mut section: Option<Section> = None;
    for result in &report.results {
        if section != Some(result.section) {
            if section.is_some() {
                writeln!(out)?;
            }
            section = Some(result.section);
            heading(out, paint, &result.section)?;
        }
        line(out, paint, result)?;
    }
    details(out, paint, report)?;
    sum(out, paint, report)
}

fn heading(out: &mut dyn Write, paint: Paint, section: &Section) -> io::Result<()> {
    let number = format!("RFC {} §{}", section.rfc, section.number);
    writeln!(out, "{}", paint.strong(format!("{number:<18} {}", section.title)))
}

/// One check: what came of it, what it claims, and why it did not pass.
fn line(out: &mut dyn Write, paint: Paint, result: &Checked) -> io::Result<()> {
    let says = result.says;
    match &result.outcome {
        Outcome::Passed => writeln!(out, "  {}  {says}", paint.good("pass    ")),
        Outcome::Failed { why, .. } => {
            writeln!(out, "  {}  {}", paint.bad("FAIL    "), paint.strong(says))?;
            writeln!(out, "            {} ({})", one_line(why), result.id)
        }
        Outcome::Advised { why, .. } => {
            writeln!(out, "  {}  {says}", paint.refused("advice  "))?;
            writeln!(out, "            {} ({})", one_line(why), result.id)
        }
        Outcome::Accepted { reason, .. } => {
            writeln!(out, "  {}  {says}", paint.refused("accepted"))?;
            writeln!(out, "            {reason} ({})", result.id)
        }
        Outcome::Skipped { why } => {
            writeln!(out, "  {}", paint.faint(format!("skip      {says}: {}", one_line(why))))
        }
    }
}

/// What was asked and answered where the server does otherwise: failures first.
fn details(out: &mut dyn Write, paint: Paint, report: &Report) -> io::Result<()> {
    for (strength, title) in [(Strength::Must, "Failures"), (Strength::Should, "Advice")] {
        let mut number = 0;
        for result in report.results.iter().filter(|result| result.strength == strength) {
            let (Outcome::Failed { why, said } | Outcome::Advised { why, said }) = &result.outcome
            else {
                continue;
            };
            number += 1;
            if number == 1 {
                writeln!(out, "\n{}", paint.strong(title))?;
            }
            let section = format!("RFC {} §{}", result.section.rfc, result.section.number);
            writeln!(out, "\n{number}. {}  {}", paint.strong(result.id), paint.faint(section))?;
            writeln!(out, "   {}", result.says)?;
            writeln!(out, "   {}", paint.bad(one_line(why)))?;
            if let Some(said) = said {
                said::print(out, paint, said)?;
            }
        }
    }
    Ok(())
}

fn sum(out: &mut dyn Write, paint: Paint, report: &Report) -> io::Result<()> {
    let counts = report.counts;
    writeln!(out)?;
    for path in &report.left_behind {
        writeln!(out, "Left behind: {path} could not be deleted.")?;
    }
    for id in &report.needlessly_accepted {
        writeln!(out, "Accepted without need: {id} passed.")?;
    }
    if report.interrupted {
        writeln!(out, "Interrupted: the rest was not checked.")?;
    }
    let failed = format!("{} failed", counts.failed);
    let mut parts = vec![format!("{} passed", counts.passed)];
    for (count, word) in [
        (counts.advised, "advised against"),
        (counts.accepted, "accepted"),
        (counts.skipped, "skipped"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    let verdict = format!("{}, {failed}", parts.join(", "));
    let verdict = if report.conforms() { paint.good(verdict) } else { paint.bad(verdict) };
    writeln!(out, "{verdict} ({} requests)", report.requests)
}

/// What the server says it offers, in words.
fn offered(offers: &Offers) -> String {
    let mut words: Vec<String> = offers.endpoints.clone();
    let flags = [
        (offers.patch, "PATCH"),
        (offers.filter, "filters"),
        (offers.sort, "sorting"),
        (offers.etag, "ETag"),
        (offers.index, "paging by index"),
        (offers.cursor, "paging by cursor"),
        (offers.enterprise, "enterprise users"),
    ];
    words
        .extend(flags.into_iter().filter(|(offered, _)| *offered).map(|(_, word)| word.to_owned()));
    if let Some(limits) = offers.bulk {
        words.push(format!(
            "Bulk of {} operations and {} bytes",
            limits.max_operations, limits.max_payload_size
        ));
    }
    words.join(", ")
}

/// What a server says must not move the cursor of a terminal.
pub(super) fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), "\u{fffd}")
}
