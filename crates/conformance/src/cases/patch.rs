//! Modifying with PATCH: the message, and what holds for all operations (RFC 7644 §3.5.2).

use client::Method;
use serde_json::{Value, json};

use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::{ENTERPRISE, USER};
use crate::probe::{Json as _, Probe, add, remove, replace, request};
use crate::section;

const PATCH: &[Need] = &[Need::Patch];

pub(super) const CASES: &[Case] = &[
    // T106
    must(
        "patch/answers",
        section::PATCH,
        "PATCH answers 200 with the user, or 204 without a body",
        |p| Box::pin(answers(p)),
    )
    .needs(PATCH),
    must("patch/keeps", section::PATCH, "PATCH leaves alone what it does not name", |p| {
        Box::pin(keeps(p))
    })
    .needs(PATCH),
    // T90
    must(
        "patch/in-order",
        section::PATCH,
        "operations are done in their order, each on what the last one left",
        |p| Box::pin(in_order(p)),
    )
    .needs(PATCH),
    must("patch/all-or-nothing", section::PATCH, "when one operation fails, none is done", |p| {
        Box::pin(all_or_nothing(p))
    })
    .needs(PATCH),
    // T107
    must(
        "patch/last-modified",
        section::COMMON,
        "PATCH that changes something moves meta.lastModified forward",
        |p| Box::pin(last_modified(p)),
    )
    .needs(PATCH),
    should(
        "patch/no-change",
        section::PATCH,
        "PATCH that changes nothing leaves meta.lastModified",
        |p| Box::pin(no_change(p)),
    )
    .needs(PATCH),
    must("patch/deactivate", section::USER, "a user is deactivated and activated again", |p| {
        Box::pin(deactivate(p))
    })
    .needs(PATCH),
    // T103
    must("patch/path-in-any-case", section::NOTATION, "paths take names in any case", |p| {
        Box::pin(path_in_any_case(p))
    })
    .needs(PATCH),
    must(
        "patch/path-with-urn",
        section::NOTATION,
        "paths take names with their schema's URN",
        |p| Box::pin(path_with_urn(p)),
    )
    .needs(PATCH),
    // T105
    must(
        "patch/extension",
        section::EXTENSIONS,
        "PATCH adds an attribute of an extension, and schemas lists it then",
        |p| Box::pin(extension(p)),
    )
    .needs(&[Need::Patch, Need::Enterprise]),
    must(
        "patch/extension-removed",
        section::EXTENSIONS,
        "the URN of an extension as a path removes all of it",
        |p| Box::pin(extension_removed(p)),
    )
    .needs(&[Need::Patch, Need::Enterprise]),
    must("patch/unknown", section::ERRORS, "PATCH of an id that does not exist is 404", |p| {
        Box::pin(unknown(p))
    })
    .needs(PATCH),
    // T89
    must(
        "patch/no-operations",
        section::PATCH,
        "a PATCH without operations is refused with 400",
        |p| Box::pin(no_operations(p)),
    )
    .needs(PATCH),
    must(
        "patch/unknown-operation",
        section::PATCH,
        "an operation that does not exist is refused with 400",
        |p| Box::pin(unknown_operation(p)),
    )
    .needs(PATCH),
    should(
        "patch/operations-in-any-case",
        section::PATCH,
        "operations are taken in any case, as Entra ID sends them",
        |p| Box::pin(operations_in_any_case(p)),
    )
    .needs(PATCH),
];

async fn answers(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.patch(&made.path, replace("displayName", "Changed")).await?;
    answer.is(&[200, 204])?;
    if answer.code() == 200 {
        answer.has("/id", made.id.as_str())?.has("/displayName", "Changed")?;
    } else {
        answer.must(answer.text().is_empty(), "204 was answered with a body")?;
    }
    p.read(&made).await?.has("/displayName", "Changed")?;
    Ok(())
}

async fn keeps(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("displayName", "Changed")).await?;
    for pointer in ["/userName", "/name", "/emails", "/active", "/meta/created"] {
        now.has(pointer, made.answer.at(pointer).clone())?;
    }
    Ok(())
}

async fn in_order(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p
        .patched(
            &made,
            json!([
                {"op": "replace", "path": "displayName", "value": "First"},
                {"op": "remove", "path": "displayName"},
                {"op": "add", "path": "displayName", "value": "Last"},
            ]),
        )
        .await?;
    now.has("/displayName", "Last")?;
    Ok(())
}

async fn all_or_nothing(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p
        .patch(
            &made.path,
            json!([
                {"op": "replace", "path": "displayName", "value": "Half"},
                {"op": "replace", "path": "active", "value": {"no": "boolean"}},
            ]),
        )
        .await?;
    answer.refused(&[400])?;
    p.read(&made).await?.has("", made.answer.body.clone())?;
    Ok(())
}

async fn last_modified(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("displayName", "Changed")).await?;
    super::later(&now, &made.answer)
}

async fn no_change(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("active", true)).await?;
    now.has("/meta/lastModified", made.answer.at("/meta/lastModified").clone())?;
    Ok(())
}

async fn deactivate(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    for active in [false, true] {
        p.patched(&made, replace("active", active)).await?.has("/active", active)?;
        p.read(&made).await?.has("/active", active)?;
    }
    Ok(())
}

async fn path_in_any_case(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("NAME.givenname", "Grace")).await?;
    now.has("/name/givenName", "Grace")?;
    Ok(())
}

async fn path_with_urn(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let path = format!("{USER}:name.familyName");
    p.patched(&made, replace(&path, "Hopper")).await?.has("/name/familyName", "Hopper")?;
    Ok(())
}

async fn extension(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let path = format!("{ENTERPRISE}:department");
    let now = p.patched(&made, add(&path, "Tours")).await?;
    let held = now.body.get(ENTERPRISE).and_then(|held| held.get("department"));
    now.must(held == Some(&json!("Tours")), "the department is not there")?;
    now.must(
        now.elements("/schemas").contains(&ENTERPRISE.into()),
        "schemas does not list the extension",
    )?;
    Ok(())
}

async fn extension_removed(p: &mut Probe) -> Verdict {
    let held = json!({"department": "Tours", "costCenter": "4130"});
    let extra = json!({"schemas": [USER, ENTERPRISE], ENTERPRISE: held});
    let made = p.user_with(&extra).await?;
    let now = p.patched(&made, remove(ENTERPRISE)).await?;
    let held = now.body.get(ENTERPRISE).and_then(Value::as_object);
    let gone = held
        .is_none_or(|held| !held.contains_key("department") && !held.contains_key("costCenter"));
    now.must(gone, "attributes of the extension are still there")?;
    Ok(())
}

async fn unknown(p: &mut Probe) -> Verdict {
    let path = format!("/Users/{}", super::read::NOBODY);
    p.patch(&path, replace("active", false)).await?.refused(&[404])?;
    Ok(())
}

async fn no_operations(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let empty = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]});
    p.send(request(Method::PATCH, &made.path).json(&empty)).await?.refused(&[400])?;
    p.patch(&made.path, json!([])).await?.refused(&[400])?;
    Ok(())
}

async fn unknown_operation(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patch(&made.path, json!([{"op": "rename", "path": "displayName", "value": "x"}]))
        .await?
        .refused(&[400])?;
    p.patch(&made.path, json!([{"path": "displayName", "value": "x"}])).await?.refused(&[400])?;
    Ok(())
}

async fn operations_in_any_case(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.patched(&made, json!([{"op": "Replace", "path": "displayName", "value": "Changed"}]))
        .await?
        .has("/displayName", "Changed")?;
    Ok(())
}
