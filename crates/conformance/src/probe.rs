//! What a check has in its hands: requests, and people and groups of its own.

use std::sync::Arc;

use client::{Method, RawRequest};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::names::Names;
use crate::offers::{GROUP, Offers, USER};
use crate::people::{self, People};
use crate::stop::Stop;
use crate::traffic::Traffic;

/// The media type of SCIM (RFC 7644 §8.1).
pub(crate) const SCIM_JSON: &str = "application/scim+json";

/// The hands of a check.
#[derive(Debug)]
pub(crate) struct Probe {
    pub(crate) traffic: Traffic,
    /// What the server says it offers.
    pub(crate) offers: Arc<Offers>,
    pub(crate) names: Names,
    /// The people that checks only read; made by the first that asks for them.
    pub(crate) people: Option<Result<Arc<People>, Stop>>,
}

/// Something a check created.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// Its id.
    pub(crate) id: String,
    /// Its path below the base URL.
    pub(crate) path: String,
    /// What was sent to create it.
    pub(crate) sent: Value,
    /// What was answered.
    pub(crate) answer: Answer,
}

impl Made {
    /// Its path with a query.
    pub(crate) fn with(&self, query: &str) -> String {
        format!("{}?{query}", self.path)
    }

    /// The userName it was created with.
    pub(crate) fn user_name(&self) -> &str {
        self.sent.get("userName").and_then(Value::as_str).unwrap_or_default()
    }
}

impl Probe {
    /// Sends any request.
    pub(crate) async fn send(&mut self, request: RawRequest) -> Result<Answer, Stop> {
        self.traffic.send(request).await
    }

    /// GET.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer, Stop> {
        self.send(request(Method::GET, path)).await
    }

    /// POST of JSON.
    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Result<Answer, Stop> {
        self.send(request(Method::POST, path).json(body)).await
    }

    /// PUT of JSON.
    pub(crate) async fn put(&mut self, path: &str, body: &Value) -> Result<Answer, Stop> {
        self.send(request(Method::PUT, path).json(body)).await
    }

    /// PATCH with these operations, whatever the answer.
    pub(crate) async fn patch(&mut self, path: &str, operations: Value) -> Result<Answer, Stop> {
        self.send(request(Method::PATCH, path).json(&patch_op(&operations))).await
    }

    /// DELETE.
    pub(crate) async fn delete(&mut self, path: &str) -> Result<Answer, Stop> {
        self.send(request(Method::DELETE, path)).await
    }

    /// PATCH that must succeed; gives what the resource is afterwards.
    pub(crate) async fn patched(&mut self, made: &Made, operations: Value) -> Result<Answer, Stop> {
        let answer = self.patch(&made.path, operations).await?;
        answer.is(&[200, 204])?;
        if answer.code() == 200 { Ok(answer) } else { self.read(made).await }
    }

    /// Reads what was created; it must be there.
    pub(crate) async fn read(&mut self, made: &Made) -> Result<Answer, Stop> {
        let answer = self.get(&made.path).await?;
        answer.is(&[200])?;
        Ok(answer)
    }

    /// The answer to a filter on an endpoint.
    pub(crate) async fn filter(&mut self, endpoint: &str, filter: &str) -> Result<Answer, Stop> {
        self.get(&format!("{endpoint}?filter={}", encoded(filter))).await
    }

    /// The body of a new user, whom nobody has seen before.
    pub(crate) fn user_body(&self) -> Value {
        let name = self.names.fresh();
        let email = format!("{name}@example.com");
        json!({
            "schemas": [USER],
            "userName": email,
            "name": {"givenName": "Ada", "familyName": "Lovelace"},
            "displayName": name,
            "active": true,
            "emails": [{"value": email, "type": "work", "primary": true}],
        })
    }

    /// A new user. If the server takes none, the check can't be made.
    pub(crate) async fn user(&mut self) -> Result<Made, Stop> {
        let body = self.user_body();
        match self.create("/Users", &body).await {
            Err(Stop::Failed { .. }) => {
                Err(Stop::skip("no user could be created: see create/answers-201"))
            }
            made => made,
        }
    }

    /// A new user with these attributes too; the server must take it.
    pub(crate) async fn user_with(&mut self, extra: &Value) -> Result<Made, Stop> {
        let body = merged(self.user_body(), extra);
        self.create("/Users", &body).await
    }

    /// The body of a new group.
    pub(crate) fn group_body(&self, members: &[&Made]) -> Value {
        let members: Vec<Value> = members.iter().map(|made| json!({"value": made.id})).collect();
        json!({"schemas": [GROUP], "displayName": self.names.fresh(), "members": members})
    }

    /// A new group with these members; the server must take it.
    pub(crate) async fn group(&mut self, members: &[&Made]) -> Result<Made, Stop> {
        let body = self.group_body(members);
        self.create("/Groups", &body).await
    }

    /// Creates a resource; the server must take it.
    pub(crate) async fn create(&mut self, endpoint: &str, body: &Value) -> Result<Made, Stop> {
        let answer = self.post(endpoint, body).await?;
        answer.is(&[201])?;
        let id = answer.string("/id")?.to_owned();
        let path = format!("{endpoint}/{}", encoded(&id));
        Ok(Made { id, path, sent: body.clone(), answer })
    }

    /// The people that checks only read.
    pub(crate) async fn people(&mut self) -> Result<Arc<People>, Stop> {
        if self.people.is_none() {
            let made = people::create(self).await;
            self.people = Some(made.map(Arc::new));
        }
        match &self.people {
            Some(Ok(people)) => Ok(Arc::clone(people)),
            _ => {
                Err(Stop::skip("the people it reads could not be created: see create/answers-201"))
            }
        }
    }

    /// Insists that a filter finds these of the people, and none else of them. The filter must name something
    /// that only they have, or the answer of a full directory would be long.
    pub(crate) async fn finds(&mut self, filter: &str, expected: &[&str]) -> Result<Answer, Stop> {
        let people = self.people().await?;
        let answer = self.filter("/Users", filter).await?;
        answer.is(&[200])?;
        people.insist(&answer, filter, expected)?;
        Ok(answer)
    }

    /// The same for a filter that others could match too: it is asked of the people only.
    pub(crate) async fn finds_among(
        &mut self,
        filter: &str,
        expected: &[&str],
    ) -> Result<Answer, Stop> {
        let scoped = format!("userName sw \"{}\" and ({filter})", self.people().await?.prefix);
        self.finds(&scoped, expected).await
    }
}

