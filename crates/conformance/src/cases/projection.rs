//! `attributes` and `excludedAttributes` (RFC 7644 §3.9).

use serde_json::json;

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::{ENTERPRISE, USER};
use crate::probe::{encoded, merged};
use crate::section;

/// Insists that the resource has `userName` and the id, and none of what it was not asked for.
fn only_user_name(answer: &Answer) -> Verdict {
    answer.string("/id")?;
    answer.string("/userName")?;
    for pointer in ["/name", "/displayName", "/emails", "/active"] {
        answer.lacks(pointer)?;
    }
    Ok(())
}

pub(super) const CASES: &[Case] = &[
    must("projection/attributes", section::PROJECTION, "attributes gives what it names, and the id", |p| Box::pin(async move {
        let made = p.user().await?;
        only_user_name(p.get(&made.with("attributes=userName")).await?.is(&[200])?)
    })),
    must("projection/several", section::PROJECTION, "attributes may name several, with commas between", |p| Box::pin(async move {
        let made = p.user().await?;
        let answer = p.get(&made.with("attributes=userName,displayName")).await?;
        answer.string("/userName")?;
        answer.string("/displayName")?;
        answer.lacks("/name")?.lacks("/emails")?;
        Ok(())
    })),
    // T76
    must("projection/sub-attribute", section::PROJECTION, "a sub-attribute may be named, and comes without its siblings", |p| Box::pin(async move {
        let made = p.user().await?;
        let answer = p.get(&made.with("attributes=name.familyName,emails.value")).await?;
        answer.has("/name", json!({"familyName": "Lovelace"}))?;
        answer.has("/emails", json!([{"value": made.sent["emails"][0]["value"]}]))?;
        Ok(())
    })),
    must("projection/urn", section::NOTATION, "attributes takes names with their schema's URN", |p| Box::pin(async move {
        let made = p.user().await?;
        only_user_name(&p.get(&made.with(&format!("attributes={}", encoded(&format!("{USER}:userName"))))).await?)
    })),
    must("projection/any-case", section::NOTATION, "attributes takes names in any case", |p| Box::pin(async move {
        let made = p.user().await?;
        only_user_name(&p.get(&made.with("attributes=USERNAME")).await?)
    })),
    // T75
    should("projection/unknown", section::PROJECTION, "attributes that do not exist are passed over", |p| Box::pin(async move {
        let made = p.user().await?;
        only_user_name(p.get(&made.with("attributes=userName,unicorn")).await?.is(&[200])?)
    })),
    must("projection/excluded", section::PROJECTION, "excludedAttributes leaves out what it names, and nothing else", |p| Box::pin(async move {
        let made = p.user().await?;
        let answer = p.get(&made.with("excludedAttributes=name,displayName")).await?;
        answer.is(&[200])?.lacks("/name")?.lacks("/displayName")?;
        answer.string("/userName")?;
        answer.string("/emails/0/value")?;
        Ok(())
    })),
    // T77
    must("projection/excluded-id", section::PROJECTION, "the id can't be excluded", |p| Box::pin(async move {
        let made = p.user().await?;
        p.get(&made.with("excludedAttributes=id,userName")).await?.has("/id", made.id.as_str())?;
        Ok(())
    })),
    must("projection/excluded-sub-attribute", section::PROJECTION, "a sub-attribute may be excluded from every value", |p| Box::pin(async move {
        let made = p.user().await?;
        let answer = p.get(&made.with("excludedAttributes=emails.type")).await?;
        answer.lacks("/emails/0/type")?;
        answer.string("/emails/0/value")?;
        Ok(())
    })),
    // T74
    should("projection/both", section::PROJECTION, "attributes and excludedAttributes together are refused", |p| Box::pin(async move {
        let made = p.user().await?;
        p.get(&made.with("attributes=userName&excludedAttributes=name")).await?.refused(&[400])?;
        Ok(())
    })),
    must("projection/on-post", section::PROJECTION, "attributes works on POST", |p| Box::pin(async move {
        let body = p.user_body();
        only_user_name(p.post("/Users?attributes=userName", &body).await?.is(&[201])?)
    })),
    must("projection/on-put", section::PROJECTION, "attributes works on PUT", |p| Box::pin(async move {
        let made = p.user().await?;
        let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
        only_user_name(p.put(&made.with("attributes=userName"), &body).await?.is(&[200])?)
    })),
    // T79
    must("projection/on-patch", section::PATCH, "PATCH with attributes answers 200 with a body", |p| Box::pin(async move {
        let made = p.user().await?;
        let change = json!([{"op": "replace", "path": "displayName", "value": "Changed"}]);
        only_user_name(p.patch(&made.with("attributes=userName"), change).await?.is(&[200])?)
    })).needs(&[Need::Patch]),
    must("projection/on-lists", section::PROJECTION, "attributes works on lists", |p| Box::pin(async move {
        let made = p.user().await?;
        let filter = encoded(&format!("userName eq \"{}\"", made.user_name()));
        let answer = p.get(&format!("/Users?attributes=userName&filter={filter}")).await?;
        answer.has("/totalResults", 1)?.has("/Resources/0/id", made.id.as_str())?;
        answer.string("/Resources/0/userName")?;
        answer.lacks("/Resources/0/name")?.lacks("/Resources/0/emails")?;
        Ok(())
    })).needs(&[Need::Filter]),
    must("projection/extension", section::NOTATION, "the URN of an extension names all of it", |p| Box::pin(async move {
        let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": "Tours", "employeeNumber": "7"}});
        let made = p.user_with(&extra).await?;
        let answer = p.get(&made.with(&format!("attributes={}", encoded(ENTERPRISE)))).await?;
        let held = answer.body.get(ENTERPRISE);
        answer.must(held == extra.get(ENTERPRISE), "the extension is not there as it was sent")?.lacks("/userName")?;
        Ok(())
    })).needs(&[Need::Enterprise]),
    must("projection/extension-attribute", section::NOTATION, "one attribute of an extension may be named with its URN", |p| Box::pin(async move {
        let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: {"department": "Tours", "employeeNumber": "7"}});
        let made = p.user_with(&extra).await?;
        let answer = p.get(&made.with(&format!("attributes={}", encoded(&format!("{ENTERPRISE}:department"))))).await?;
        let right = answer.body.get(ENTERPRISE) == Some(&json!({"department": "Tours"}));
        answer.must(right, "the extension does not hold the department alone")?;
        Ok(())
    })).needs(&[Need::Enterprise]),
];
