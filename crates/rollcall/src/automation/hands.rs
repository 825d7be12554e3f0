//! What runs of the operator reach: the connections that are stored on this machine.

use std::env;
use std::sync::Arc;

use actions::{Action, Catalogue, Context, Need};
use client::Connection;
use client::connection::{Connections, Error, chosen};
use secrecy::SecretString;
use workflows::{ActionHands, Actor, Hands, NotReady, Reach};

use crate::configuration::Outside;
use crate::failure::Failure;

/// The actions of the catalogue, over the connections that are stored on this machine and these ways out. What names no
/// connection goes over `unnamed`.
pub(crate) fn operator(
    outside: &Outside,
    unnamed: Option<String>,
) -> Result<Arc<dyn Hands>, Failure> {
    let catalogue = Arc::new(Catalogue::builtin()?);
    let stored = Stored { outside: outside.context()?, mail: outside.mail_goes_to()?, unnamed };
    Ok(Arc::new(ActionHands::new(catalogue, Arc::new(stored))))
}

/// The connections of the file and the environment. They are read whenever they are needed, so that a new key counts at
/// once.
#[derive(Debug)]
struct Stored {
    outside: Context,
    /// Where mail goes, in words.
    mail: Option<String>,
    /// The connection of what names none.
    unnamed: Option<String>,
}

impl Stored {
    fn chosen(&self, name: Option<&str>) -> Result<Connection, Error> {
        chosen(name.or(self.unnamed.as_deref()))
    }
}

impl Reach for Stored {
    fn actor(&self) -> Actor {
        Actor::Operator
    }

    fn secrets(&self) -> Vec<SecretString> {
        let mut all: Vec<Connection> = self.chosen(None).into_iter().collect();
        let file = Connections::place(&|name| env::var_os(name));
        if let Ok(stored) = file.and_then(|path| Connections::load(&path)) {
            all.extend(stored.iter().cloned());
        }
        let keys = all.iter().flat_map(|connection| {
            let organization = connection.organization().map(|organization| &organization.key);
            [Some(connection.key()), organization]
        });
        keys.flatten().cloned().chain(self.outside.secrets()).collect()
    }

    fn goes_to(&self, action: &Action, connection: Option<&str>) -> Option<String> {
        let connection = || self.chosen(connection).ok();
        let place = |one: &Connection| format!("{} (connection `{}`)", one.base_url(), one.name());
        match action.needs() {
            Need::Scim => connection().map(|connection| place(&connection)),
            Need::Admin => {
                let connection = connection()?;
                let organization = &connection.organization()?.id;
                Some(format!("the organization {organization} at {}", place(&connection)))
            }
            Need::Mailer => self.mail.clone(),
            Need::Fetcher => None,
        }
    }

    fn context(&self, action: &Action, connection: Option<&str>) -> Result<Context, NotReady> {
        match action.needs() {
            Need::Scim => {
                let client = self.chosen(connection).map_err(|error| missing(&error))?.client();
                Ok(Context::new().with_scim(client.map_err(|error| missing(&error.into()))?))
            }
            Need::Admin => {
                let connection = self.chosen(connection).map_err(|error| missing(&error))?;
                let admin = connection.admin().map_err(|error| missing(&error.into()))?;
                let admin = admin.ok_or_else(|| {
                    let name = connection.name();
                    NotReady::Missing(format!("the connection `{name}` has no organization key"))
                })?;
                Ok(Context::new().with_admin(admin))
            }
            need @ (Need::Mailer | Need::Fetcher) if !self.outside.offers(need) => {
                Err(NotReady::Missing(format!("it needs {need}, and there is none here")))
            }
            Need::Mailer | Need::Fetcher => Ok(self.outside.clone()),
        }
    }
}

fn missing(error: &Error) -> NotReady {
    let hint = error.hint().map_or_else(String::new, |hint| format!("; {hint}"));
    NotReady::Missing(format!("{error}{hint}"))
}