/// A request as SCIM clients send it.
pub(crate) fn request(method: Method, path: &str) -> RawRequest {
    RawRequest::new(method, path).header("Accept", SCIM_JSON)
}

/// A request that carries JSON.
pub(crate) trait Json {
    /// Sends this value.
    fn json(self, body: &Value) -> Self;
}

impl Json for RawRequest {
    fn json(self, body: &Value) -> Self {
        self.header("Content-Type", SCIM_JSON).body(body.to_string())
    }
}

/// A PatchOp message (RFC 7644 §3.5.2).
pub(crate) fn patch_op(operations: &Value) -> Value {
    let schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    json!({"schemas": [schema], "Operations": operations})
}

/// All but the characters that need no escaping anywhere in a URL (RFC 3986 §2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One PATCH operation that adds.
pub(crate) fn add(path: &str, value: impl Into<Value>) -> Value {
    json!([{"op": "add", "path": path, "value": value.into()}])
}

/// One PATCH operation that removes.
pub(crate) fn remove(path: &str) -> Value {
    json!([{"op": "remove", "path": path}])
}

/// One PATCH operation that replaces.
pub(crate) fn replace(path: &str, value: impl Into<Value>) -> Value {
    json!([{"op": "replace", "path": path, "value": value.into()}])
}

/// Percent-encodes a query value or a path segment.
pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// An object with the members of another put over its own; null takes a member away.
pub(crate) fn merged(mut object: Value, extra: &Value) -> Value {
    if let (Some(members), Some(extra)) = (object.as_object_mut(), extra.as_object()) {
        for (name, value) in extra {
            if value.is_null() {
                members.remove(name);
            } else {
                members.insert(name.clone(), value.clone());
            }
        }
    }
    object
}
