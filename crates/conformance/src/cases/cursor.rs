//! Paging by cursor (RFC 9865).

use std::collections::BTreeSet;

use crate::answer::Answer;
use crate::case::{Case, Verdict, must};
use crate::need::Need;
use crate::offers::resources;
use crate::probe::{Probe, encoded};
use crate::section;
use crate::stop::Stop;

const CURSOR: &[Need] = &[Need::Cursor, Need::Filter];

pub(super) const CASES: &[Case] = &[
    must(
        "cursor/first-page",
        section::CURSOR,
        "an empty cursor gives the first page and a cursor to the next",
        |p| Box::pin(first_page(p)),
    )
    .needs(CURSOR),
    must(
        "cursor/bare-parameter",
        section::CURSOR,
        "the parameter may come without an equals sign",
        |p| Box::pin(bare_parameter(p)),
    )
    .needs(CURSOR),
    must("cursor/characters", section::CURSOR, "a cursor needs no escaping in a URL", |p| {
        Box::pin(characters(p))
    })
    .needs(CURSOR),
    must(
        "cursor/walk",
        section::CURSOR,
        "cursor by cursor, everybody comes exactly once, and the last page has no nextCursor",
        |p| Box::pin(walk(p)),
    )
    .needs(CURSOR),
    must(
        "cursor/forged",
        section::CURSOR,
        "a cursor the server did not issue is refused with invalidCursor",
        |p| Box::pin(forged(p)),
    )
    .needs(CURSOR),
    must(
        "cursor/tampered",
        section::CURSOR,
        "a cursor with a letter changed is not taken for another",
        |p| Box::pin(tampered(p)),
    )
    .needs(CURSOR),
    must("cursor/count-0", section::CURSOR, "count 0 gives no resources", |p| Box::pin(count_0(p)))
        .needs(CURSOR),
    must("cursor/repeatable", section::CURSOR, "a cursor used twice gives the same page", |p| {
        Box::pin(repeatable(p))
    })
    .needs(CURSOR),
];

/// A page of the people; no cursor begins.
async fn page(p: &mut Probe, cursor: Option<&str>, count: usize) -> Result<Answer, Stop> {
    let filter = encoded(&p.people().await?.all());
    let cursor = encoded(cursor.unwrap_or_default());
    let answer = p.get(&format!("/Users?filter={filter}&count={count}&cursor={cursor}")).await?;
    answer.is(&[200])?;
    Ok(answer)
}

async fn first_page(p: &mut Probe) -> Verdict {
    let answer = page(p, None, 2).await?;
    super::is_a_page(&answer)?;
    let found = resources(&answer.body).count();
    answer.must((1..=2).contains(&found), format!("the page holds {found}; expected at most 2"))?;
    answer.string("/nextCursor")?;
    answer.lacks("/previousCursor")?;
    Ok(())
}

async fn bare_parameter(p: &mut Probe) -> Verdict {
    let filter = encoded(&p.people().await?.all());
    let answer = p.get(&format!("/Users?filter={filter}&cursor&count=2")).await?;
    answer.is(&[200])?.string("/nextCursor")?;
    Ok(())
}

async fn characters(p: &mut Probe) -> Verdict {
    let answer = page(p, None, 1).await?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    answer.must(
        answer.string("/nextCursor")?.chars().all(plain),
        "nextCursor holds characters that are reserved in URLs",
    )?;
    Ok(())
}

async fn walk(p: &mut Probe) -> Verdict {
    let all = p.people().await?.len();
    let (mut seen, mut cursor) = (BTreeSet::new(), None);
    for _ in 0..=all * 4 {
        let answer = page(p, cursor.as_deref(), 1).await?;
        for name in p.people().await?.among(&answer) {
            answer.must(seen.insert(name), format!("{name} comes twice"))?;
        }
        cursor = answer.at("/nextCursor").as_str().map(str::to_owned);
        if cursor.is_none() {
            answer.must(
                seen.len() == all,
                format!("the last page came after {} of {all}", seen.len()),
            )?;
            return Ok(());
        }
    }
    let answer = page(p, cursor.as_deref(), 1).await?;
    Err(answer.wrong("the pages have no end"))
}

async fn forged(p: &mut Probe) -> Verdict {
    p.get("/Users?count=1&cursor=not-a-cursor-of-this-server")
        .await?
        .refused_as(400, "invalidCursor")?;
    Ok(())
}

async fn tampered(p: &mut Probe) -> Verdict {
    let first = page(p, None, 1).await?;
    let cursor = first.string("/nextCursor")?;
    let (head, tail) = cursor.split_at(cursor.len() / 2);
    let swapped: String = tail.chars().rev().collect();
    let filter = encoded(&p.people().await?.all());
    let forged = encoded(&format!("{head}{swapped}"));
    if forged == encoded(cursor) {
        return Err(Stop::skip("the cursor reads the same both ways"));
    }
    p.get(&format!("/Users?filter={filter}&count=1&cursor={forged}")).await?.refused(&[400])?;
    Ok(())
}

async fn count_0(p: &mut Probe) -> Verdict {
    let answer = page(p, None, 0).await?;
    answer.must(resources(&answer.body).count() == 0, "the page should be empty")?;
    Ok(())
}

async fn repeatable(p: &mut Probe) -> Verdict {
    let first = page(p, None, 1).await?;
    let cursor = first.string("/nextCursor")?.to_owned();
    let (once, twice) = (page(p, Some(&cursor), 1).await?, page(p, Some(&cursor), 1).await?);
    let people = p.people().await?;
    twice.must(people.among(&once) == people.among(&twice), "the page has changed")?;
    Ok(())
}
