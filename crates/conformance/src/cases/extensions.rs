//! Extension schemas (RFC 7643 §3.3), by the one that every server may have: enterprise (§4.3).

use serde_json::json;

use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::offers::{ENTERPRISE, USER};
use crate::probe::Probe;
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T09, T10, T11
    must(
        "extensions/kept",
        section::EXTENSIONS,
        "extension attributes are kept below the URN of their schema, and schemas lists it",
        |p| Box::pin(extension(p)),
    )
    .needs(&[Need::Enterprise]),
    must("extensions/first", section::RESOURCES, "schemas may come in any order", |p| {
        Box::pin(extension_first(p))
    })
    .needs(&[Need::Enterprise]),
    must(
        "extensions/listed-only",
        section::EXTENSIONS,
        "an extension may be listed and left empty",
        |p| Box::pin(extension_listed_only(p)),
    )
    .needs(&[Need::Enterprise]),
    // T31
    must(
        "extensions/manager",
        section::ENTERPRISE,
        "manager.displayName sent by the client is ignored",
        |p| Box::pin(manager(p)),
    )
    .needs(&[Need::Enterprise]),
];

async fn extension(p: &mut Probe) -> Verdict {
    let held = json!({"employeeNumber": "701984", "department": "Tours"});
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: held});
    let made = p.user_with(&extra).await?;
    let read = p.read(&made).await?;
    let held = read.body.get(ENTERPRISE).and_then(|held| held.get("employeeNumber"));
    read.must(held == Some(&json!("701984")), "employeeNumber is not where it was put")?;
    read.must(
        read.elements("/schemas").contains(&ENTERPRISE.into()),
        "schemas does not list the extension",
    )?;
    Ok(())
}

async fn extension_first(p: &mut Probe) -> Verdict {
    p.user_with(&json!({"schemas": [ENTERPRISE, USER], ENTERPRISE: {"department": "Tours"}}))
        .await?;
    Ok(())
}

async fn extension_listed_only(p: &mut Probe) -> Verdict {
    p.user_with(&json!({"schemas": [USER, ENTERPRISE]})).await?;
    Ok(())
}

async fn manager(p: &mut Probe) -> Verdict {
    let boss = p.user().await?;
    let manager = json!({"value": boss.id, "displayName": "Not My Name"});
    let made = p
        .user_with(&json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"manager": manager}}))
        .await?;
    let read = p.read(&made).await?;
    let found = read.body.get(ENTERPRISE).and_then(|held| held.get("manager"));
    let found = found.ok_or_else(|| read.wrong("the manager was not kept"))?;
    read.must(found.get("value") == Some(&json!(boss.id)), "manager.value is not what was sent")?;
    read.must(
        found.get("displayName") != Some(&json!("Not My Name")),
        "manager.displayName is read-only, and the client's was taken",
    )?;
    Ok(())
}
