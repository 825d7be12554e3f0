//! PATCH: add (RFC 7644 §3.5.2.1).

use serde_json::{Value, json};

use crate::answer::at;
use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::probe::{Probe, add, merged};
use crate::section;

const PATCH: &[Need] = &[Need::Patch];

pub(super) const CASES: &[Case] = &[
    must(
        "patch-add/absent",
        section::PATCH_ADD,
        "add gives an attribute that was absent its value",
        |p| Box::pin(absent(p)),
    )
    .needs(PATCH),
    // T97
    must(
        "patch-add/single",
        section::PATCH_ADD,
        "add to a single-valued attribute replaces its value",
        |p| Box::pin(single(p)),
    )
    .needs(PATCH),
    must(
        "patch-add/complex",
        section::PATCH_ADD,
        "add to a complex attribute leaves the sub-attributes it does not name",
        |p| Box::pin(complex(p)),
    )
    .needs(PATCH),
    // T96
    must("patch-add/list", section::PATCH_ADD, "add to a list appends to it", |p| {
        Box::pin(patch_add_list(p))
    })
    .needs(PATCH),
    must(
        "patch-add/twice",
        section::PATCH_ADD,
        "add of a value that is there changes nothing, meta.lastModified neither",
        |p| Box::pin(twice(p)),
    )
    .needs(PATCH),
    must(
        "patch-add/no-path",
        section::PATCH_ADD,
        "add without a path adds each attribute of its value",
        |p| Box::pin(no_path(p)),
    )
    .needs(PATCH),
    // T104
    must(
        "patch-add/primary",
        section::PATCH,
        "a value that becomes primary ends the other's being so",
        |p| Box::pin(primary(p)),
    )
    .needs(PATCH),
    must(
        "patch-add/sub-attribute",
        section::PATCH_ADD,
        "add takes a path to a sub-attribute",
        |p| Box::pin(sub_attribute(p)),
    )
    .needs(PATCH),
    must(
        "patch-add/value-path",
        section::PATCH_ADD,
        "add through a filter changes the values that match",
        |p| Box::pin(value_path(p)),
    )
    .needs(PATCH),
];

/// A second e-mail for a user.
fn home(p: &Probe) -> Value {
    json!({"value": format!("{}@example.org", p.names.fresh()), "type": "home"})
}

async fn absent(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let name = p.names.fresh();
    p.patched(&made, add("externalId", name.as_str())).await?.has("/externalId", name)?;
    Ok(())
}

async fn single(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, add("displayName", "Changed")).await?.has("/displayName", "Changed")?;
    Ok(())
}

async fn complex(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, add("name", json!({"familyName": "Hopper"}))).await?;
    now.has("/name/familyName", "Hopper")?.has("/name/givenName", "Ada")?;
    Ok(())
}

async fn patch_add_list(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let home = home(p);
    let now = p.patched(&made, add("emails", json!([home]))).await?;
    now.must(now.elements("/emails").len() == 2, "there should be two e-mails")?
        .has("/emails/1/value", at(&home, "/value").clone())?;
    Ok(())
}

async fn twice(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let home = home(p);
    let add = add("emails", json!([home]));
    let once = p.patched(&made, add.clone()).await?;
    p.patched(&made, add)
        .await?
        .has("/emails", once.at("/emails").clone())?
        .has("/meta/lastModified", once.at("/meta/lastModified").clone())?;
    Ok(())
}

async fn no_path(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let home = home(p);
    let now = p
        .patched(
            &made,
            json!([{"op": "add", "value": {"displayName": "Changed", "emails": [home]}}]),
        )
        .await?;
    now.has("/displayName", "Changed")?
        .must(now.elements("/emails").len() == 2, "there should be two e-mails")?;
    Ok(())
}

async fn primary(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let home = merged(home(p), &json!({"primary": true}));
    let now = p.patched(&made, add("emails", json!([home]))).await?;
    let primary: Vec<&Value> =
        now.elements("/emails").iter().filter(|one| at(one, "/primary") == true).collect();
    let right =
        primary.len() == 1 && primary.iter().all(|one| at(one, "/value") == at(&home, "/value"));
    now.must(right, format!("{} e-mails are primary; expected the new one alone", primary.len()))?;
    Ok(())
}

async fn sub_attribute(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, add("name.middleName", "King"))
        .await?
        .has("/name/middleName", "King")?
        .has("/name/givenName", "Ada")?;
    Ok(())
}

async fn value_path(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, add("emails[type eq \"work\"].display", "At work")).await?;
    now.has("/emails/0/display", "At work")?
        .has("/emails/0/value", at(&made.sent, "/emails/0/value").clone())?;
    Ok(())
}
