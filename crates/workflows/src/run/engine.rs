//! The engine: begins runs, carries them on after a crash, ends them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actions::Mask;
use serde_json::{Map, Value};
use tokio::sync::watch;
use uuid::Uuid;

use super::walk::{Scope, Walk, Watch};
use super::{
    Actor, Advance, Cause, Clock, Hands, Journal, JournalError, MemoryJournal, NotReady, Owner,
    Run, RunEvent, RunId, RunState, StepError, StepRun, StepState, inputs,
};
use crate::model::{Step, StepKind, Workflow};

/// How often a run that another process carries on meanwhile is tried to be ended.
const CANCELS: u32 = 10;

/// How many runs go on at once in a process, those that wait among them: each is kept in memory as it goes.
const MOST: usize = 1000;

/// A run to be begun.
#[derive(Clone)]
pub struct Start {
    /// Of which workflow.
    pub workflow: Arc<Workflow>,
    /// What it is given.
    pub inputs: Map<String, Value>,
    /// Whose it is.
    pub owner: Owner,
    /// What carries it out, by somebody's right.
    pub hands: Arc<dyn Hands>,
    /// What begins it.
    pub cause: Cause,
    /// What happened, if something in a directory or a webhook begins it: `event.payload` in expressions.
    pub event: Value,
    /// How far what begins it has come with it.
    pub advance: Option<Advance>,
    /// Who is told what happens.
    pub watch: Option<Watch>,
}

impl Start {
    /// A run that somebody asks for.
    pub fn on_demand(workflow: Arc<Workflow>, owner: Owner, hands: Arc<dyn Hands>) -> Self {
        Self {
            workflow,
            inputs: Map::new(),
            owner,
            hands,
            cause: Cause::OnDemand,
            event: Value::Null,
            advance: None,
            watch: None,
        }
    }
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("workflow", &self.workflow.name)
            .field("owner", &self.owner)
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

/// Why a run is not begun. Nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The inputs are not what the workflow takes.
    #[error("{}", .0.join("; "))]
    Inputs(Vec<String>),
    /// A step can't be carried out.
    #[error("step {step}")]
    NotReady {
        /// Which.
        step: String,
        /// Why.
        #[source]
        source: NotReady,
    },
    /// It can't be written down.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The service is shutting down.
    #[error("the service is shutting down: try again when it is back")]
    Closing,
    /// So many go on already that another has to wait.
    #[error("{MOST} runs go on already: try again when some of them have ended")]
    Busy,
}

/// A run that goes on.
#[derive(Debug)]
pub struct Going {
    /// Its id.
    pub id: RunId,
    ended: Ended,
}

/// Tells a run that ended.
type Ended = watch::Receiver<Option<Box<Run>>>;

impl Going {
    /// Waits for its end. None if another process carries it out by then, or it can't be written down any more.
    pub async fn finished(mut self) -> Option<Run> {
        let ended = self.ended.wait_for(Option::is_some).await.ok()?;
        ended.as_deref().cloned()
    }
}

/// What came of a wish to end a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// It is being ended.
    Ending,
    /// It had ended already.
    Over,
    /// There is no such run.
    Unknown,
}

/// Begins runs and carries them out. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Engine(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    journal: Arc<dyn Journal>,
    clock: Arc<dyn Clock>,
    runner: Uuid,
    live: Mutex<Live>,
}

#[derive(Debug, Default)]
struct Live {
    closing: bool,
    runs: HashMap<RunId, (watch::Sender<bool>, Ended)>,
}

impl Engine {
    /// An engine that writes to a journal. `runner` is what the journal knows this process by.
    pub fn new(journal: Arc<dyn Journal>, clock: Arc<dyn Clock>, runner: Uuid) -> Self {
        Self(Arc::new(Inner { journal, clock, runner, live: Mutex::default() }))
    }

    /// The journal.
    pub fn journal(&self) -> &Arc<dyn Journal> {
        &self.0.journal
    }

    /// The clock.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// Begins a run. When this returns it is written down, and goes on by itself.
    pub async fn start(&self, start: Start) -> Result<Going, StartError> {
        let (closing, busy) = {
            let live = self.live();
            (live.closing, live.runs.len() >= MOST)
        };
        if closing {
            return Err(StartError::Closing);
        }
        if busy {
            return Err(StartError::Busy);
        }
        let (walk, advance) = self.prepare(start, Arc::clone(&self.0.journal), false)?;
        self.0.journal.begin(&walk.run, advance.as_ref()).await?;
        Ok(self.go(walk))
    }

