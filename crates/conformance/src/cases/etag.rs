//! Versions and conditions (RFC 7644 §3.14).

use client::Method;
use serde_json::{Value, json};

use crate::answer::{Answer, at};
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Json as _, Made, Probe, merged, patch_op, replace, request};
use crate::section;
use crate::stop::Stop;

const ETAG: &[Need] = &[Need::Etag];

pub(super) const CASES: &[Case] = &[
    // T111
    must("etag/created", section::VERSIONS, "the ETag header of a 201 is meta.version", |p| {
        Box::pin(created(p))
    })
    .needs(ETAG),
    must("etag/read", section::VERSIONS, "the ETag header of a GET is meta.version", |p| {
        Box::pin(read(p))
    })
    .needs(ETAG),
    must(
        "etag/form",
        section::VERSIONS,
        "a version is an entity-tag: quoted, and weak ones with W/ before",
        |p| Box::pin(form(p)),
    )
    .needs(ETAG),
    must("etag/moves", section::VERSIONS, "a change gives a new version", |p| Box::pin(moves(p)))
        .needs(ETAG),
    // T107
    should("etag/stays", section::VERSIONS, "a change of nothing keeps the version", |p| {
        Box::pin(stays(p))
    })
    .needs(&[Need::Etag, Need::Patch]),
    // T112
    must(
        "etag/not-modified",
        section::VERSIONS,
        "GET with If-None-Match of the version is 304 without a body",
        |p| Box::pin(not_modified(p)),
    )
    .needs(ETAG),
    must(
        "etag/modified",
        section::VERSIONS,
        "GET with If-None-Match of another version is 200",
        |p| Box::pin(modified(p)),
    )
    .needs(ETAG),
    must("etag/put", section::VERSIONS, "PUT with If-Match of the version is done", |p| {
        Box::pin(put(p))
    })
    .needs(ETAG),
    must(
        "etag/put-stale",
        section::VERSIONS,
        "PUT with If-Match of another version is 412 and changes nothing",
        |p| Box::pin(put_stale(p)),
    )
    .needs(ETAG),
    must(
        "etag/patch",
        section::VERSIONS,
        "PATCH with If-Match is done once: the version it names is gone then",
        |p| Box::pin(patch(p)),
    )
    .needs(&[Need::Etag, Need::Patch]),
    must(
        "etag/delete-stale",
        section::VERSIONS,
        "DELETE with If-Match of another version is 412",
        |p| Box::pin(delete_stale(p)),
    )
    .needs(ETAG),
    should("etag/any", section::VERSIONS, "If-Match takes * and lists", |p| Box::pin(any(p)))
        .needs(ETAG),
    must("etag/lists", section::VERSIONS, "resources in lists carry their version", |p| {
        Box::pin(lists(p))
    })
    .needs(&[Need::Etag, Need::Filter]),
    must("etag/on-patch", section::VERSIONS, "the answer to a PATCH carries the new ETag", |p| {
        Box::pin(on_patch(p))
    })
    .needs(&[Need::Etag, Need::Patch]),
];

/// A version that no user has.
const STALE: &str = "W/\"of-another-time\"";

/// The version of what was created.
fn version(made: &Made) -> Result<String, Stop> {
    Ok(made.answer.string("/meta/version")?.to_owned())
}

async fn get_if(p: &mut Probe, made: &Made, version: &str) -> Result<Answer, Stop> {
    p.send(request(Method::GET, &made.path).header("If-None-Match", version)).await
}

async fn put_if(p: &mut Probe, made: &Made, version: &str) -> Result<Answer, Stop> {
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
    p.send(request(Method::PUT, &made.path).header("If-Match", version).json(&body)).await
}

async fn patch_if(p: &mut Probe, made: &Made, version: &str, value: Value) -> Result<Answer, Stop> {
    let change = patch_op(&replace("displayName", value));
    p.send(request(Method::PATCH, &made.path).header("If-Match", version).json(&change)).await
}

async fn created(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let version = version(&made)?;
    let found = made.answer.header("etag").unwrap_or("(none)");
    made.answer.must(found == version, format!("ETag is {found}, meta.version is {version}"))?;
    Ok(())
}

async fn read(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.read(&made).await?;
    let found = answer.header("etag").unwrap_or("(none)").to_owned();
    answer.has("/meta/version", found)?;
    Ok(())
}

async fn form(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let version = version(&made)?;
    let opaque = version.strip_prefix("W/").unwrap_or(&version);
    let right = opaque.len() > 2 && opaque.starts_with('"') && opaque.ends_with('"');
    made.answer.must(right, format!("meta.version is {version}"))?;
    Ok(())
}

async fn moves(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let body = merged(made.sent.clone(), &json!({"displayName": "Changed"}));
    let answer = p.put(&made.path, &body).await?;
    answer
        .is(&[200])?
        .must(answer.string("/meta/version")? != version(&made)?, "the version is the same")?;
    Ok(())
}

async fn stays(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let now = p.patched(&made, replace("active", true)).await?;
    now.has("/meta/version", version(&made)?)?;
    Ok(())
}

async fn not_modified(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = get_if(p, &made, &version(&made)?).await?;
    answer.is(&[304])?.must(answer.text().is_empty(), "304 was answered with a body")?;
    Ok(())
}

async fn modified(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    get_if(p, &made, STALE).await?.is(&[200])?.has("/id", made.id.as_str())?;
    Ok(())
}

async fn put(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    put_if(p, &made, &version(&made)?).await?.is(&[200])?.has("/displayName", "Changed")?;
    Ok(())
}

async fn put_stale(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    put_if(p, &made, STALE).await?.refused(&[412])?;
    p.read(&made).await?.has("/displayName", at(&made.sent, "/displayName").clone())?;
    Ok(())
}

async fn patch(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let version = version(&made)?;
    patch_if(p, &made, &version, json!("Once")).await?.is(&[200, 204])?;
    patch_if(p, &made, &version, json!("Twice")).await?.refused(&[412])?;
    p.read(&made).await?.has("/displayName", "Once")?;
    Ok(())
}

async fn delete_stale(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.send(request(Method::DELETE, &made.path).header("If-Match", STALE)).await?.refused(&[412])?;
    p.read(&made).await?;
    p.send(request(Method::DELETE, &made.path).header("If-Match", &version(&made)?))
        .await?
        .is(&[204])?;
    Ok(())
}

async fn any(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let listed = format!("{STALE}, {}", version(&made)?);
    put_if(p, &made, &listed).await?.is(&[200])?;
    put_if(p, &made, "*").await?.is(&[200])?;
    Ok(())
}

async fn lists(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.filter("/Users", &format!("userName eq \"{}\"", made.user_name())).await?;
    answer.has("/Resources/0/meta/version", version(&made)?)?;
    Ok(())
}

async fn on_patch(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.patch(&made.path, replace("displayName", "Changed")).await?;
    let found = answer.header("etag").unwrap_or("(none)").to_owned();
    let now = p.read(&made).await?;
    answer.must(
        now.string("/meta/version")? == found,
        format!("ETag is {found}, meta.version is {}", now.at("/meta/version")),
    )?;
    Ok(())
}
