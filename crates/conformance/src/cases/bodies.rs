//! Bodies that are no resource: refused, with a SCIM error (RFC 7644 §3.12).

use client::Method;
use serde_json::{Value, json};

use crate::case::{Case, Verdict, must};
use crate::probe::{Json as _, Probe, SCIM_JSON, request};
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T86
    must(
        "bodies/malformed",
        section::ERRORS,
        "a body that is not JSON is refused with 400 and invalidSyntax",
        |p| Box::pin(malformed(p)),
    ),
    must(
        "bodies/no-object",
        section::ERRORS,
        "a body that is no object is refused with 400",
        |p| Box::pin(no_object(p)),
    ),
    must("bodies/no-body", section::ERRORS, "a POST without a body is refused with 400", |p| {
        Box::pin(no_body(p))
    }),
    must(
        "bodies/invalid-utf-8",
        section::ERRORS,
        "a body that is not UTF-8 is refused with 400",
        |p| Box::pin(invalid_utf_8(p)),
    ),
    must(
        "bodies/deep",
        section::ERRORS,
        "a body nested a thousand deep is refused, not crashed on",
        |p| Box::pin(values_deep(p)),
    ),
];

async fn malformed(p: &mut Probe) -> Verdict {
    let broken =
        request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body("{\"userName\": ");
    p.send(broken).await?.refused_as(400, "invalidSyntax")?;
    Ok(())
}

async fn no_object(p: &mut Probe) -> Verdict {
    for body in [json!([]), json!("userName"), Value::Null] {
        p.send(request(Method::POST, "/Users").json(&body)).await?.refused(&[400])?;
    }
    Ok(())
}

async fn no_body(p: &mut Probe) -> Verdict {
    let empty = request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body("");
    p.send(empty).await?.refused(&[400])?;
    Ok(())
}

async fn invalid_utf_8(p: &mut Probe) -> Verdict {
    let bytes = b"{\"userName\": \"\xff\xfe\"}".to_vec();
    p.send(request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body(bytes))
        .await?
        .refused(&[400])?;
    Ok(())
}

async fn values_deep(p: &mut Probe) -> Verdict {
    let deep = format!("{{\"userName\": {}{}}}", "[".repeat(1_000), "]".repeat(1_000));
    p.send(request(Method::POST, "/Users").header("Content-Type", SCIM_JSON).body(deep))
        .await?
        .refused(&[400, 413])?;
    Ok(())
}
