//! Two data folders: one of the service whose directory is acted on, one of those that run workflows.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// The program, its folders, and what its environment says.
pub(crate) struct World {
    folder: TempDir,
    environment: Vec<(&'static str, OsString)>,
}

/// A process that is killed when it is dropped.
pub(crate) struct Running {
    process: Child,
    /// Where it serves, if it does.
    pub(crate) url: String,
}

impl Running {
    /// Sends a signal by its name: `INT` is what Ctrl-C sends.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap().success());
    }

    /// Waits until it ends by itself: its exit code, and what it said on stderr.
    pub(crate) fn ended(mut self) -> (Option<i32>, String) {
        let mut said = String::new();
        self.process.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (self.process.wait().unwrap().code(), said)
    }

    /// SIGKILL, which nothing can catch.
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl World {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), environment: Vec::new() }
    }

    /// From now on the environment says this too.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.environment.push((name, value.into()));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes the file of a workflow.
    pub(crate) fn workflow(&self, name: &str, text: &str) -> PathBuf {
        let folder = self.path("workflows");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{name}.yaml"));
        std::fs::write(&path, text).unwrap();
        path
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        let ours = std::env::vars_os().map(|(name, _)| name);
        for name in ours.filter(|name| name.to_string_lossy().starts_with("ROLLCALL_")) {
            command.env_remove(name);
        }
        command.env("ROLLCALL_CONNECTIONS", self.path("connections.toml"));
        command.envs(self.environment.iter().cloned()).current_dir(self.folder.path());
        command
    }

    /// Runs `rollcall`, with words split at spaces; what it left.
    pub(crate) fn rollcall(&self, words: &str) -> Output {
        self.command().args(words.split(' ')).output().unwrap()
    }

    /// Runs a command that must succeed, and reads what it prints as JSON.
    pub(crate) fn json(&self, words: &str) -> Value {
        let output = self.rollcall(&format!("{words} --json"));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words}: {stderr}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Starts a command that goes on by itself.
    pub(crate) fn start(&self, words: &str) -> Running {
        let mut command = self.command();
        command.args(words.split(' ')).stdout(Stdio::null()).stderr(Stdio::piped());
        Running { process: command.spawn().unwrap(), url: String::new() }
    }

    /// Starts a server on a data folder, and waits until it serves.
    pub(crate) fn serve(&self, data: &str, more: &str) -> Running {
        let mut command = self.command();
        command.args(["serve", "--listen", "127.0.0.1:0", "--data", data]);
        command.args(more.split(' ').filter(|word| !word.is_empty()));
        let log = std::fs::File::create(self.path("log")).unwrap();
        let mut process = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.trim_end().rsplit(' ').next().unwrap().to_owned();
        assert!(url.starts_with("http://"), "{line:?} {}", read(&self.path("log")));
        // What it prints besides is of no interest, and must not stop it.
        std::thread::spawn(move || stdout.read_to_end(&mut Vec::new()));
        Running { process, url }
    }

    /// The runs that are kept in a data folder, newest first.
    pub(crate) fn runs(&self, data: &str) -> Vec<Value> {
        let runs = self.json(&format!("workflow runs --data {data}"));
        runs.as_array().unwrap().clone()
    }

    /// The steps of a run as `place: state`.
    pub(crate) fn steps(&self, data: &str, run: &Value) -> Vec<String> {
        let shown =
            self.json(&format!("workflow show --data {data} {}", run["id"].as_str().unwrap()));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let steps = shown["steps"].as_array().unwrap();
        steps
            .iter()
            .map(|step| format!("{}: {}", text(&step["place"]), text(&step["state"])))
            .collect()
    }

    /// Waits until the newest run is as it shall be.
    pub(crate) async fn until(&self, data: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            if let Some(run) = self.runs(data).into_iter().next().filter(&wanted) {
                return run;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Insists that a data folder verifies, and that a text is nowhere in what is kept there.
    pub(crate) fn verify(&self, data: &str, never: &str) {
        assert!(self.rollcall(&format!("verify --data {data}")).status.success());
        let file = std::fs::read_dir(self.path(data)).unwrap();
        for path in file.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let bytes = std::fs::read(&path).unwrap();
            let found = bytes.windows(never.len()).any(|window| window == never.as_bytes());
            assert!(!found, "a secret is in {}", path.display());
        }
        assert!(!read(&self.path("log")).contains(never), "a secret is in the log");
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}
