//! Runs of workflows: how they are kept, and what a tenant sees of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use directory::model::{RunId, RunRecord, RunStep};
use directory::store::{CommitError, Position, Precondition, RunSelection, Tenant};

use super::apply::{Outcome, require};
use super::state::{Run, State};

impl State {
    pub(super) fn put_run(
        &mut self,
        tenant: Tenant,
        record: RunRecord,
        expect: Precondition,
    ) -> Outcome {
        self.require_organization(tenant)?;
        require(record.directory == tenant.directory)?;
        require(record.directory.is_none_or(|id| self.owns(tenant.organization, id)))?;
        let same = |run: &&mut Arc<Run>| {
            run.organization == tenant.organization && run.record.id == record.id
        };
        match (expect, self.runs.iter_mut().find(same)) {
            (Precondition::Absent, None) => {
                let organization = tenant.organization;
                self.runs.push(Arc::new(Run { organization, record, steps: BTreeMap::new() }));
                Ok(())
            }
            (Precondition::Version(version), Some(run)) => {
                require(is_own(run, tenant) && run.record.version == version)?;
                let kept = &mut Arc::make_mut(run).record;
                kept.version = record.version;
                kept.open = record.open;
                kept.body = record.body;
                Ok(())
            }
            _ => Err(CommitError::Conflict),
        }
    }

    pub(super) fn put_step(&mut self, tenant: Tenant, run: RunId, step: RunStep) -> Outcome {
        let own = |kept: &&mut Arc<Run>| kept.record.id == run && is_own(kept, tenant);
        let run = self.runs.iter_mut().find(own).ok_or(CommitError::Conflict)?;
        Arc::make_mut(run).steps.insert(step.number, step);
        Ok(())
    }

    pub(super) fn put_trigger(
        &mut self,
        tenant: Tenant,
        name: String,
        expect: Option<&str>,
        position: String,
    ) -> Outcome {
        self.require_organization(tenant)?;
        let key = (tenant.organization, name);
        require(self.triggers.get(&key).map(String::as_str) == expect)?;
        self.triggers.insert(key, position);
        Ok(())
    }

    /// The runs a tenant sees, each with its place: all of the organization, or those of its directory.
    fn runs_of(&self, tenant: Tenant) -> impl Iterator<Item = (Position, &Run)> {
        let places = (1..).map(Position);
        places.zip(&self.runs).map(|(place, run)| (place, &**run)).filter(move |(_, run)| {
            run.organization == tenant.organization
                && (tenant.directory.is_none() || run.record.directory == tenant.directory)
        })
    }

    pub(super) fn run(&self, tenant: Tenant, id: RunId) -> Option<&Run> {
        self.runs_of(tenant).map(|(_, run)| run).find(|run| run.record.id == id)
    }

    pub(super) fn runs(
        &self,
        tenant: Tenant,
        selection: &RunSelection,
    ) -> Vec<(Position, RunRecord)> {
        let mut seen: Vec<(Position, &Run)> = self.runs_of(tenant).collect();
        seen.reverse();
        seen.into_iter()
            .filter(|(place, _)| selection.before.is_none_or(|before| *place < before))
            .filter(|(_, run)| run.record.open || !selection.open)
            .filter(|(_, run)| {
                selection.workflow.as_ref().is_none_or(|name| run.record.workflow == *name)
            })
            .take(selection.limit)
            .map(|(place, run)| (place, run.record.clone()))
            .collect()
    }
}

/// Whether a tenant may write a run.
fn is_own(run: &Run, tenant: Tenant) -> bool {
    run.organization == tenant.organization && run.record.directory == tenant.directory
}