    /// Goes through a run without sending anything; steps go on with examples of what is answered. Nothing is kept.
    pub async fn dry_run(&self, start: Start) -> Result<Run, StartError> {
        let (walk, _) = self.prepare(start, Arc::new(MemoryJournal::default()), true)?;
        walk.journal.begin(&walk.run, None).await?;
        // Nobody can cancel it, and it waits for nothing.
        let (_keep, cancelled) = watch::channel(false);
        let walk = Walk { cancelled, ..walk };
        walk.walk().await.ok_or(StartError::Journal(JournalError::Overtaken))
    }

    /// Writes down a run that something asked for and that can't be begun, as failed.
    pub(crate) async fn note_refused(&self, start: Start, why: &str) -> Result<(), JournalError> {
        let Start { workflow, owner, hands, cause, event, advance, .. } = start;
        let mask = Mask::new(&hands.secrets());
        let now = self.0.clock.now();
        let run = Run {
            id: RunId::from(self.0.clock.new_id()),
            owner,
            workflow: workflow.name.clone(),
            text: workflow.text.clone(),
            state: RunState::Failed,
            cause,
            actor: hands.actor(),
            inputs: Map::new(),
            event: mask.value(&event),
            goes_to: BTreeMap::new(),
            whole: true,
            outputs: Map::new(),
            error: Some(format!("it could not be begun: {}", mask.text(why))),
            started: now,
            finished: Some(now),
            resumed: 0,
            runner: self.0.runner,
            version: 1,
        };
        self.0.journal.begin(&run, advance.as_ref()).await
    }

    fn prepare(
        &self,
        start: Start,
        journal: Arc<dyn Journal>,
        dry: bool,
    ) -> Result<(Walk, Option<Advance>), StartError> {
        let Start { workflow, inputs, owner, hands, cause, event, advance, watch } = start;
        let inputs = inputs::read(&workflow, &inputs).map_err(StartError::Inputs)?;
        check(&workflow, &*hands)?;
        let mask = mask(&workflow, &*hands, &inputs);
        let (shown, shown_event) = (mask.members(&inputs), mask.value(&event));
        let run = Run {
            id: RunId::from(self.0.clock.new_id()),
            owner,
            workflow: workflow.name.clone(),
            text: workflow.text.clone(),
            state: RunState::Running,
            cause,
            actor: hands.actor(),
            goes_to: goes_to(&workflow, &*hands),
            whole: shown == inputs && shown_event == event,
            inputs: shown,
            event: shown_event,
            outputs: Map::new(),
            error: None,
            started: self.0.clock.now(),
            finished: None,
            resumed: 0,
            runner: self.0.runner,
            version: 1,
        };
        let scope = Scope::new(&run, &workflow.title, inputs, &event);
        let walk = Walk {
            workflow,
            hands,
            journal,
            clock: Arc::clone(&self.0.clock),
            watch: watch.unwrap_or_else(|| Arc::new(|_| {})),
            cancelled: watch::channel(false).1,
            mask,
            dry,
            run,
            before: HashMap::new(),
            scope,
            last: 0,
        };
        Ok((walk, advance))
    }

    /// Lets a run go on by itself.
    fn go(&self, walk: Walk) -> Going {
        let (cancel, cancelled) = watch::channel(false);
        let (end, ended) = watch::channel(None);
        let (id, owner, watch) = (walk.run.id, walk.run.owner, Arc::clone(&walk.watch));
        self.live().runs.insert(id, (cancel, ended.clone()));
        let engine = self.clone();
        tokio::spawn(async move {
            let run = match (Walk { cancelled, ..walk }).walk().await {
                Some(run) => Some(run),
                None => engine.ended_elsewhere(owner, id, &watch).await,
            };
            end.send_replace(run.map(Box::new));
            engine.live().runs.remove(&id);
        });
        Going { id, ended }
    }

    /// A run that another process has ended while this one carried it out.
    async fn ended_elsewhere(&self, owner: Owner, id: RunId, watch: &Watch) -> Option<Run> {
        let run = self.0.journal.run(owner, id).await.ok().flatten();
        let run = run.filter(|run| run.state.is_final())?;
        watch(&RunEvent::Finished { run: id, state: run.state, error: run.error.clone() });
        Some(run)
    }

