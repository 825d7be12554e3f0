//! The journal of runs, in the store.

use std::sync::Arc;

use directory::model::{RunRecord, RunStep};
use directory::store::{
    Change, CommitError, Position, Precondition, RunSelection, Store, Tenant, Write,
};
use workflows::{Advance, Journal, JournalError, Kept, Owner, Run, RunId, RunQuery, StepRun};

use super::Runners;

/// How many runs are read in one go.
const AT_ONCE: usize = 500;

/// The journal of runs, in the store.
#[derive(Debug)]
pub(crate) struct StoreJournal {
    store: Arc<dyn Store>,
    runners: Runners,
}

impl StoreJournal {
    /// A journal that `runners` write to.
    pub(crate) fn new(store: Arc<dyn Store>, runners: Runners) -> Self {
        Self { store, runners }
    }

    /// The id this process carries runs out by.
    pub(crate) const fn runner(&self) -> uuid::Uuid {
        self.runners.own()
    }

    /// Whether a process carries the run out.
    pub(crate) fn is_carried_out(&self, run: &Run) -> bool {
        self.runners.lives(run.runner)
    }

    async fn commit(
        &self,
        owner: Owner,
        writes: Vec<Write>,
        doing: &'static str,
    ) -> Result<(), JournalError> {
        let change = Change { tenant: tenant(owner), writes, log: Vec::new() };
        match self.store.commit(change).await {
            Ok(()) => Ok(()),
            Err(CommitError::Conflict | CommitError::Taken { .. }) => Err(JournalError::Overtaken),
            Err(error @ (CommitError::Busy | CommitError::Store(_))) => Err(failed(doing)(error)),
        }
    }

    /// The runs a tenant sees, newest first, a page at a time, until `each` has seen enough.
    async fn walk(
        &self,
        tenant: Tenant,
        mut selection: RunSelection,
        mut each: impl FnMut(Run) -> bool + Send,
    ) -> Result<(), JournalError> {
        let doing = "listing runs";
        let mut snapshot = self.store.snapshot(tenant).await.map_err(failed(doing))?;
        loop {
            let page = snapshot.runs(&selection).await.map_err(failed(doing))?;
            let Some(last) = page.last().map(|(position, _): &(Position, _)| *position) else {
                return Ok(());
            };
            for (_, record) in page {
                if !each(read(&record)?) {
                    return Ok(());
                }
            }
            selection.before = Some(last);
        }
    }
}

impl Journal for StoreJournal {
    fn begin<'a>(&'a self, run: &'a Run, advance: Option<&'a Advance>) -> Kept<'a, ()> {
        Box::pin(async move {
            let mut writes = vec![Write::Run { run: written(run)?, expect: Precondition::Absent }];
            writes.extend(advance.map(trigger));
            self.commit(run.owner, writes, "beginning a run").await
        })
    }

    fn note<'a>(&'a self, run: &'a Run, step: Option<&'a StepRun>) -> Kept<'a, ()> {
        Box::pin(async move {
            let expect = Precondition::Version(run.version.saturating_sub(1));
            let mut writes = vec![Write::Run { run: written(run)?, expect }];
            if let Some(step) = step {
                let body = serde_json::to_vec(step).map_err(failed("writing a step"))?;
                let step = RunStep { number: step.number, body };
                writes.push(Write::RunStep { run: id(run.id), step });
            }
            self.commit(run.owner, writes, "writing down a run").await
        })
    }

    fn abandoned(&self) -> Kept<'_, Vec<Run>> {
        Box::pin(async move {
            let mut abandoned = Vec::new();
            let doing = "listing organizations";
            for organization in self.store.organizations().await.map_err(failed(doing))? {
                let tenant = Tenant { organization: organization.id, directory: None };
                let selection =
                    RunSelection { workflow: None, open: true, before: None, limit: AT_ONCE };
                self.walk(tenant, selection, |run| {
                    if !self.is_carried_out(&run) {
                        abandoned.push(run);
                    }
                    true
                })
                .await?;
            }
            abandoned.sort_by_key(|run| run.id);
            Ok(abandoned)
        })
    }

    fn run(&self, owner: Owner, run: RunId) -> Kept<'_, Option<Run>> {
        Box::pin(async move {
            let doing = "reading a run";
            let mut snapshot = self.store.snapshot(tenant(owner)).await.map_err(failed(doing))?;
            let record = snapshot.run(id(run)).await.map_err(failed(doing))?;
            record.as_ref().map(read).transpose()
        })
    }

    fn runs<'a>(&'a self, owner: Owner, query: &'a RunQuery) -> Kept<'a, Vec<Run>> {
        Box::pin(async move {
            let mut runs = Vec::new();
            if query.limit == 0 {
                return Ok(runs);
            }
            let limit = if query.before.is_some() { AT_ONCE } else { query.limit.min(AT_ONCE) };
            let workflow = query.workflow.clone();
            let selection = RunSelection { workflow, open: false, before: None, limit };
            self.walk(tenant(owner), selection, |run| {
                if query.before.is_none_or(|before| run.id < before) {
                    runs.push(run);
                }
                runs.len() < query.limit
            })
            .await?;
            Ok(runs)
        })
    }

    fn steps(&self, owner: Owner, run: RunId) -> Kept<'_, Vec<StepRun>> {
        Box::pin(async move {
            let doing = "reading the steps of a run";
            let mut snapshot = self.store.snapshot(tenant(owner)).await.map_err(failed(doing))?;
            let steps = snapshot.run_steps(id(run)).await.map_err(failed(doing))?;
            let read = |step: RunStep| serde_json::from_slice(&step.body).map_err(failed(doing));
            steps.into_iter().map(read).collect()
        })
    }

    fn position<'a>(&'a self, owner: Owner, trigger: &'a str) -> Kept<'a, Option<String>> {
        Box::pin(async move {
            let doing = "reading how far a trigger has come";
            let mut snapshot = self.store.snapshot(tenant(owner)).await.map_err(failed(doing))?;
            snapshot.trigger(trigger).await.map_err(failed(doing))
        })
    }

    fn advance<'a>(&'a self, owner: Owner, advance: &'a Advance) -> Kept<'a, ()> {
        let writes = vec![trigger(advance)];
        Box::pin(self.commit(owner, writes, "writing down how far a trigger has come"))
    }
}

/// Whose data an owner's runs are.
fn tenant(owner: Owner) -> Tenant {
    Tenant { organization: owner.organization.into(), directory: owner.directory.map(Into::into) }
}

fn id(run: RunId) -> directory::model::RunId {
    (*run.as_uuid()).into()
}

fn trigger(advance: &Advance) -> Write {
    let Advance { trigger, from, to } = advance.clone();
    Write::Trigger { name: trigger, expect: from, position: to }
}

fn written(run: &Run) -> Result<RunRecord, JournalError> {
    Ok(RunRecord {
        id: id(run.id),
        directory: run.owner.directory.map(Into::into),
        workflow: run.workflow.clone(),
        version: run.version,
        open: !run.state.is_final(),
        started: run.started,
        body: serde_json::to_vec(run).map_err(failed("writing a run"))?,
    })
}

fn read(record: &RunRecord) -> Result<Run, JournalError> {
    serde_json::from_slice(&record.body).map_err(failed("reading a run"))
}

fn failed<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    doing: &'static str,
) -> impl FnOnce(E) -> JournalError {
    move |error| JournalError::Failed { doing, source: error.into() }
}
