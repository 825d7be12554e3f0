//! `rollcall conformance`: our own suite, against any SCIM server.

mod progress;
mod report;
mod said;

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use client::{Client, Proxies};
use conformance::{Accepted, Case, Options, Strength};
use secrecy::SecretString;

use crate::command::print_json;
use crate::failure::Failure;
use crate::stop;
use crate::terminal::{Paint, Table, colours_wanted};
use progress::Teller;

const HELP: &str = "\
The server is asked what it offers, and that is checked. Whatever is created has a name that begins with
`check-`, and is deleted again; nothing else is touched. The directory need not be empty.

Examples:
  rollcall conformance http://127.0.0.1:8080/scim/directory/ID --key KEY
  rollcall conformance http://127.0.0.1:8080/scim/directory/ID --only filter --only sort
  rollcall conformance http://127.0.0.1:8080/scim/directory/ID --json report.json
  rollcall conformance --list

Exit codes: 0 if the server does all that it must, 1 if not.";

/// What to check.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Conformance {
    /// The SCIM base URL of the server: what /Users is appended to
    #[arg(value_name = "BASE_URL", required_unless_present = "list")]
    base_url: Option<String>,

    /// The bearer key; better in the environment, where other users of the machine can't read it
    #[arg(long, env = "ROLLCALL_KEY", hide_env_values = true, required_unless_present = "list")]
    key: Option<SecretString>,

    /// Write the report as JSON to a file, or to standard output (-)
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// Make only the checks whose name holds this; may be repeated
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,

    /// Take the failure of a check as known and meant, for a reason; may be repeated
    #[arg(long, value_name = "CHECK=REASON", value_parser = accepted)]
    accept: Vec<Accepted>,

    /// Print the checks, and make none
    #[arg(long)]
    list: bool,
}

impl Conformance {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let options = Options { only: self.only, accepted: self.accept };
        let chosen = options.chosen();
        if chosen.is_empty() {
            return Err(Failure::NoSuchCheck { wanted: options.only });
        }
        if self.list {
            return list(out, &chosen);
        }
        let base_url = self.base_url.unwrap_or_default();
        let key = self.key.unwrap_or_default();
        let client = Client::new(&base_url, &key, Proxies::FromEnvironment)?;
        let mut teller = Teller::new(io::stderr().is_terminal());
        let stop = stop::requested()?;
        let run = conformance::run(client, &options, &mut teller, stop).await;
        teller.clear();
        let found = run?;
        let to_stdout = self.json.as_ref().is_some_and(|path| path.as_os_str() == "-");
        if to_stdout {
            print_json(out, &found)?;
        } else {
            let paint = Paint(io::stdout().is_terminal() && colours_wanted());
            report::print(out, paint, &base_url, &found)?;
        }
        if let Some(path) = self.json.filter(|_| !to_stdout) {
            let written = File::create(&path).and_then(|mut file| {
                serde_json::to_writer_pretty(&mut file, &found).map_err(io::Error::from)?;
                writeln!(file)
            });
            written.map_err(|source| Failure::DataFile { path, action: "written", source })?;
        }
        if found.conforms() {
            Ok(())
        } else {
            Err(Failure::DoesNotConform { failed: found.counts.failed })
        }
    }
}

/// Reads `CHECK=REASON`.
fn accepted(text: &str) -> Result<Accepted, String> {
    let (id, reason) = text.split_once('=').ok_or("write CHECK=REASON")?;
    if !conformance::cases().any(|case| case.id == id) {
        return Err(format!("there is no check `{id}`; `rollcall conformance --list` shows them"));
    }
    Ok(Accepted { id: id.to_owned(), reason: reason.to_owned() })
}

fn list(out: &mut dyn Write, chosen: &[Case]) -> Result<(), Failure> {
    let mut table = Table::new(["CHECK", "", "SECTION", "CLAIM"]);
    for case in chosen {
        let strength = match case.strength {
            Strength::Must => "must",
            Strength::Should => "should",
        };
        let section = format!("RFC {} §{}", case.section.rfc, case.section.number);
        table.row([case.id.to_owned(), strength.to_owned(), section, case.says.to_owned()]);
    }
    Ok(write!(out, "{table}")?)
}
