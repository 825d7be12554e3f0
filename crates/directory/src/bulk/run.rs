//! Carrying out a bulk request.

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use scim::bulk::{BulkRequest, Method};

use super::circle::{self, Link};
use super::command::{Command, Outcome, Verb};
use super::made::Made;
use super::schedule::{Candidate, Turn, schedule};
use super::{BulkResult, Done};
use crate::caller::Caller;
use crate::error::Error;
use crate::service::Service;
use crate::store::BoxFuture;

/// How many operations are under way at once: enough to fill a commit of the store, few enough that other
/// requests get their turn.
const AT_ONCE: usize = 64;

/// An operation that has ended.
#[derive(Debug)]
pub(super) struct Ended {
    /// Which.
    pub(super) operation: usize,
    /// How.
    pub(super) outcome: Result<Outcome, Error>,
}

/// An operation, and what will be told of it.
#[derive(Debug)]
struct Entry {
    method: String,
    bulk_id: Option<String>,
    /// Whether it is a POST.
    creates: bool,
    location: Option<String>,
    /// What is to be done, until it has begun.
    command: Option<Result<Command, Error>>,
    outcome: Option<Result<Done, Error>>,
}

/// Carries out the operations of a request, each of at most `bytes` of data. The results are in the order of the
/// request; those not processed because too many failed before are left out.
pub(crate) async fn run(
    service: &Service,
    caller: &Caller,
    request: BulkRequest,
    bytes: usize,
) -> Result<Vec<BulkResult>, Error> {
    let limit = request.fail_on_errors;
    let mut job = Job::new(service, caller, request, bytes);
    let (turns, mut plan) = schedule(service, caller, job.candidates(), limit).await?;
    let mut under_way = FuturesUnordered::new();
    let mut errors = 0;
    loop {
        while under_way.len() < AT_ONCE
            && let Some(at) = plan.next(errors)
            && let Some(turn) = turns.get(at)
        {
            let begun = job.begin(turn);
            under_way.push(async move { (at, begun.await) });
        }
        let Some((at, ended)) = under_way.next().await else { break };
        errors += ended.iter().filter(|ended| ended.outcome.is_err()).count();
        plan.finish(at);
        for ended in ended {
            job.note(ended);
        }
    }
    drop(under_way);
    Ok(job.results())
}

/// A request that is being carried out.
struct Job<'s> {
    service: &'s Service,
    caller: &'s Caller,
    entries: Vec<Entry>,
    made: Made,
}

impl<'s> Job<'s> {
    fn new(service: &'s Service, caller: &'s Caller, request: BulkRequest, bytes: usize) -> Self {
        let tolerances = &caller.profile().tolerances;
        let entries = request.operations.into_iter().map(|mut operation| {
            let method = Method::parse(&operation.method, tolerances);
            let command = Command::read(&mut operation, caller, bytes);
            Entry {
                method: method.map_or(operation.method, |method| method.as_str().to_owned()),
                bulk_id: operation.bulk_id,
                creates: method == Some(Method::Post),
                location: command.as_ref().ok().and_then(|command| command.location(caller.base())),
                command: Some(command.map_err(Error::from)),
                outcome: None,
            }
        });
        Self { service, caller, entries: entries.collect(), made: Made::default() }
    }

    fn candidates(&mut self) -> Vec<Candidate<'_>> {
        let candidates = self.entries.iter_mut().map(|entry| Candidate {
            creates: entry.bulk_id.as_deref().filter(|_| entry.creates),
            command: entry.command.as_mut().and_then(|command| command.as_mut().ok()),
        });
        candidates.collect()
    }

    /// Begins the operations whose turn it is. What they refer to has ended.
    fn begin(&mut self, turn: &Turn) -> BoxFuture<'s, Vec<Ended>> {
        let (service, caller) = (self.service, self.caller);
        if turn.circular {
            let links =
                turn.operations.iter().filter_map(|&operation| self.link(operation)).collect();
            return Box::pin(circle::close(service, caller, self.made.clone(), links));
        }
        let begun: Vec<_> = turn
            .operations
            .iter()
            .filter_map(|&operation| Some((operation, self.take(operation)?)))
            .collect();
        Box::pin(async move {
            let mut ended = Vec::with_capacity(begun.len());
            for (operation, command) in begun {
                let outcome = match command {
                    Ok(command) => command.carry_out(service, caller).await,
                    Err(error) => Err(error),
                };
                ended.push(Ended { operation, outcome });
            }
            ended
        })
    }

    /// The command of an operation, with what it refers to in place.
    fn take(&mut self, operation: usize) -> Option<Result<Command, Error>> {
        let entry = self.entries.get_mut(operation)?;
        let limits = &self.service.settings().limits;
        Some(entry.command.take()?.and_then(|mut command| {
            self.made.resolve(&mut command, self.caller, limits)?;
            entry.location = command.location(self.caller.base());
            Ok(command)
        }))
    }

    /// The part of an operation in a circle.
    fn link(&mut self, operation: usize) -> Option<Link> {
        let entry = self.entries.get_mut(operation)?;
        let bulk_id = entry.bulk_id.clone()?;
        match entry.command.take()? {
            Ok(Command { kind, verb: Verb::Create(document), .. }) => {
                Some(Link { operation, bulk_id, kind, document })
            }
            _ => None,
        }
    }

    /// Keeps how an operation ended.
    fn note(&mut self, Ended { operation, outcome }: Ended) {
        let Some(entry) = self.entries.get_mut(operation) else { return };
        let (resource, outcome) = match outcome {
            Ok(Outcome { resource, done }) => (resource, Ok(done)),
            Err(error) => (None, Err(error)),
        };
        if let Some(resource) = &resource {
            entry.location = Some(resource.location.clone());
        }
        if let Some(name) = entry.bulk_id.clone().filter(|_| entry.creates) {
            self.made.note(name, resource);
        }
        entry.outcome = Some(outcome);
    }

    fn results(self) -> Vec<BulkResult> {
        let told = self.entries.into_iter().filter_map(|entry| {
            let Entry { method, bulk_id, location, outcome, .. } = entry;
            Some(BulkResult { method, bulk_id, location, outcome: outcome? })
        });
        told.collect()
    }
}
