//! The real binary on a data folder: started, killed, started again.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use super::model::{People, Person};

/// The service and its data folder.
pub(crate) struct Service {
    folder: Option<tempfile::TempDir>,
    address: String,
    process: Option<Child>,
}

/// A directory of it, spoken to over HTTP.
#[derive(Clone)]
pub(crate) struct Directory {
    http: reqwest::Client,
    base: String,
    key: String,
}

impl Service {
    /// A fresh data folder and a free port.
    pub(crate) fn new() -> Self {
        let folder = Some(tempfile::tempdir().expect("a data folder"));
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("an address").to_string();
        Self { folder, address, process: None }
    }

    /// Creates a directory, as an administrator does.
    pub(crate) fn create_directory(&self) -> Directory {
        let mut create = self.rollcall(&["directory", "create", "--json"]);
        create.args(["--name", "kill", "--profile", "standard"]);
        let output = create.output().expect("rollcall runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let created: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let id = created["directoryId"].as_str().expect("an id");
        Directory {
            http: reqwest::Client::new(),
            base: format!("http://{}/scim/directory/{id}", self.address),
            key: created["apiKey"].as_str().expect("a key").to_owned(),
        }
    }

    /// Starts it, and returns when it listens.
    pub(crate) async fn start(&mut self) {
        let mut serve = self.rollcall(&["serve"]);
        serve.args(["--listen", &self.address]).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = serve.spawn().expect("rollcall starts");
        while tokio::net::TcpStream::connect(&self.address).await.is_err() {
            let ended = process.try_wait().expect("the state of the process");
            assert_eq!(ended, None, "rollcall serve ended before it listened");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.process = Some(process);
    }

    /// Kills it: SIGKILL, which nothing can catch.
    pub(crate) fn kill(&mut self) {
        let mut process = self.process.take().expect("it runs");
        process.kill().expect("killed");
        process.wait().expect("gone");
    }

    /// Runs `rollcall verify` and insists that it finds nothing.
    pub(crate) fn verify(&self) {
        let output = self.rollcall(&["verify"]).output().expect("rollcall runs");
        let told = String::from_utf8_lossy(&output.stdout);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "rollcall verify found\n{told}{error}");
    }

    fn rollcall(&self, words: &[&str]) -> Command {
        let folder = self.folder.as_ref().expect("kept until dropped");
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command.args(words).arg("--data").arg(folder.path());
        command
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(mut process) = self.process.take() {
            // It may be gone already.
            let _ = process.kill();
            let _ = process.wait();
        }
        if std::thread::panicking()
            && let Some(folder) = self.folder.take()
        {
            eprintln!("the data of the failed round is kept in {}", folder.keep().display());
        }
    }
}

impl Directory {
    /// Sends a request; nothing if it was not answered whole.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Option<(u16, Value)> {
        let method = method.parse().expect("a method");
        let url = format!("{}{path}", self.base);
        let mut request = self.http.request(method, url).bearer_auth(&self.key);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.ok()?;
        let status = answer.status().as_u16();
        let text = answer.text().await.ok()?;
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).ok()? };
        Some((status, body))
    }

    /// Creates the group that everyone joins and leaves.
    pub(crate) async fn create_group(&self) -> String {
        let body = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"],
            "displayName": "Everyone",
        });
        let (status, group) = self.send("POST", "/Groups", Some(&body)).await.expect("an answer");
        assert_eq!(status, 201, "{group}");
        group["id"].as_str().expect("an id").to_owned()
    }

    /// All users there are, and whether each is in the group.
    pub(crate) async fn everyone(&self, team: &str) -> People {
        let group = self.get(&format!("/Groups/{team}")).await;
        let members = group["members"].as_array().cloned().unwrap_or_default();
        let members: Vec<&Value> = members.iter().map(|member| &member["value"]).collect();
        let mut people = People::new();
        loop {
            let start = people.len() + 1;
            let page = self.get(&format!("/Users?startIndex={start}&count=1000")).await;
            let users = page["Resources"].as_array().cloned().unwrap_or_default();
            for user in &users {
                let name = user["userName"].as_str().expect("a userName").to_owned();
                let person = Person {
                    id: user["id"].as_str().expect("an id").to_owned(),
                    title: user["title"].as_str().map(str::to_owned),
                    member: members.contains(&&user["id"]),
                };
                people.insert(name, person);
            }
            if users.is_empty() {
                let joined = people.values().filter(|person| person.member).count();
                assert_eq!(joined, members.len(), "a member that is no user");
                return people;
            }
        }
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.send("GET", path, None).await.expect("an answer");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }
}