    /// A run that goes on in this process, to wait for.
    pub fn going(&self, id: RunId) -> Option<Going> {
        self.live().runs.get(&id).map(|(_, ended)| Going { id, ended: ended.clone() })
    }

    /// Ends a run that the owner sees, before its next step or in the middle of one.
    pub async fn cancel(&self, owner: Owner, id: RunId) -> Result<Cancelled, JournalError> {
        for _ in 0..CANCELS {
            let Some(run) = self.0.journal.run(owner, id).await? else {
                return Ok(Cancelled::Unknown);
            };
            if run.state.is_final() {
                return Ok(Cancelled::Over);
            }
            if let Some((cancel, _)) = self.live().runs.get(&id) {
                cancel.send_replace(true);
                return Ok(Cancelled::Ending);
            }
            match self.end(run).await {
                Ok(()) => return Ok(Cancelled::Ending),
                // It has come a step further meanwhile.
                Err(JournalError::Overtaken) => {}
                Err(error) => return Err(error),
            }
        }
        Err(JournalError::Overtaken)
    }

    /// Writes down that a run is cancelled that this process does not carry out. Whoever does finds it ended when it
    /// writes down its next step, before it does anything of it.
    async fn end(&self, run: Run) -> Result<(), JournalError> {
        let now = self.0.clock.now();
        let step = under_way(self.0.journal.steps(run.owner, run.id).await?).map(|step| {
            let message = "the run was cancelled; whether this was done is not known".to_owned();
            let error = sends(&step).then_some(StepError { message, hint: None });
            StepRun { state: StepState::Cancelled, finished: Some(now), error, ..step }
        });
        let run = Run {
            state: RunState::Cancelled,
            error: Some("it was cancelled".to_owned()),
            finished: Some(now),
            version: run.version + 1,
            ..run
        };
        self.0.journal.note(&run, step.as_ref()).await
    }

