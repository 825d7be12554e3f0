//! The way of a write: read, decide, commit; and the one retry loop.
//!
//! What is decided first is decided on a glance: what was told of a user that is changed is compared by the commit.

use std::time::Duration;

use jiff::Timestamp;

use super::Service;
use crate::error::Error;
use crate::model::{Action, Actor, LogEntry, Subject};
use crate::profile::Profile;
use crate::store::{Change, CommitError, Snapshot, Tenant, Write};

/// How often a decision is taken. From the second on, contenders for one resource take turns, so that this
/// many are needed only where another process contends too.
const ATTEMPTS: u32 = 16;

/// What an operation decided.
pub(crate) struct Decision<T> {
    /// What is written; nothing if the request changes nothing.
    pub(crate) writes: Vec<Write>,
    /// What the log says of it.
    pub(crate) log: Option<Logged>,
    /// What the operation answers once the writes are durable.
    pub(crate) output: T,
}

impl<T> Decision<T> {
    /// Nothing to write.
    pub(crate) fn unchanged(output: T) -> Self {
        Self { writes: Vec::new(), log: None, output }
    }
}

/// The part of a log entry that the operation knows.
pub(crate) struct Logged {
    pub(crate) action: Action,
    pub(crate) subject: Subject,
    pub(crate) before: Option<Vec<u8>>,
    pub(crate) detail: Option<serde_json::Value>,
}

/// An operation that writes. `decide` may run several times, each on what is there then, until its
/// writes are committed; it must have no effect of its own.
pub(crate) trait Operation: Sync {
    /// What it answers.
    type Output: Send;

    /// Reads what it needs and decides. `moment` gives the time and new ids.
    fn decide(
        &self,
        read: &mut dyn Snapshot,
        moment: &Moment<'_>,
    ) -> impl Future<Output = Result<Decision<Self::Output>, Error>> + Send;
}

/// The time of a decision, and where its ids come from.
pub(crate) struct Moment<'s> {
    pub(crate) at: Timestamp,
    service: &'s Service,
}

impl Moment<'_> {
    /// A new UUIDv7.
    pub(crate) fn new_id(&self) -> uuid::Uuid {
        self.service.clock.new_id()
    }
}

impl Service {
    /// Carries out an operation: decides and commits, again on a new snapshot where another change
    /// came first, a bounded number of times. With `rules`, nothing is committed once they are not the
    /// directory's any more.
    pub(crate) async fn transact<O: Operation>(
        &self,
        tenant: Tenant,
        actor: Actor,
        rules: Option<&Profile>,
        operation: &O,
    ) -> Result<O::Output, Error> {
        let mut turn = None;
        for attempt in 0..ATTEMPTS {
            let moment = Moment { at: self.clock.now(), service: self };
            let mut read = match attempt {
                0 => self.store.glance(tenant).await?,
                _ => self.store.snapshot(tenant).await?,
            };
            let decision = match operation.decide(&mut *read, &moment).await {
                Err(Error::Store(error)) if error.has_moved() => continue,
                decision => decision?,
            };
            drop(read);
            let Some(logged) = decision.log else { return Ok(decision.output) };
            self.check_size(&decision.writes)?;
            let subject = logged.subject;
            let entry = LogEntry {
                id: moment.new_id().into(),
                organization: tenant.organization,
                directory: tenant.directory,
                at: moment.at,
                actor: actor.clone(),
                action: logged.action,
                subject,
                before: logged.before,
                detail: logged.detail,
            };
            let mut writes = decision.writes;
            writes.extend(
                rules.map(|rules| Write::AtRevision { expect: rules.customization.revision }),
            );
            let change = Change { tenant, writes, log: vec![entry] };
            match self.store.commit(change).await {
                Ok(()) => return Ok(decision.output),
                // No decision by rules that are gone can be committed, however often it is taken.
                Err(CommitError::Conflict) if self.are_gone(tenant, rules).await? => {
                    return Err(Error::Busy { attempts: attempt + 1 });
                }
                // A value that was taken in between is found taken by the next decision, which
                // words the refusal.
                Err(CommitError::Conflict | CommitError::Taken { .. }) if turn.is_none() => {
                    turn = Some(self.turns.wait(subject).await);
                }
                Err(CommitError::Conflict | CommitError::Taken { .. } | CommitError::Busy) => {
                    self.pause(attempt).await;
                }
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
        Err(Error::Busy { attempts: ATTEMPTS })
    }

    /// Refuses to let a resource grow beyond what is kept of one: each request is bounded, but a PATCH
    /// adds to what is there.
    fn check_size(&self, writes: &[Write]) -> Result<(), Error> {
        let limit = self.settings.limits.resource_bytes;
        for write in writes {
            if let Write::Insert { record, .. } | Write::Update { record, .. } = write
                && record.body.len() > limit
            {
                return Err(Error::TooLarge { kind: record.kind, size: record.body.len(), limit });
            }
        }
        Ok(())
    }

    /// Waits a little, longer each time and never the same for two, so that contenders drift apart.
    pub(super) async fn pause(&self, attempt: u32) {
        let jitter = (self.clock.new_id().as_u128() % 1_000) as u64;
        let millis = 1_u64 << attempt.min(7);
        tokio::time::sleep(Duration::from_micros(millis * 500 + millis * jitter / 2)).await;
    }
}
