//! PATCH: remove (RFC 7644 §3.5.2.2).

use serde_json::{Value, json};

use crate::answer::at;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Made, Probe, remove};
use crate::section;
use crate::stop::Stop;

const PATCH: &[Need] = &[Need::Patch];

pub(super) const CASES: &[Case] = &[
    must(
        "patch-remove/attribute",
        section::PATCH_REMOVE,
        "remove leaves the attribute without a value",
        |p| Box::pin(attribute(p)),
    )
    .needs(PATCH),
    must(
        "patch-remove/sub-attribute",
        section::PATCH_REMOVE,
        "remove of a sub-attribute leaves its siblings",
        |p| Box::pin(sub_attribute(p)),
    )
    .needs(PATCH),
    // T08
    must(
        "patch-remove/whole-complex",
        section::PATCH_REMOVE,
        "remove of a complex attribute removes all of it",
        |p| Box::pin(whole_complex(p)),
    )
    .needs(PATCH),
    // T91
    must(
        "patch-remove/no-path",
        section::PATCH_REMOVE,
        "remove without a path is refused with noTarget",
        |p| Box::pin(no_path(p)),
    )
    .needs(PATCH),
    must(
        "patch-remove/value",
        section::PATCH_REMOVE,
        "remove through a filter removes the values that match, and no other",
        |p| Box::pin(value(p)),
    )
    .needs(PATCH),
    // T100
    must(
        "patch-remove/part-of-value",
        section::PATCH_REMOVE,
        "remove of a sub-attribute through a filter leaves the rest of the value",
        |p| Box::pin(part_of_value(p)),
    )
    .needs(PATCH),
    must(
        "patch-remove/last-value",
        section::PATCH_REMOVE,
        "a list whose last value is removed is unassigned",
        |p| Box::pin(last_value(p)),
    )
    .needs(&[Need::Patch, Need::Attribute("phoneNumbers")]),
    // T92
    should(
        "patch-remove/no-match",
        section::PATCH_REMOVE,
        "remove through a filter that matches nothing succeeds and changes nothing",
        |p| Box::pin(no_match(p)),
    )
    .needs(PATCH),
    must(
        "patch-remove/absent",
        section::PATCH_REMOVE,
        "remove of what has no value succeeds",
        |p| Box::pin(absent(p)),
    )
    .needs(PATCH),
    // T101
    must(
        "patch-remove/required",
        section::PATCH_REMOVE,
        "remove of a required attribute is refused with 400",
        |p| Box::pin(required(p)),
    )
    .needs(PATCH),
    must(
        "patch-remove/read-only",
        section::PATCH_REMOVE,
        "remove of a read-only attribute is refused with mutability",
        |p| Box::pin(read_only(p)),
    )
    .needs(PATCH),
];

/// A user with two e-mails, of which the one of type home is not primary.
pub(super) async fn two_emails(p: &mut Probe) -> Result<Made, Stop> {
    let name = p.names.fresh();
    p.user_with(&json!({"emails": [
        {"value": format!("{name}@example.com"), "type": "work", "primary": true},
        {"value": format!("{name}@example.org"), "type": "home"},
    ]}))
    .await
}

async fn attribute(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, remove("displayName")).await?;
    p.read(&made).await?.lacks("/displayName")?;
    Ok(())
}

async fn sub_attribute(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, remove("name.givenName"))
        .await?
        .lacks("/name/givenName")?
        .has("/name/familyName", "Lovelace")?;
    Ok(())
}

async fn whole_complex(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, remove("name")).await?.lacks("/name/givenName")?.lacks("/name/familyName")?;
    Ok(())
}

async fn no_path(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patch(&made.path, json!([{"op": "remove"}])).await?.refused_as(400, "noTarget")?;
    Ok(())
}

async fn value(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let now = p.patched(&made, remove("emails[type eq \"home\"]")).await?;
    now.must(now.elements("/emails").len() == 1, "there should be one e-mail")?
        .has("/emails/0/type", "work")?;
    Ok(())
}

async fn part_of_value(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let email = at(&made.sent, "/emails/1/value").clone();
    let now = p.patched(&made, remove("emails[type eq \"home\"].type")).await?;
    now.lacks("/emails/1/type")?.has("/emails/1/value", email)?.has("/emails/0/type", "work")?;
    Ok(())
}

async fn last_value(p: &mut Probe) -> Verdict {
    let made =
        p.user_with(&json!({"phoneNumbers": [{"value": "+49 30 1234", "type": "work"}]})).await?;
    p.patched(&made, remove("phoneNumbers[type eq \"work\"]")).await?.lacks("/phoneNumbers")?;
    Ok(())
}

async fn no_match(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, remove("emails[type eq \"fax\"]"))
        .await?
        .has("/emails", made.answer.at("/emails").clone())?;
    Ok(())
}

async fn absent(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, remove("externalId")).await?;
    now.must(now.at("/externalId") == &Value::Null, "externalId has a value")?;
    Ok(())
}

async fn required(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patch(&made.path, remove("userName")).await?.refused(&[400])?;
    p.read(&made).await?.has("/userName", made.user_name())?;
    Ok(())
}

async fn read_only(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patch(&made.path, remove("id")).await?.refused_as(400, "mutability")?;
    p.patch(&made.path, remove("meta")).await?.refused_as(400, "mutability")?;
    Ok(())
}
