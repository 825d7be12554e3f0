//! `/Me` (RFC 7644 §3.11).

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::probe::Probe;
use crate::section;
use crate::stop::Stop;

pub(super) const CASES: &[Case] = &[
    // T40
    must(
        "me/answers",
        section::ME,
        "/Me answers with a user, another place, or a SCIM error",
        |p| Box::pin(answers(p)),
    ),
    should(
        "me/not-implemented",
        section::ME,
        "a server without /Me answers 501 rather than 404",
        |p| Box::pin(not_implemented(p)),
    ),
    must("me/location", section::ME, "the user at /Me has its own place under /Users", |p| {
        Box::pin(location(p))
    }),
];

/// What `/Me` answers, if the server offers it to this key.
async fn me(p: &mut Probe) -> Result<Answer, Stop> {
    let answer = p.get("/Me").await?;
    if matches!(answer.code(), 403 | 404 | 501) {
        return Err(Stop::skip(format!("not offered to this key: /Me answers {}", answer.code())));
    }
    Ok(answer)
}

async fn answers(p: &mut Probe) -> Verdict {
    let answer = p.get("/Me").await?;
    match answer.code() {
        200 => answer.string("/id").map(drop),
        307 | 308 => {
            answer.must(answer.header("location").is_some(), "there is no Location").map(drop)
        }
        _ => answer.refused(&[403, 404, 501]).map(drop),
    }
}

async fn not_implemented(p: &mut Probe) -> Verdict {
    let answer = p.get("/Me").await?;
    answer.must(answer.code() != 404, "/Me is 404, which means that the user does not exist")?;
    Ok(())
}

async fn location(p: &mut Probe) -> Verdict {
    let answer = me(p).await?;
    let location =
        answer.header("location").or(answer.at("/meta/location").as_str()).unwrap_or_default();
    answer.must(
        location.contains("/Users/"),
        format!("the location is `{location}`; expected one under /Users"),
    )?;
    Ok(())
}
