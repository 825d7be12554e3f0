//! The conformance suite against the real service: no failure, no advice, nothing left behind, and what was there
//! before untouched.

use std::future::pending;

use client::{Client, Proxies};
use conformance::{Accepted, Options, Outcome, Report, Silent};
use directory::profile::ProfileName;
use secrecy::SecretString;

use crate::world::{Tenant, group, story_in, user};

/// Checks that can't be made with a key that stands for nobody.
const NOT_FOR_THIS_KEY: &[&str] = &["me/location"];

/// What the tolerant profiles take although it is no text.
const BARE_WORDS: (&str, &str) = (
    "filter/number-for-text",
    "a bare word where a text belongs is read as that text, because clients send such filters",
);

/// What the strict profile refuses although RFC 7644 has it.
const NO_PATH: &str =
    "every operation of a PATCH must have a path, as the interoperability profile of SCIM asks";

#[tokio::test]
async fn standard_conforms() {
    story_in(ProfileName::Standard, async |tenant| conforms(tenant, &[BARE_WORDS]).await).await;
}

#[tokio::test]
async fn strict_conforms() {
    let accepted = [("patch-add/no-path", NO_PATH), ("patch-replace/no-path", NO_PATH)];
    story_in(ProfileName::Strict, async |tenant| conforms(tenant, &accepted).await).await;
}

#[tokio::test]
async fn atlassian_conforms() {
    story_in(ProfileName::Atlassian, async |tenant| conforms(tenant, &[BARE_WORDS]).await).await;
}

async fn conforms(tenant: &Tenant, accepted: &[(&str, &str)]) {
    let ada = tenant.create("/Users", &user("ada")).await;
    tenant.create("/Groups", &group("Engineers", &[&ada])).await;
    let before = tenant.dump().await;

    let key = SecretString::from(tenant.key());
    let client = Client::new(tenant.base(), &key, Proxies::None).expect("a client");
    let accepted = accepted.iter();
    let accepted =
        accepted.map(|&(id, reason)| Accepted { id: id.to_owned(), reason: reason.to_owned() });
    let options = Options { accepted: accepted.collect(), ..Options::default() };
    let report =
        conformance::run(client, &options, &mut Silent, pending()).await.expect("a report");

    assert_eq!(otherwise(&report), Vec::<String>::new());
    assert_eq!(skipped(&report), NOT_FOR_THIS_KEY);
    assert_eq!(report.left_behind, Vec::<String>::new());
    assert_eq!(report.needlessly_accepted, Vec::<String>::new());
    assert!(report.conforms());
    assert_eq!(tenant.dump().await, before);
}

/// What the server does otherwise, as one would tell it.
fn otherwise(report: &Report) -> Vec<String> {
    let told = report.results.iter().filter_map(|result| match &result.outcome {
        Outcome::Failed { why, said } | Outcome::Advised { why, said } => {
            Some(format!("{}: {}: {why}\n{said:#?}", result.id, result.says))
        }
        _ => None,
    });
    told.collect()
}

fn skipped(report: &Report) -> Vec<&'static str> {
    let skipped =
        report.results.iter().filter(|result| matches!(result.outcome, Outcome::Skipped { .. }));
    skipped.map(|result| result.id).collect()
}
