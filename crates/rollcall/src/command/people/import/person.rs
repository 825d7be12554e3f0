//! A row of a file as inputs of Create User.

use std::collections::{BTreeMap, HashMap};

use actions::{Action, Inputs, Kind};
use serde_json::{Map, Value};

use crate::command::people::attributes;
use crate::command::people::columns::{Columns, Target};
use crate::command::people::sheet::{Layout, Row, Sheet};

/// A person who is to be there.
#[derive(Debug)]
pub(super) struct Person {
    /// The place of the row in the file.
    pub(super) row: usize,
    /// The line it begins on.
    pub(super) line: u64,
    /// The name the user is known by.
    pub(super) name: String,
    /// Everything that is said of the user.
    pub(super) inputs: Inputs,
    /// What the row says, by the parameter's name on the wire: an input that is not here was concluded.
    pub(super) given: BTreeMap<String, Given>,
}

/// How a row says what a parameter holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// All of it.
    Whole,
    /// Some items of a list, and whether the main one is among them.
    Items {
        /// Whether one of them came without a type.
        main: bool,
    },
}

/// A row that can't be imported: its place, its line, and why.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) row: usize,
    pub(super) line: u64,
    pub(super) reason: String,
}

/// Holds the columns of a file against what is known. All that is wrong is told at once.
pub(super) fn check_columns(
    action: &Action,
    columns: &Columns,
    sheet: &Sheet,
) -> Result<(), Vec<String>> {
    let names = sheet.columns();
    let Layout::Csv { .. } = &sheet.layout else {
        // Objects may each have other members: an unknown one is for its own row to say.
        let strangers = columns.strangers(&names);
        return if strangers.is_empty() { Ok(()) } else { Err(strangers) };
    };
    let targets = columns.headings(&names)?;
    let missing = attributes(action).filter(|parameter| {
        parameter.required && !targets.contains(&Target::Whole(parameter.name.clone()))
    });
    let missing: Vec<String> = missing
        .map(|parameter| {
            let name = &parameter.title;
            format!("no column is {name}: say which is with --map COLUMN={}", parameter.name)
        })
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

/// Reads every row: who is to be there, and which rows can't be imported.
pub(super) fn read_all(
    action: &Action,
    columns: &Columns,
    sheet: &Sheet,
) -> (Vec<Person>, Vec<Refused>) {
    let (mut people, mut refused) = (Vec::with_capacity(sheet.rows.len()), Vec::new());
    let mut lines: HashMap<String, u64> = HashMap::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        let line = row.line;
        let read = read(action, columns, index, row).and_then(|person| {
            let earlier = lines.insert(folded(&person.name), line);
            match earlier {
                Some(first) => {
                    lines.insert(folded(&person.name), first);
                    Err(format!(
                        "User Name: line {first} is about `{}` already: leave one out",
                        person.name
                    ))
                }
                None => Ok(person),
            }
        });
        match read {
            Ok(person) => people.push(person),
            Err(reason) => refused.push(Refused { row: index, line, reason }),
        }
    }
    (people, refused)
}

/// A user name as it is compared: its case does not matter (RFC 7643 §4.1.1).
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase()
}

fn read(action: &Action, columns: &Columns, index: usize, row: &Row) -> Result<Person, String> {
    let cells = row.cells.as_ref().map_err(Clone::clone)?;
    let mut values: BTreeMap<String, Values> = BTreeMap::new();
    for (column, value) in cells {
        if is_blank(value) {
            continue;
        }
        let (parameter, place) = match columns.target(column)? {
            Target::Nothing => continue,
            Target::Whole(parameter) => (parameter, Place::Whole),
            Target::Member(parameter, member) => (parameter, Place::Member(member)),
            Target::Item(parameter, word) => (parameter, Place::Item(word)),
        };
        values.entry(parameter).or_default().put(column, place, value.clone())?;
    }
    let mut given = BTreeMap::new();
    let mut inputs = Vec::new();
    for parameter in attributes(action) {
        let Some(values) = values.remove(&parameter.name) else { continue };
        let (value, how) = values.together(&parameter.kind)?;
        given.insert(parameter.name.clone(), how);
        inputs.push((parameter.name.clone(), value));
    }
    let inputs = Inputs::read(action, inputs).map_err(|problems| {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    })?;
    check_addresses(action, &inputs)?;
    let identity = action.identity.as_ref().and_then(|identity| inputs.text(&identity.parameter));
    let name = identity.unwrap_or_default().to_owned();
    Ok(Person { row: index, line: row.line, name, inputs, given })
}

