//! Group commits of those rows.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rusqlite::{Connection, params_from_iter};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::template::Row;
use super::{Contents, LimitsError, Template};
use crate::checkpoint::{self, Checkpoints};
use crate::connection;
use crate::open::{FILE_NAME, Options};
use crate::store::SqliteStore;

/// How many users are written in one transaction where there is no hurry.
const FILLED_AT_ONCE: u32 = 5_000;

/// The rows of one user, and whom to tell when they are durable.
type Task = (Vec<Row>, oneshot::Sender<rusqlite::Result<()>>);

/// A file to which the rows of creates are committed.
#[derive(Debug)]
pub struct RawCommits {
    template: Arc<Template>,
    queue: mpsc::Sender<Task>,
    /// How many users there are.
    users: Arc<AtomicU32>,
    writer: JoinHandle<()>,
}

impl RawCommits {
    /// A new file in a folder, with what was there before the create, and so many users: rows are added to tables of the
    /// size that they have elsewhere.
    pub async fn open(
        folder: &Path,
        before: &Contents,
        template: Template,
        users: u32,
    ) -> Result<Self, LimitsError> {
        let options = Options::default();
        // It makes the tables.
        let store = SqliteStore::open(folder, options.clone())?;
        store.close().await.map_err(|_| LimitsError::Ended)?;
        let path = folder.join(FILE_NAME);
        let connection = connection::writer(&path, &options)?;
        write(&connection, || before.write(&connection))?;
        fill(&connection, &template, users)?;
        let mut checkpoints = checkpoint::start(&path, &options)?;
        checkpoints.after_commit(&connection);
        let (queue, tasks) = mpsc::channel(options.queue);
        let template = Arc::new(template);
        let writer = Writer {
            connection,
            checkpoints,
            statements: template.statements().to_vec(),
            batch: options.batch,
            tasks,
        };
        let writer = thread::Builder::new()
            .name("raw-writer".to_owned())
            .spawn(move || writer.run())
            .map_err(crate::OpenError::Thread)?;
        Ok(Self { template, queue, users: Arc::new(AtomicU32::new(users)), writer })
    }

    /// So many at the same time commit one user after another, each waiting for the flush, for so long. Gives how many there
    /// were each second.
    pub async fn run(&self, writers: usize, duration: Duration) -> Result<f64, LimitsError> {
        let begun = Instant::now();
        let many = Arc::new(AtomicU64::new(0));
        let mut writing = JoinSet::new();
        for _ in 0..writers {
            let (template, queue) = (Arc::clone(&self.template), self.queue.clone());
            let (users, many) = (Arc::clone(&self.users), Arc::clone(&many));
            writing.spawn(async move {
                while begun.elapsed() < duration {
                    let user = users.fetch_add(1, Ordering::Relaxed) + 1;
                    let (answer, answered) = oneshot::channel();
                    let sent = queue.send((template.of(user), answer)).await;
                    sent.map_err(|_| LimitsError::Ended)?;
                    answered.await.map_err(|_| LimitsError::Ended)??;
                    many.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, LimitsError>(())
            });
        }
        while let Some(ended) = writing.join_next().await {
            ended.map_err(|_| LimitsError::Ended)??;
        }
        let seconds = begun.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a rate is rounded")]
        let rate = many.load(Ordering::Relaxed) as f64 / seconds;
        Ok(rate)
    }

    /// Ends it. The file is left.
    pub fn close(self) -> Result<(), LimitsError> {
        drop(self.queue);
        self.writer.join().map_err(|_| LimitsError::Ended)
    }
}

/// Writes users without waiting for each.
fn fill(connection: &Connection, template: &Template, users: u32) -> rusqlite::Result<()> {
    let statements = template.statements();
    let mut next = 1;
    while next <= users {
        let last = users.min(next + FILLED_AT_ONCE - 1);
        write(connection, || {
            (next..=last).try_for_each(|user| insert(connection, statements, &template.of(user)))
        })?;
        next = last + 1;
    }
    Ok(())
}

/// One transaction.
fn write(
    connection: &Connection,
    rows: impl FnOnce() -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute(())?;
    let written = rows().and_then(|()| connection.prepare_cached("COMMIT")?.execute(()));
    if written.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    written.map(drop)
}

fn insert(connection: &Connection, statements: &[String], rows: &[Row]) -> rusqlite::Result<()> {
    for row in rows {
        if let Some(statement) = statements.get(row.statement) {
            connection.prepare_cached(statement)?.execute(params_from_iter(&row.values))?;
        }
    }
    Ok(())
}

/// The thread that writes.
struct Writer {
    connection: Connection,
    checkpoints: Checkpoints,
    statements: Vec<String>,
    batch: usize,
    tasks: mpsc::Receiver<Task>,
}

impl Writer {
    fn run(mut self) {
        while let Some(first) = self.tasks.blocking_recv() {
            let mut tasks = vec![first];
            while tasks.len() < self.batch
                && let Ok(task) = self.tasks.try_recv()
            {
                tasks.push(task);
            }
            let mut written = write(&self.connection, || {
                tasks
                    .iter()
                    .try_for_each(|(rows, _)| insert(&self.connection, &self.statements, rows))
            });
            for (_, answer) in tasks {
                // The first is told why; it is enough.
                let told = std::mem::replace(&mut written, Ok(()));
                let _ = answer.send(told);
            }
            self.checkpoints.after_commit(&self.connection);
        }
        self.checkpoints.finish(&self.connection);
    }
}
