//! The rows that one create writes.

use rusqlite::types::Value;

use super::contents::Table;
use crate::apply::bucket;

/// The number that is in every text of the user who is created: ten digits that are found nowhere else.
const MARK: u64 = 7_777_777_777;

/// Integers from here on are times, in microseconds: they go on from user to user.
const TIMES: i64 = 1_000_000_000_000_000;

/// Numbers of rows that were given [apart](super::Contents::number_apart) lie between these.
const NUMBERS: std::ops::Range<i64> = 1_000_000_000..100_000_000_000;

/// The rows that one create writes.
#[derive(Clone, Debug)]
pub struct Template {
    statements: Vec<String>,
    rows: Vec<Row>,
    /// The numbers of new rows.
    numbers: Vec<i64>,
}

/// A row, and which of the statements inserts it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) statement: usize,
    pub(super) values: Vec<Value>,
    /// Which of the values are ids.
    ids: Vec<usize>,
}

impl Template {
    /// The number to make a user of, so that its texts can be told from others.
    pub const fn mark() -> u64 {
        MARK
    }

    pub(super) fn new(tables: Vec<Table>) -> Self {
        let mut template = Self { statements: Vec::new(), rows: Vec::new(), numbers: Vec::new() };
        // When a key was last used is noted now and then, whatever is asked with it.
        for table in
            tables.into_iter().filter(|table| table.name != "key" && !table.rows.is_empty())
        {
            template.add(table);
        }
        template
    }

    fn add(&mut self, table: Table) {
        let statement = self.statements.len();
        self.statements.push(table.insert());
        let columns = table.columns.iter().enumerate();
        let is_id = |name: &str| name == "id" || name.ends_with("_id");
        let ids: Vec<usize> =
            columns.filter(|(_, name)| is_id(name)).map(|(place, _)| place).collect();
        for values in table.rows {
            let number = values.first().and_then(|first| match first {
                Value::Integer(number) => Some(*number),
                _ => None,
            });
            self.numbers.extend(number.filter(|number| NUMBERS.contains(number)));
            self.rows.push(Row { statement, values, ids: ids.clone() });
        }
    }

    /// How many rows one create writes.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// What inserts them.
    pub(super) fn statements(&self) -> &[String] {
        &self.statements
    }

    /// The rows of another user. Users are numbered from 1.
    pub(super) fn of(&self, user: u32) -> Vec<Row> {
        let digits = format!("{user:010}");
        let mark = MARK.to_string();
        let other = |row: &Row| Row {
            statement: row.statement,
            values: row
                .values
                .iter()
                .enumerate()
                .map(|(place, value)| match value {
                    Value::Integer(integer) => Value::Integer(self.integer(*integer, user)),
                    Value::Text(text) => Value::Text(text.replace(&mark, &digits)),
                    Value::Blob(id) if row.ids.contains(&place) => Value::Blob(other_id(id, user)),
                    Value::Blob(bytes) => {
                        Value::Blob(replaced(bytes, mark.as_bytes(), digits.as_bytes()))
                    }
                    Value::Null | Value::Real(_) => value.clone(),
                })
                .collect(),
            ids: Vec::new(),
        };
        self.rows.iter().map(other).collect()
    }

    /// Times and numbers of rows go on from user to user. So do the buckets by which rows are counted.
    fn integer(&self, integer: i64, user: u32) -> i64 {
        let by = i64::from(user);
        if integer >= TIMES || self.numbers.contains(&integer) {
            return integer + by;
        }
        let counted = self.numbers.iter().find(|number| bucket(**number) == integer);
        counted.map_or(integer, |number| bucket(number + by))
    }
}

/// An id that was given later: its first six bytes are a time.
fn other_id(id: &[u8], user: u32) -> Vec<u8> {
    match <[u8; 16]>::try_from(id) {
        Ok(id) => (u128::from_be_bytes(id) + (u128::from(user) << 80)).to_be_bytes().to_vec(),
        Err(_) => id.to_vec(),
    }
}

/// The bytes, with others of the same length in place of some.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut from = 0;
    while let Some(rest) = bytes.get(from..)
        && let Some(found) = rest.windows(old.len()).position(|window| window == old)
    {
        let place = from + found;
        if let Some(here) = bytes.get_mut(place..place + new.len()) {
            here.copy_from_slice(new);
        }
        from = place + old.len();
    }
    bytes
}

#[cfg(test)]
mod tests;
