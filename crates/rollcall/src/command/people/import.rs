//! `rollcall user import`.

mod difference;
mod failures;
mod items;
mod person;
mod present;
mod progress;
mod settle;
mod summary;
mod told;

use std::fs;
use std::io::{self, Read as _, Write};
use std::path::PathBuf;

use actions::{Action, Context};
use clap::Args;
use client::{Retry, connection};
use futures_util::StreamExt as _;

use super::columns::{Columns, Mapping};
use super::format::Format;
use super::sheet::Sheet;
use crate::command::action::CONNECTION_HELP;
use crate::command::print_json;
use crate::failure::Failure;
use failures::Failures;
use person::Person;
use present::Present;
use progress::Progress;
use settle::{Service, Trouble};
use summary::Summary;

const HELP: &str = "\
A column is named as a parameter of Create User, in any spelling: `userName`, `User Name`, `given name`, `work email`, \
`mobile phone`. A table may have commas, semicolons or tabs between its cells.

Of what is there already only what differs is changed, and a blank cell changes nothing: the same import again changes \
nothing, and goes on where an earlier one was cut off. Nobody is removed.

Rows that fail stop no other. They are written to a file with the reasons, to be mended there and imported again.

Examples:
  rollcall user import people.csv --dry-run
  rollcall user import people.csv --map 'Job=title' --map 'Salary=-'
  rollcall user import people.failed.csv
  rollcall user export --connection old | rollcall user import - --format csv --connection new

Exit codes: 0 if everybody is there now, 1 if rows failed; else as every command.";

/// What it is called where it fails.
const TITLE: &str = "Import Users";

/// How patiently a service is asked: what is imported in the night may take until the morning.
const RETRY: Retry = Retry {
    attempts: 10,
    first: std::time::Duration::from_millis(250),
    longest: std::time::Duration::from_secs(8),
    patience: std::time::Duration::from_mins(15),
};

/// Whom to import, and how.
#[derive(Debug, Args)]
#[command(about = "Creates the users of a file, and brings those up to date that are there", after_help = HELP)]
pub(crate) struct Import {
    /// The file, with a heading for each column (.csv) or an object a line (.jsonl); `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// What a column stands for, if its name does not say so; `-` for nothing; may be repeated
    #[arg(long, value_name = "COLUMN=PARAMETER", value_parser = Mapping::parse)]
    map: Vec<Mapping>,

    /// How the file is written [default: as its name ends]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// Where rows that failed are written; a file that is there is written over [default: a new one beside FILE, as people.failed.csv]
    #[arg(long, value_name = "FILE")]
    failures: Option<PathBuf>,

    /// How many are created or changed at the same time
    #[arg(long, value_name = "NUMBER", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,

    #[arg(long, value_name = "NAME", help = CONNECTION_HELP)]
    connection: Option<String>,

    /// Show who would be created and what would be changed, and do neither
    #[arg(long)]
    dry_run: bool,

    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Does it.
    pub(super) async fn run(self, action: &Action, out: &mut dyn Write) -> Result<(), Failure> {
        let (sheet, columns) = self.read(action)?;
        // A dry run leaves nothing behind that was not asked for.
        let failures = (!self.dry_run || self.failures.is_some())
            .then(|| Failures::new(&self.file, self.failures.clone(), &sheet))
            .transpose()?;
        let (people, refused) = person::read_all(action, &columns, &sheet);
        let client = connection::chosen(self.connection.as_deref())?.client()?.with_retry(RETRY);
        let progress = Progress::new();
        let present = Present::look(&client, &people, &progress).await?;
        let context = Context::new().with_scim(client.clone());
        let service = Service { action, client, context, present };
        let mut summary = Summary::new(self.dry_run, refused);
        let cut_off = if self.dry_run {
            let mut nowhere = io::sink();
            let told: &mut dyn Write = if self.json { &mut nowhere } else { out };
            told::tell(&service, &people, &progress, &mut summary, told).await
        } else {
            self.send(&service, &people, &progress, &mut summary).await?
        };
        progress.clear();
        summary.not_tried = people.len().saturating_sub(summary.tried);
        let kept = match failures {
            Some(failures) => failures.write(&sheet, &summary)?,
            None => None,
        };
        if self.json {
            print_json(out, &summary.counts(kept.as_deref()))?;
        } else {
            writeln!(out, "{summary}")?;
        }
        summary.tell_failures();
        match cut_off {
            Some(failure) => Err(failure),
            None if summary.failed.is_empty() => Ok(()),
            None => {
                let (failed, dry_run) = (summary.failed.len(), self.dry_run);
                Err(Failure::RowsFailed { failed, dry_run, kept })
            }
        }
    }

    /// The file, and what its columns stand for.
    fn read(&self, action: &Action) -> Result<(Sheet, Columns), Failure> {
        let refused = |problems| Failure::PeopleFile { path: self.file.clone(), problems };
        let standard_input = self.file.as_os_str() == "-";
        let format = self.format.or_else(|| Format::of(&self.file)).ok_or_else(|| {
            refused(vec![
                "its name does not say how it is written: add --format csv or --format jsonl"
                    .to_owned(),
            ])
        })?;
        let bytes = if standard_input {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            fs::read(&self.file)
        };
        let bytes = bytes
            .map_err(|source| Failure::PeopleUnreadable { path: self.file.clone(), source })?;
        let sheet = Sheet::read(format, &bytes).map_err(|problem| refused(vec![problem]))?;
        let columns = Columns::new(action, &self.map).map_err(refused)?;
        person::check_columns(action, &columns, &sheet).map_err(refused)?;
        Ok((sheet, columns))
    }

    /// Creates and changes, many at a time, until all is done or something ends it: what, if so.
    async fn send(
        &self,
        service: &Service<'_>,
        people: &[Person],
        progress: &Progress,
        summary: &mut Summary,
    ) -> Result<Option<Failure>, Failure> {
        progress.importing(people.len());
        let stop = crate::stop::gently()?;
        let jobs = futures_util::stream::iter(people)
            .take_until(stop)
            .map(|person| async move { (person, service.settle(person).await) })
            .buffer_unordered(usize::from(self.concurrency));
        let mut jobs = std::pin::pin!(jobs);
        while let Some((person, settled)) = jobs.next().await {
            match settled {
                Ok(settled) => summary.add(settled),
                Err(Trouble::Row(reason)) => summary.fail(person.row, person.line, reason),
                Err(Trouble::All(source)) => {
                    return Ok(Some(Failure::CutOff {
                        done: summary.done(),
                        source: Box::new(source),
                    }));
                }
            }
            progress.step();
        }
        let stopped = summary.tried < people.len();
        Ok(stopped.then(|| Failure::Stopped { left: people.len() - summary.tried }))
    }
}
