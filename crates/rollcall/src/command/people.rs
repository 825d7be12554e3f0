//! People in files: `rollcall user import` and `rollcall user export`. Both speak of the parameters of Create User.

mod columns;
mod export;
mod format;
mod formula;
mod import;
mod member;
mod sheet;

use std::io::Write;

use actions::{Action, Catalogue, CatalogueError, Kind, Parameter, Place, Shape};
use clap::{ArgMatches, Args as _, Command, FromArgMatches as _};

use crate::failure::Failure;
use export::Export;
use import::Import;

/// The group of commands these belong to; the actions on users make it.
const GROUP: &str = "user";
/// The action whose parameters the columns are.
const ACTION: &str = "create-user";

/// The same command line, and these commands.
pub(crate) fn with_people(cli: Command) -> Command {
    cli.mut_subcommand(GROUP, |group| {
        group
            .subcommand(Import::augment_args(Command::new("import")))
            .subcommand(Export::augment_args(Command::new("export")))
    })
}

/// One of these commands, as it was given.
#[derive(Debug)]
pub(crate) enum People {
    /// `rollcall user import`.
    Import(Import),
    /// `rollcall user export`.
    Export(Export),
}

impl People {
    /// The one that a command line names, if it names one.
    pub(crate) fn chosen(matches: &ArgMatches) -> Option<Self> {
        let (GROUP, rest) = matches.subcommand()? else { return None };
        let (verb, given) = rest.subcommand()?;
        let read = match verb {
            "import" => Import::from_arg_matches(given).map(Self::Import),
            "export" => Export::from_arg_matches(given).map(Self::Export),
            _ => return None,
        };
        Some(read.unwrap_or_else(|error| error.exit()))
    }

    /// Does it.
    pub(crate) async fn run(
        self,
        catalogue: &Catalogue,
        out: &mut dyn Write,
    ) -> Result<(), Failure> {
        let action = catalogue.get(ACTION).ok_or_else(|| CatalogueError::Contradiction {
            action: ACTION.to_owned(),
            problem: "it is what people are imported by, and is not there".to_owned(),
        })?;
        match self {
            Self::Import(import) => import.run(action, out).await,
            Self::Export(export) => export.run(action, out).await,
        }
    }
}

/// What a file can say of a person: what goes into the body of Create User.
fn attributes(action: &Action) -> impl Iterator<Item = &Parameter> {
    action.parameters.iter().filter(|parameter| parameter.place == Place::Body)
}

/// What a parameter that is an object is made of, if each part can be given by itself. A manager can't: it is an id, with
/// what belongs to it.
fn parts(parameter: &Parameter) -> Option<&Shape> {
    match &parameter.kind {
        Kind::Object(shape) if !shape.fields.iter().any(|field| field.required) => Some(shape),
        _ => None,
    }
}
