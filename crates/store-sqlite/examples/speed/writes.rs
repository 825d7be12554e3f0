//! How fast it is written.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::bench::Bench;

/// Creates users, and makes them members.
pub(crate) async fn measure(bench: &Arc<Bench>, users: u64) -> Outcome {
    for (writers, part) in [(1, 20), (16, 5), (64, 1)] {
        let what = format!("creates, {writers} writers");
        run(bench, &what, writers, users / part, Bench::create).await?;
    }
    run(bench, "joins of eight groups, 16 writers", 16, users / 4, Bench::join_eight).await?;
    bench.begin_again();
    let joins = users / 10;
    run(bench, "joins of a group of 10, 16 writers", 16, joins, Bench::join_small).await?;
    bench.begin_again();
    let thousands = users / 1000;
    run(bench, "joins of a thousand", 1, thousands, Bench::join_by_the_thousand).await?;
    run(bench, "joins of the group of all, 16 writers", 16, joins, Bench::join_large).await
}

/// Runs a write so many times by so many writers, and prints how many a second and the slowest.
async fn run<F>(
    bench: &Arc<Bench>,
    what: &str,
    writers: u64,
    times: u64,
    write: fn(Arc<Bench>) -> F,
) -> Outcome
where
    F: Future<Output = Outcome> + Send + 'static,
{
    let begun = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|_| {
            let bench = Arc::clone(bench);
            tokio::spawn(async move {
                let mut times_taken = Vec::new();
                for _ in 0..times / writers {
                    let begun = Instant::now();
                    write(Arc::clone(&bench)).await?;
                    times_taken.push(begun.elapsed());
                }
                Ok::<_, Box<dyn Error + Send + Sync>>(times_taken)
            })
        })
        .collect();
    let mut times_taken = Vec::new();
    for task in tasks {
        times_taken.extend(task.await??);
    }
    report(what, begun.elapsed(), times_taken);
    Ok(())
}

fn report(what: &str, elapsed: Duration, mut times: Vec<Duration>) {
    times.sort();
    let at = |per_mille: usize| {
        times.get((times.len() * per_mille / 1000).min(times.len() - 1)).copied()
    };
    let each_second = times.len() as f64 / elapsed.as_secs_f64();
    println!(
        "{what:<44} {each_second:>10.0} a second; p50 {:?}, p99 {:?}, p999 {:?}, worst {:?}",
        at(500).unwrap_or_default(),
        at(990).unwrap_or_default(),
        at(999).unwrap_or_default(),
        times.last().copied().unwrap_or_default()
    );
}
