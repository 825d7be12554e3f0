//! A directory that is served, and a connection of the environment to it.

use std::ffi::OsStr;
use std::process::Command;

use serde_json::Value;

use crate::world::{Run, Server, World};

/// A directory that is served, and the connection of the environment to it.
pub(crate) struct Directory {
    pub(crate) world: World,
    pub(crate) server: Server,
    pub(crate) id: String,
    pub(crate) base: String,
    pub(crate) key: String,
}

impl Directory {
    pub(crate) fn new(profile: &str) -> Self {
        let world = World::new();
        let server = world.serve();
        let made = world.json(&format!("directory create --name Staff --profile {profile}"));
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        let (id, base, key) = (text("directoryId"), text("scimBaseUrl"), text("apiKey"));
        Self { world, server, id, base, key }
    }

    /// The program, in the test's folder, with the connection.
    pub(crate) fn command(&self) -> Command {
        let mut command = self.world.command();
        command.env("ROLLCALL_SCIM_URL", &self.base).env("ROLLCALL_SCIM_KEY", &self.key);
        command
    }

    pub(crate) fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Run {
        Run::of(self.command().args(arguments))
    }

    /// What a command prints that must succeed.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}: {run:?}");
        serde_json::from_str(&run.stdout).unwrap_or_default()
    }

    /// Writes a file of the folder that commands run in.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Reads a file of it.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Imports a file of it.
    pub(crate) fn import(&self, words: &str) -> Run {
        self.run(&["user", "import"].into_iter().chain(words.split(' ')).collect::<Vec<_>>())
    }

    /// All users, as the service shows them.
    pub(crate) fn users(&self) -> Vec<Value> {
        let mut users = Vec::new();
        loop {
            let first = (users.len() + 1).to_string();
            let page = self.json(&["user", "list", "--count", "1000", "--start-index", &first]);
            let found = page["Resources"].as_array().cloned().unwrap_or_default();
            if found.is_empty() {
                return users;
            }
            users.extend(found);
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.world.data().with_file_name(name)
    }
}
