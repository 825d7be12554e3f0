//! Filters that are refused (RFC 7644 §3.4.2.2): never taken for no filter at all.

use serde_json::json;

use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::Probe;
use crate::section;

const FILTER: &[Need] = &[Need::Filter];

pub(super) const CASES: &[Case] = &[
    // T45
    must(
        "filter/malformed",
        section::FILTER,
        "a filter that can't be read is refused with invalidFilter",
        |p| Box::pin(malformed(p)),
    )
    .needs(FILTER),
    must(
        "filter/unknown-operator",
        section::FILTER,
        "an operator that does not exist is refused with invalidFilter",
        |p| Box::pin(unknown_operator(p)),
    )
    .needs(FILTER),
    must(
        "filter/unbalanced",
        section::FILTER,
        "parentheses and brackets that do not close are refused with invalidFilter",
        |p| Box::pin(unbalanced(p)),
    )
    .needs(FILTER),
    should("filter/empty", section::FILTER, "an empty filter is refused", |p| Box::pin(empty(p)))
        .needs(FILTER),
    // T54
    must(
        "filter/order-of-booleans",
        section::FILTER,
        "booleans have no order: gt on one is refused with invalidFilter",
        |p| Box::pin(order_of_booleans(p)),
    )
    .needs(FILTER),
    should(
        "filter/text-of-booleans",
        section::FILTER,
        "booleans hold no text: co on one is refused",
        |p| Box::pin(text_of_booleans(p)),
    )
    .needs(FILTER),
    // T57
    should(
        "filter/unknown-attribute",
        section::FILTER,
        "an attribute that no user has is refused, not taken for \"nobody\"",
        |p| Box::pin(unknown_attribute(p)),
    )
    .needs(FILTER),
    // T55
    should(
        "filter/wrong-type",
        section::FILTER,
        "a boolean or a time is compared with its like only",
        |p| Box::pin(wrong_type(p)),
    )
    .needs(FILTER),
    should(
        "filter/number-for-text",
        section::FILTER,
        "a text is not compared with a number",
        |p| Box::pin(number_for_text(p)),
    )
    .needs(FILTER),
    should(
        "filter/complex",
        section::FILTER,
        "a complex attribute can't be compared as a whole",
        |p| Box::pin(complex(p)),
    )
    .needs(FILTER),
    // T60
    must(
        "filter/deep",
        section::FILTER,
        "a filter nested two thousand deep does not bring the server down",
        |p| Box::pin(filter_deep(p)),
    )
    .needs(FILTER),
    // T63
    must("filter/password", section::USER, "a filter can't be used to guess a password", |p| {
        Box::pin(password(p))
    })
    .needs(&[Need::Filter, Need::Attribute("password")]),
];

/// Insists that each of these is refused as an invalid filter.
async fn refused(p: &mut Probe, filters: &[&str]) -> Verdict {
    for filter in filters {
        p.filter("/Users", filter).await?.refused_as(400, "invalidFilter")?;
    }
    Ok(())
}

async fn malformed(p: &mut Probe) -> Verdict {
    refused(
        p,
        &[
            "userName",
            "userName eq",
            "eq \"x\"",
            "userName eq \"x\" and",
            "userName eq \"x",
            "userName \"x\"",
        ],
    )
    .await
}

async fn unknown_operator(p: &mut Probe) -> Verdict {
    refused(
        p,
        &["userName like \"a\"", "userName == \"a\"", "userName eq \"a\" xor userName eq \"b\""],
    )
    .await
}

async fn unbalanced(p: &mut Probe) -> Verdict {
    refused(p, &["(userName eq \"a\"", "userName eq \"a\")", "emails[type eq \"work\"", "emails[]"])
        .await
}

async fn empty(p: &mut Probe) -> Verdict {
    p.get("/Users?filter=").await?.refused(&[400])?;
    Ok(())
}

async fn order_of_booleans(p: &mut Probe) -> Verdict {
    refused(p, &["active gt true", "active le false"]).await
}

async fn text_of_booleans(p: &mut Probe) -> Verdict {
    refused(p, &["active co \"ru\"", "active sw true"]).await
}

async fn unknown_attribute(p: &mut Probe) -> Verdict {
    refused(p, &["unicorn eq \"x\"", "name.unicorn eq \"x\"", "emails[unicorn eq \"x\"]"]).await
}

async fn wrong_type(p: &mut Probe) -> Verdict {
    refused(p, &["active eq \"perhaps\"", "meta.created gt \"yesterday\""]).await
}

async fn number_for_text(p: &mut Probe) -> Verdict {
    refused(p, &["userName eq 5"]).await
}

async fn complex(p: &mut Probe) -> Verdict {
    refused(p, &["name eq \"Ada\""]).await
}

async fn filter_deep(p: &mut Probe) -> Verdict {
    let deep = format!("{}userName eq \"a\"{}", "(".repeat(2_000), ")".repeat(2_000));
    p.filter("/Users", &deep).await?.is(&[200, 400, 413, 414, 431])?;
    Ok(())
}

async fn password(p: &mut Probe) -> Verdict {
    let secret = "tr0ub4dor&3-Correct.Horse";
    let made = p.user_with(&json!({"password": secret})).await?;
    let answer = p
        .filter(
            "/Users",
            &format!("userName eq \"{}\" and password eq \"{secret}\"", made.user_name()),
        )
        .await?;
    if answer.code() == 200 {
        answer.has("/totalResults", 0)?;
    } else {
        answer.refused(&[400, 403])?;
    }
    Ok(())
}
