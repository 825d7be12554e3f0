//! Media types (RFC 7644 §3.8).

use client::{Method, RawRequest};

use crate::case::{Case, Verdict, must, should};
use crate::probe::{Probe, request};
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T33
    must("media/answers", section::MEDIA_TYPES, "answers are application/scim+json", |p| {
        Box::pin(answers(p))
    }),
    must("media/scim-json", section::MEDIA_TYPES, "application/scim+json is taken", |p| {
        Box::pin(scim_json(p))
    }),
    must("media/charset", section::MEDIA_TYPES, "a charset parameter is taken", |p| {
        Box::pin(charset(p))
    }),
    should("media/json", section::MEDIA_TYPES, "application/json is taken", |p| {
        Box::pin(media_json(p))
    }),
    should(
        "media/others-refused",
        section::MEDIA_TYPES,
        "another Content-Type is refused with 415",
        |p| Box::pin(others_refused(p)),
    ),
    must(
        "media/accept-scim-json",
        section::MEDIA_TYPES,
        "Accept: application/scim+json is answered",
        |p| Box::pin(accept_scim_json(p)),
    ),
    should(
        "media/accept-json",
        section::MEDIA_TYPES,
        "Accept: application/json is answered",
        |p| Box::pin(accept_json(p)),
    ),
    must(
        "media/accept-any",
        section::MEDIA_TYPES,
        "Accept: */* is answered, and so are lists with weights",
        |p| Box::pin(accept_any(p)),
    ),
    should(
        "media/accept-others-refused",
        section::MEDIA_TYPES,
        "an Accept of other types only is refused with 406",
        |p| Box::pin(accept_others_refused(p)),
    ),
    must("media/type-on-get", section::MEDIA_TYPES, "a GET with a Content-Type is answered", |p| {
        Box::pin(type_on_get(p))
    }),
];

/// Creates a user with that Content-Type.
async fn created_as(p: &mut Probe, content_type: &str) -> Verdict {
    let body = p.user_body().to_string();
    p.send(request(Method::POST, "/Users").header("Content-Type", content_type).body(body))
        .await?
        .is(&[201])?;
    Ok(())
}

/// Reads a list with that Accept.
async fn accepted(p: &mut Probe, accept: &str) -> Verdict {
    let answer =
        p.send(RawRequest::new(Method::GET, "/Users?count=1").header("Accept", accept)).await?;
    answer.is(&[200])?;
    super::is_a_list(&answer)
}

async fn answers(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    super::is_scim_json(&made.answer)?;
    super::is_scim_json(&p.get("/Users?count=1").await?)?;
    super::is_scim_json(&p.get("/ServiceProviderConfig").await?)
}

async fn scim_json(p: &mut Probe) -> Verdict {
    created_as(p, "application/scim+json").await
}

async fn charset(p: &mut Probe) -> Verdict {
    created_as(p, "application/scim+json; charset=utf-8").await
}

async fn media_json(p: &mut Probe) -> Verdict {
    created_as(p, "application/json").await?;
    created_as(p, "application/json; charset=UTF-8").await
}

async fn others_refused(p: &mut Probe) -> Verdict {
    let body = p.user_body().to_string();
    p.send(request(Method::POST, "/Users").header("Content-Type", "application/xml").body(body))
        .await?
        .refused(&[415])?;
    Ok(())
}

async fn accept_scim_json(p: &mut Probe) -> Verdict {
    accepted(p, "application/scim+json").await
}

async fn accept_json(p: &mut Probe) -> Verdict {
    accepted(p, "application/json").await
}

async fn accept_any(p: &mut Probe) -> Verdict {
    accepted(p, "*/*").await?;
    accepted(p, "text/html;q=0.1, application/scim+json;q=0.9, */*;q=0.1").await
}

async fn accept_others_refused(p: &mut Probe) -> Verdict {
    p.send(RawRequest::new(Method::GET, "/Users?count=1").header("Accept", "image/png"))
        .await?
        .refused(&[406])?;
    Ok(())
}

async fn type_on_get(p: &mut Probe) -> Verdict {
    p.send(request(Method::GET, "/Users?count=1").header("Content-Type", "application/json"))
        .await?
        .is(&[200])?;
    Ok(())
}
