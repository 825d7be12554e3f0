//! Lists and paging by index (RFC 7644 §3.4.2, §3.4.2.4).

use std::collections::BTreeSet;

use crate::answer::Answer;
use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::offers::resources;
use crate::probe::{Probe, encoded};
use crate::section;
use crate::stop::Stop;

const INDEX: &[Need] = &[Need::Index, Need::Filter];

pub(super) const CASES: &[Case] = &[
    must("paging/list", section::QUERY, "GET of an endpoint is a ListResponse", |p| {
        Box::pin(paging_list(p))
    }),
    // T66
    must(
        "paging/numbers",
        section::PAGING,
        "a page tells totalResults, startIndex and itemsPerPage, as integers",
        |p| Box::pin(numbers(p)),
    )
    .needs(INDEX),
    must("paging/count", section::PAGING, "count bounds the page, not the total", |p| {
        Box::pin(count(p))
    })
    .needs(INDEX),
    // T67
    must(
        "paging/one-based",
        section::PAGING,
        "startIndex counts from 1: the first page begins there",
        |p| Box::pin(one_based(p)),
    )
    .needs(INDEX),
    must("paging/below-one", section::PAGING, "startIndex below 1 means 1", |p| {
        Box::pin(below_one(p))
    })
    .needs(INDEX),
    must(
        "paging/past-the-end",
        section::PAGING,
        "startIndex past the end is an empty page with the true total",
        |p| Box::pin(past_the_end(p)),
    )
    .needs(INDEX),
    // T68
    must("paging/count-0", section::PAGING, "count 0 gives the total and no resources", |p| {
        Box::pin(count_0(p))
    })
    .needs(INDEX),
    must("paging/negative-count", section::PAGING, "a negative count means 0", |p| {
        Box::pin(negative_count(p))
    })
    .needs(INDEX),
    must(
        "paging/huge-count",
        section::PAGING,
        "a count above the server's limit is no error",
        |p| Box::pin(huge_count(p)),
    )
    .needs(INDEX),
    should(
        "paging/no-number",
        section::PAGING,
        "a count or startIndex that is no number is refused",
        |p| Box::pin(no_number(p)),
    )
    .needs(INDEX),
    // T69
    must("paging/walk", section::PAGING, "page by page, everybody comes exactly once", |p| {
        Box::pin(walk(p))
    })
    .needs(INDEX),
    should(
        "paging/empty-resources",
        section::QUERY,
        "a list without results holds an empty Resources",
        |p| Box::pin(empty_resources(p)),
    )
    .needs(&[Need::Filter]),
    must(
        "paging/unknown-parameters",
        section::QUERY,
        "parameters the server does not know are ignored",
        |p| Box::pin(unknown_parameters(p)),
    ),
];

/// A page of the people. A server that refuses the filter on them fails the checks of filters; of its pages
/// that says nothing.
async fn page(p: &mut Probe, query: &str) -> Result<Answer, Stop> {
    let filter = p.people().await?.all();
    let answer = p.get(&format!("/Users?filter={}{query}", encoded(&filter))).await?;
    if answer.code() == 400 && answer.at("/scimType") == "invalidFilter" {
        return Err(Stop::skip(format!("the server refuses the filter `{filter}`")));
    }
    answer.is(&[200])?;
    Ok(answer)
}

/// Insists on how many of the people a page holds, of all of them.
async fn holds(p: &mut Probe, query: &str, expected: usize) -> Verdict {
    let answer = page(p, query).await?;
    let all = p.people().await?.len();
    let found = resources(&answer.body).count();
    answer
        .has("/totalResults", all)?
        .must(found == expected, format!("the page holds {found}; expected {expected}"))?;
    Ok(())
}

async fn paging_list(p: &mut Probe) -> Verdict {
    let answer = p.get("/Users?count=1").await?;
    super::is_a_list(answer.is(&[200])?)
}

async fn numbers(p: &mut Probe) -> Verdict {
    let all = p.people().await?.len();
    page(p, "&startIndex=2&count=2")
        .await?
        .has("/totalResults", all)?
        .has("/startIndex", 2)?
        .has("/itemsPerPage", 2)?;
    Ok(())
}

async fn count(p: &mut Probe) -> Verdict {
    holds(p, "&count=3", 3).await
}

async fn one_based(p: &mut Probe) -> Verdict {
    let (unsaid, said) = (page(p, "&count=2").await?, page(p, "&startIndex=1&count=2").await?);
    let people = p.people().await?;
    said.must(people.among(&unsaid) == people.among(&said), "startIndex=1 is not the first page")?;
    Ok(())
}

async fn below_one(p: &mut Probe) -> Verdict {
    for index in [0, -5] {
        let answer = page(p, &format!("&startIndex={index}&count=2")).await?;
        answer.must(resources(&answer.body).count() == 2, "the page should hold two")?;
        answer.must(
            answer.at("/startIndex").as_u64().is_none_or(|index| index == 1),
            "startIndex should be 1",
        )?;
    }
    Ok(())
}

async fn past_the_end(p: &mut Probe) -> Verdict {
    holds(p, "&startIndex=1000&count=2", 0).await
}

async fn count_0(p: &mut Probe) -> Verdict {
    holds(p, "&count=0", 0).await
}

async fn negative_count(p: &mut Probe) -> Verdict {
    holds(p, "&count=-3", 0).await
}

async fn huge_count(p: &mut Probe) -> Verdict {
    let all = p.people().await?.len();
    holds(p, "&count=2000000000", all).await
}

async fn no_number(p: &mut Probe) -> Verdict {
    p.get("/Users?count=many").await?.refused(&[400])?;
    p.get("/Users?startIndex=first").await?.refused(&[400])?;
    Ok(())
}

async fn walk(p: &mut Probe) -> Verdict {
    let all = p.people().await?.len();
    let mut seen = BTreeSet::new();
    for index in 1..=all {
        let answer = page(p, &format!("&startIndex={index}&count=1")).await?;
        let found = p.people().await?.among(&answer);
        for name in found {
            answer.must(seen.insert(name), format!("{name} comes twice"))?;
        }
    }
    let last = page(p, "").await?;
    last.must(seen.len() == all, format!("{} of {all} came", seen.len()))?;
    Ok(())
}

async fn empty_resources(p: &mut Probe) -> Verdict {
    let answer = p.filter("/Users", &format!("userName eq \"{}-nobody\"", p.names.run())).await?;
    answer.must(
        answer.at("/Resources").is_array(),
        "Resources is absent: clients that read it fail",
    )?;
    Ok(())
}

async fn unknown_parameters(p: &mut Probe) -> Verdict {
    p.get("/Users?count=1&unicorn=pink").await?.is(&[200])?;
    Ok(())
}
