//! The operators of filters (RFC 7644 §3.4.2.2, table 3 and 4).

use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::Probe;
use crate::section;

const FILTER: &[Need] = &[Need::Filter];

pub(super) const CASES: &[Case] = &[
    must("filter/eq", section::FILTER, "eq finds the one user with that userName", |p| {
        Box::pin(eq(p))
    })
    .needs(FILTER),
    // T65
    must(
        "filter/no-match",
        section::QUERY,
        "a filter that matches nothing is 200 with totalResults 0",
        |p| Box::pin(no_match(p)),
    )
    .needs(FILTER),
    must("filter/ne", section::FILTER, "ne finds the others", |p| Box::pin(ne(p))).needs(FILTER),
    must("filter/co", section::FILTER, "co finds what holds the text", |p| Box::pin(co(p)))
        .needs(FILTER),
    must("filter/sw", section::FILTER, "sw finds what begins with the text", |p| Box::pin(sw(p)))
        .needs(FILTER),
    must("filter/ew", section::FILTER, "ew finds what ends with the text", |p| Box::pin(ew(p)))
        .needs(FILTER),
    must("filter/pr", section::FILTER, "pr finds what has a value", |p| Box::pin(pr(p)))
        .needs(&[Need::Filter, Need::Attribute("title")]),
    // T52
    must("filter/pr-of-false", section::FILTER, "false is a value: pr finds it", |p| {
        Box::pin(pr_of_false(p))
    })
    .needs(FILTER),
    must(
        "filter/pr-of-complex",
        section::FILTER,
        "pr finds complex attributes that hold something",
        |p| Box::pin(pr_of_complex(p)),
    )
    .needs(FILTER),
    must("filter/gt", section::FILTER, "gt, ge, lt and le compare texts by their order", |p| {
        Box::pin(gt(p))
    })
    .needs(FILTER),
    must("filter/boolean", section::FILTER, "eq compares booleans", |p| Box::pin(boolean(p)))
        .needs(FILTER),
    // T46
    must("filter/operators-in-any-case", section::FILTER, "operators are taken in any case", |p| {
        Box::pin(operators_in_any_case(p))
    })
    .needs(FILTER),
    // T47
    must("filter/and", section::FILTER, "and finds what both sides match", |p| Box::pin(and(p)))
        .needs(FILTER),
    must("filter/or", section::FILTER, "or finds what either side matches", |p| Box::pin(or(p)))
        .needs(FILTER),
    must("filter/not", section::FILTER, "not finds what the rest does not match", |p| {
        Box::pin(not(p))
    })
    .needs(FILTER),
    // T48
    should(
        "filter/not-without-space",
        section::FILTER,
        "not takes its parenthesis with and without a space",
        |p| Box::pin(not_without_space(p)),
    )
    .needs(FILTER),
    must("filter/precedence", section::FILTER, "and binds tighter than or", |p| {
        Box::pin(precedence(p))
    })
    .needs(FILTER),
    must("filter/not-binds-tightest", section::FILTER, "not binds tighter than and", |p| {
        Box::pin(not_binds_tightest(p))
    })
    .needs(FILTER),
    must("filter/groups", section::FILTER, "parentheses group", |p| Box::pin(groups(p)))
        .needs(FILTER),
];

async fn eq(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let answer =
        p.finds(&format!("userName eq \"{}\"", people.get("ada")?.user_name()), &["ada"]).await?;
    answer.has("/totalResults", 1)?;
    Ok(())
}

async fn no_match(p: &mut Probe) -> Verdict {
    let answer = p.filter("/Users", &format!("userName eq \"{}-nobody\"", p.names.run())).await?;
    super::is_a_list(answer.is(&[200])?)?;
    answer.has("/totalResults", 0)?.lacks("/Resources")?;
    Ok(())
}

async fn ne(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let filter = format!("userName ne \"{}\"", people.get("ada")?.user_name());
    p.finds_among(&filter, &["cyd", "dee", "bob"]).await?;
    Ok(())
}

async fn co(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    p.finds(&format!("userName co \"{}d\"", &people.prefix), &["dee"]).await?;
    Ok(())
}

async fn sw(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    p.finds(&people.all(), &["cyd", "ada", "dee", "bob"]).await?;
    Ok(())
}

async fn ew(p: &mut Probe) -> Verdict {
    p.finds_among("userName ew \"ada@example.com\"", &["ada"]).await?;
    Ok(())
}

async fn pr(p: &mut Probe) -> Verdict {
    p.finds_among("title pr", &["ada", "cyd"]).await?;
    Ok(())
}

async fn pr_of_false(p: &mut Probe) -> Verdict {
    p.finds_among("active pr and active eq false", &["bob"]).await?;
    Ok(())
}

async fn pr_of_complex(p: &mut Probe) -> Verdict {
    p.finds_among("name pr and emails pr", &["ada", "bob", "cyd", "dee"]).await?;
    Ok(())
}

async fn gt(p: &mut Probe) -> Verdict {
    let people = p.people().await?;
    let cyd = people.get("cyd")?.user_name().to_owned();
    p.finds_among(&format!("userName gt \"{cyd}\""), &["dee"]).await?;
    p.finds_among(&format!("userName ge \"{cyd}\""), &["cyd", "dee"]).await?;
    p.finds_among(&format!("userName lt \"{cyd}\""), &["ada", "bob"]).await?;
    p.finds_among(&format!("userName le \"{cyd}\""), &["ada", "bob", "cyd"]).await?;
    Ok(())
}

async fn boolean(p: &mut Probe) -> Verdict {
    p.finds_among("active eq false", &["bob"]).await?;
    Ok(())
}

async fn operators_in_any_case(p: &mut Probe) -> Verdict {
    p.finds_among("userName CO \"ada\" Or NOT (userName Pr)", &["ada"]).await?;
    Ok(())
}

async fn and(p: &mut Probe) -> Verdict {
    p.finds_among("active eq false and name.familyName eq \"hopper\"", &["bob"]).await?;
    p.finds_among("active eq false and name.familyName eq \"Curie\"", &[]).await?;
    Ok(())
}

async fn or(p: &mut Probe) -> Verdict {
    p.finds_among("active eq false or name.familyName eq \"Curie\"", &["bob", "cyd"]).await?;
    Ok(())
}

async fn not(p: &mut Probe) -> Verdict {
    p.finds_among("not (name.familyName eq \"Curie\")", &["ada", "bob", "dee"]).await?;
    Ok(())
}

async fn not_without_space(p: &mut Probe) -> Verdict {
    p.finds_among("not(name.familyName eq \"Curie\")", &["ada", "bob", "dee"]).await?;
    Ok(())
}

async fn precedence(p: &mut Probe) -> Verdict {
    let all = "name.familyName eq \"Curie\" or name.familyName eq \"hopper\" and active eq true";
    p.finds_among(all, &["cyd"]).await?;
    Ok(())
}

async fn not_binds_tightest(p: &mut Probe) -> Verdict {
    p.finds_among("not (name.familyName eq \"Curie\") and active eq false", &["bob"]).await?;
    Ok(())
}

async fn groups(p: &mut Probe) -> Verdict {
    let grouped =
        "(name.familyName eq \"Curie\" or name.familyName eq \"hopper\") and active eq false";
    p.finds_among(grouped, &["bob"]).await?;
    Ok(())
}
