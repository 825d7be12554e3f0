//! A load generator for LDAP servers: it asks what `rollcall bench` asks, of the same people, in a closed loop, and tells what
//! it found in the same JSON.
//!
//! What to do comes as JSON on standard input. Each connection has one request under way at a time, every answer is checked,
//! and what was created is deleted at the end.

mod directory;
mod hand;
mod measure;

use std::io::Read as _;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use directory::Directory;
use hand::Mix;

/// What to do.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Plan {
    url: String,
    /// Below which entry everything is.
    base: String,
    /// Who may write.
    user: String,
    password: String,
    /// How many users there are to be; those who are there already stay.
    users: u64,
    mixes: Vec<Mix>,
    connections: u64,
    group_size: u64,
    warmup_millis: u64,
    duration_millis: u64,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let plan: Plan = serde_json::from_str(&text).context("the plan is not understood")?;
    let directory = Directory::new(&plan.url, &plan.base, &plan.user, &plan.password);
    let filled = directory.fill(plan.users, plan.connections).await.context("filling")?;
    let (warmup, duration) =
        (Duration::from_millis(plan.warmup_millis), Duration::from_millis(plan.duration_millis));
    let mut mixes: Vec<Value> = Vec::new();
    for mix in plan.mixes {
        let hands = hand::of(mix, &directory, plan.users, plan.connections, plan.group_size);
        let hands = hands.await.with_context(|| format!("preparing {mix:?}"))?;
        let operations = measure::run(hands, warmup, duration).await?;
        mixes.push(json!({ "mix": mix, "operations": operations }));
    }
    let report = json!({
        "users": plan.users,
        "connections": plan.connections,
        "seconds": duration.as_secs_f64(),
        "filled": filled,
        "mixes": mixes,
    });
    println!("{report}");
    Ok(())
}
