//! What an action would do, without doing it.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use crate::behaviour;
use crate::job::Job;
use crate::request::Request;
use crate::{Action, Context, Inputs, Service};

/// What an action would send, in order. Making it sends nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Plan {
    /// The requests.
    pub requests: Vec<PlannedRequest>,
}

/// A request that would be sent.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlannedRequest {
    /// When it is sent; none: always.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Whom it asks.
    pub service: Service,
    /// The HTTP method.
    pub method: String,
    /// The path below the base URL, as it reads unencoded. What an earlier request finds out is `{name}`.
    pub path: String,
    /// The query, as it reads unencoded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub query: Vec<(String, String)>,
    /// The body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}

impl PlannedRequest {
    pub(crate) fn always(request: Request) -> Self {
        let path = request.path();
        let Request { service, method, query, body, .. } = request;
        Self { when: None, service, method, path, query, body }
    }

    pub(crate) fn when(request: Request, when: impl Into<String>) -> Self {
        Self { when: Some(when.into()), ..Self::always(request) }
    }
}

impl Action {
    /// What it would send with these inputs.
    pub fn plan(&self, inputs: &Inputs) -> Plan {
        let context = Context::new();
        let job = Job::new(self, inputs, &context);
        let mut requests = job.planned_lookups();
        requests.extend(behaviour::plan(&job));
        Plan { requests }
    }
}

impl fmt::Display for Plan {
    /// As a person reads it: the line of each request, and its body below.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, request) in self.requests.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{request}")?;
        }
        Ok(())
    }
}

impl fmt::Display for PlannedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(when) = &self.when {
            writeln!(f, "{when}:")?;
        }
        write!(f, "{} {}", self.method, self.path)?;
        for (index, (name, value)) in self.query.iter().enumerate() {
            write!(f, "{}{name}={value}", if index == 0 { '?' } else { '&' })?;
        }
        f.write_str("\n")?;
        match &self.body {
            Some(body) => writeln!(f, "{body:#}"),
            None => Ok(()),
        }
    }
}
