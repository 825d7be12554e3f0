//! Which connection is meant.

use std::env;
use std::ffi::OsString;

use secrecy::SecretString;

use super::{Connection, Connections, Error, Organization};

const URL: &str = "ROLLCALL_SCIM_URL";
const KEY: &str = "ROLLCALL_SCIM_KEY";
const ORGANIZATION: &str = "ROLLCALL_ORG_ID";
const ORGANIZATION_KEY: &str = "ROLLCALL_ORG_KEY";

/// What the connection of the environment is called.
const OF_ENVIRONMENT: &str = "environment";

/// The connection of a name, in the file. Without a name: the one that the environment says (`ROLLCALL_SCIM_URL` and
/// `ROLLCALL_SCIM_KEY`, and for the administration `ROLLCALL_ORG_ID` and `ROLLCALL_ORG_KEY`), else the only one in the file.
pub fn chosen(name: Option<&str>) -> Result<Connection, Error> {
    chosen_from(name, &|name| env::var_os(name))
}

/// The same, from another environment.
pub(super) fn chosen_from(
    name: Option<&str>,
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Connection, Error> {
    if name.is_none()
        && let Some(connection) = of_environment(environment)?
    {
        return Ok(connection);
    }
    let place = Connections::place(environment);
    let Some(name) = name else {
        // Whoever has no home has no file either.
        return place.map_or(Err(Error::NoneThere), |path| only(&Connections::load(&path)?));
    };
    Connections::load(&place?)?.get(name).cloned()
}

fn only(connections: &Connections) -> Result<Connection, Error> {
    let mut all = connections.iter();
    match (all.next(), all.next()) {
        (Some(only), None) => Ok(only.clone()),
        (None, _) => Err(Error::NoneThere),
        (Some(_), Some(_)) => Err(Error::Several { known: connections.names() }),
    }
}

fn of_environment(
    environment: &dyn Fn(&str) -> Option<OsString>,
) -> Result<Option<Connection>, Error> {
    let Some((url, key)) = pair(environment, URL, KEY)? else { return Ok(None) };
    let organization = pair(environment, ORGANIZATION, ORGANIZATION_KEY)?
        .map(|(id, key)| Organization { id, key: key.into() });
    let connection = Connection::unnamed(OF_ENVIRONMENT, &url, SecretString::from(key))?;
    Ok(Some(connection.with_organization(organization)))
}

/// Two variables that mean something together only.
fn pair(
    environment: &dyn Fn(&str) -> Option<OsString>,
    first: &'static str,
    second: &'static str,
) -> Result<Option<(String, String)>, Error> {
    let set = |name| {
        environment(name)
            .filter(|value| !value.is_empty())
            .map(|value| match value.to_str() {
                // A variable that was set from a file has the end of its line.
                Some(text) => Ok(text.trim().to_owned()),
                None => Err(Error::NotText { name }),
            })
            .transpose()
    };
    match (set(first)?, set(second)?) {
        (Some(first), Some(second)) => Ok(Some((first, second))),
        (Some(_), None) => Err(Error::Half { given: first, missing: second }),
        (None, Some(_)) => Err(Error::Half { given: second, missing: first }),
        (None, None) => Ok(None),
    }
}
