//! Creating many users in one request.

use std::borrow::Cow;
use std::sync::Arc;

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Kind, Operation, Setting};
use crate::answer::{Answer, Checked};
use crate::mark;
use crate::population::body;
use crate::wire::Asked;

/// Creates many at a time.
pub(super) struct Bulk {
    setting: Arc<Setting>,
    made: Vec<String>,
}

#[derive(Deserialize)]
struct Response<'a> {
    #[serde(borrow, rename = "Operations")]
    operations: Vec<Done<'a>>,
}

#[derive(Deserialize)]
struct Done<'a> {
    /// A text (RFC 7644 §3.7.3), or what some servers make of it.
    status: Value,
    #[serde(borrow, default)]
    location: Option<Cow<'a, str>>,
}

impl Bulk {
    pub(super) fn new(setting: Arc<Setting>) -> Self {
        Self { setting, made: Vec::new() }
    }
}

impl Operation for Bulk {
    fn ask(&mut self) -> (Kind, Asked) {
        let operations: Vec<Value> = (0..self.setting.bulk)
            .map(|_| {
                let number = self.setting.number();
                let user_name = mark::fresh(&self.setting.run, number);
                creation(&body::user(&user_name, number), number)
            })
            .collect();
        (Kind::Bulk, Asked::with(Method::POST, "/Bulk".to_owned(), &message(&operations)))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200])?;
        let response: Response<'_> = serde_json::from_slice(&answer.body)
            .map_err(|error| format!("the body is no answer to a Bulk: {error}"))?;
        let created = response.operations.iter().filter(|done| is_created(&done.status));
        let mut many = 0;
        for done in created {
            many += 1;
            let id = done.location.as_deref().and_then(|location| location.rsplit('/').next());
            self.made.extend(id.map(str::to_owned));
        }
        if many == self.setting.bulk {
            return Ok(());
        }
        Err(format!("{many} users were created; expected {}", self.setting.bulk))
    }

    fn made(&mut self) -> Vec<String> {
        std::mem::take(&mut self.made)
    }
}

/// An operation that creates a user.
pub(crate) fn creation(user: &Value, number: u64) -> Value {
    json!({ "method": "POST", "path": "/Users", "bulkId": number.to_string(), "data": user })
}

/// A Bulk (RFC 7644 §3.7).
pub(crate) fn message(operations: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
        "Operations": operations,
    })
}

pub(crate) fn is_created(status: &Value) -> bool {
    status == "201" || *status == 201
}
