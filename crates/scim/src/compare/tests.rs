//! Keys are equal as values are, and order as values do.

use std::cmp::Ordering;

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn attribute(name: &str, kind: &str, case_exact: bool) -> Attribute {
    serde_json::from_value(json!({"name": name, "type": kind, "caseExact": case_exact}))
        .expect("an attribute")
}

fn same(attribute: &Attribute, one: &Value, other: &Value) -> bool {
    let key = Key::of(attribute, one).expect("a value of the type");
    let same = Key::of(attribute, other).as_ref() == Some(&key);
    assert_eq!(equals(attribute, other, &key), same, "the short cut agrees: {one} {other}");
    same
}

#[test]
fn case_counts_where_the_attribute_says_so() {
    let exact = attribute("externalId", "string", true);
    let folded = attribute("displayName", "string", false);
    assert!(!same(&exact, &json!("Ann"), &json!("ann")));
    assert!(same(&folded, &json!("Ann"), &json!("aNN")));
    assert!(same(&folded, &json!("ÅSE ΣΊΣΥΦΟΣ"), &json!("åse σίσυφοσ")));
    assert!(same(&folded, &json!("Jose\u{301}"), &json!("JOSÉ")));
    assert!(!same(&folded, &json!("Ann"), &json!("Anna")));
}

#[test]
fn references_and_binaries_are_always_exact() {
    for kind in ["reference", "binary"] {
        assert!(!same(&attribute("it", kind, false), &json!("QUJD"), &json!("qujd")), "{kind}");
    }
}

#[test]
fn user_names_are_prepared_by_precis() {
    let user_name = attribute("userName", "string", false);
    assert!(same(&user_name, &json!("Bob"), &json!("bob")));
    assert!(
        same(&user_name, &json!("Ren\u{e9}"), &json!("rene\u{301}")),
        "composed and decomposed"
    );
    assert!(same(&user_name, &json!("\u{ff42}\u{ff4f}\u{ff42}"), &json!("bob")), "full width");
    assert!(
        same(&user_name, &json!("Ren\u{e9} Two"), &json!("rene\u{301} two")),
        "outside of the profile"
    );
    assert!(!same(&user_name, &json!("bob"), &json!("bob ")));
}

#[test]
fn numbers_are_compared_by_value() {
    let number = attribute("height", "decimal", false);
    assert!(same(&number, &json!(1), &json!(1.0)));
    assert!(same(&number, &json!(0.0), &json!(-0.0)));
    assert!(!same(&number, &json!(9_007_199_254_740_992_u64), &json!(9_007_199_254_740_993_u64)));
    assert!(!same(&number, &json!(u64::MAX), &json!(u64::MAX - 1)));
}

#[test]
fn dates_are_compared_as_instants() {
    let date = attribute("issued", "dateTime", false);
    assert!(same(&date, &json!("2026-01-31T10:00:00+02:00"), &json!("2026-01-31T08:00:00.000Z")));
    assert!(!same(&date, &json!("2026-01-31T08:00:00Z"), &json!("2026-01-31T08:00:00.000000001Z")));
}

#[test]
fn a_value_of_another_type_has_no_key() {
    let kinds =
        ["string", "boolean", "integer", "decimal", "dateTime", "binary", "reference", "complex"];
    let values = [json!(null), json!([]), json!({}), json!(true), json!(1), json!("text")];
    let keyed = |kind: &str| -> Vec<_> {
        let attribute = attribute("it", kind, false);
        values
            .iter()
            .filter(|value| Key::of(&attribute, value).is_some())
            .map(ToString::to_string)
            .collect()
    };
    let table: Vec<_> =
        kinds.iter().map(|kind| format!("{kind}: {}", keyed(kind).join(" "))).collect();
    assert_eq!(
        table,
        [
            "string: \"text\"",
            "boolean: true",
            "integer: 1",
            "decimal: 1",
            "dateTime: ",
            "binary: \"text\"",
            "reference: \"text\"",
            "complex: "
        ]
    );
}

/// Numbers near each other, near zero and near the edges of what 64 bits hold.
#[expect(clippy::cast_precision_loss, reason = "near the edge is enough")]
fn number() -> impl Strategy<Value = Number> {
    const EDGES: &[i64] = &[0, 1 << 53, i64::MAX, i64::MIN, -(1 << 53)];
    prop_oneof![
        any::<i64>().prop_map(Number::from),
        (u64::MAX - 5000..=u64::MAX).prop_map(Number::from),
        (prop::sample::select(EDGES), -5000..5000_i64)
            .prop_map(|(edge, by)| edge.saturating_add(by).into()),
        (prop::sample::select(EDGES), -5000..5000_i32)
            .prop_map(
                |(edge, by)| Number::from_f64(edge as f64 + f64::from(by) / 2.0).expect("finite")
            ),
        any::<f64>().prop_filter_map("finite", Number::from_f64),
    ]
}

/// The order of two numbers, without rounding either.
#[expect(clippy::cast_possible_truncation, reason = "the double is whole and small enough")]
fn order(one: &Number, other: &Number) -> Ordering {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => one.cmp(&other),
        (None, None) => one.as_f64().partial_cmp(&other.as_f64()).expect("finite"),
        (None, Some(_)) => order(other, one).reverse(),
        (Some(integer), None) => {
            let double = other.as_f64().expect("a double");
            if double.abs() >= 1e30 {
                return 0.0.partial_cmp(&double).expect("finite");
            }
            let floor = double.floor();
            integer.cmp(&(floor as i128)).then(if double > floor {
                Ordering::Less
            } else {
                Ordering::Equal
            })
        }
    }
}

proptest! {
    #[test]
    fn keys_of_numbers_order_as_the_numbers(one in number(), other in number()) {
        let attribute = attribute("height", "decimal", false);
        let keys = [&one, &other].map(|number| Key::of(&attribute, &json!(number)));
        prop_assert_eq!(keys[0].cmp(&keys[1]), order(&one, &other));
    }

    #[test]
    fn keys_of_dates_order_as_the_instants(one in any::<i32>(), other in any::<i32>(), by in 0..3_i64) {
        let attribute = attribute("issued", "dateTime", false);
        let at = |second: i32, nano| {
            let at = Timestamp::from_nanosecond(i128::from(second) * 1_000_000_000 + i128::from(nano)).expect("in range");
            (at, Key::of(&attribute, &json!(at.to_string())))
        };
        for ((a, key_a), (b, key_b)) in [(at(one, 0), at(other, by)), (at(one, 0), at(one, by))] {
            prop_assert_eq!(key_a.cmp(&key_b), a.cmp(&b));
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,12}") {
        let once = folded(&text).into_owned();
        prop_assert_eq!(&*folded(&once), &once);
    }

    #[test]
    fn folding_is_blind_to_case(text in "[a-zéåñжω]{0,12}") {
        let upper = text.to_uppercase();
        prop_assert_eq!(folded(&upper), folded(&text));
    }

    #[test]
    fn the_short_cut_of_equality_is_right(one in "[a-cA-CKé]{0,3}", other in "[a-cA-CKé]{0,3}") {
        same(&attribute("displayName", "string", false), &json!(one), &json!(other));
        same(&attribute("userName", "string", false), &json!(one), &json!(other));
        same(&attribute("externalId", "string", true), &json!(one), &json!(other));
    }
}
