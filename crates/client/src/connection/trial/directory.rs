//! Whether a directory is there, and the key opens it.

use serde_json::Value;

use super::Trial;
use super::finding::{Finding, Subject, Verdict};
use crate::{Endpoint, Error, Fault, ListQuery, Projection, Refusal, Url};

impl Trial<'_> {
    /// Asks for one user.
    pub(super) async fn directory(&self) -> Result<Finding, Error> {
        let error = match self.one_user(self.connection.key()).await {
            Ok(users) => return Ok(opened(users)),
            Err(error) => error,
        };
        let url = self.connection.base_url();
        let bad = |says: String| Finding::bad(Subject::Directory, says).because(&error);
        Ok(match &error {
            Error::NoAnswer { source, .. } => unreached(source.fault(), url, bad)
                .unwrap_or_else(|| bad(format!("{} was not reached", host(url))).hint_of(&error)),
            Error::Refused { source, .. } => match source.status {
                401 | 403 => self.wrong_key(source, &error).await?,
                404 => {
                    bad("there is no SCIM directory at this URL".to_owned()).hint(check_url(url))
                }
                300..=399 => elsewhere(source, bad),
                400 if url.scheme() == "http" && !source.body.is_object() => {
                    bad("the service does not take plain HTTP".to_owned())
                        .hint("begin the URL with https://")
                }
                _ => bad("the service can't tell now".to_owned()).hint_of(&error),
            },
            Error::NotJson { .. } | Error::NotAList { .. } => {
                bad("what answers at this URL speaks no SCIM".to_owned()).hint(check_url(url))
            }
            _ => return Err(error),
        })
    }

    /// How many users the service says there are, asked with this key.
    pub(super) async fn one_user(&self, key: &secrecy::SecretString) -> Result<u64, Error> {
        let query = ListQuery {
            count: Some(1),
            projection: Projection::attributes("userName"),
            ..ListQuery::default()
        };
        let listing = self.client(key)?.list(Endpoint::Users, &query);
        let url = listing.url().clone();
        let body = listing.await?.body;
        let total = body.get("totalResults").and_then(Value::as_u64);
        total.ok_or_else(|| Error::not_a_list(&url, "totalResults"))
    }
}

fn opened(users: u64) -> Finding {
    let users = if users == 1 { "1 user".to_owned() } else { format!("{users} users") };
    let says = format!("the key opens it, and it has {users}");
    Finding::new(Subject::Directory, Verdict::Good, says)
}

/// Why a service was not reached, if more can be said than that.
fn unreached(fault: Fault, url: &Url, bad: impl Fn(String) -> Finding) -> Option<Finding> {
    let host = host(url);
    Some(match fault {
        Fault::Name => bad(format!("the name {host} has no address"))
            .hint("check the host in the URL, and that this machine can resolve names"),
        Fault::Tls => bad(format!("no safe connection to {host} could be made (TLS)")).hint(
            "if the service speaks plain HTTP, begin the URL with http://; if its certificate is from an authority of your own, name that in SSL_CERT_FILE",
        ),
        Fault::TimedOut => bad(format!("{host} took the request and did not answer in time"))
            .hint("check that the port is the service's, and what stands between"),
        Fault::Lost => bad(format!("{host} ended the connection without an answer")).hint(
            if url.scheme() == "http" {
                "if the service speaks TLS there, begin the URL with https://"
            } else {
                "check that the port is the service's, and what stands between"
            },
        ),
        _ => return None,
    })
}

fn elsewhere(refusal: &Refusal, bad: impl Fn(String) -> Finding) -> Finding {
    let finding = bad("the service sends this URL elsewhere, and a key follows nowhere".to_owned());
    match &refusal.location {
        Some(location) => {
            finding.hint(format!("it names {location}: check the base URL against it"))
        }
        None => finding,
    }
}

/// What is most often wrong with a URL where nothing is.
fn check_url(url: &Url) -> &'static str {
    let last = url.path_segments().and_then(|mut segments| segments.rfind(|part| !part.is_empty()));
    if matches!(last, Some("Users" | "Groups" | "Schemas" | "ServiceProviderConfig")) {
        "leave the last part of the URL away: the base URL is what /Users is appended to"
    } else {
        "give the SCIM base URL that the service shows: what /Users is appended to"
    }
}

/// The host and port, for people.
fn host(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
