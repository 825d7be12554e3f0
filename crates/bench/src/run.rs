//! A run: what the server offers, who is there, then one mix after another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use client::{Client, Connection};

use crate::fill::{Fill, Filling};
use crate::limits::{Limits, Rounds};
use crate::measure::{Tally, measure};
use crate::offers::Offers;
use crate::operation::{Hand, Setting};
use crate::population::{Population, deep, sample};
use crate::wire::Wire;
use crate::{Error, Load, Mix, MixReport, Outcome, Progress, Report, clean_up, mark};

/// What to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What the directory is filled with first, unless it is.
    pub fill: Option<Fill>,
    /// What is asked, one after another.
    pub mixes: Vec<Mix>,
    /// How.
    pub load: Load,
    /// How many members the group has whose members come and go.
    pub group_size: u64,
    /// How many users a Bulk creates.
    pub bulk_size: usize,
    /// Whether users that a mix created are left there.
    pub keep: bool,
}

/// Does it, and compares the server with the machine if that is asked for. When `stop` comes first, the report holds what is
/// known by then.
pub async fn run(
    connection: &Connection,
    plan: &Plan,
    limits: Option<&Limits<'_>>,
    progress: &dyn Progress,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<Report, Error> {
    let stopped = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stopped);
    let listening = tokio::spawn(async move {
        stop.await;
        flag.store(true, Ordering::Relaxed);
    });
    let mut run = Run::prepare(connection, plan, limits, progress, stopped).await?;
    for mix in &plan.mixes {
        if run.stopped.load(Ordering::Relaxed) {
            break;
        }
        let outcome = run.mix(*mix).await?;
        run.report.mixes.push(MixReport { mix: *mix, outcome });
    }
    // The filling may have been cut short too.
    run.report.interrupted = run.stopped.load(Ordering::Relaxed);
    listening.abort();
    if !plan.keep {
        run.report.left_behind =
            clean_up::delete(&run.client, &run.offers, run.made, progress).await;
    }
    Ok(run.report)
}

/// A run on its way.
struct Run<'a> {
    connection: &'a Connection,
    plan: &'a Plan,
    limits: Option<&'a Limits<'a>>,
    progress: &'a dyn Progress,
    stopped: Arc<AtomicBool>,
    client: Client,
    wire: Arc<Wire>,
    offers: Offers,
    population: Population,
    /// What the names of this run have in common.
    name: String,
    /// The ids of the users that were created.
    made: Vec<String>,
    report: Report,
}

impl<'a> Run<'a> {
    async fn prepare(
        connection: &'a Connection,
        plan: &'a Plan,
        limits: Option<&'a Limits<'a>>,
        progress: &'a dyn Progress,
        stopped: Arc<AtomicBool>,
    ) -> Result<Self, Error> {
        let wire = Wire::new(connection)?;
        let client = connection.client().map_err(Error::preparing("setting up the client"))?;
        let offers = Offers::ask(&client).await?;
        let name = mark::run().map_err(Error::Names)?;
        let url = connection.base_url().to_string();
        let mut run = Self {
            connection,
            plan,
            limits,
            progress,
            stopped,
            client,
            wire,
            offers,
            population: Population::default(),
            name,
            made: Vec::new(),
            report: Report::begin(url, &plan.load),
        };
        if let Some(fill) = plan.fill {
            run.report.filled = Some(run.filling().fill(fill).await?);
        }
        run.population = sample(&run.client, progress).await?;
        run.report.users = run.population.total();
        Ok(run)
    }

    fn filling(&self) -> Filling<'_> {
        Filling {
            client: &self.client,
            offers: &self.offers,
            progress: self.progress,
            at_once: self.plan.load.connections,
            stopped: Arc::clone(&self.stopped),
        }
    }

    /// Measures one mix.
    async fn mix(&mut self, mix: Mix) -> Result<Outcome, Error> {
        let setting = match self.setting(mix).await? {
            Ok(setting) => Arc::new(setting),
            Err(skipped) => return Ok(Outcome::Skipped { skipped }),
        };
        let (tally, hands, limit) = if let Some(limits) = self.limits {
            let rounds = Rounds {
                limits,
                load: &self.plan.load,
                mix,
                setting,
                wire: &self.wire,
                connection: self.connection,
                progress: self.progress,
                stopped: &self.stopped,
            };
            rounds.run().await?
        } else {
            let (tally, hands) = self.once(mix, &setting).await;
            (tally, hands, None)
        };
        self.made.extend(hands.into_iter().flat_map(|mut hand| hand.made()));
        Ok(Outcome::of(tally, limit))
    }

    /// Measures a mix by itself.
    async fn once(&self, mix: Mix, setting: &Arc<Setting>) -> (Tally, Vec<Hand>) {
        let load = &self.plan.load;
        let hands = (0..setting.hands).map(|number| setting.hand(mix, number)).collect();
        let millis = (load.warmup + load.duration).as_millis();
        self.progress.begins(mix.as_str(), u64::try_from(millis).unwrap_or(u64::MAX));
        let measured = measure(load, &self.wire, hands, self.progress, &self.stopped).await;
        self.progress.ends();
        measured
    }

    /// What the hands of a mix share; or why the mix can't be asked here.
    async fn setting(&self, mix: Mix) -> Result<Result<Setting, String>, Error> {
        if let Some(missing) = mix.missing(&self.offers) {
            return Ok(Err(format!("the server says that it has no {missing}")));
        }
        let population = self.population.clone().fitting(mix);
        if mix.asks_people() && population.people().is_empty() {
            return Ok(Err(
                "there are no users to ask for: fill the directory with --seed".to_owned()
            ));
        }
        let mut setting = Setting {
            population,
            run: format!("{}-{}", self.name, self.report.mixes.len()),
            group: None,
            cursor: None,
            bulk: self
                .offers
                .bulk
                .map_or(self.plan.bulk_size, |limits| self.plan.bulk_size.min(limits.operations)),
            hands: self.plan.load.connections,
            names: AtomicU64::new(0),
        };
        if mix.changes_members() {
            setting.group = self.filling().group_of(self.plan.group_size).await?;
            if setting.group.is_none() {
                let size = self.plan.group_size;
                return Ok(Err(format!(
                    "there are no {size} users of our own: fill the directory with --seed"
                )));
            }
        }
        if mix == Mix::PageCursorDeep {
            setting.cursor = deep(&self.client, setting.population.total(), self.progress).await?;
        }
        Ok(setting.has_enough_for(mix).map(|()| setting))
    }
}
