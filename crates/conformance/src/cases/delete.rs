//! Deleting resources (RFC 7644 §3.6).

use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::probe::{Probe, replace};
use crate::section;

pub(super) const CASES: &[Case] = &[
    // T109
    must("delete/answers-204", section::DELETE, "DELETE answers 204 without a body", |p| {
        Box::pin(answers_204(p))
    }),
    must("delete/gone", section::DELETE, "what is deleted is 404", |p| Box::pin(delete_gone(p))),
    must("delete/twice", section::DELETE, "a second DELETE is 404", |p| Box::pin(twice(p))),
    must("delete/no-put", section::DELETE, "what is deleted can't be replaced", |p| {
        Box::pin(no_put(p))
    }),
    must("delete/no-patch", section::DELETE, "what is deleted can't be patched", |p| {
        Box::pin(no_patch(p))
    })
    .needs(&[Need::Patch]),
    must("delete/not-listed", section::DELETE, "what is deleted is found by no filter", |p| {
        Box::pin(not_listed(p))
    })
    .needs(&[Need::Filter]),
    must(
        "delete/name-again",
        section::DELETE,
        "a deleted user's userName can be used at once, by a user with a new id",
        |p| Box::pin(name_again(p)),
    ),
    must("delete/unknown", section::DELETE, "DELETE of an id that never was is 404", |p| {
        Box::pin(unknown(p))
    }),
    must(
        "delete/endpoint",
        section::DELETE,
        "DELETE of a whole endpoint is refused, and nobody is gone",
        |p| Box::pin(endpoint(p)),
    ),
];

async fn answers_204(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let answer = p.delete(&made.path).await?;
    answer.is(&[204])?.must(answer.text().is_empty(), "204 was answered with a body")?;
    Ok(())
}

async fn delete_gone(p: &mut Probe) -> Verdict {
    let path = super::read::gone(p).await?;
    p.get(&path).await?.refused(&[404])?;
    Ok(())
}

async fn twice(p: &mut Probe) -> Verdict {
    let path = super::read::gone(p).await?;
    p.delete(&path).await?.refused(&[404])?;
    Ok(())
}

async fn no_put(p: &mut Probe) -> Verdict {
    let path = super::read::gone(p).await?;
    let body = p.user_body();
    p.put(&path, &body).await?.refused(&[404])?;
    Ok(())
}

async fn no_patch(p: &mut Probe) -> Verdict {
    let path = super::read::gone(p).await?;
    p.patch(&path, replace("active", false)).await?.refused(&[404])?;
    Ok(())
}

async fn not_listed(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    let filter = format!("userName eq \"{}\"", made.user_name());
    p.filter("/Users", &filter).await?.has("/totalResults", 1)?;
    p.delete(&made.path).await?.is(&[204])?;
    p.filter("/Users", &filter).await?.is(&[200])?.has("/totalResults", 0)?;
    Ok(())
}

async fn name_again(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.delete(&made.path).await?.is(&[204])?;
    let again = p.create("/Users", &made.sent).await?;
    again.answer.must(again.id != made.id, "the id was used again")?;
    Ok(())
}

async fn unknown(p: &mut Probe) -> Verdict {
    p.delete(&format!("/Users/{}", super::read::NOBODY)).await?.refused(&[404])?;
    Ok(())
}

async fn endpoint(p: &mut Probe) -> Verdict {
    let made = p.user().await?;
    p.delete("/Users").await?.refused(&[400, 403, 404, 405, 501])?;
    p.read(&made).await?;
    Ok(())
}
