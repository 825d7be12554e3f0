//! The report, for people.

use std::io::{self, Write};

use bench::{Count, Filled, LimitReport, MixReport, OperationReport, Outcome, Report, Wrong};

use crate::terminal::Paint;

/// The widths of the columns: the operation, and the numbers.
const WIDTHS: (usize, usize) = (17, 12);

/// Prints it.
pub(super) fn print(out: &mut dyn Write, paint: Paint, report: &Report) -> io::Result<()> {
    let pace = report.rate.map_or_else(
        || "closed loop".to_owned(),
        |rate| format!("{} requests due each second", number_of(rate)),
    );
    let target = plain(&report.target);
    writeln!(out, "{}", paint.strong(format!("{target}, {} users", report.users)))?;
    if !report.mixes.is_empty() {
        let how = format!("{} connections, {pace}, {} s a mix", report.connections, report.seconds);
        writeln!(out, "{}", paint.faint(how))?;
    }
    if let Some(filled) = report.filled {
        print_filled(out, filled)?;
    }
    if report.mixes.is_empty() {
        return ending(out, report);
    }
    let headings =
        ["requests", "per second", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "wrong"];
    writeln!(out, "\n{}", paint.strong(line("operation", &headings.map(str::to_owned))))?;
    for mix in &report.mixes {
        print_mix(out, paint, mix)?;
    }
    print_limits(out, paint, report)?;
    for mix in &report.mixes {
        if let Outcome::Measured { wrong, .. } = &mix.outcome {
            wrong.iter().try_for_each(|wrong| print_wrong(out, paint, wrong))?;
        }
    }
    ending(out, report)
}

fn ending(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    if report.left_behind > 0 {
        writeln!(out, "\nLeft behind: {} users could not be deleted.", report.left_behind)?;
    }
    if report.interrupted {
        writeln!(out, "\nInterrupted: the rest was not filled, or not measured.")?;
    }
    Ok(())
}

fn print_filled(out: &mut dyn Write, filled: Filled) -> io::Result<()> {
    let counts = [("users", Some(filled.users)), ("memberships", filled.memberships)];
    for (what, count) in counts {
        match count {
            Some(Count { wanted, created: 0, .. }) => {
                writeln!(out, "Filled: {wanted} {what} were there already")?;
            }
            Some(Count { wanted, created, seconds, per_second }) => {
                let rate = number_of(per_second);
                writeln!(
                    out,
                    "Filled: {wanted} {what}, {created} of them new, in {seconds:.1} s: {rate} a second"
                )?;
            }
            None => {}
        }
    }
    Ok(())
}

fn print_mix(out: &mut dyn Write, paint: Paint, mix: &MixReport) -> io::Result<()> {
    match &mix.outcome {
        Outcome::Skipped { skipped } => {
            let text = format!("{:<width$} skipped: {skipped}", mix.mix.as_str(), width = WIDTHS.0);
            writeln!(out, "{}", paint.faint(plain(&text)))
        }
        Outcome::Measured { operations, unsent, .. } => {
            if operations.len() > 1 {
                writeln!(out, "{}", mix.mix)?;
            }
            for operation in operations {
                print_operation(out, paint, operation, operations.len() > 1)?;
            }
            if *unsent > 0 {
                let text =
                    format!("{unsent} requests were due and never sent: the rate is too high");
                writeln!(out, "{}", paint.bad(text))?;
            }
            Ok(())
        }
    }
}

/// How near each mix comes to what the machine can do.
fn print_limits(out: &mut dyn Write, paint: Paint, report: &Report) -> io::Result<()> {
    let compared = report.mixes.iter().filter_map(|mix| match &mix.outcome {
        Outcome::Measured { limit: Some(limit), .. } => Some((mix.mix, limit)),
        _ => None,
    });
    for (number, (mix, limit)) in compared.enumerate() {
        if number == 0 {
            let headings = ["server /s", "limit /s", "ratio"].map(str::to_owned);
            let heading = format!("{}  limit", line("medians of rounds", &headings));
            writeln!(out, "\n{}", paint.strong(heading))?;
        }
        let LimitReport { server, limit, ratio, yardstick, rounds } = limit;
        let cells = [number_of(*server), number_of(*limit), format!("{:.0} %", ratio * 100.0)];
        let says = format!("{}, {} rounds", yardstick.says(), rounds.len());
        writeln!(out, "{}  {}", line(mix.as_str(), &cells), paint.faint(says))?;
    }
    Ok(())
}

fn print_operation(
    out: &mut dyn Write,
    paint: Paint,
    measured: &OperationReport,
    one_of_many: bool,
) -> io::Result<()> {
    let OperationReport { operation, requests, per_second, wrong, latency } = measured;
    let name = if one_of_many { format!("  {operation}") } else { operation.to_string() };
    let times = [latency.p50, latency.p90, latency.p99, latency.p999, latency.max];
    let [p50, p90, p99, p999, max] = times.map(|time| format!("{time:.3}"));
    let cells = [requests.to_string(), number_of(*per_second), p50, p90, p99, p999, max];
    let text = line(&name, &cells);
    let wrong_text = format!("{wrong:>width$}", width = WIDTHS.1);
    if *wrong > 0 {
        writeln!(out, "{text}{}", paint.bad(wrong_text))
    } else {
        writeln!(out, "{text}{wrong_text}")
    }
}

fn print_wrong(out: &mut dyn Write, paint: Paint, wrong: &Wrong) -> io::Result<()> {
    let Wrong { operation, request, problem, status, body } = wrong;
    writeln!(out, "\n{} {operation}: {}", paint.bad("wrong"), plain(problem))?;
    writeln!(out, "  > {}", plain(request))?;
    if let Some(status) = status {
        writeln!(out, "  < {status} {}", plain(body))?;
    }
    Ok(())
}

fn line(name: &str, cells: &[String]) -> String {
    let cells: Vec<String> =
        cells.iter().map(|cell| format!("{cell:>width$}", width = WIDTHS.1)).collect();
    format!("{name:<width$}{}", cells.concat(), width = WIDTHS.0)
}

/// A rate, with digits where they matter.
fn number_of(rate: f64) -> String {
    if rate < 100.0 { format!("{rate:.1}") } else { format!("{rate:.0}") }
}

/// What a server says must not move the cursor of a terminal.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control(), "\u{fffd}")
}
