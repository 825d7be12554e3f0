//! Users who come and go: a hundred of each a second, whatever else the service does.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};

use super::people::People;
use super::town::Town;
use crate::chance::Chance;

/// One comes and one goes every so often. What was late is made up for.
const BEAT: Duration = Duration::from_millis(10);
/// The numbers of those who come begin here.
const FIRST: u64 = 1_000_000_000;

/// Traffic that goes on until it is stopped.
pub(super) struct Traffic {
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl Traffic {
    /// Starts it.
    pub(super) fn start(town: &Town, people: &People, chance: Chance) -> Self {
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(run(town.clone(), people.clone(), chance, stopped));
        Self { stop, running }
    }

    /// Ends it once all that was asked for is answered.
    pub(super) async fn stop(self) {
        self.stop.send(()).expect("it runs");
        self.running.await.expect("every request went well");
    }
}

async fn run(town: Town, people: People, mut chance: Chance, mut stopped: oneshot::Receiver<()>) {
    let mut beat = tokio::time::interval(BEAT);
    let mut underway = JoinSet::new();
    for number in FIRST.. {
        tokio::select! {
            _ = beat.tick() => {}
            _ = &mut stopped => break,
        }
        let (here, all) = (town.clone(), people.clone());
        underway.spawn(async move { here.create(&all, number).await });
        if let Some(id) = people.doom(chance.next()) {
            let (here, all) = (town.clone(), people.clone());
            underway.spawn(async move { here.delete(&all, id).await });
        }
        while let Some(done) = underway.try_join_next() {
            done.expect("it went well");
        }
    }
    underway.join_all().await;
}
