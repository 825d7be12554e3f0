//! What real identity providers send, literally, and what they need for an answer.
//!
//! The cases are data (`tests/data/idp-cases.yaml`, whose head says how one is run). Every case runs in
//! `standard`; those that RFC 7643/7644 alone decide run in `strict` too; those whose users have an e-mail in
//! `atlassian`. Where a case does not belong in a profile, [`exceptions`] says why.

mod assertion;
mod case;
mod exceptions;
mod names;
mod run;

use directory::profile::ProfileName;

use crate::world;
use case::{Case, Class};
use exceptions::Exception;

#[tokio::test]
async fn standard_passes_every_case() {
    run_all(ProfileName::Standard, |_| true, exceptions::STANDARD).await;
}

#[tokio::test]
async fn strict_passes_what_the_rfcs_decide() {
    run_all(ProfileName::Strict, |case| case.class == Class::Rfc, exceptions::STRICT).await;
}

#[tokio::test]
async fn atlassian_passes_what_its_users_allow() {
    run_all(ProfileName::Atlassian, |_| true, exceptions::ATLASSIAN).await;
}

/// Runs the cases of a profile, each in a tenant of its own, and reports every failure. An exception must fail: one
/// that passes is out of date.
async fn run_all(profile: ProfileName, belongs: fn(&Case) -> bool, exceptions: &[Exception]) {
    let cases = case::all();
    let mut failures = Vec::new();
    world::story(async |world| {
        for case in cases.iter().filter(|case| belongs(case)) {
            let failed = run::run(case, &world.tenant(profile).await).await.err();
            let excused = exceptions.iter().find(|exception| exception.case == case.id);
            match (failed, excused) {
                (Some(failure), None) => failures.push(format!("{}: {failure}", case.id)),
                (None, Some(exception)) => failures.push(format!(
                    "{}: passes, although it is an exception: {}",
                    case.id, exception.reason
                )),
                (None, None) | (Some(_), Some(_)) => {}
            }
        }
    })
    .await;
    for exception in exceptions {
        assert!(cases.iter().any(|case| case.id == exception.case), "no case {}", exception.case);
    }
    let count = failures.len();
    assert!(failures.is_empty(), "{count} cases failed\n\n{}", failures.join("\n\n"));
}
