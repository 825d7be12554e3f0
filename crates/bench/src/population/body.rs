//! What a user looks like: about what identity providers send.

use serde_json::{Value, json};

const GIVEN: [&str; 16] = [
    "Ada",
    "Grace",
    "Alan",
    "Edsger",
    "Barbara",
    "Donald",
    "Frances",
    "John",
    "Katherine",
    "Ken",
    "Margaret",
    "Niklaus",
    "Radia",
    "Tony",
    "Shafi",
    "Leslie",
];

const FAMILY: [&str; 16] = [
    "Lovelace",
    "Hopper",
    "Turing",
    "Dijkstra",
    "Liskov",
    "Knuth",
    "Allen",
    "McCarthy",
    "Johnson",
    "Thompson",
    "Hamilton",
    "Wirth",
    "Perlman",
    "Hoare",
    "Goldwasser",
    "Lamport",
];

const DEPARTMENTS: [&str; 8] =
    ["Engineering", "Research", "Sales", "Support", "Finance", "Legal", "People", "Operations"];

/// A user of a name, as identity providers send them; the number makes the rest.
pub fn user(user_name: &str, number: u64) -> Value {
    let given = pick(&GIVEN, number);
    let family = pick(&FAMILY, number / GIVEN.len() as u64);
    let department = pick(&DEPARTMENTS, number);
    json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "userName": user_name,
        "externalId": external_id(user_name),
        "name": {
            "formatted": format!("{given} {family} {number}"),
            "familyName": format!("{family} {number}"),
            "givenName": given,
        },
        "displayName": format!("{given} {family} {number}"),
        "title": format!("{department} Engineer"),
        "preferredLanguage": "en-US",
        "timezone": "Europe/Berlin",
        "active": true,
        "emails": [{ "value": user_name, "type": "work", "primary": true }],
        "phoneNumbers": [{ "value": format!("+49 30 {:07}", number % 10_000_000), "type": "work" }],
    })
}

/// The id that a client gives the user of a name.
fn external_id(user_name: &str) -> String {
    let name = user_name.split('@').next().unwrap_or(user_name);
    format!("ext-{name}")
}

fn pick(all: &[&'static str], number: u64) -> &'static str {
    let place = usize::try_from(number % (all.len().max(1) as u64)).unwrap_or_default();
    all.get(place).copied().unwrap_or_default()
}
