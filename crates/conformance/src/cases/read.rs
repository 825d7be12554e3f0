//! Retrieving a resource (RFC 7644 §3.4.1).

use client::Method;
use serde_json::json;

use crate::case::{Case, Verdict, must, should};
use crate::probe::{Probe, request};
use crate::section;
use crate::stop::Stop;

pub(super) const CASES: &[Case] = &[
    must(
        "read/answers-200",
        section::READ,
        "GET answers 200 with the resource that was created",
        |p| Box::pin(answers_200(p)),
    ),
    must("read/location", section::COMMON, "meta.location of a resource is its URL", |p| {
        Box::pin(location(p))
    }),
    must(
        "read/unknown",
        section::ERRORS,
        "an id that does not exist is 404 with a SCIM error",
        |p| Box::pin(unknown(p)),
    ),
    must(
        "read/odd-ids",
        section::ERRORS,
        "ids no server would issue are 404, not a failure of the server",
        |p| Box::pin(odd_ids(p)),
    ),
    // T02
    must("read/id-is-case-exact", section::COMMON, "an id in another case is another id", |p| {
        Box::pin(id_is_case_exact(p))
    }),
    // T110
    must("read/inactive", section::USER, "an inactive user is still there", |p| {
        Box::pin(inactive(p))
    }),
    must("read/no-null", section::UNASSIGNED, "nothing in a resource is null", |p| {
        Box::pin(no_null(p))
    }),
    must("read/stays", section::COMMON, "reading changes nothing", |p| Box::pin(stays(p))),
    // T42
    should("read/head", section::READ, "HEAD answers as GET does, without the body", |p| {
        Box::pin(head(p))
    }),
    should("read/location-header", section::READ, "GET of a resource carries its Location", |p| {
        Box::pin(location_header(p))
    }),
    must("read/endpoints-apart", section::READ, "a user is not found among the groups", |p| {
        Box::pin(endpoints_apart(p))
    })
    .needs(&[crate::need::Need::Groups]),
];

async fn answers_200(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.read(&made).await?.has("", made.answer.body.clone())?;
    Ok(())
}

async fn location(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.read(&made).await?;
    let location = answer.string("/meta/location")?;
    answer.must(
        location.ends_with(&format!("/Users/{}", made.id)),
        format!("meta.location is `{location}`"),
    )?;
    Ok(())
}

async fn unknown(p: &mut Probe) -> Verdict {
    p.get(&format!("/Users/{NOBODY}")).await?.refused(&[404])?;
    Ok(())
}

async fn odd_ids(p: &mut Probe) -> Verdict {
    for id in ["%00", "..%2F..%2FUsers", "%F0%9F%A6%84", "'%20OR%201=1--", "%22"] {
        p.get(&format!("/Users/{id}")).await?.is(&[400, 404])?;
    }
    Ok(())
}

async fn id_is_case_exact(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let swapped = made.path.replace(&made.id, &swap_case(&made.id));
    if swapped == made.path {
        return Err(Stop::skip("the ids of this server have no letters"));
    }
    p.get(&swapped).await?.refused(&[404])?;
    Ok(())
}

async fn inactive(p: &mut Probe) -> Verdict {
    let made = p.user_with(&json!({"active": false})).await?;
    p.read(&made).await?.has("/active", false)?;
    Ok(())
}

async fn no_null(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    super::no_nulls(&p.read(&made).await?)
}

async fn stays(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let first = p.read(&made).await?;
    p.read(&made).await?.has("/meta", first.at("/meta").clone())?;
    Ok(())
}

async fn head(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.send(request(Method::HEAD, &made.path)).await?;
    answer.is(&[200])?.must(answer.text().is_empty(), "HEAD was answered with a body")?;
    Ok(())
}

async fn location_header(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.read(&made).await?;
    let headers = [answer.header("location"), answer.header("content-location")];
    let named = headers.into_iter().flatten().any(|location| location.ends_with(&made.id));
    answer.must(named, "neither Location nor Content-Location names the resource")?;
    Ok(())
}

async fn endpoints_apart(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.get(&made.path.replace("/Users/", "/Groups/")).await?.refused(&[404])?;
    Ok(())
}

/// An id that no server has issued.
pub(super) const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

/// The path of a user that does not exist any more.
pub(super) async fn gone(p: &mut Probe) -> Result<String, Stop> {
    let made = p.user().await?;
    p.delete(&made.path).await?.is(&[204])?;
    Ok(made.path)
}

fn swap_case(text: &str) -> String {
    text.chars()
        .map(
            |c| {
                if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
            },
        )
        .collect()
}
