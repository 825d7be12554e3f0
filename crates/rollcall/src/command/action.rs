//! The commands of the actions: `rollcall user create …`. They are made from the catalogue, none is written out here.

mod example;
mod flags;
mod inputs;
mod reply;

use std::io::Write;

use actions::{Action, Catalogue, Context, Inputs, Need, Service};
use clap::{ArgMatches, Command};
use client::connection;

use crate::configuration::Outside;
use crate::failure::Failure;
pub(crate) use flags::CONNECTION_HELP;
pub(crate) use reply::Format;

/// How the groups of commands are told, by their first word. A group that isn't here says the words themselves.
const GROUPS: &[(&str, &str)] = &[
    ("user", "Create, change, find and remove users of a directory"),
    ("group", "Create, change, find and remove groups of a directory"),
    ("schemas", "Read the schemas of a directory"),
    ("service-provider-config", "Read what a directory supports"),
    ("email", "Send mail"),
    ("http", "Ask any address"),
];

/// The same command line, and the commands of the actions.
pub(crate) fn with_actions(mut cli: Command, catalogue: &Catalogue) -> Command {
    for action in catalogue.iter() {
        let [group, verb] = action.command.as_slice() else { continue };
        let command = flags::command(action, verb);
        let known = cli.get_subcommands().any(|known| known.get_name() == group);
        cli = if known {
            cli.mut_subcommand(group, |group| group.subcommand(command))
        } else {
            let about = GROUPS.iter().find(|(name, _)| name == group);
            let about = about.map_or(group.as_str(), |(_, about)| about);
            let group = Command::new(group.clone()).about(about.to_owned());
            cli.subcommand(
                group.subcommand_required(true).arg_required_else_help(true).subcommand(command),
            )
        };
    }
    cli
}

/// The action that a command line names, if it names one, and what it was given.
pub(crate) fn chosen<'a>(
    matches: &'a ArgMatches,
    catalogue: &'a Catalogue,
) -> Option<(&'a Action, &'a ArgMatches)> {
    let (group, rest) = matches.subcommand()?;
    let (verb, given) = rest.subcommand()?;
    let named = |action: &&Action| action.command.iter().map(String::as_str).eq([group, verb]);
    catalogue.iter().find(named).map(|action| (action, given))
}

/// Does it.
pub(crate) async fn run(
    action: &Action,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let inputs = Inputs::read(action, inputs::given(action, given)).map_err(|problems| {
        let (title, command) = (action.title.clone(), action.command.join(" "));
        Failure::Inputs { title, command, problems }
    })?;
    let reply = reply::Reply::of(given);
    if given.get_flag(flags::DRY_RUN) {
        return reply.plan(&action.plan(&inputs), out);
    }
    let context = context(action, given.get_one::<String>(flags::CONNECTION).map(String::as_str))?;
    let output = actions::run(action, &inputs, &context).await?;
    reply.output(&output, out)
}

/// What the action runs with: the connection, if it asks a service.
fn context(action: &Action, connection: Option<&str>) -> Result<Context, Failure> {
    if !matches!(action.request.service, Service::Scim | Service::Admin) {
        return Outside::of_environment().context();
    }
    let connection = connection::chosen(connection)?;
    let context = Context::new();
    match (action.needs(), connection.admin()?) {
        (Need::Admin, Some(admin)) => Ok(context.with_admin(admin)),
        (Need::Admin, None) => Ok(context),
        _ => Ok(context.with_scim(connection.client()?)),
    }
}
