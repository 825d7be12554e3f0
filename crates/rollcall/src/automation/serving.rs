//! What `rollcall serve` does for workflows: it carries on what was cut off, and begins what triggers ask for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use actions::Catalogue;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use workflows::{Clock as _, Engine, Hands, Library, Owner, SystemClock, Triggers};

use super::{Runners, StoreFeed, StoreJournal, in_folder, operator};
use crate::configuration::Outside;
use crate::data::Data;
use crate::failure::Failure;

/// How often the triggers are looked at.
const TICK: Duration = Duration::from_secs(1);
/// How often runs of processes that are gone are looked for, in ticks.
const SWEEP: u32 = 30;
/// How long runs may go on when the service ends. What is left then is carried on at the next start.
const GRACE: Duration = Duration::from_secs(10);

/// The workflows of a service that runs.
#[derive(Debug)]
pub(crate) struct Automation {
    face: scim_http::Automation,
    stop: oneshot::Sender<()>,
    watching: JoinHandle<()>,
}

impl Automation {
    /// Begins to watch. The triggers of the folder's workflows act for the organization that was there first, with the
    /// connections that are stored on this machine. Pages show those of the library too, and run either with a key.
    pub(crate) async fn start(
        data: &Data,
        folder: Option<&Path>,
        outside: &Outside,
    ) -> Result<Self, Failure> {
        let hands = operator(outside, None)?;
        let outside = outside.context()?;
        let catalogue = Catalogue::builtin()?;
        let read = |folder| in_folder(folder, &catalogue);
        let workflows = folder.map(read).transpose()?.unwrap_or_default();
        let store = Arc::clone(data.service.store());
        let runners = Runners::join(&data.folder, SystemClock.new_id())?;
        let journal = StoreJournal::new(Arc::clone(&store), runners);
        let runner = journal.runner();
        let engine = Engine::new(Arc::new(journal), Arc::new(SystemClock), runner);
        let first = data.service.organizations().await?.into_iter().next();
        let triggers = first.map(|organization| {
            let owner = Owner { organization: *organization.id.as_uuid(), directory: None };
            let feed = Arc::new(StoreFeed::new(store, organization.id));
            let workflows = workflows.iter().cloned();
            Triggers::new(engine.clone(), workflows, owner, Arc::clone(&hands), feed)
        });
        let (stop, stopped) = oneshot::channel();
        let watching = tokio::spawn(watch(engine.clone(), triggers, hands, stopped));
        let face = scim_http::Automation {
            library: workflows.into_iter().fold(Library::builtin(&catalogue)?, Library::with),
            engine,
            outside,
            ..scim_http::Automation::default()
        };
        Ok(Self { face, stop, watching })
    }

    /// What the pages and endpoints work with.
    pub(crate) fn face(&self) -> scim_http::Automation {
        self.face.clone()
    }

    /// Lets runs come to their end for a while, and ends.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        if let Err(error) = self.watching.await {
            tracing::error!(error = &error as &dyn std::error::Error, "the triggers ended early");
        }
        self.face.engine.close(GRACE).await;
    }
}

async fn watch(
    engine: Engine,
    triggers: Option<Triggers>,
    hands: Arc<dyn Hands>,
    mut stopped: oneshot::Receiver<()>,
) {
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut count = 0_u32;
    loop {
        tokio::select! {
            _ = tick.tick() => {}
            // A sender that is dropped means stop too.
            _ = &mut stopped => return,
        }
        if count.is_multiple_of(SWEEP) {
            match engine.resume_abandoned(&hands).await {
                Ok(taken) if taken.is_empty() => {}
                Ok(taken) => tracing::info!(runs = taken.len(), "took up runs that were cut off"),
                Err(error) => report(&error, "runs that were cut off can't be taken up"),
            }
        }
        if let Some(triggers) = &triggers
            && let Err(error) = triggers.tick().await
        {
            report(&error, "the triggers of workflows can't be looked at");
        }
        count = count.wrapping_add(1);
    }
}

fn report(error: &workflows::JournalError, what: &str) {
    tracing::error!(error = error as &dyn std::error::Error, "{what}");
}
