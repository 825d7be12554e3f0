//! What must hold of every filter.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::naive::{ATTRIBUTES, DATES, Kind, Naive, OF_EMAILS};
use super::*;
use crate::{Path, Resource};

/// Few texts, so that they meet.
fn text() -> impl Strategy<Value = String> {
    prop::sample::select(&["a", "A", "b", "ab", "aB", "ba", "é", "É", "aÉ", "\"", "%"][..])
        .prop_map(str::to_owned)
}

fn literal(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Folded | Kind::Exact => {
            prop_oneof![9 => text(), 1 => Just(String::new())].prop_map(Value::from).boxed()
        }
        Kind::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Number => {
            prop_oneof![(0..3).prop_map(Value::from), Just(json!(1.0)), Just(json!(-0.5))].boxed()
        }
        Kind::Date => prop::sample::select(DATES).prop_map(|(text, _)| json!(text)).boxed(),
    }
}

fn operators(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Folded | Kind::Exact => &["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"],
        Kind::Boolean => &["eq", "ne"],
        Kind::Number | Kind::Date => &["eq", "ne", "gt", "ge", "lt", "le"],
    }
}

/// Any filter over these attributes.
fn over(
    attributes: &'static [(&'static str, &'static [&'static str], Kind)],
) -> BoxedStrategy<Naive> {
    let attribute = move || prop::sample::select(attributes);
    let compare = attribute().prop_flat_map(|attribute| {
        (Just(attribute), prop::sample::select(operators(attribute.2)), literal(attribute.2))
    });
    let null = (attribute(), prop::sample::select(&["eq", "ne"][..]));
    let term = prop_oneof![
        6 => compare.prop_map(|(attribute, operator, value)| Naive::Compare(attribute, operator, value)),
        1 => null.prop_map(|(attribute, operator)| Naive::Compare(attribute, operator, Value::Null)),
        2 => attribute().prop_map(Naive::Present),
    ];
    term.prop_recursive(3, 8, 2, |inner| {
        let pair = || (inner.clone(), inner.clone());
        prop_oneof![
            pair().prop_map(|(one, other)| Naive::And(one.into(), other.into())),
            pair().prop_map(|(one, other)| Naive::Or(one.into(), other.into())),
            inner.clone().prop_map(|filter| Naive::Not(filter.into())),
        ]
    })
    .boxed()
}

fn filter() -> impl Strategy<Value = Naive> {
    let leaf = prop_oneof![2 => over(ATTRIBUTES), 1 => over(OF_EMAILS).prop_map(|inner| Naive::Emails(inner.into()))];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| Naive::And(one.into(), other.into())),
            (inner.clone(), inner.clone())
                .prop_map(|(one, other)| Naive::Or(one.into(), other.into())),
            inner.prop_map(|filter| Naive::Not(filter.into())),
        ]
    })
}

/// An object of those members that are there.
fn object(members: Vec<(&str, Option<Value>)>) -> Option<Value> {
    let members: Map<_, _> =
        members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    (!members.is_empty()).then_some(Value::Object(members))
}

fn maybe(kind: Kind) -> BoxedStrategy<Option<Value>> {
    let value =
        literal(kind).prop_filter("canonical resources hold no empty string", |value| value != "");
    prop::option::of(value).boxed()
}

fn email() -> impl Strategy<Value = Value> {
    (text(), maybe(Kind::Folded), maybe(Kind::Boolean)).prop_filter_map(
        "an element",
        |(value, kind, primary)| {
            object(vec![("value", Some(json!(value))), ("type", kind), ("primary", primary)])
        },
    )
}

/// Any resource in canonical form.
fn document() -> impl Strategy<Value = Value> {
    let emails = prop::option::of(prop::collection::vec(email(), 1..3).prop_map(Value::from));
    let doors = prop::option::of(prop::collection::vec(text(), 1..3).prop_map(Value::from));
    let names = (maybe(Kind::Folded), maybe(Kind::Folded), maybe(Kind::Exact), maybe(Kind::Folded));
    let others = (maybe(Kind::Boolean), maybe(Kind::Date), maybe(Kind::Number));
    (names, others, emails, doors).prop_map(|(names, (active, created, number), emails, doors)| {
        let (user_name, title, external_id, family_name) = names;
        let members = vec![
            ("userName", user_name),
            ("title", title),
            ("externalId", external_id),
            ("name", object(vec![("familyName", family_name)])),
            ("active", active),
            ("emails", emails),
            ("meta", object(vec![("created", created)])),
            ("urn:example:badge:2.0", object(vec![("number", number), ("doors", doors)])),
        ];
        object(members).unwrap_or_else(|| json!({}))
    })
}

/// Words of the language in any order: now and then a filter, mostly nonsense.
fn soup() -> impl Strategy<Value = String> {
    let words = &[
        "userName",
        "emails",
        "type",
        "value",
        ".value",
        "active",
        "eq",
        "ne",
        "co",
        "gt",
        "pr",
        "and",
        "or",
        "not",
        "(",
        ")",
        "[",
        "]",
        "\"a\"",
        "\"",
        "\\",
        "true",
        "True",
        "null",
        "1",
        "x",
        "é",
        "",
        "urn:example:badge:2.0:",
        "doors",
        "manager",
    ][..];
    let word = (prop::sample::select(words), prop::sample::select(&["", " "][..]));
    prop::collection::vec(word, 0..12)
        .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space]).collect())
}

proptest! {
    #[test]
    fn the_evaluator_agrees_with_the_naive_one(filter in filter(), documents in prop::collection::vec(document(), 8)) {
        let text = filter.to_string();
        let parsed = parse(&text, &Tolerances::none()).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        for document in documents {
            let resource = Resource::from_stored(document.as_object().cloned().unwrap_or_default());
            prop_assert_eq!(parsed.matches(user(), &resource), filter.matches(&document), "{} on {}", text, document);
        }
    }

    #[test]
    fn what_is_printed_is_parsed_back(filter in filter()) {
        let parsed = parse(&filter.to_string(), &Tolerances::none()).expect("a filter");
        let printed = parsed.display(user()).to_string();
        prop_assert_eq!(parse(&printed, &Tolerances::none()), Ok(parsed), "{}", printed);
    }

    #[test]
    fn a_tolerant_parser_reads_strict_filters_alike(text in soup()) {
        let tolerant = parse(&text, &Tolerances::all());
        if let Ok(filter) = parse(&text, &Tolerances::none()) {
            prop_assert_eq!(&tolerant, &Ok(filter));
        }
        if let Ok(filter) = tolerant {
            let printed = filter.display(user()).to_string();
            prop_assert_eq!(parse(&printed, &Tolerances::none()), Ok(filter), "{} from {}", printed, text);
        }
    }

    #[test]
    fn an_error_points_into_the_text(text in "\\PC{0,30}") {
        let error = parse(&text, &Tolerances::none()).expect_err("no such attribute");
        prop_assert!((1..=text.chars().count() + 1).contains(&error.at), "{} in {}", error, text);
    }

    #[test]
    fn a_printed_path_is_parsed_back(text in soup()) {
        let parse = |text: &str, tolerances| Path::parse(text, user(), tolerances, &Limits::default());
        if let Ok(path) = parse(&text, &Tolerances::all()) {
            let printed = path.display(user()).to_string();
            prop_assert_eq!(parse(&printed, &Tolerances::none()), Ok(path), "{} from {}", printed, text);
        }
    }
}
