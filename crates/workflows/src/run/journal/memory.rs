//! A journal in memory.

use std::collections::BTreeMap;
use std::future::ready;
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use super::{Advance, Journal, JournalError, Kept, RunQuery};
use crate::run::{Owner, Run, RunId, StepRun};

/// A journal that ends with the process: for runs that nothing is kept of, and for tests.
#[derive(Debug, Default)]
pub struct MemoryJournal(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    runs: BTreeMap<RunId, (Run, BTreeMap<u64, StepRun>)>,
    triggers: BTreeMap<(Uuid, String), String>,
}

impl Pages {
    fn advance(&mut self, organization: Uuid, advance: &Advance) -> Result<(), JournalError> {
        let key = (organization, advance.trigger.clone());
        if self.triggers.get(&key) != advance.from.as_ref() {
            return Err(JournalError::Overtaken);
        }
        self.triggers.insert(key, advance.to.clone());
        Ok(())
    }

    fn begin(&mut self, run: &Run, advance: Option<&Advance>) -> Result<(), JournalError> {
        if self.runs.contains_key(&run.id) {
            return Err(JournalError::Overtaken);
        }
        if let Some(advance) = advance {
            self.advance(run.owner.organization, advance)?;
        }
        self.runs.insert(run.id, (run.clone(), BTreeMap::new()));
        Ok(())
    }

    fn note(&mut self, run: &Run, step: Option<&StepRun>) -> Result<(), JournalError> {
        match self.runs.get_mut(&run.id) {
            Some((kept, steps)) if kept.version + 1 == run.version => {
                *kept = run.clone();
                steps.extend(step.map(|step| (step.number, step.clone())));
                Ok(())
            }
            _ => Err(JournalError::Overtaken),
        }
    }

    fn seen(
        &self,
        owner: Owner,
    ) -> impl DoubleEndedIterator<Item = &(Run, BTreeMap<u64, StepRun>)> {
        self.runs.values().filter(move |(run, _)| owner.sees(&run.owner))
    }
}

impl MemoryJournal {
    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal for MemoryJournal {
    fn begin<'a>(&'a self, run: &'a Run, advance: Option<&'a Advance>) -> Kept<'a, ()> {
        Box::pin(ready(self.lock().begin(run, advance)))
    }

    fn note<'a>(&'a self, run: &'a Run, step: Option<&'a StepRun>) -> Kept<'a, ()> {
        Box::pin(ready(self.lock().note(run, step)))
    }

    fn abandoned(&self) -> Kept<'_, Vec<Run>> {
        // Whoever carries its runs out lives exactly as long as the journal.
        Box::pin(ready(Ok(Vec::new())))
    }

    fn run(&self, owner: Owner, id: RunId) -> Kept<'_, Option<Run>> {
        let found = self.lock().seen(owner).map(|(run, _)| run).find(|run| run.id == id).cloned();
        Box::pin(ready(Ok(found)))
    }

    fn runs<'a>(&'a self, owner: Owner, query: &'a RunQuery) -> Kept<'a, Vec<Run>> {
        let wanted = |run: &&Run| {
            query.before.is_none_or(|before| run.id < before)
                && query.workflow.as_ref().is_none_or(|name| run.workflow == *name)
        };
        let found = self
            .lock()
            .seen(owner)
            .rev()
            .map(|(run, _)| run)
            .filter(wanted)
            .take(query.limit)
            .cloned()
            .collect();
        Box::pin(ready(Ok(found)))
    }

    fn steps(&self, owner: Owner, id: RunId) -> Kept<'_, Vec<StepRun>> {
        let found = self
            .lock()
            .seen(owner)
            .find(|(run, _)| run.id == id)
            .map(|(_, steps)| steps.values().cloned().collect())
            .unwrap_or_default();
        Box::pin(ready(Ok(found)))
    }

    fn position<'a>(&'a self, owner: Owner, trigger: &'a str) -> Kept<'a, Option<String>> {
        let key = (owner.organization, trigger.to_owned());
        Box::pin(ready(Ok(self.lock().triggers.get(&key).cloned())))
    }

    fn advance<'a>(&'a self, owner: Owner, advance: &'a Advance) -> Kept<'a, ()> {
        Box::pin(ready(self.lock().advance(owner.organization, advance)))
    }
}
