//! What runs of the operator reach: the connections that are stored on this machine.

use std::env;
use std::sync::Arc;

use actions::{Catalogue, Context, Need};
use client::connection::{Connections, Error, chosen};
use secrecy::SecretString;
use workflows::{ActionHands, Actor, Hands, NotReady, Reach};

use crate::failure::Failure;

/// The actions of the catalogue, over the connections that are stored on this machine and these ways out.
pub(crate) fn operator(outside: Context) -> Result<Arc<dyn Hands>, Failure> {
    let catalogue = Arc::new(Catalogue::builtin()?);
    Ok(Arc::new(ActionHands::new(catalogue, Arc::new(Stored { outside }))))
}

/// The connections of the file and the environment. They are read whenever they are needed, so that a new key counts at
/// once.
#[derive(Debug)]
struct Stored {
    outside: Context,
}

impl Reach for Stored {
    fn actor(&self) -> Actor {
        Actor::Operator
    }

    fn secrets(&self) -> Vec<SecretString> {
        let mut all: Vec<client::Connection> = chosen(None).into_iter().collect();
        let file = Connections::place(&|name| env::var_os(name));
        if let Ok(stored) = file.and_then(|path| Connections::load(&path)) {
            all.extend(stored.iter().cloned());
        }
        let keys = all.iter().flat_map(|connection| {
            let organization = connection.organization().map(|organization| &organization.key);
            [Some(connection.key()), organization]
        });
        keys.flatten().cloned().collect()
    }

    fn context(&self, need: Need, connection: Option<&str>) -> Result<Context, NotReady> {
        match need {
            Need::Scim => {
                let client = chosen(connection).map_err(|error| missing(&error))?.client();
                Ok(Context::new().with_scim(client.map_err(|error| missing(&error.into()))?))
            }
            Need::Admin => {
                let connection = chosen(connection).map_err(|error| missing(&error))?;
                let admin = connection.admin().map_err(|error| missing(&error.into()))?;
                let admin = admin.ok_or_else(|| {
                    let name = connection.name();
                    NotReady::Missing(format!("the connection `{name}` has no organization key"))
                })?;
                Ok(Context::new().with_admin(admin))
            }
            Need::Mailer | Need::Fetcher if self.outside.offers(need) => Ok(self.outside.clone()),
            Need::Mailer | Need::Fetcher => {
                Err(NotReady::Missing(format!("it needs {need}, and there is none here")))
            }
        }
    }
}

fn missing(error: &Error) -> NotReady {
    let hint = error.hint().map_or_else(String::new, |hint| format!("; {hint}"));
    NotReady::Missing(format!("{error}{hint}"))
}
