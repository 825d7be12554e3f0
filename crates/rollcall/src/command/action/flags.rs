//! The flags of an action's command, from its parameters.

use std::collections::BTreeSet;

use actions::{Action, Kind, Parameter, Shape, Tier};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use super::{Format, example};

/// The flag that names the connection.
pub(super) const CONNECTION: &str = "connection";
/// Which connection that is.
pub(crate) const CONNECTION_HELP: &str =
    "The connection to use [default: ROLLCALL_SCIM_URL and ROLLCALL_SCIM_KEY, else the only one]";
/// The flag that says how the answer is printed.
pub(super) const OUTPUT: &str = "output";
/// The flag for scripts.
pub(super) const QUIET: &str = "quiet";
/// The flag that sends nothing.
pub(super) const DRY_RUN: &str = "dry-run";

/// The command of an action, under its verb.
pub(super) fn command(action: &Action, verb: &str) -> Command {
    let mut long = action.description.clone();
    if let Some(note) = &action.note {
        long = format!("{long}\n\n{note}");
    }
    let mut command = Command::new(verb.to_owned())
        .about(action.summary.trim_end_matches('.').to_owned())
        .long_about(long)
        .after_help(format!("Examples:\n  {}", example::example(action)))
        .arg_required_else_help(action.parameters.iter().any(|parameter| parameter.required))
        .next_help_heading("Parameters");
    let mut taken: BTreeSet<String> = action.parameters.iter().map(Parameter::flag).collect();
    taken.extend([CONNECTION, OUTPUT, QUIET, DRY_RUN, "help"].map(str::to_owned));
    for parameter in &action.parameters {
        command = command.arg(of(parameter));
        for part in parts(parameter) {
            if taken.insert(part.flag.clone()) {
                command = command.arg(
                    Arg::new(part.id)
                        .long(part.flag)
                        .value_name("TEXT")
                        .help(part.help)
                        .next_line_help(false),
                );
            }
        }
    }
    command.next_help_heading("Options").args(common())
}

fn of(parameter: &Parameter) -> Arg {
    let arg = Arg::new(parameter.name.clone())
        .help(parameter.help.clone())
        .required(parameter.required)
        .value_name(value_name(&parameter.kind))
        .hide_short_help(
            parameter.tier == Tier::Advanced && !parameter.required && is_json(parameter),
        );
    let arg = match &parameter.kind {
        Kind::Choice(choices) => {
            let words = choices.iter().map(|choice| choice.value.clone());
            arg.value_parser(PossibleValuesParser::new(words.collect::<Vec<_>>()))
        }
        Kind::Boolean => arg.value_parser(["true", "false"]),
        Kind::Texts | Kind::Objects(_) => arg.action(ArgAction::Append),
        _ => arg,
    };
    if parameter.positional {
        return arg.value_name(parameter.flag().to_uppercase().replace('-', "_"));
    }
    let aliases: Vec<String> =
        parameter.aliases.iter().map(|alias| alias.replace(' ', "-")).collect();
    arg.long(parameter.flag()).visible_aliases(aliases)
}

/// Whether it is written as JSON for want of anything better.
const fn is_json(parameter: &Parameter) -> bool {
    matches!(parameter.kind, Kind::Json | Kind::Object(_))
}

const fn value_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Boolean => "BOOL",
        Kind::Integer => "NUMBER",
        Kind::Names => "NAMES",
        Kind::Object(_) | Kind::Json => "JSON",
        Kind::Objects(_) => "VALUE|JSON",
        Kind::Choice(_) => "WORD",
        _ => "TEXT",
    }
}

/// A member of an object that has a flag of its own: `--given-name` for `name.givenName`.
pub(super) struct Part {
    /// The argument's id: `name.givenName`.
    pub(super) id: String,
    /// The member's name on the wire.
    pub(super) member: String,
    flag: String,
    help: String,
}

/// The members of a parameter that have flags of their own. Those of a parameter that one value can be given for by
/// itself need none.
pub(super) fn parts(parameter: &Parameter) -> impl Iterator<Item = Part> {
    let fields = match &parameter.kind {
        Kind::Object(Shape { fields, bare, .. }) if bare.as_deref() != Some("value") => {
            fields.as_slice()
        }
        _ => &[],
    };
    fields.iter().map(|field| Part {
        id: format!("{}.{}", parameter.name, field.name),
        member: field.name.clone(),
        flag: kebab(&field.name),
        help: field.help.clone(),
    })
}

/// `givenName` as `given-name`.
fn kebab(name: &str) -> String {
    name.chars().fold(String::new(), |mut flag, letter| {
        if letter.is_uppercase() && !flag.is_empty() {
            flag.push('-');
        }
        flag.extend(letter.to_lowercase());
        flag
    })
}

/// What every action's command takes.
fn common() -> [Arg; 4] {
    [
        Arg::new(CONNECTION).long(CONNECTION).value_name("NAME").help(CONNECTION_HELP),
        Arg::new(OUTPUT)
            .long(OUTPUT)
            .short('o')
            .value_name("FORMAT")
            .value_parser(clap::value_parser!(Format))
            .default_value("json")
            .help("How to print the answer"),
        Arg::new(QUIET)
            .long(QUIET)
            .short('q')
            .action(ArgAction::SetTrue)
            .help("Print ids alone, one a line"),
        Arg::new(DRY_RUN)
            .long(DRY_RUN)
            .action(ArgAction::SetTrue)
            .help("Show what would be sent, and send nothing"),
    ]
}
