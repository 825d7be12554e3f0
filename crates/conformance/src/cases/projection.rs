//! `attributes` and `excludedAttributes` (RFC 7644 §3.9).

use serde_json::json;

use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::{ENTERPRISE, USER};
use crate::probe::{Probe, encoded, merged, replace};
use crate::section;

pub(super) const CASES: &[Case] = &[
    must(
        "projection/attributes",
        section::PROJECTION,
        "attributes gives what it names, and the id",
        |p| Box::pin(attributes(p)),
    ),
    must(
        "projection/several",
        section::PROJECTION,
        "attributes may name several, with commas between",
        |p| Box::pin(several(p)),
    ),
    // T76
    must(
        "projection/sub-attribute",
        section::PROJECTION,
        "a sub-attribute may be named, and comes without its siblings",
        |p| Box::pin(sub_attribute(p)),
    ),
    must(
        "projection/urn",
        section::NOTATION,
        "attributes takes names with their schema's URN",
        |p| Box::pin(urn(p)),
    ),
    must("projection/any-case", section::NOTATION, "attributes takes names in any case", |p| {
        Box::pin(any_case(p))
    }),
    // T75
    should(
        "projection/unknown",
        section::PROJECTION,
        "attributes that do not exist are passed over",
        |p| Box::pin(unknown(p)),
    ),
    must(
        "projection/excluded",
        section::PROJECTION,
        "excludedAttributes leaves out what it names, and nothing else",
        |p| Box::pin(excluded(p)),
    ),
    // T77
    must("projection/excluded-id", section::PROJECTION, "the id can't be excluded", |p| {
        Box::pin(excluded_id(p))
    }),
    must(
        "projection/excluded-sub-attribute",
        section::PROJECTION,
        "a sub-attribute may be excluded from every value",
        |p| Box::pin(excluded_sub_attribute(p)),
    ),
    // T74
    should(
        "projection/both",
        section::PROJECTION,
        "attributes and excludedAttributes together are refused",
        |p| Box::pin(both(p)),
    ),
    must("projection/on-post", section::PROJECTION, "attributes works on POST", |p| {
        Box::pin(on_post(p))
    }),
    must("projection/on-put", section::PROJECTION, "attributes works on PUT", |p| {
        Box::pin(on_put(p))
    }),
    // T79
    must(
        "projection/on-patch",
        section::PATCH,
        "PATCH with attributes answers 200 with a body",
        |p| Box::pin(on_patch(p)),
    )
    .needs(&[Need::Patch]),
    must("projection/on-lists", section::PROJECTION, "attributes works on lists", |p| {
        Box::pin(on_lists(p))
    })
    .needs(&[Need::Filter]),
    must(
        "projection/extension",
        section::NOTATION,
        "the URN of an extension names all of it",
        |p| Box::pin(extension(p)),
    )
    .needs(&[Need::Enterprise]),
    must(
        "projection/extension-attribute",
        section::NOTATION,
        "one attribute of an extension may be named with its URN",
        |p| Box::pin(extension_attribute(p)),
    )
    .needs(&[Need::Enterprise]),
];

/// Insists that the resource has `userName` and the id, and none of what it was not asked for.
fn only_user_name(answer: &Answer) -> Verdict {
    answer.string("/id")?;
    answer.string("/userName")?;
    for pointer in ["/name", "/displayName", "/emails", "/active"] {
        answer.lacks(pointer)?;
    }
    Ok(())
}

async fn attributes(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    only_user_name(p.get(&made.with("attributes=userName")).await?.is(&[200])?)
}

async fn several(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.get(&made.with("attributes=userName,displayName")).await?;
    answer.string("/userName")?;
    answer.string("/displayName")?;
    answer.lacks("/name")?.lacks("/emails")?;
    Ok(())
}

async fn sub_attribute(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.get(&made.with("attributes=name.familyName,emails.value")).await?;
    answer.has("/name", json!({"familyName": "Lovelace"}))?;
    answer.has("/emails", json!([{"value": at(&made.sent, "/emails/0/value")}]))?;
    Ok(())
}

async fn urn(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    only_user_name(
        &p.get(&made.with(&format!("attributes={}", encoded(&format!("{USER}:userName"))))).await?,
    )
}

async fn any_case(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    only_user_name(&p.get(&made.with("attributes=USERNAME")).await?)
}

async fn unknown(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    only_user_name(p.get(&made.with("attributes=userName,unicorn")).await?.is(&[200])?)
}

async fn excluded(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.get(&made.with("excludedAttributes=name,displayName")).await?;
    answer.is(&[200])?.lacks("/name")?.lacks("/displayName")?;
    answer.string("/userName")?;
    answer.string("/emails/0/value")?;
    Ok(())
}

async fn excluded_id(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.get(&made.with("excludedAttributes=id,userName")).await?.has("/id", made.id.as_str())?;
    Ok(())
}

async fn excluded_sub_attribute(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.get(&made.with("excludedAttributes=emails.type")).await?;
    answer.lacks("/emails/0/type")?;
    answer.string("/emails/0/value")?;
    Ok(())
}

async fn both(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.get(&made.with("attributes=userName&excludedAttributes=name")).await?.refused(&[400])?;
    Ok(())
}

async fn on_post(p: &mut Probe) -> Verdict {
    let body = p.user_body();
    only_user_name(p.post("/Users?attributes=userName", &body).await?.is(&[201])?)
}

async fn on_put(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
    only_user_name(p.put(&made.with("attributes=userName"), &body).await?.is(&[200])?)
}

async fn on_patch(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let change = replace("displayName", "Changed");
    only_user_name(p.patch(&made.with("attributes=userName"), change).await?.is(&[200])?)
}

async fn on_lists(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let filter = encoded(&format!("userName eq \"{}\"", made.user_name()));
    let answer = p.get(&format!("/Users?attributes=userName&filter={filter}")).await?;
    answer.has("/totalResults", 1)?.has("/Resources/0/id", made.id.as_str())?;
    answer.string("/Resources/0/userName")?;
    answer.lacks("/Resources/0/name")?.lacks("/Resources/0/emails")?;
    Ok(())
}

async fn extension(p: &mut Probe) -> Verdict {
    let held = json!({"department": "Tours", "employeeNumber": "7"});
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: held});
    let made = p.user_with(&extra).await?;
    let answer = p.get(&made.with(&format!("attributes={}", encoded(ENTERPRISE)))).await?;
    let held = answer.body.get(ENTERPRISE);
    answer
        .must(held == extra.get(ENTERPRISE), "the extension is not there as it was sent")?
        .lacks("/userName")?;
    Ok(())
}

async fn extension_attribute(p: &mut Probe) -> Verdict {
    let held = json!({"department": "Tours", "employeeNumber": "7"});
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: held});
    let made = p.user_with(&extra).await?;
    let answer = p
        .get(&made.with(&format!("attributes={}", encoded(&format!("{ENTERPRISE}:department")))))
        .await?;
    let right = answer.body.get(ENTERPRISE) == Some(&json!({"department": "Tours"}));
    answer.must(right, "the extension does not hold the department alone")?;
    Ok(())
}
