//! PATCH: replace (RFC 7644 §3.5.2.3).

use serde_json::{Value, json};

use super::patch_remove::two_emails;
use crate::answer::at;
use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::probe::{Probe, replace};
use crate::section;

const PATCH: &[Need] = &[Need::Patch];

pub(super) const CASES: &[Case] = &[
    // T94
    must(
        "patch-replace/absent",
        section::PATCH_REPLACE,
        "replace of what has no value adds it",
        |p| Box::pin(absent(p)),
    )
    .needs(PATCH),
    // T95
    must(
        "patch-replace/complex",
        section::PATCH_REPLACE,
        "replace of a complex attribute leaves the sub-attributes it does not name",
        |p| Box::pin(complex(p)),
    )
    .needs(PATCH),
    // T98
    must(
        "patch-replace/list",
        section::PATCH_REPLACE,
        "replace of a list replaces all of its values",
        |p| Box::pin(patch_replace_list(p)),
    )
    .needs(PATCH),
    must(
        "patch-replace/no-path",
        section::PATCH_REPLACE,
        "replace without a path replaces the attributes of its value, and no other",
        |p| Box::pin(no_path(p)),
    )
    .needs(PATCH),
    // T99
    must(
        "patch-replace/part-of-value",
        section::PATCH_REPLACE,
        "replace through a filter changes one sub-attribute of the values that match",
        |p| Box::pin(part_of_value(p)),
    )
    .needs(PATCH),
    must(
        "patch-replace/whole-value",
        section::PATCH_REPLACE,
        "replace through a filter without a sub-attribute replaces the values that match",
        |p| Box::pin(whole_value(p)),
    )
    .needs(PATCH),
    must(
        "patch-replace/value-path-and",
        section::PATCH_REPLACE,
        "the filter of a path may hold and, or and not",
        |p| Box::pin(value_path_and(p)),
    )
    .needs(PATCH),
    // T93
    must(
        "patch-replace/no-match",
        section::PATCH_REPLACE,
        "replace through a filter that matches nothing is refused with noTarget",
        |p| Box::pin(no_match(p)),
    )
    .needs(PATCH),
    // T104
    must(
        "patch-replace/primary",
        section::PATCH,
        "making one value primary through a filter ends the other's being so",
        |p| Box::pin(primary(p)),
    )
    .needs(PATCH),
    // T81
    must(
        "patch-replace/conflict",
        section::PATCH,
        "a userName that another has is refused with 409 and uniqueness",
        |p| Box::pin(conflict(p)),
    )
    .needs(PATCH),
    // T80
    must(
        "patch-replace/read-only",
        section::PATCH,
        "replace of a read-only attribute is refused with mutability",
        |p| Box::pin(read_only(p)),
    )
    .needs(PATCH),
    must(
        "patch-replace/malformed-path",
        section::PATCH,
        "a path that can't be read is refused with 400",
        |p| Box::pin(malformed_path(p)),
    )
    .needs(PATCH),
    must(
        "patch-replace/wrong-type",
        section::TYPES,
        "a value of the wrong type is refused with 400",
        |p| Box::pin(wrong_type(p)),
    )
    .needs(PATCH),
];

async fn absent(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let name = p.names.fresh();
    p.patched(&made, replace("externalId", name.as_str())).await?.has("/externalId", name)?;
    Ok(())
}

async fn complex(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("name", json!({"familyName": "Hopper"}))).await?;
    now.has("/name/familyName", "Hopper")?.has("/name/givenName", "Ada")?;
    Ok(())
}

async fn patch_replace_list(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let value = format!("{}@example.net", p.names.fresh());
    let email = json!({"value": value, "type": "other", "primary": true});
    let now = p.patched(&made, replace("emails", json!([email]))).await?;
    now.must(now.elements("/emails").len() == 1, "there should be one e-mail")?
        .has("/emails/0/value", at(&email, "/value").clone())?;
    Ok(())
}

async fn no_path(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p
        .patched(
            &made,
            json!([{"op": "replace", "value": {"displayName": "Changed", "active": false}}]),
        )
        .await?;
    now.has("/displayName", "Changed")?
        .has("/active", false)?
        .has("/userName", made.user_name())?
        .has("/emails", made.answer.at("/emails").clone())?;
    Ok(())
}

async fn part_of_value(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let email = format!("{}@example.net", p.names.fresh());
    let now = p.patched(&made, replace("emails[type eq \"home\"].value", email.as_str())).await?;
    now.has("/emails/1/value", email)?
        .has("/emails/1/type", "home")?
        .has("/emails/0/value", at(&made.sent, "/emails/0/value").clone())?;
    Ok(())
}

async fn whole_value(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let email = json!({"value": format!("{}@example.net", p.names.fresh()), "type": "home"});
    let now = p.patched(&made, replace("emails[type eq \"home\"]", email.clone())).await?;
    let values: Vec<&Value> = now.elements("/emails").iter().map(|one| at(one, "/value")).collect();
    now.must(
        values == [at(&made.sent, "/emails/0/value"), at(&email, "/value")],
        "the e-mails are not the old one and the new one",
    )?;
    Ok(())
}

async fn value_path_and(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let path = "emails[type eq \"home\" and not (value co \"example.com\")].display";
    let now = p.patched(&made, replace(path, "At home")).await?;
    now.has("/emails/1/display", "At home")?.lacks("/emails/0/display")?;
    Ok(())
}

async fn no_match(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let change = replace("emails[value co \"nobody-at-all\"].display", "x");
    p.patch(&made.path, change).await?.refused_as(400, "noTarget")?;
    Ok(())
}

async fn primary(p: &mut Probe) -> Verdict {
    let made = two_emails(p).await?;
    let now = p.patched(&made, replace("emails[type eq \"home\"].primary", true)).await?;
    now.has("/emails/1/primary", true)?
        .must(now.at("/emails/0/primary") != true, "both e-mails are primary")?;
    Ok(())
}

async fn conflict(p: &mut Probe) -> Verdict {
    let (one, other) = (p.user().await?, p.user().await?);
    let change = replace("userName", other.user_name());
    p.patch(&one.path, change).await?.refused_as(409, "uniqueness")?;
    Ok(())
}

async fn read_only(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    for (path, value) in [
        ("id", json!("another")),
        ("meta.created", json!("2001-01-01T00:00:00Z")),
        ("groups", json!([{"value": "x"}])),
    ] {
        p.patch(&made.path, replace(path, value)).await?.refused_as(400, "mutability")?;
    }
    Ok(())
}

async fn malformed_path(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    for path in
        ["emails[type eq \"work\"", "emails[0].value", "name..givenName", "[type eq \"work\"]"]
    {
        p.patch(&made.path, replace(path, "x")).await?.refused(&[400])?;
    }
    Ok(())
}

async fn wrong_type(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    for (path, value) in
        [("active", json!(5)), ("displayName", json!({"a": "b"})), ("emails", json!(7))]
    {
        p.patch(&made.path, replace(path, value)).await?.refused(&[400])?;
    }
    Ok(())
}
