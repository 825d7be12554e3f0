//! Reading the file of connections.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use secrecy::SecretString;
use toml::{Table, Value};

use super::{Connection, Error, Organization};
use crate::base_url;

/// The largest file that is read.
const MAX_SIZE: u64 = 1024 * 1024;

/// The connections in a file, by name; none if there is no file.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, Connection>, Error> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(source) => return Err(unreadable(path, source)),
    };
    refuse_loose(path, &file)?;
    let mut text = String::new();
    file.take(MAX_SIZE).read_to_string(&mut text).map_err(|source| unreadable(path, source))?;
    parse(path, &text)
}

fn unreadable(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), action: "read", source }
}

/// Refuses a file that others than its owner can read or write.
#[cfg(unix)]
fn refuse_loose(path: &Path, file: &File) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt as _;

    let metadata = file.metadata().map_err(|source| unreadable(path, source))?;
    let mode = metadata.permissions().mode() & 0o777;
    let others = mode & 0o077;
    if others == 0 { Ok(()) } else { Err(Error::Loose { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_loose(_: &Path, _: &File) -> Result<(), Error> {
    Ok(())
}

/// Reads the text of a file. What it refuses shows no value: any may be a key, in the wrong place.
fn parse(path: &Path, text: &str) -> Result<BTreeMap<String, Connection>, Error> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Error::Syntax { path: path.to_owned(), line, message: error.message().to_owned() }
    })?;
    let reader = Reader { path };
    let mut found = BTreeMap::new();
    for (key, value) in table {
        if key != "connections" {
            return Err(reader.invalid(&key, "there is no such setting"));
        }
        for (name, value) in reader.table("connections", value)? {
            let connection = reader.connection(&name, value)?;
            found.insert(name, connection);
        }
    }
    Ok(found)
}

struct Reader<'a> {
    path: &'a Path,
}

impl Reader<'_> {
    fn connection(&self, name: &str, value: Value) -> Result<Connection, Error> {
        let place = format!("connections.{name}");
        let (mut url, mut directory, mut key) = (None, None, None);
        let (mut organization, mut organization_key) = (None, None);
        for (setting, value) in self.table(&place, value)? {
            let place = format!("{place}.{setting}");
            let slot = match setting.as_str() {
                "url" => &mut url,
                "directory" => &mut directory,
                "key" => &mut key,
                "organization" => &mut organization,
                "organization_key" => &mut organization_key,
                _ => return Err(self.invalid(&place, "there is no such setting")),
            };
            *slot = Some(self.text(&place, value)?);
        }
        let url = match (url, directory) {
            (Some(url), None) => url,
            (None, Some(id)) => base_url::atlassian(&id),
            (None, None) => return Err(self.invalid(&place, "url is missing")),
            (Some(_), Some(_)) => {
                return Err(self.invalid(&place, "url and directory say one thing twice: keep one"));
            }
        };
        let Some(key) = key else { return Err(self.invalid(&place, "key is missing")) };
        let organization = match (organization, organization_key) {
            (Some(id), Some(key)) => Some(Organization { id, key: key.into() }),
            (None, None) => None,
            (Some(_), None) => return Err(self.invalid(&place, "organization_key is missing")),
            (None, Some(_)) => return Err(self.invalid(&place, "organization is missing")),
        };
        let connection = Connection::new(name, &url, SecretString::from(key));
        Ok(connection
            .map_err(|error| self.invalid(&place, &error.to_string()))?
            .with_organization(organization))
    }

    fn table(&self, place: &str, value: Value) -> Result<Table, Error> {
        match value {
            Value::Table(table) => Ok(table),
            _ => Err(self.invalid(place, "it must be a table")),
        }
    }

    fn text(&self, place: &str, value: Value) -> Result<String, Error> {
        match value {
            Value::String(text) => Ok(text),
            _ => Err(self.invalid(place, "it must be a text")),
        }
    }

    fn invalid(&self, place: &str, problem: &str) -> Error {
        Error::Invalid {
            path: self.path.to_owned(),
            place: place.to_owned(),
            problem: problem.to_owned(),
        }
    }
}