/// Refuses an e-mail address that is none. A service may keep anything; whoever imports people wants to know.
fn check_addresses(action: &Action, inputs: &Inputs) -> Result<(), String> {
    for parameter in attributes(action).filter(|parameter| parameter.or_address_in.is_some()) {
        let items = inputs.get(&parameter.name).and_then(Value::as_array).into_iter().flatten();
        let mut addresses = items.filter_map(|item| item.get("value")?.as_str());
        if let Some(wrong) = addresses.find(|address| !is_address(address)) {
            return Err(format!(
                "{}: `{wrong}` is no e-mail address: give one like ada@example.com",
                parameter.title
            ));
        }
    }
    Ok(())
}

/// Whether it may be one: a part before the last `@` and one behind it, and no space.
fn is_address(text: &str) -> bool {
    let parts = text.rsplit_once('@');
    parts.is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && !text.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// Where in a parameter a value goes.
enum Place {
    Whole,
    Member(String),
    Item(String),
}

/// What a row says of one parameter.
#[derive(Default)]
struct Values {
    whole: Option<Value>,
    members: Map<String, Value>,
    items: Vec<(String, Value)>,
}

impl Values {
    /// Takes a value. The headings of a table were looked at before; an object may say one thing under two names.
    fn put(&mut self, column: &str, place: Place, value: Value) -> Result<(), String> {
        let known = match &place {
            Place::Whole => self.whole.as_ref(),
            Place::Member(member) => self.members.get(member),
            Place::Item(word) => {
                let mut items = self.items.iter();
                items.find(|(known, _)| actions::same(known, word)).map(|(_, value)| value)
            }
        };
        match known {
            Some(known) if *known == value => return Ok(()),
            Some(_) => return Err(format!("`{column}` is said twice, differently: leave one out")),
            None => {}
        }
        match place {
            Place::Whole => self.whole = Some(value),
            Place::Member(member) => {
                self.members.insert(member, value);
            }
            Place::Item(word) => self.items.push((word, value)),
        }
        Ok(())
    }

    /// The one value for the parameter, and how it was given.
    fn together(self, kind: &Kind) -> Result<(Value, Given), String> {
        let Self { whole, mut members, items } = self;
        let (Kind::Object(shape) | Kind::Objects(shape)) = kind else {
            return Ok((whole.unwrap_or_default(), Given::Whole));
        };
        let bare = whole.as_ref().and_then(Value::as_str).map(str::trim);
        let bare = bare.filter(|text| !text.starts_with(['[', '{'])).map(str::to_owned);
        if let Kind::Object(_) = kind {
            return match (whole, bare, &shape.bare) {
                (None, ..) => Ok((Value::Object(members), Given::Whole)),
                (Some(whole), ..) if members.is_empty() => Ok((whole, Given::Whole)),
                (_, Some(bare), Some(name)) => {
                    members.entry(name.clone()).or_insert(Value::from(bare));
                    Ok((Value::Object(members), Given::Whole))
                }
                _ => {
                    Err("an object and some of its members are in columns: leave one out"
                        .to_owned())
                }
            };
        }
        match (whole, bare, &shape.bare) {
            (None, _, Some(name)) => Ok((list(name, None, items), Given::Items { main: false })),
            (Some(_), Some(bare), Some(name)) => {
                let mut main = Map::from_iter([(name.clone(), Value::from(bare))]);
                main.extend(shape.bare_with.clone());
                Ok((list(name, Some(main), items), Given::Items { main: true }))
            }
            (Some(whole), ..) if items.is_empty() => Ok((whole, Given::Whole)),
            _ => Err("a list and some of its items are in columns: leave one out".to_owned()),
        }
    }
}

/// The items of a list, the main one first, each value once.
fn list(bare: &str, main: Option<Map<String, Value>>, items: Vec<(String, Value)>) -> Value {
    let several = usize::from(main.is_some()) + items.len() > 1;
    let mut list: Vec<Map<String, Value>> = Vec::new();
    let items = items.into_iter().map(|(word, value)| {
        Map::from_iter([(bare.to_owned(), value), ("type".to_owned(), Value::from(word))])
    });
    for mut item in main.into_iter().chain(items) {
        if list.iter().any(|known| known.get(bare) == item.get(bare)) {
            continue;
        }
        if list.is_empty() && several {
            item.insert("primary".to_owned(), Value::Bool(true));
        }
        list.push(item);
    }
    list.into_iter().map(Value::Object).collect()
}
