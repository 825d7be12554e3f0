//! Errors (RFC 7644 §3.12) and authentication (§2).

use client::Method;
use serde_json::json;

use crate::case::{Case, Verdict, must, should};
use crate::probe::{Json as _, Probe, request};
use crate::section;
use crate::stop::Stop;

pub(super) const CASES: &[Case] = &[
    // T34
    must(
        "errors/body",
        section::ERRORS,
        "an error has a SCIM body: its schema, and the status as a string",
        |p| Box::pin(body(p)),
    ),
    must("errors/content-type", section::ERRORS, "an error is application/scim+json", |p| {
        Box::pin(content_type(p))
    }),
    should("errors/detail", section::ERRORS, "an error says in words what is wrong", |p| {
        Box::pin(detail(p))
    }),
    must("errors/scim-type", section::ERRORS, "scimType is one of the RFC's keywords", |p| {
        Box::pin(scim_type(p))
    }),
    must(
        "errors/unknown-endpoint",
        section::ERRORS,
        "an endpoint that does not exist is 404 with a SCIM error",
        |p| Box::pin(unknown_endpoint(p)),
    ),
    // T35
    must(
        "errors/wrong-method",
        section::ERRORS,
        "a method that an endpoint does not have is refused with a SCIM error",
        |p| Box::pin(wrong_method(p)),
    ),
    should("errors/allow", section::ERRORS, "405 names the methods that are allowed", |p| {
        Box::pin(allow(p))
    }),
    // T121
    must(
        "errors/no-key",
        section::AUTHENTICATION,
        "a request without credentials is 401 with WWW-Authenticate",
        |p| Box::pin(no_key(p)),
    ),
    must("errors/no-key-body", section::ERRORS, "401 has a SCIM error body", |p| {
        Box::pin(no_key_body(p))
    }),
    must("errors/wrong-key", section::AUTHENTICATION, "a key that is none is 401", |p| {
        Box::pin(wrong_key(p))
    }),
];

/// The keywords of RFC 7644 §3.12, table 9, and of RFC 9865.
const SCIM_TYPES: [&str; 14] = [
    "invalidFilter",
    "tooMany",
    "uniqueness",
    "mutability",
    "invalidSyntax",
    "invalidPath",
    "noTarget",
    "invalidValue",
    "invalidVers",
    "sensitive",
    "expiredCursor",
    "invalidCursor",
    "invalidCount",
    "",
];

async fn body(p: &mut Probe) -> Verdict {
    p.get(&format!("/Users/{}", super::read::NOBODY)).await?.is(&[404])?.is_an_error()?;
    Ok(())
}

async fn content_type(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Users/{}", super::read::NOBODY)).await?;
    super::is_scim_json(&answer)
}

async fn detail(p: &mut Probe) -> Verdict {
    let answer = p.get(&format!("/Users/{}", super::read::NOBODY)).await?;
    answer.must(!answer.string("/detail")?.is_empty(), "detail is empty")?;
    Ok(())
}

async fn scim_type(p: &mut Probe) -> Verdict {
    let wrong = [
        p.post("/Users", &json!({"schemas": [crate::offers::USER]})).await?,
        p.post("/Users", &json!({"schemas": "none", "userName": 5})).await?,
        p.get(&format!("/Users/{}", super::read::NOBODY)).await?,
    ];
    for answer in wrong {
        let keyword = answer.at("/scimType").as_str().unwrap_or_default();
        answer.must(SCIM_TYPES.contains(&keyword), format!("scimType is {keyword}"))?;
    }
    Ok(())
}

async fn unknown_endpoint(p: &mut Probe) -> Verdict {
    p.get("/Unicorns").await?.refused(&[404])?;
    Ok(())
}

async fn wrong_method(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.send(request(Method::POST, &made.path).json(&made.sent)).await?.refused(&[404, 405, 501])?;
    Ok(())
}

async fn allow(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.send(request(Method::POST, &made.path).json(&made.sent)).await?;
    answer.is(&[405])?.must(
        answer.header("allow").is_some_and(|methods| methods.contains("GET")),
        "there is no Allow header with GET",
    )?;
    Ok(())
}

async fn no_key(p: &mut Probe) -> Verdict {
    let answer = p.send(request(Method::GET, "/Users?count=1").without_key()).await?;
    if answer.code() == 200 {
        return Err(Stop::skip("this server answers requests without credentials"));
    }
    answer
        .is(&[401])?
        .must(answer.header("www-authenticate").is_some(), "there is no WWW-Authenticate header")?;
    Ok(())
}

async fn no_key_body(p: &mut Probe) -> Verdict {
    let answer = p.send(request(Method::GET, "/Users?count=1").without_key()).await?;
    if answer.code() == 200 {
        return Err(Stop::skip("this server answers requests without credentials"));
    }
    answer.refused(&[401])?;
    Ok(())
}

async fn wrong_key(p: &mut Probe) -> Verdict {
    let open = p.send(request(Method::GET, "/Users?count=1").without_key()).await?;
    if open.code() == 200 {
        return Err(Stop::skip("this server answers requests without credentials"));
    }
    let wrong = request(Method::GET, "/Users?count=1")
        .without_key()
        .header("Authorization", "Bearer not-a-key");
    p.send(wrong).await?.refused(&[401])?;
    Ok(())
}
