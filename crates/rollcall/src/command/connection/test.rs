//! `rollcall connection test`.

use std::io::{self, IsTerminal, Write};

use clap::Args;
use client::Connection;
use client::connection::{Finding, Verdict, chosen};
use serde::Serialize;

use crate::command::print_json;
use crate::failure::Failure;
use crate::terminal::{Paint, colours_wanted};

const EXAMPLES: &str = "\
Nothing is changed: the service is asked for one user, and an organization for the links of an address nobody has.

Examples:
  rollcall connection test staff
  rollcall connection test staff --json
  ROLLCALL_SCIM_URL=URL ROLLCALL_SCIM_KEY=KEY rollcall connection test

Exit codes: 0 if it works, 1 if not.";

/// What to try.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Test {
    /// The connection; without a name that of the environment, or the only one
    #[arg(value_name = "NAME")]
    name: Option<String>,

    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'a> {
    connection: &'a str,
    works: bool,
    findings: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    subject: String,
    verdict: &'static str,
    says: &'a str,
    because: Option<&'a str>,
    hint: Option<&'a str>,
}

impl Test {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let connection = chosen(self.name.as_deref())?;
        let findings = connection.test().await?;
        if !self.json {
            return show(out, &connection, &findings);
        }
        let works = works(&findings);
        let findings = findings.iter().map(line).collect();
        print_json(out, &Report { connection: connection.name(), works, findings })?;
        verdict(&connection, works)
    }
}

/// Shows the findings to a person. It fails if the connection does not work.
pub(super) fn show(
    out: &mut dyn Write,
    connection: &Connection,
    findings: &[Finding],
) -> Result<(), Failure> {
    let paint = Paint(io::stdout().is_terminal() && colours_wanted());
    for Finding { subject, verdict, says, because, hint } in findings {
        let word = format!("{:7}", word(*verdict));
        let word = match verdict {
            Verdict::Good => paint.good(word),
            Verdict::Doubtful => paint.refused(word),
            Verdict::Bad => paint.bad(word),
        };
        writeln!(out, "{word}  {subject:12}  {}", plain(says))?;
        if let Some(because) = because {
            writeln!(out, "         because: {}", plain(because))?;
        }
        if let Some(hint) = hint {
            writeln!(out, "         hint: {}", plain(hint))?;
        }
    }
    verdict(connection, works(findings))
}

/// What a service said must not steer a terminal.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control(), "\u{fffd}")
}

fn works(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.verdict != Verdict::Bad)
}

fn verdict(connection: &Connection, works: bool) -> Result<(), Failure> {
    if works {
        Ok(())
    } else {
        Err(Failure::ConnectionFails { name: connection.name().to_owned() })
    }
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "good",
        Verdict::Doubtful => "careful",
        Verdict::Bad => "wrong",
    }
}

fn line(finding: &Finding) -> Line<'_> {
    Line {
        subject: finding.subject.to_string(),
        verdict: word(finding.verdict),
        says: &finding.says,
        because: finding.because.as_deref(),
        hint: finding.hint.as_deref(),
    }
}