    /// Takes up the runs that were cut off: those of the operator are carried on with `hands`, where that can do nothing
    /// twice and nothing is missing; the others are marked as interrupted, and say what is not known.
    pub async fn resume_abandoned(
        &self,
        hands: &Arc<dyn Hands>,
    ) -> Result<Vec<RunId>, JournalError> {
        let mut taken = Vec::new();
        for run in self.0.journal.abandoned().await? {
            let id = run.id;
            if self.live().closing || self.live().runs.contains_key(&id) {
                continue;
            }
            match self.resume(run, hands).await {
                Ok(()) => taken.push(id),
                // Another process was quicker: the run is in good hands.
                Err(JournalError::Overtaken) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(taken)
    }

    async fn resume(&self, run: Run, hands: &Arc<dyn Hands>) -> Result<(), JournalError> {
        let steps = self.0.journal.steps(run.owner, run.id).await?;
        let (version, resumed) = (run.version + 1, run.resumed + 1);
        let run = Run { runner: self.0.runner, version, resumed, ..run };
        let workflow = match carry_on(&run, hands) {
            Ok(workflow) => workflow,
            Err(why) => return self.interrupt(run, steps, &why).await,
        };
        self.0.journal.note(&run, None).await?;
        let mask = mask(&workflow, &**hands, &run.inputs);
        let scope = Scope::new(&run, &workflow.title, run.inputs.clone(), &run.event);
        let last = steps.iter().map(|step| step.number).max().unwrap_or_default();
        let before = steps.into_iter().map(|step| (step.place.clone(), step)).collect();
        self.go(Walk {
            workflow,
            hands: Arc::clone(hands),
            journal: Arc::clone(&self.0.journal),
            clock: Arc::clone(&self.0.clock),
            watch: Arc::new(|_| {}),
            cancelled: watch::channel(false).1,
            mask,
            dry: false,
            run,
            before,
            scope,
            last,
        });
        Ok(())
    }

    async fn interrupt(
        &self,
        run: Run,
        steps: Vec<StepRun>,
        why: &str,
    ) -> Result<(), JournalError> {
        let under_way = under_way(steps).filter(sends);
        let unknown = under_way.as_ref().map_or_else(
            || "no step was under way".to_owned(),
            |step| {
                format!(
                    "step {} ({}) was under way, and whether it was done is not known",
                    step.place, step.name
                )
            },
        );
        let now = self.0.clock.now();
        let step = under_way.map(|step| StepRun {
            state: StepState::Unknown,
            finished: Some(now),
            ..step
        });
        let run = Run {
            state: RunState::Interrupted,
            error: Some(format!("the run was cut off and can't be carried on: {why}; {unknown}")),
            finished: Some(now),
            ..run
        };
        self.0.journal.note(&run, step.as_ref()).await
    }

    /// Begins no more runs, and waits for those that go on, so long at most. What is left is taken up at the next start.
    pub async fn close(&self, wait: Duration) {
        self.live().closing = true;
        let waiting: Vec<_> = self.live().runs.values().map(|(_, ended)| ended.clone()).collect();
        let all = async {
            for mut ended in waiting {
                // A sender that is gone has ended too.
                let _ = ended.wait_for(Option::is_some).await;
            }
        };
        if tokio::time::timeout(wait, all).await.is_err() {
            tracing::warn!(
                "runs of workflows go on at the end: they are taken up at the next start"
            );
        }
    }

    fn live(&self) -> MutexGuard<'_, Live> {
        self.0.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a step that is under way may have done something: a wait does nothing.
fn sends(step: &StepRun) -> bool {
    !step.action.starts_with("internal.")
}

/// The step that was begun and is not over.
fn under_way(steps: Vec<StepRun>) -> Option<StepRun> {
    let begun = |step: &StepRun| step.state == StepState::Running && step.attempts > 0;
    steps.into_iter().rev().find(begun)
}

/// Whether a run that was cut off can be carried on at all: with what.
fn carry_on(run: &Run, hands: &Arc<dyn Hands>) -> Result<Arc<Workflow>, String> {
    if run.actor != Actor::Operator {
        return Err("the key it was begun with is not kept".to_owned());
    }
    if !run.whole {
        return Err("it was given secrets, which are not kept".to_owned());
    }
    let workflow = Workflow::recall(&run.workflow, &run.text)
        .map_err(|error| format!("its workflow is not one any more: {error}"))?;
    if let Some(elsewhere) = elsewhere(run, &workflow, &**hands) {
        return Err(elsewhere);
    }
    check(&workflow, &**hands).map_err(|error| {
        let cause = std::error::Error::source(&error);
        cause.map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
    })?;
    Ok(Arc::new(workflow))
}

/// Holds every action of a workflow against what carries it out.
fn check(workflow: &Workflow, hands: &dyn Hands) -> Result<(), StartError> {
    for step in acting(workflow) {
        hands.ready(&step.action, workflow.connection_of(step)).map_err(|source| {
            StartError::NotReady { step: format!("{} ({})", step.id, step.name), source }
        })?;
    }
    Ok(())
}

/// The steps whose actions are carried out.
fn acting(workflow: &Workflow) -> impl Iterator<Item = &Step> {
    let acts = |step: &&Step| matches!(step.kind, StepKind::Action(_)) && !step.disabled;
    workflow.every_step().into_iter().filter(acts)
}

/// Where the actions of a workflow go, by the ids of their steps.
fn goes_to(workflow: &Workflow, hands: &dyn Hands) -> BTreeMap<String, String> {
    let place = |step: &Step| {
        let place = hands.goes_to(&step.action, workflow.connection_of(step))?;
        Some((step.id.clone(), place))
    };
    acting(workflow).filter_map(place).collect()
}

/// Which step of a run would not go where it was to go when the run began.
fn elsewhere(run: &Run, workflow: &Workflow, hands: &dyn Hands) -> Option<String> {
    let now = goes_to(workflow, hands);
    let step = acting(workflow).find(|step| run.goes_to.get(&step.id) != now.get(&step.id))?;
    let place = |places: &BTreeMap<String, String>| {
        places.get(&step.id).cloned().unwrap_or_else(|| "a place that is not known".to_owned())
    };
    let (then, now) = (place(&run.goes_to), place(&now));
    Some(format!(
        "step {} ({}) was to go to {then}, and would go to {now} here",
        step.id, step.name
    ))
}

/// What is hidden: the secrets of the hands, and the inputs that are secret.
fn mask(workflow: &Workflow, hands: &dyn Hands, inputs: &Map<String, Value>) -> Mask {
    let mut secrets = hands.secrets();
    let secret = workflow.inputs.iter().filter(|input| input.secret);
    let given = secret.filter_map(|input| inputs.get(&input.name));
    secrets.extend(given.flat_map(actions::secrets_in));
    Mask::new(&secrets)
}

#[cfg(test)]
pub(crate) mod tests;
