//! Random filters over random resources: what the index answers on the embedded store, what it answers on the
//! model store, and what the plain evaluator says of every resource are one and the same: the resources, their
//! order, their number.

mod evaluator;
mod population;
mod question;
mod twins;

use crate::chance::Chance;
use crate::environment;
use crate::query::Tree;
use evaluator::Everyone;
use question::Question;
use twins::Twins;

/// Filters of a plain `cargo test`.
const CASES: u64 = 3_000;
/// Filters on one population; then a new one is drawn.
const FILTERS_A_POPULATION: u64 = 500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_index_the_model_and_the_evaluator_agree_on_every_filter() {
    let cases = environment::number("ROLLCALL_FILTER_CASES", CASES);
    let mut chance = environment::chance(&format!("{cases} filters"));
    let (mut done, mut matched) = (0, 0);
    while done < cases {
        let here = FILTERS_A_POPULATION.min(cases - done);
        matched += on_one_population(here, &mut chance).await;
        done += here;
        if done % 10_000 == 0 {
            println!("{done} filters, {matched} of them matched some and not all");
        }
    }
    assert!(matched > cases / 10, "next to no filter tells resources apart: nothing is shown");
}

/// So many filters on resources newly drawn; how many of them matched some resources and not all.
async fn on_one_population(filters: u64, chance: &mut Chance) -> u64 {
    let twins = Twins::new(chance).await;
    let mut everyone = Vec::new();
    for directory in &twins.directories {
        for kind in twins::KINDS {
            everyone.push(Everyone::read(&twins, directory, kind).await);
        }
    }
    let mut telling = 0;
    for _ in 0..filters {
        let everyone = chance.among(&everyone);
        let question = Question::draw(chance, everyone);
        match everyone.judge(&twins, &question).await {
            Ok(found) => telling += u64::from(found > 0 && found < everyone.count()),
            Err(difference) => {
                let (question, difference) = simplest(&twins, everyone, question, difference).await;
                panic!("{question:#?}\n{}\n{difference}", question.filter);
            }
        }
    }
    twins.verify().await;
    telling
}

/// The smallest part of a filter that still shows a difference.
async fn simplest(
    twins: &Twins,
    everyone: &Everyone,
    mut question: Question,
    mut difference: String,
) -> (Question, String) {
    'smaller: loop {
        for filter in Tree::smaller(&question.filter) {
            let smaller = Question { filter, ..question.clone() };
            if let Err(found) = everyone.judge(twins, &smaller).await {
                (question, difference) = (smaller, found);
                continue 'smaller;
            }
        }
        return (question, difference);
    }
}
