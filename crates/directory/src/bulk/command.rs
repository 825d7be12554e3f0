//! What an operation asks for, as the single request would.

use scim::Limits;
use scim::bulk::{self, BulkOperation, Mention, Method};
use serde_json::{Map, Value};

use super::endpoint::{self, Name};
use super::made::Located;
use super::{BulkError, Done};
use crate::answer::{Answer, Wanted};
use crate::caller::Caller;
use crate::condition::Condition;
use crate::error::Error;
use crate::model::Kind;
use crate::service::Service;

/// One operation, understood.
#[derive(Clone, Debug)]
pub(super) struct Command {
    /// On what type of resource.
    pub(super) kind: Kind,
    /// What is to be done.
    pub(super) verb: Verb,
    /// The version the resource must have.
    condition: Option<Condition>,
}

/// What an operation has done, and the resource as it is now, if it is.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Where the resource is.
    pub(super) resource: Option<Located>,
    /// What is told of it.
    pub(super) done: Done,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub(super) enum Verb {
    /// POST of a document.
    Create(Map<String, Value>),
    /// PUT of a document.
    Replace(Name, Map<String, Value>),
    /// PATCH with a message.
    Patch(Name, Map<String, Value>),
    /// DELETE.
    Delete(Name),
}

impl Command {
    /// Understands an operation, whose data it takes. `bytes` bounds the data, as the body of a single request.
    pub(super) fn read(
        operation: &mut BulkOperation,
        caller: &Caller,
        bytes: usize,
    ) -> Result<Self, BulkError> {
        let profile = caller.profile();
        let tolerances = &profile.tolerances;
        let sent = &operation.method;
        let method = Method::parse(sent, tolerances)
            .ok_or_else(|| BulkError::Method { method: sent.clone() })?;
        let path = || BulkError::Path { path: operation.path.clone(), method: method.as_str() };
        let (kind, name) = endpoint::read(&operation.path, caller.base()).ok_or_else(path)?;
        let data = operation.data.take();
        if data.as_ref().is_some_and(|data| bulk::least_bytes(data) > bytes) {
            return Err(BulkError::TooLarge { limit: bytes });
        }
        let lacks = |expected| BulkError::Data { method: method.as_str(), expected };
        let document = |data| match data {
            Some(Value::Object(members)) => Ok(members),
            _ => Err(lacks("a JSON object: the resource")),
        };
        let verb = match (method, name) {
            (Method::Post, None) if operation.bulk_id.is_none() => {
                return Err(BulkError::MissingId);
            }
            (Method::Post, None) => Verb::Create(document(data)?),
            (Method::Put, Some(name)) => Verb::Replace(name, document(data)?),
            (Method::Patch, Some(name)) => {
                let message = data.and_then(|data| bulk::patch_message(data, tolerances));
                Verb::Patch(name, message.ok_or_else(|| lacks("a PatchOp message"))?)
            }
            (Method::Delete, Some(name)) => Verb::Delete(name),
            (Method::Post, Some(_)) | (_, None) => return Err(path()),
        };
        let tag = operation.version.as_deref();
        let condition = match tag.filter(|_| profile.features.etag && method != Method::Post) {
            None => None,
            Some(tag) => Some(
                Condition::parse(tag)
                    .ok_or_else(|| BulkError::Version { version: tag.to_owned() })?,
            ),
        };
        Ok(Self { kind, verb, condition })
    }

    /// The creation of a resource.
    pub(super) fn create(kind: Kind, document: Map<String, Value>) -> Self {
        Self { kind, verb: Verb::Create(document), condition: None }
    }

    /// The resource its path names, where it names one.
    pub(super) fn name(&self) -> Option<&Name> {
        match &self.verb {
            Verb::Create(_) => None,
            Verb::Replace(name, _) | Verb::Patch(name, _) | Verb::Delete(name) => Some(name),
        }
    }

    /// The same, to be put in place.
    pub(super) fn name_mut(&mut self) -> Option<&mut Name> {
        match &mut self.verb {
            Verb::Create(_) => None,
            Verb::Replace(name, _) | Verb::Patch(name, _) | Verb::Delete(name) => Some(name),
        }
    }

    /// The URL of the resource its path names.
    pub(super) fn location(&self, base: &str) -> Option<String> {
        let endpoint = self.kind.endpoint();
        Some(match self.name()? {
            Name::Id(id) => format!("{base}{endpoint}/{id}"),
            Name::BulkId(name) => format!("{base}{endpoint}/bulkId:{name}"),
        })
    }

    /// Goes through the texts of its data that stand where references do.
    pub(super) fn mentions(
        &mut self,
        caller: &Caller,
        limits: &Limits,
        visit: &mut dyn FnMut(Mention<'_>),
    ) {
        let profile = caller.profile();
        let of = profile.resource_type(self.kind);
        match &mut self.verb {
            Verb::Create(document) | Verb::Replace(_, document) => {
                bulk::attributes(document, of, &mut |mention| {
                    visit(mention);
                    true
                });
            }
            Verb::Patch(_, message) => {
                bulk::operations(message, of, &profile.tolerances, limits, visit);
            }
            Verb::Delete(_) => {}
        }
    }

    /// Carries it out as the single request would be. Nothing of the resource is read back.
    pub(super) async fn carry_out(
        self,
        service: &Service,
        caller: &Caller,
    ) -> Result<Outcome, Error> {
        let (kind, condition) = (self.kind, self.condition.as_ref());
        let wanted = Wanted::nothing();
        let (method, answer) = match self.verb {
            Verb::Create(document) => {
                (Method::Post, service.create(caller, kind, document, &wanted).await?)
            }
            Verb::Replace(name, document) => {
                let id = id(name)?;
                let replaced = service.replace(caller, kind, &id, document, condition, &wanted);
                (Method::Put, replaced.await?)
            }
            Verb::Patch(name, message) => {
                let id = id(name)?;
                let patched = service.patch(caller, kind, &id, message, condition, &wanted);
                (Method::Patch, patched.await?)
            }
            Verb::Delete(name) => {
                service.delete(caller, kind, &id(name)?, condition).await?;
                let status = Method::Delete.success();
                let done = Done { status, etag: None, notices: Vec::new() };
                return Ok(Outcome { resource: None, done });
            }
        };
        Ok(outcome(method, answer))
    }
}

/// How a write ended.
pub(super) fn outcome(method: Method, answer: Answer) -> Outcome {
    let Answer { id, etag, location, notices, .. } = answer;
    let resource = Some(Located { id: id.to_string(), location });
    Outcome { resource, done: Done { status: method.success(), etag, notices } }
}

fn id(name: Name) -> Result<String, BulkError> {
    match name {
        Name::Id(id) => Ok(id),
        Name::BulkId(name) => Err(BulkError::Unresolved { name }),
    }
}
