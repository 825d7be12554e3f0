//! Filters on multi-valued attributes (RFC 7644 §3.4.2.2, RFC 7643 §2.4).

use crate::case::{Case, Verdict, must, should};
use crate::need::Need;
use crate::probe::Probe;
use crate::section;

const FILTER: &[Need] = &[Need::Filter];

pub(super) const CASES: &[Case] = &[
    must(
        "filter/any-value",
        section::FILTER,
        "a comparison matches if any of the values does",
        |p| Box::pin(any_value(p)),
    )
    .needs(FILTER),
    // T49
    must(
        "filter/two-values",
        section::FILTER,
        "two comparisons may match two different values",
        |p| Box::pin(two_values(p)),
    )
    .needs(FILTER),
    must(
        "filter/value-path",
        section::FILTER,
        "comparisons in brackets must match one value",
        |p| Box::pin(value_path(p)),
    )
    .needs(FILTER),
    must("filter/value-path-or", section::FILTER, "brackets hold or and not too", |p| {
        Box::pin(value_path_or(p))
    })
    .needs(FILTER),
    must("filter/value-path-and", section::FILTER, "brackets are part of longer filters", |p| {
        Box::pin(value_path_and(p))
    })
    .needs(FILTER),
    // T50
    should(
        "filter/ne-of-lists",
        section::FILTER,
        "ne matches if any value is another; not (eq) only if all are",
        |p| Box::pin(ne_of_lists(p)),
    )
    .needs(FILTER),
    // T51
    must(
        "filter/whole-values",
        section::FILTER,
        "a list of complex values is compared by its value: emails co",
        |p| Box::pin(whole_values(p)),
    )
    .needs(FILTER),
    // T17
    must("filter/primary", section::MULTI_VALUED, "primary can be filtered by", |p| {
        Box::pin(primary(p))
    })
    .needs(FILTER),
    should(
        "filter/primary-unassigned",
        section::MULTI_VALUED,
        "a value without primary is not primary",
        |p| Box::pin(primary_unassigned(p)),
    )
    .needs(FILTER),
    must(
        "filter/list-names-in-any-case",
        section::NOTATION,
        "brackets take names and URNs in any case",
        |p| Box::pin(list_names_in_any_case(p)),
    )
    .needs(FILTER),
];

async fn any_value(p: &mut Probe) -> Verdict {
    p.finds_among("emails.value co \"home-ada\"", &["ada"]).await?;
    p.finds_among("emails.type eq \"home\"", &["ada"]).await?;
    Ok(())
}

async fn two_values(p: &mut Probe) -> Verdict {
    p.finds_among("emails.type eq \"work\" and emails.value co \"home-ada\"", &["ada"]).await?;
    Ok(())
}

async fn value_path(p: &mut Probe) -> Verdict {
    p.finds_among("emails[type eq \"work\" and value co \"home-ada\"]", &[]).await?;
    p.finds_among("emails[type eq \"home\" and value co \"home-ada\"]", &["ada"]).await?;
    Ok(())
}

async fn value_path_or(p: &mut Probe) -> Verdict {
    p.finds_among("emails[type eq \"fax\" or value co \"home-ada\"]", &["ada"]).await?;
    p.finds_among("emails[not (type eq \"work\")]", &["ada"]).await?;
    Ok(())
}

async fn value_path_and(p: &mut Probe) -> Verdict {
    p.finds_among("emails[type eq \"work\"] and active eq false", &["bob"]).await?;
    Ok(())
}

async fn ne_of_lists(p: &mut Probe) -> Verdict {
    p.finds_among("emails.type ne \"work\"", &["ada"]).await?;
    p.finds_among("not (emails.type eq \"work\")", &[]).await?;
    Ok(())
}

async fn whole_values(p: &mut Probe) -> Verdict {
    p.finds_among("emails co \"home-ada\"", &["ada"]).await?;
    Ok(())
}

async fn primary(p: &mut Probe) -> Verdict {
    p.finds_among("emails[primary eq true and value co \"ada\"]", &["ada"]).await?;
    p.finds_among("emails[primary eq true and value co \"home-ada\"]", &[]).await?;
    Ok(())
}

async fn primary_unassigned(p: &mut Probe) -> Verdict {
    p.finds_among("emails[primary eq false]", &["ada"]).await?;
    Ok(())
}

async fn list_names_in_any_case(p: &mut Probe) -> Verdict {
    p.finds_among("EMAILS[TYPE eq \"home\"]", &["ada"]).await?;
    Ok(())
}
