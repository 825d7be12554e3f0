//! `rollcall bench`: how fast any SCIM server is, and whether it is right under load.

mod bare;
mod create;
mod machine;
mod progress;
mod report;
mod target;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Duration;

use bench::{Fill, Limits, Load, Mix, Pace, Plan};
use clap::Args;

pub(crate) use bare::BenchBare;

use crate::command::print_json;
use crate::failure::Failure;
use crate::stop;
use crate::terminal::{Paint, colours_wanted};
use machine::ThisMachine;
use progress::Bar;
use target::Target;

const HELP: &str = "\
Every answer is checked: its status, the user that was asked for, how many there are. Nothing is
changed but what this command made itself, whose names begin with `bench-`. What a mix creates is
deleted at the end, unless --keep is given; what --seed and --group-size make stays, and is used
again the next time.

Mixes:
  get                            users by id
  find-user-name, find-email,
  find-external-id               users by a filter
  list, page-index-deep          a page of 100, the first or in the middle
  page-cursor, page-cursor-deep  walks by cursor, from the start or from nine tenths down
  create, bulk                   new users, one a request or many
  patch, deactivate              another displayName; active to false and back
  members                        somebody joins a group of --group-size members, and leaves it
  day                            the mixed day of an identity provider

Examples:
  rollcall bench --connection staff --seed 100000 --memberships 800000
  rollcall bench http://127.0.0.1:8080/scim/directory/ID --key KEY --mix get --connections 64
  rollcall bench --connection staff --mix day --rate 500 --duration 60s
  rollcall bench --connection staff --mix get --mix create --limits --scratch /srv/rollcall
  rollcall bench --connection staff --mix create --output json

Exit codes: 0 if every answer was right, 1 if not.";

/// The warmup and the duration of a mix that is measured once.
const WHOLE: (Duration, Duration) = (Duration::from_secs(2), Duration::from_secs(10));

/// The same of one round of several.
const ROUND: (Duration, Duration) = (Duration::from_millis(500), Duration::from_secs(3));

/// What to measure, and how.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Bench {
    #[command(flatten)]
    target: Target,

    /// What to ask; may be repeated. Without it, all of them, or none if the directory is filled
    #[arg(long, value_name = "MIX", value_parser = mix)]
    mix: Vec<Mix>,

    /// Fill the directory with so many users first; those who are there already stay as they are
    #[arg(long, value_name = "USERS")]
    seed: Option<u64>,

    /// How many memberships the users of --seed have, in groups of whatever sizes
    #[arg(long, value_name = "N", requires = "seed", default_value_t = 0)]
    memberships: u64,

    /// How many connections ask at the same time
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u16).range(1..))]
    connections: u16,

    /// Requests that are due each second, whatever became of those before; without it each connection asks as soon as it
    /// has its answer
    #[arg(long, value_name = "PER_SECOND", value_parser = rate)]
    rate: Option<f64>,

    /// How long each mix is measured: 10s, 2m, 500ms [default: 10s; with --limits 3s a round]
    #[arg(long, value_name = "TIME", value_parser = time)]
    duration: Option<Duration>,

    /// How long each mix runs before it is measured [default: 2s; with --limits 500ms a round]
    #[arg(long, value_name = "TIME", value_parser = time)]
    warmup: Option<Duration>,

    /// Measure in turn with the server what this machine can do at most: a bare server that answers with the same bytes, and
    /// for `create` raw durable commits of the same rows
    #[arg(long, conflicts_with = "rate")]
    limits: bool,

    /// How many rounds of each there are with --limits
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,

    /// Where raw commits are made: a folder on the disk that the server's data is on [default: the system's folder for
    /// temporary files]
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,

    /// How many members the group has whose members come and go
    #[arg(long, value_name = "N", default_value_t = 100)]
    group_size: u64,

    /// How many users one Bulk creates
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..))]
    bulk_size: u16,

    /// Leave the users that were created where they are
    #[arg(long)]
    keep: bool,

    /// How the report is printed
    #[arg(long, value_name = "FORM", default_value = "table", value_parser = ["table", "json"])]
    output: String,
}

impl Bench {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let connection = self.target.connection()?;
        let fill = self.seed.map(|users| Fill { users, memberships: self.memberships });
        let mixes = match (self.mix.as_slice(), fill) {
            ([], None) => Mix::ALL.to_vec(),
            _ => self.mix,
        };
        let load = Load {
            connections: self.connections.into(),
            pace: self.rate.map_or(Pace::Closed, Pace::Open),
            warmup: self.warmup.unwrap_or(if self.limits { ROUND.0 } else { WHOLE.0 }),
            duration: self.duration.unwrap_or(if self.limits { ROUND.1 } else { WHOLE.1 }),
        };
        let plan = Plan {
            fill,
            mixes,
            load,
            group_size: self.group_size,
            bulk_size: self.bulk_size.into(),
            keep: self.keep,
        };
        let bar = Bar::new(io::stderr().is_terminal());
        let machine = ThisMachine { scratch: self.scratch.unwrap_or_else(env::temp_dir) };
        let limits = Limits { machine: &machine, rounds: self.rounds.into() };
        let limits = self.limits.then_some(&limits);
        let found = bench::run(&connection, &plan, limits, &bar, stop::requested()?).await?;
        if self.output == "json" {
            print_json(out, &found)?;
        } else {
            let paint = Paint(io::stdout().is_terminal() && colours_wanted());
            report::print(out, paint, &found)?;
        }
        match found.wrong() {
            0 => Ok(()),
            wrong => Err(Failure::WrongAnswers { wrong }),
        }
    }
}

fn mix(text: &str) -> Result<Mix, String> {
    text.parse().map_err(|_| {
        let names = Mix::ALL.map(Mix::as_str).join(", ");
        format!("there is no such mix; there are {names}")
    })
}

fn rate(text: &str) -> Result<f64, &'static str> {
    let rate = text.parse().ok().filter(|rate| (0.001..=1_000_000.0).contains(rate));
    rate.ok_or("write a number of requests a second")
}

/// Reads `10s`, `2m`, `500ms`.
fn time(text: &str) -> Result<Duration, &'static str> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u64 = digits.parse().map_err(|_| "write a time, as in 10s, 2m or 500ms")?;
    let millis = match text.get(digits.len()..) {
        Some("ms") => 1,
        Some("s" | "") => 1_000,
        Some("m") => 60_000,
        Some("h") => 3_600_000,
        _ => return Err("write a time, as in 10s, 2m or 500ms"),
    };
    number.checked_mul(millis).map(Duration::from_millis).ok_or("the time is too long")
}
