//! Resources that refer to each other in a circle (RFC 7644 §3.7.1): each is created without the references that
//! can't be made yet, and those are put in once all are there. Each step is a commit of its own, so others may see
//! a circle before it is closed. What was created of one that can't be closed is deleted again, so that no answer
//! says less than is there.

use std::collections::HashSet;

use scim::bulk::{self, Method};
use serde_json::{Map, Value};

use super::BulkError;
use super::command::{Command, Outcome, Verb, outcome};
use super::made::{Located, Made};
use super::run::Ended;
use crate::answer::Wanted;
use crate::caller::Caller;
use crate::error::Error;
use crate::model::Kind;
use crate::service::Service;

/// One creation of a circle.
#[derive(Debug)]
pub(super) struct Link {
    /// Which operation of the request.
    pub(super) operation: usize,
    /// Its name in the request.
    pub(super) bulk_id: String,
    /// On what type of resource.
    pub(super) kind: Kind,
    /// The resource, as it was sent.
    pub(super) document: Map<String, Value>,
}

/// Creates them all. `made` is what was created before.
pub(super) async fn close(
    service: &Service,
    caller: &Caller,
    mut made: Made,
    links: Vec<Link>,
) -> Vec<Ended> {
    let mut outcomes = Vec::with_capacity(links.len());
    let Err((failed, error)) = create(service, caller, &mut made, &links, &mut outcomes).await
    else {
        let ended = links.into_iter().zip(outcomes);
        return ended
            .map(|(link, outcome)| Ended { operation: link.operation, outcome: Ok(outcome) })
            .collect();
    };
    for (link, outcome) in links.iter().zip(&outcomes).rev() {
        if let Some(resource) = &outcome.resource {
            undo(service, caller, link.kind, resource).await;
        }
    }
    let name = links.get(failed).map(|link| link.bulk_id.clone()).unwrap_or_default();
    let mut error = Some(error);
    let refused = links.into_iter().enumerate().map(|(at, link)| {
        let own = if at == failed { error.take() } else { None };
        let others = || BulkError::FailedReference { name: name.clone() }.into();
        Ended { operation: link.operation, outcome: Err(own.unwrap_or_else(others)) }
    });
    refused.collect()
}

/// Creates each, then puts in what was left out. The error comes with whose it is.
async fn create(
    service: &Service,
    caller: &Caller,
    made: &mut Made,
    links: &[Link],
    outcomes: &mut Vec<Outcome>,
) -> Result<(), (usize, Error)> {
    let mut to_come: HashSet<&str> = links.iter().map(|link| link.bulk_id.as_str()).collect();
    let mut incomplete = Vec::new();
    for (at, link) in links.iter().enumerate() {
        let mut document = link.document.clone();
        if leave_out(&mut document, caller, link.kind, &to_come) {
            incomplete.push((at, link));
        }
        let create = async {
            let document = resolved(document, service, caller, link.kind, made)?;
            service.create(caller, link.kind, document, &Wanted::nothing()).await
        };
        let created = outcome(Method::Post, create.await.map_err(|error| (at, error))?);
        to_come.remove(link.bulk_id.as_str());
        made.note(link.bulk_id.clone(), created.resource.clone());
        outcomes.push(created);
    }
    for (at, link) in incomplete {
        let Some(Outcome { resource: Some(resource), done }) = outcomes.get_mut(at) else {
            continue;
        };
        let complete = async {
            let document = resolved(link.document.clone(), service, caller, link.kind, made)?;
            service
                .replace(caller, link.kind, &resource.id, document, None, &Wanted::nothing())
                .await
        };
        let circular = |source| BulkError::Circular { source: Box::new(source) }.into();
        let completed = complete.await.map_err(|error| (at, circular(error)))?;
        done.etag = completed.etag;
        done.notices.extend(completed.notices);
    }
    Ok(())
}

/// Takes out the attributes that refer to what is not there yet; whether there were any.
fn leave_out(
    document: &mut Map<String, Value>,
    caller: &Caller,
    kind: Kind,
    to_come: &HashSet<&str>,
) -> bool {
    let mut left_out = false;
    bulk::attributes(document, caller.profile().resource_type(kind), &mut |mention| {
        let waits = mention.bulk_id().is_some_and(|name| to_come.contains(name));
        left_out |= waits;
        !waits
    });
    left_out
}

/// The document with what was created in the place of references.
fn resolved(
    document: Map<String, Value>,
    service: &Service,
    caller: &Caller,
    kind: Kind,
    made: &Made,
) -> Result<Map<String, Value>, Error> {
    let mut command = Command::create(kind, document);
    made.resolve(&mut command, caller, &service.settings().limits)?;
    Ok(match command.verb {
        Verb::Create(document) => document,
        Verb::Replace(..) | Verb::Patch(..) | Verb::Delete(_) => Map::new(),
    })
}

async fn undo(service: &Service, caller: &Caller, kind: Kind, resource: &Located) {
    if let Err(error) = service.delete(caller, kind, &resource.id, None).await {
        tracing::error!(
            id = resource.id,
            %error,
            "a resource that was created as part of a circle of references could not be deleted again"
        );
    }
}
