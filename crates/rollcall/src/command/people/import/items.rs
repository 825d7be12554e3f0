//! Lists, such as e-mail addresses: what a row says of one, and what is there.

use serde_json::{Map, Value};

use super::person::Given;

type Item = Map<String, Value>;

const VALUE: &str = "value";
const TYPE: &str = "type";
const PRIMARY: &str = "primary";

/// The list as it shall be; none if it is so.
///
/// A row that gives all of the list has all of it be so. One that gives some items by columns has those be there, each
/// in the place of the one of its type, and leaves the others.
pub(super) fn change(given: Given, wanted: &Value, there: &[Item]) -> Option<Value> {
    let wanted: Vec<&Item> =
        wanted.as_array().into_iter().flatten().filter_map(Value::as_object).collect();
    let new: Vec<Item> = match given {
        Given::Whole => {
            let all = wanted.len() == there.len() && wanted.iter().all(|item| found(item, there));
            if all {
                return None;
            }
            wanted.into_iter().cloned().collect()
        }
        Given::Items { main } => {
            let new = merged(&wanted, main, there);
            if new == there {
                return None;
            }
            new
        }
    };
    Some(new.into_iter().map(Value::Object).collect())
}

/// Whether an item is there: with everything that is said of it.
fn found(wanted: &Item, there: &[Item]) -> bool {
    there.iter().any(|item| wanted.iter().all(|(name, value)| same(value, item.get(name))))
}

/// The case of addresses and of types does not matter; what is not `primary` need not say so.
fn same(wanted: &Value, there: Option<&Value>) -> bool {
    match (wanted, there) {
        (Value::Bool(false), None) => true,
        (Value::String(wanted), Some(Value::String(there))) => is_same_text(wanted, there),
        (wanted, there) => there == Some(wanted),
    }
}

fn is_same_text(one: &str, other: &str) -> bool {
    one == other || one.to_lowercase() == other.to_lowercase()
}

fn has(item: &Item, name: &str, wanted: &Item) -> bool {
    let text = |item: &Item| item.get(name).and_then(Value::as_str).map(str::to_lowercase);
    text(item).is_some() && text(item) == text(wanted)
}

fn is_primary(item: &Item) -> bool {
    item.get(PRIMARY) == Some(&Value::Bool(true))
}

/// What is there, with the wanted items in it.
fn merged(wanted: &[&Item], main: bool, there: &[Item]) -> Vec<Item> {
    let mut list = there.to_vec();
    for (index, item) in wanted.iter().enumerate() {
        // The main one has no type of its own: the one that it was made with is no more than usual.
        let main = main && index == 0;
        let place = |matches: &dyn Fn(&Item) -> bool| list.iter().position(matches);
        let taken = |known: &Item| wanted.iter().any(|item| has(known, VALUE, item));
        let place = place(&|known| has(known, VALUE, item))
            .or_else(|| place(&|known| main && is_primary(known) && !taken(known)))
            .or_else(|| place(&|known| has(known, TYPE, item) && !taken(known)));
        let position = place.unwrap_or(list.len());
        if let Some(known) = list.get_mut(position) {
            if !has(known, VALUE, item) {
                known.extend(
                    item.get_key_value(VALUE).map(|(name, value)| (name.clone(), value.clone())),
                );
                known.remove("display");
            }
            if !main && !has(known, TYPE, item) {
                known.extend(
                    item.get_key_value(TYPE).map(|(name, value)| (name.clone(), value.clone())),
                );
            }
        } else {
            let mut new = (*item).clone();
            new.remove(PRIMARY);
            list.push(new);
        }
        let other = |(known, item): (usize, &Item)| known != position && is_primary(item);
        let outranked = list.iter().enumerate().any(other);
        let fresh = place.is_none() && (main || list.len() == 1);
        if (main && outranked) || (fresh && !outranked) {
            lead(&mut list, position);
        }
    }
    list
}

/// Makes an item the primary one.
fn lead(list: &mut [Item], position: usize) {
    for (index, item) in list.iter_mut().enumerate() {
        if index == position || is_primary(item) {
            item.insert(PRIMARY.to_owned(), Value::Bool(index == position));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Item, change};
    use crate::command::people::import::person::Given;

    /// What a row gives, what is there, and what there shall be; none if it is so.
    fn changed(given: Given, wanted: &Value, there: &Value) -> Option<Value> {
        let there: Vec<Item> = serde_json::from_value(there.clone()).unwrap();
        change(given, wanted, &there)
    }

    #[test]
    fn a_list_that_is_given_whole_is_so_in_any_order_and_case() {
        let there = json!([
            {"value": "ada@example.com", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home"},
        ]);
        let same = json!([
            {"value": "Ada@Home.example", "type": "home", "primary": false},
            {"value": "ada@example.com"},
        ]);
        assert_eq!(changed(Given::Whole, &same, &there), None);
        let fewer = json!([{"value": "ada@example.com"}]);
        assert_eq!(changed(Given::Whole, &fewer, &there), Some(fewer));
        assert_eq!(changed(Given::Whole, &json!([]), &there), Some(json!([])));
    }

    #[test]
    fn an_item_of_a_column_takes_the_place_of_the_one_of_its_type_alone() {
        let there = json!([
            {"value": "ada@example.com", "type": "work", "primary": true},
            {"value": "ada@home.example", "type": "home", "display": "Ada"},
        ]);
        let items = Given::Items { main: false };
        let home = |value: &str| json!([{"value": value, "type": "home"}]);
        assert_eq!(changed(items, &home("ada@home.example"), &there), None);
        assert_eq!(
            changed(items, &home("ada@new.example"), &there),
            Some(json!([
                {"value": "ada@example.com", "type": "work", "primary": true},
                {"value": "ada@new.example", "type": "home"},
            ]))
        );
        assert_eq!(
            changed(items, &home("ada@new.example"), &json!([])),
            Some(json!([{"value": "ada@new.example", "type": "home", "primary": true}]))
        );
    }

    #[test]
    fn the_main_item_takes_the_place_of_the_primary_one_and_leaves_the_others() {
        let main = Given::Items { main: true };
        let there = json!([
            {"value": "ada@home.example", "type": "home", "primary": true},
            {"value": "ada@old.example", "type": "work"},
        ]);
        let wanted = |value: &str| json!([{"value": value, "type": "work"}]);
        assert_eq!(changed(main, &wanted("ada@home.example"), &there), None);
        assert_eq!(
            changed(main, &wanted("ada@new.example"), &there),
            Some(json!([
                {"value": "ada@new.example", "type": "home", "primary": true},
                {"value": "ada@old.example", "type": "work"},
            ]))
        );
        assert_eq!(
            changed(main, &wanted("ada@old.example"), &there),
            Some(json!([
                {"value": "ada@home.example", "type": "home", "primary": false},
                {"value": "ada@old.example", "type": "work", "primary": true},
            ]))
        );
    }
}
