//! What a tenant can learn from a store: every read of the port, asked about everything in the [`universe`].

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt::Debug;

use directory::model::{Kind, ResourceId, RunId};
use directory::store::{
    Candidates, Position, RunSelection, Selection, Snapshot, Store, StoreError, Tenant,
};

use super::universe;
use crate::build::id;

/// Every question with its answer, in words, so that what differs can be told. Positions are not in it: what
/// they count is each store's own.
#[derive(Debug, Default)]
pub(crate) struct Answers(BTreeMap<String, String>);

impl Answers {
    /// Asks everything of one snapshot, and what a glance tells of glances.
    pub(crate) async fn of(store: &dyn Store, tenant: Tenant) -> Result<Self, StoreError> {
        Self::with(store, tenant, &[]).await
    }

    /// Asks everything of one snapshot, and for these candidates besides.
    pub(crate) async fn with(
        store: &dyn Store,
        tenant: Tenant,
        questions: &[Candidates],
    ) -> Result<Self, StoreError> {
        let mut answers = Self::default();
        let mut snapshot = store.snapshot(tenant).await?;
        let snapshot = snapshot.as_mut();
        answers.ask_of_resources(snapshot).await?;
        answers.ask_of_members(snapshot).await?;
        answers.ask_of_candidates(snapshot, &universe::candidates()).await?;
        answers.ask_of_candidates(snapshot, questions).await?;
        answers.ask_of_organization(snapshot).await?;
        // What was told before may be at hand.
        answers.ask_of_glances(store, tenant).await?;
        answers.note("keys", store.keys(tenant.organization).await?);
        for directory in store.directories().await? {
            if directory.organization == tenant.organization {
                let customization = store.customization(directory.id).await?;
                answers.note(format!("directory {}", directory.id), (directory, customization));
            }
        }
        Ok(answers)
    }

    /// The questions that are answered otherwise there, with both answers.
    pub(crate) fn differences(&self, there: &Self) -> Vec<String> {
        let questions: BTreeSet<&String> = self.0.keys().chain(there.0.keys()).collect();
        let differ = |question: &&String| self.0.get(*question) != there.0.get(*question);
        let tell = |question: &String| {
            format!("{question}: {:?} and {:?}", self.0.get(question), there.0.get(question))
        };
        questions.into_iter().filter(differ).map(tell).collect()
    }

    fn note(&mut self, question: impl Into<String>, answer: impl Debug) {
        self.0.insert(question.into(), format!("{answer:?}"));
    }

    async fn ask_of_glances(
        &mut self,
        store: &dyn Store,
        tenant: Tenant,
    ) -> Result<(), StoreError> {
        for user in universe::resources() {
            let mut glance = store.glance(tenant).await?;
            let record = glance.record(Kind::User, user).await?;
            let groups = glance.groups_of(user).await?;
            let account = match record.as_ref().and_then(|record| record.account) {
                Some(account) => glance.account(account).await?,
                None => None,
            };
            self.note(format!("a glance at {user}"), (record, groups, account));
        }
        for account in universe::accounts() {
            let told = store.glance(tenant).await?.account(account).await?;
            self.note(format!("a glance at account {account}"), told);
        }
        Ok(())
    }

    async fn ask_of_resources(&mut self, snapshot: &mut dyn Snapshot) -> Result<(), StoreError> {
        let ids = universe::resources();
        for kind in [Kind::User, Kind::Group] {
            for id in &ids {
                self.note(format!("{kind} {id}"), snapshot.record(kind, *id).await?);
                self.note(format!("keys of {kind} {id}"), snapshot.keys_of(kind, *id).await?);
            }
            let existing = snapshot.existing(kind, &ids).await?;
            self.note(format!("existing {kind}s"), sorted(existing));
        }
        for key in universe::unique_keys() {
            self.note(format!("holder of {key:?}"), snapshot.holder(&key).await?);
        }
        Ok(())
    }

