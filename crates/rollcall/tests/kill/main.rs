//! The kill test: the real service is killed at any instant, under load, again and again. Everything it has
//! acknowledged is there afterwards, nothing else is, and what it keeps verifies.
//!
//! `cargo xtask kill --rounds 1000` is the long run. `ROLLCALL_KILL_SEED` repeats the choices of a run; the instants of
//! the machine can't be repeated.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "the whole crate is a test, the functions between the tests too"
)]

mod chance;
mod client;
mod model;
mod service;

use std::collections::BTreeMap;
use std::time::Duration;

use chance::Chance;
use client::Client;
use model::{People, compare};
use service::Service;

/// Rounds of a plain `cargo test`.
const ROUNDS: u64 = 5;
/// Clients at once.
const CLIENTS: u64 = 6;
/// After so many rounds a fresh data folder is taken, so that checking all of it stays quick.
const ROUNDS_A_FOLDER: u64 = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_a_kill_at_any_instant() {
    let rounds = number("ROLLCALL_KILL_ROUNDS").unwrap_or(ROUNDS);
    let seed = number("ROLLCALL_KILL_SEED").unwrap_or_else(chance::seed);
    println!("{rounds} rounds with seed {seed}");
    let mut chance = Chance::new(seed);
    let (mut done, mut acknowledged) = (0, 0);
    while done < rounds {
        let here = ROUNDS_A_FOLDER.min(rounds - done);
        acknowledged += in_one_folder(here, &mut chance).await;
        done += here;
        println!("{done} rounds, {acknowledged} acknowledged writes, none lost");
    }
    assert!(acknowledged > rounds, "the clients wrote next to nothing: nothing is shown");
}

/// Rounds on one data folder; how many writes were acknowledged.
async fn in_one_folder(rounds: u64, chance: &mut Chance) -> u64 {
    let mut service = Service::new();
    let directory = service.create_directory();
    service.start().await;
    let team = directory.create_group().await;
    let mut people = People::new();
    let mut acknowledged = 0;
    for round in 0..rounds {
        let mut working = tokio::task::JoinSet::new();
        for number in 0..CLIENTS {
            let name = format!("{round}-{number}");
            let client = Client::new(&directory, &team, name, Chance::new(chance.next()));
            working.spawn(client.work());
        }
        tokio::time::sleep(Duration::from_micros(chance.below(250_000))).await;
        service.kill();
        let mut in_flight = BTreeMap::new();
        for report in working.join_all().await {
            acknowledged += report.acknowledged;
            people.extend(report.people);
            in_flight.extend(report.in_flight);
        }
        service.start().await;
        let found = directory.everyone(&team).await;
        compare(&people, &in_flight, &found);
        people = found;
        service.verify();
    }
    service.kill();
    acknowledged
}

fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} must be a number, and is {text}")))
}
