//! Rounds of the server and of the machine, in turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use client::Connection;

use super::{BareServer, Canned, Commits, Limits};
use crate::measure::{Tally, measure};
use crate::operation::{Hand, Setting};
use crate::wire::Wire;
use crate::{Error, LimitReport, Load, Mix, Progress, Round, Yardstick};

/// Rounds of one mix.
pub(crate) struct Rounds<'a> {
    pub(crate) limits: &'a Limits<'a>,
    pub(crate) load: &'a Load,
    pub(crate) mix: Mix,
    pub(crate) setting: Arc<Setting>,
    pub(crate) wire: &'a Arc<Wire>,
    pub(crate) connection: &'a Connection,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) stopped: &'a Arc<AtomicBool>,
}

/// What the server is compared with.
enum Rival {
    Bare { _server: Box<dyn BareServer>, wire: Arc<Wire>, setting: Arc<Setting> },
    Commits(Box<dyn Commits>),
}

impl Rounds<'_> {
    /// Measures both in turn. Gives what was measured of the server, the hands, and the comparison.
    pub(crate) async fn run(self) -> Result<(Tally, Vec<Hand>, Option<LimitReport>), Error> {
        let Some(yardstick) = Yardstick::of(self.mix) else {
            let (tally, hands) = self.server().await;
            return Ok((tally, hands, None));
        };
        let rival = self.rival(yardstick).await?;
        let mut tally = Tally::default();
        let (mut made, mut rounds) = (Vec::new(), Vec::new());
        for _ in 0..self.limits.rounds {
            let (measured, hands) = self.server().await;
            let server = measured.per_second();
            tally.add(measured);
            made.extend(hands);
            let limit = self.rival_round(&rival).await?;
            if self.stopped.load(Ordering::Relaxed) {
                break;
            }
            rounds.push(Round { server, limit });
        }
        Ok((tally, made, LimitReport::of(yardstick, rounds)))
    }

    async fn server(&self) -> (Tally, Vec<Hand>) {
        let hands = self.hands(&self.setting);
        self.begins(self.mix.as_str());
        let measured = measure(self.load, self.wire, hands, self.progress, self.stopped).await;
        self.progress.ends();
        measured
    }

    async fn rival_round(&self, rival: &Rival) -> Result<f64, Error> {
        self.begins("limit");
        let rate = match rival {
            Rival::Bare { wire, setting, .. } => {
                let hands = self.hands(setting);
                let (tally, _) = measure(self.load, wire, hands, self.progress, self.stopped).await;
                if let Some(wrong) = tally.wrong.first() {
                    return Err(Error::Limits(
                        format!("the bare server: {}", wrong.problem).into(),
                    ));
                }
                tally.per_second()
            }
            Rival::Commits(commits) => {
                let (writers, duration) = (self.load.connections, self.load.duration);
                commits.run(writers, duration).await.map_err(Error::Limits)?
            }
        };
        self.progress.ends();
        Ok(rate)
    }

    fn hands(&self, setting: &Arc<Setting>) -> Vec<Hand> {
        (0..setting.hands).map(|number| setting.hand(self.mix, number)).collect()
    }

    fn begins(&self, stage: &str) {
        let millis = (self.load.warmup + self.load.duration).as_millis();
        self.progress.begins(stage, u64::try_from(millis).unwrap_or(u64::MAX));
    }

    /// Prepares what the server is compared with.
    async fn rival(&self, yardstick: Yardstick) -> Result<Rival, Error> {
        let machine = self.limits.machine;
        if yardstick == Yardstick::RawCommits {
            self.progress.begins("preparing raw commits", 1);
            let commits = machine.commits(self.setting.population.total()).await;
            self.progress.ends();
            return Ok(Rival::Commits(commits.map_err(Error::Limits)?));
        }
        // The bare server knows one answer: it is asked for that one, in the same words.
        let setting = Arc::new(self.setting.of_one());
        let canned = self.canned(&setting).await?;
        let server = machine.bare(canned).await.map_err(Error::Limits)?;
        let url = format!("{}{}", server.origin(), self.connection.base_url().path());
        let connection = Connection::new("bare", &url, self.connection.key().clone())
            .map_err(|error| Error::Limits(error.into()))?;
        Ok(Rival::Bare { _server: server, wire: Wire::new(&connection)?, setting })
    }

    /// What the server answers.
    async fn canned(&self, setting: &Arc<Setting>) -> Result<Canned, Error> {
        let failed = |why: String| Error::Limits(why.into());
        let mut hand = setting.hand(self.mix, 0);
        let (_, asked) = hand.ask();
        let lost = |lost: crate::wire::Lost| failed(lost.to_string());
        let request = self.wire.request(asked).map_err(lost)?;
        let mut link = self.wire.connect().await.map_err(lost)?;
        let answer = link.send(request).await.map_err(lost)?;
        hand.check(&answer).map_err(failed)?;
        let headers = answer.headers.iter();
        let headers = headers.map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Ok(Canned { status: answer.status, headers: headers.collect(), body: answer.body.to_vec() })
    }
}