    async fn ask_of_members(&mut self, snapshot: &mut dyn Snapshot) -> Result<(), StoreError> {
        let ids = universe::resources();
        for id in &ids {
            let mut members = Vec::new();
            let mut after = None;
            loop {
                let (page, last) = snapshot.members(*id, after, 2).await?;
                members.extend(page);
                if last.is_none() {
                    break;
                }
                after = further(after, last);
            }
            self.note(format!("members of {id}"), members);
            let among = snapshot.members_among(*id, &ids).await?;
            self.note(format!("members among all of {id}"), sorted(among));
            self.note(format!("groups of {id}"), snapshot.groups_of(*id).await?);
        }
        Ok(())
    }

    async fn ask_of_candidates(
        &mut self,
        snapshot: &mut dyn Snapshot,
        asked: &[Candidates],
    ) -> Result<(), StoreError> {
        for candidates in asked {
            for kind in [Kind::User, Kind::Group] {
                let question = format!("{kind}s of {candidates:?}");
                let count = snapshot.count(kind, candidates).await?;
                self.note(format!("{question}, count"), count);
                let mut skipping = selection(candidates, None, 1, 2);
                let page = snapshot.select(kind, &skipping).await?;
                self.note(format!("{question}, page"), without_positions(page.records));

                let mut records = Vec::new();
                skipping = selection(candidates, None, 0, 3);
                loop {
                    let page = snapshot.select(kind, &skipping).await?.records;
                    let Some((last, _)) = page.last() else { break };
                    skipping.after = further(skipping.after, Some(*last));
                    records.extend(without_positions(page));
                }
                self.note(question, records);
            }
        }
        Ok(())
    }

    async fn ask_of_organization(&mut self, snapshot: &mut dyn Snapshot) -> Result<(), StoreError> {
        for id in universe::accounts() {
            self.note(format!("account {id}"), snapshot.account(id).await?);
            self.note(format!("links of {id}"), snapshot.links(id).await?);
        }
        for email in universe::EMAILS {
            self.note(format!("account of {email}"), snapshot.account_by_email(email).await?);
        }
        self.note("accounts", snapshot.accounts().await?);
        for name in universe::DOMAINS {
            self.note(format!("domain {name}"), snapshot.domain(name).await?);
        }
        self.note("domains", snapshot.domains().await?);
        let mut log = Vec::new();
        let mut after = None;
        loop {
            let page = snapshot.log(after, 7).await?;
            let Some((last, _)) = page.last() else { break };
            after = further(after, Some(*last));
            log.extend(without_positions(page));
        }
        self.note("log", log);
        let mut runs = Vec::new();
        let mut selection = RunSelection { workflow: None, open: false, before: None, limit: 2 };
        loop {
            let page = snapshot.runs(&selection).await?;
            let Some((last, _)) = page.last() else { break };
            assert!(
                selection.before.is_none_or(|before| *last < before),
                "runs go round in circles"
            );
            selection.before = Some(*last);
            runs.extend(without_positions(page));
        }
        for run in universe::RUNS.map(id::<RunId>) {
            self.note(format!("run {run}"), snapshot.run(run).await?);
            self.note(format!("steps of run {run}"), snapshot.run_steps(run).await?);
        }
        self.note("runs", runs);
        self.note("trigger", snapshot.trigger(universe::TRIGGER).await?);
        Ok(())
    }
}

fn selection(
    candidates: &Candidates,
    after: Option<Position>,
    skip: u64,
    limit: usize,
) -> Selection {
    Selection { candidates: candidates.clone(), after, skip, limit }
}

/// The last place of a page, which must lie beyond the place the page was asked for after: no walk goes round in circles.
pub(crate) fn further(after: Option<Position>, last: Option<Position>) -> Option<Position> {
    assert!(last > after, "a page after {after:?} ends at {last:?}");
    last
}

fn without_positions<T>(page: Vec<(Position, T)>) -> Vec<T> {
    page.into_iter().map(|(_, value)| value).collect()
}

fn sorted(ids: HashSet<ResourceId>) -> BTreeSet<ResourceId> {
    ids.into_iter().collect()
}
