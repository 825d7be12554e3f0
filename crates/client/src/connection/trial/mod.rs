//! Trying a connection: whether its address, its key and its organization's key are what they should be, and which of them
//! is wrong and why.

mod directory;
mod finding;
mod organization;
mod wrong_key;

use std::sync::Arc;

pub use finding::{Finding, Subject, Verdict};

use super::Connection;
use crate::{Client, Error, Retry, Transport};

/// A person waits for the findings: one more try is patience enough.
fn retry() -> Retry {
    Retry { attempts: 2, ..Retry::default() }
}

impl Connection {
    /// Tries the connection. Nothing is changed at the service: it is asked for one user, and for the links of an
    /// e-mail address that nobody has.
    pub async fn test(&self) -> Result<Vec<Finding>, Error> {
        self.test_over(self.network()?).await
    }

    /// Tries the connection over this transport.
    pub async fn test_over(&self, transport: Arc<dyn Transport>) -> Result<Vec<Finding>, Error> {
        let trial = Trial { connection: self, transport };
        let mut findings = vec![trial.address(), trial.directory().await?];
        findings.extend(trial.organization().await?);
        Ok(findings)
    }
}

/// A connection that is tried.
struct Trial<'a> {
    connection: &'a Connection,
    transport: Arc<dyn Transport>,
}

impl Trial<'_> {
    fn address(&self) -> Finding {
        let url = self.connection.base_url();
        if self.connection.is_exposed() {
            Finding::new(
                Subject::Address,
                Verdict::Doubtful,
                format!("{url} is plain HTTP: whoever is on the way can read the key"),
            )
            .hint("use https://, or a tunnel to this machine")
        } else {
            Finding::new(Subject::Address, Verdict::Good, url.to_string())
        }
    }

    /// A client of the directory with some key.
    fn client(&self, key: &secrecy::SecretString) -> Result<Client, Error> {
        let transport = Arc::clone(&self.transport);
        let client = Client::over(transport, self.connection.base_url().as_str(), key)?;
        Ok(client.with_retry(retry()))
    }
}
