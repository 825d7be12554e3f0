//! PATCH: add (RFC 7644 §3.5.2.1).

use serde_json::{Value, json};

use crate::case::{Case, must};
use crate::need::Need;
use crate::probe::Probe;
use crate::section;

const PATCH: &[Need] = &[Need::Patch];

/// A second e-mail for a user.
fn home(p: &Probe) -> Value {
    json!({"value": format!("{}@example.org", p.names.fresh()), "type": "home"})
}

pub(super) const CASES: &[Case] = &[
    must("patch-add/absent", section::PATCH_ADD, "add gives an attribute that was absent its value", |p| Box::pin(async move {
        let made = p.user().await?;
        let name = p.names.fresh();
        p.patched(&made, json!([{"op": "add", "path": "externalId", "value": name}])).await?.has("/externalId", name)?;
        Ok(())
    })).needs(PATCH),
    // T97
    must("patch-add/single", section::PATCH_ADD, "add to a single-valued attribute replaces its value", |p| Box::pin(async move {
        let made = p.user().await?;
        p.patched(&made, json!([{"op": "add", "path": "displayName", "value": "Changed"}])).await?.has("/displayName", "Changed")?;
        Ok(())
    })).needs(PATCH),
    must("patch-add/complex", section::PATCH_ADD, "add to a complex attribute leaves the sub-attributes it does not name", |p| Box::pin(async move {
        let made = p.user().await?;
        let now = p.patched(&made, json!([{"op": "add", "path": "name", "value": {"familyName": "Hopper"}}])).await?;
        now.has("/name/familyName", "Hopper")?.has("/name/givenName", "Ada")?;
        Ok(())
    })).needs(PATCH),
    // T96
    must("patch-add/list", section::PATCH_ADD, "add to a list appends to it", |p| Box::pin(async move {
        let made = p.user().await?;
        let home = home(p);
        let now = p.patched(&made, json!([{"op": "add", "path": "emails", "value": [home]}])).await?;
        now.must(now.elements("/emails").len() == 2, "there should be two e-mails")?.has("/emails/1/value", home["value"].clone())?;
        Ok(())
    })).needs(PATCH),
    must("patch-add/twice", section::PATCH_ADD, "add of a value that is there changes nothing, meta.lastModified neither", |p| Box::pin(async move {
        let made = p.user().await?;
        let home = home(p);
        let add = json!([{"op": "add", "path": "emails", "value": [home]}]);
        let once = p.patched(&made, add.clone()).await?;
        p.patched(&made, add).await?.has("/emails", once.at("/emails").clone())?
            .has("/meta/lastModified", once.at("/meta/lastModified").clone())?;
        Ok(())
    })).needs(PATCH),
    must("patch-add/no-path", section::PATCH_ADD, "add without a path adds each attribute of its value", |p| Box::pin(async move {
        let made = p.user().await?;
        let home = home(p);
        let now = p.patched(&made, json!([{"op": "add", "value": {"displayName": "Changed", "emails": [home]}}])).await?;
        now.has("/displayName", "Changed")?.must(now.elements("/emails").len() == 2, "there should be two e-mails")?;
        Ok(())
    })).needs(PATCH),
    // T104
    must("patch-add/primary", section::PATCH, "a value that becomes primary ends the other's being so", |p| Box::pin(async move {
        let made = p.user().await?;
        let mut home = home(p);
        home["primary"] = true.into();
        let now = p.patched(&made, json!([{"op": "add", "path": "emails", "value": [home]}])).await?;
        let primary: Vec<&Value> = now.elements("/emails").iter().filter(|one| one["primary"] == true).collect();
        let right = primary.len() == 1 && primary.iter().all(|one| one["value"] == home["value"]);
        now.must(right, format!("{} e-mails are primary; expected the new one alone", primary.len()))?;
        Ok(())
    })).needs(PATCH),
    must("patch-add/sub-attribute", section::PATCH_ADD, "add takes a path to a sub-attribute", |p| Box::pin(async move {
        let made = p.user().await?;
        p.patched(&made, json!([{"op": "add", "path": "name.middleName", "value": "King"}])).await?
            .has("/name/middleName", "King")?.has("/name/givenName", "Ada")?;
        Ok(())
    })).needs(PATCH),
    must("patch-add/value-path", section::PATCH_ADD, "add through a filter changes the values that match", |p| Box::pin(async move {
        let made = p.user().await?;
        let now = p.patched(&made, json!([{"op": "add", "path": "emails[type eq \"work\"].display", "value": "At work"}])).await?;
        now.has("/emails/0/display", "At work")?.has("/emails/0/value", made.sent["emails"][0]["value"].clone())?;
        Ok(())
    })).needs(PATCH),
];
