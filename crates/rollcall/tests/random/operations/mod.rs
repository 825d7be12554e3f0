//! Random requests to two services, one on the embedded store and one on the model store, under clocks that go
//! alike: the same statuses, headers and bodies, and versions and times that only real changes move.

mod draw;
mod patches;
mod queries;
mod request;
mod services;
mod state;
mod witness;

use crate::chance::Chance;
use crate::environment;
use draw::draw;
use services::Services;
use state::State;

/// Requests of a plain `cargo test`.
const REQUESTS: u64 = 600;
/// Requests on one pair of services; then new ones start.
const REQUESTS_A_PAIR: u64 = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_stores_answer_every_request_alike_and_only_changes_move_versions() {
    let requests = environment::number("ROLLCALL_OPERATIONS", REQUESTS);
    let mut chance = environment::chance(&format!("{requests} requests"));
    let (mut done, mut changes, mut refused) = (0, 0, 0);
    while done < requests {
        let here = REQUESTS_A_PAIR.min(requests - done);
        let counts = on_one_pair(here, &mut chance).await;
        (done, changes, refused) = (done + here, changes + counts.0, refused + counts.1);
        if done % 6_000 == 0 {
            println!("{done} requests: {changes} changed something, {refused} were refused");
        }
    }
    assert!(
        changes > requests / 5,
        "{changes} changes of {requests} requests show next to nothing"
    );
    assert!(
        refused < requests / 2,
        "{refused} of {requests} requests were refused: little is shown"
    );
}

/// So many requests to services newly started; how many changed something, and how many were refused.
async fn on_one_pair(requests: u64, chance: &mut Chance) -> (u64, u64) {
    let services = Services::start().await;
    let mut state = State::read(&services).await;
    let (mut changes, mut refused) = (0, 0);
    for number in 0..requests {
        let request = draw(chance, &state);
        let now = services.advance(1 + i64::try_from(chance.below(2_000_000)).unwrap_or_default());
        let answer = services.send(&request).await;
        let after = State::read(&services).await;
        if let Err(why) = witness::check(&state, &request, &answer, &after, now) {
            panic!("request {number}: {why}\n{request}\n{answer:#?}");
        }
        changes += u64::from(state != after);
        refused += u64::from(answer.status >= 400);
        state = after;
    }
    services.verify().await;
    (changes, refused)
}
