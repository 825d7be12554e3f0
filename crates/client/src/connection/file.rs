//! The file of connections.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{Connection, Error, read, write};

/// The variable that names the file.
const PLACE: &str = "ROLLCALL_CONNECTIONS";

/// The connections a person or a server has, in a TOML file that its owner alone can read.
#[derive(Clone, Debug)]
pub struct Connections {
    path: PathBuf,
    connections: BTreeMap<String, Connection>,
}

impl Connections {
    /// Where the file is: at `ROLLCALL_CONNECTIONS`, else `rollcall/connections.toml` in `XDG_CONFIG_HOME`, else in
    /// `~/.config`.
    pub fn place(environment: &dyn Fn(&str) -> Option<OsString>) -> Result<PathBuf, Error> {
        let set = |name| environment(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let folder = || set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")));
        set(PLACE)
            .or_else(|| Some(folder()?.join("rollcall").join("connections.toml")))
            .ok_or(Error::NoPlace)
    }

    /// Reads a file. One that is not there holds none; one that others can read is refused.
    pub fn load(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_owned(), connections: read::read(path)? })
    }

    /// Changes a file: it is read, changed and written, whole or not at all, while no other such change goes on.
    pub fn change<T>(
        path: &Path,
        change: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let _turn = write::turn(path)?;
        let mut connections = Self::load(path)?;
        let changed = change(&mut connections)?;
        write::write(path, connections.iter())?;
        Ok(changed)
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Connection> {
        self.connections.values()
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Result<&Connection, Error> {
        self.connections.get(name).ok_or_else(|| self.unknown(name))
    }

    /// Adds one.
    pub fn add(&mut self, connection: Connection) -> Result<(), Error> {
        if self.connections.contains_key(connection.name()) {
            return Err(Error::Taken { name: connection.name().to_owned() });
        }
        self.connections.insert(connection.name().to_owned(), connection);
        Ok(())
    }

    /// Puts one in the place of the one of its name, if there is one.
    pub fn replace(&mut self, connection: Connection) -> Option<Connection> {
        self.connections.insert(connection.name().to_owned(), connection)
    }

    /// Takes one out.
    pub fn remove(&mut self, name: &str) -> Result<Connection, Error> {
        self.connections.remove(name).ok_or_else(|| self.unknown(name))
    }

    /// Gives one another name.
    pub fn rename(&mut self, name: &str, new: &str) -> Result<(), Error> {
        let renamed = self.get(name)?.clone().renamed(new)?;
        self.add(renamed)?;
        self.remove(name).map(drop)
    }

    /// Their names.
    pub fn names(&self) -> Vec<String> {
        self.connections.keys().cloned().collect()
    }

    fn unknown(&self, name: &str) -> Error {
        Error::Unknown { name: name.to_owned(), known: self.names() }
    }
}
