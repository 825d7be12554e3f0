//! Sorting (RFC 7644 §3.4.2.3).

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::{Probe, encoded};
use crate::section;
use crate::stop::Stop;

const SORT: &[Need] = &[Need::Sort, Need::Filter];

pub(super) const CASES: &[Case] = &[
    // T70
    must("sort/ascending", section::SORT, "sortBy sorts, upwards unless told otherwise", |p| {
        Box::pin(ascending(p))
    })
    .needs(SORT),
    must("sort/descending", section::SORT, "sortOrder descending turns the order round", |p| {
        Box::pin(descending(p))
    })
    .needs(SORT),
    must(
        "sort/by-case-rule",
        section::SORT,
        "texts that are not case-exact are sorted without regard to case",
        |p| Box::pin(by_case_rule(p)),
    )
    .needs(SORT),
    must(
        "sort/by-multi-valued",
        section::SORT,
        "a multi-valued attribute sorts by its primary value",
        |p| Box::pin(by_multi_valued(p)),
    )
    .needs(SORT),
    must("sort/unassigned-last", section::SORT, "who has no value comes last, upwards", |p| {
        Box::pin(unassigned_last(p))
    })
    .needs(&[Need::Sort, Need::Filter, Need::Attribute("title")]),
    must("sort/unassigned-first", section::SORT, "who has no value comes first, downwards", |p| {
        Box::pin(unassigned_first(p))
    })
    .needs(&[Need::Sort, Need::Filter, Need::Attribute("title")]),
    must("sort/by-time", section::SORT, "times sort as times", |p| Box::pin(by_time(p)))
        .needs(SORT),
    must(
        "sort/names-in-any-case",
        section::NOTATION,
        "sortBy takes names in any case, and with their URN",
        |p| Box::pin(names_in_any_case(p)),
    )
    .needs(SORT),
    must("sort/pages", section::SORT, "pages of a sorted list go on in its order", |p| {
        Box::pin(pages(p))
    })
    .needs(SORT),
    should(
        "sort/unknown-order",
        section::SORT,
        "a sortOrder that does not exist is refused",
        |p| Box::pin(unknown_order(p)),
    )
    .needs(SORT),
    must(
        "sort/parameters",
        section::SORT,
        "sort parameters never fail a list, whether sorting is offered or not",
        |p| Box::pin(parameters(p)),
    ),
];

/// The people, sorted as `query` says.
async fn sorted(p: &mut Probe, query: &str) -> Result<Answer, Stop> {
    let filter = encoded(&p.people().await?.all());
    let answer = p.get(&format!("/Users?filter={filter}&{query}")).await?;
    answer.is(&[200])?;
    Ok(answer)
}

/// Insists on an order.
async fn gives(p: &mut Probe, query: &str, expected: &[&str]) -> Verdict {
    let answer = sorted(p, query).await?;
    p.people().await?.insist_order(&answer, query, expected)
}

async fn ascending(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=userName", &["ada", "bob", "cyd", "dee"]).await?;
    gives(p, "sortBy=userName&sortOrder=ascending", &["ada", "bob", "cyd", "dee"]).await
}

async fn descending(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=userName&sortOrder=descending", &["dee", "cyd", "bob", "ada"]).await
}

async fn by_case_rule(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=name.familyName", &["dee", "cyd", "bob", "ada"]).await
}

async fn by_multi_valued(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=emails.value", &["ada", "bob", "cyd", "dee"]).await
}

async fn unassigned_last(p: &mut Probe) -> Verdict {
    let found = sorted(p, "sortBy=title").await?;
    let people = p.people().await?;
    let order = people.among(&found);
    let right = order.starts_with(&["ada", "cyd"]) && order.len() == people.len();
    found.must(
        right,
        format!("the order is {}; expected ada, cyd, then the rest", order.join(", ")),
    )?;
    Ok(())
}

async fn unassigned_first(p: &mut Probe) -> Verdict {
    let found = sorted(p, "sortBy=title&sortOrder=descending").await?;
    let people = p.people().await?;
    let order = people.among(&found);
    let right = order.ends_with(&["cyd", "ada"]) && order.len() == people.len();
    found.must(
        right,
        format!("the order is {}; expected the rest, then cyd, ada", order.join(", ")),
    )?;
    Ok(())
}

async fn by_time(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=meta.created", &["cyd", "ada", "dee", "bob"]).await?;
    gives(p, "sortBy=meta.created&sortOrder=descending", &["bob", "dee", "ada", "cyd"]).await
}

async fn names_in_any_case(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=USERNAME", &["ada", "bob", "cyd", "dee"]).await?;
    gives(
        p,
        "sortBy=urn:ietf:params:scim:schemas:core:2.0:User:userName",
        &["ada", "bob", "cyd", "dee"],
    )
    .await
}

async fn pages(p: &mut Probe) -> Verdict {
    gives(p, "sortBy=userName&startIndex=1&count=3", &["ada", "bob", "cyd"]).await?;
    gives(p, "sortBy=userName&startIndex=4&count=3", &["dee"]).await
}

async fn unknown_order(p: &mut Probe) -> Verdict {
    p.get("/Users?sortBy=userName&sortOrder=sideways&count=1").await?.refused(&[400])?;
    Ok(())
}

async fn parameters(p: &mut Probe) -> Verdict {
    p.get("/Users?sortBy=userName&sortOrder=descending&count=1").await?.is(&[200])?;
    p.get("/Users?sortOrder=descending&count=1").await?.is(&[200])?;
    Ok(())
}
