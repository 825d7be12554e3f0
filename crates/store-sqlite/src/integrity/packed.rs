//! Whether the keys packed in each resource's row are exactly its rows of `unique_key` and `index_entry`: by
//! these rows it is found, by the packed keys they are deleted.

use directory::model::Kind;
use directory::store::{Finding, UniqueKey, UniqueScope};
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row};

use super::MOST;
use crate::packed::Keys;
use crate::read::has_entry;
use crate::stored::{Stored, get};

/// Checks both directions.
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut check = Check { connection, findings: Vec::new() };
    let listed = check.every_key_has_its_row()?;
    // Every listed key that has its row is one row; more rows than that are ones that no resource lists.
    check.every_row_is_listed(&listed)?;
    Ok(check.findings)
}

struct Check<'c> {
    connection: &'c Connection,
    findings: Vec<Finding>,
}

/// How many rows the packed keys account for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Rows {
    unique: i64,
    index: i64,
}

/// A resource as far as it matters here.
struct Resource {
    no: i64,
    organization: i64,
    directory: i64,
    kind: Kind,
}

impl Check<'_> {
    fn every_key_has_its_row(&mut self) -> rusqlite::Result<Rows> {
        let mut listed = Rows::default();
        let mut statement = self.connection.prepare(
            "SELECT
                resource.no,
                directory.organization,
                resource.directory,
                resource.kind,
                resource.keys
            FROM resource
            JOIN directory ON directory.no = resource.directory
            WHERE resource.kind IN (0, 1)
            ORDER BY resource.no",
        )?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let resource = Resource {
                no: row.get(0)?,
                organization: row.get(1)?,
                directory: row.get(2)?,
                kind: get(row, 3)?,
            };
            let Ok(keys) = keys(row, 4) else {
                self.found(
                    "keys-damaged",
                    format!("the packed keys of resource {} can't be read", resource.no),
                );
                continue;
            };
            for key in &keys.unique {
                if self.has_unique_key(&resource, key)? {
                    listed.unique += 1;
                } else {
                    let text = format!(
                        "resource {} is not found by its unique key of attribute {}",
                        resource.no, key.attribute
                    );
                    self.found("unique-key-missing", text);
                }
            }
            for entry in &keys.index {
                if has_entry(
                    self.connection,
                    resource.directory,
                    resource.kind,
                    entry,
                    resource.no,
                )? {
                    listed.index += 1;
                } else {
                    let text = format!(
                        "resource {} is not found by an index entry of attribute {}",
                        resource.no, entry.attribute
                    );
                    self.found("index-entry-missing", text);
                }
            }
        }
        Ok(listed)
    }

    fn has_unique_key(&self, resource: &Resource, key: &UniqueKey) -> rusqlite::Result<bool> {
        let reach = match key.scope {
            UniqueScope::Directory => resource.directory,
            UniqueScope::Organization => 0,
        };
        self.connection
            .prepare_cached(
                "SELECT 1
                FROM unique_key
                WHERE organization = ?
                    AND directory = ?
                    AND attribute = ?
                    AND value = ?
                    AND resource = ?",
            )?
            .exists((resource.organization, reach, key.attribute, &key.value, resource.no))
    }

    fn every_row_is_listed(&mut self, listed: &Rows) -> rusqlite::Result<()> {
        let counted = self.connection.query_row(
            "SELECT
                (SELECT count(*) FROM unique_key),
                (SELECT count(*) FROM index_entry)",
            (),
            |row| Ok(Rows { unique: row.get(0)?, index: row.get(1)? }),
        )?;
        if counted == *listed {
            return Ok(());
        }
        self.look_for_unlisted(
            "unique-key-unlisted",
            "SELECT
                resource.no,
                resource.keys,
                unique_key.attribute,
                unique_key.value
            FROM unique_key
            JOIN resource ON resource.no = unique_key.resource",
            |keys, attribute, value| {
                keys.unique.iter().any(|key| key.attribute == attribute && key.value == value)
            },
        )?;
        self.look_for_unlisted(
            "index-entry-unlisted",
            "SELECT
                resource.no,
                resource.keys,
                index_entry.attribute,
                index_entry.value
            FROM index_entry
            JOIN resource ON resource.no = index_entry.resource",
            |keys, attribute, value| {
                keys.index.iter().any(|entry| entry.attribute == attribute && entry.value == value)
            },
        )
    }

    fn look_for_unlisted(
        &mut self,
        code: &'static str,
        sql: &str,
        is_listed: impl Fn(&Keys, u16, &[u8]) -> bool,
    ) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let (no, attribute): (i64, u16) = (row.get(0)?, row.get(2)?);
            let value: Vec<u8> = row.get(3)?;
            if keys(row, 1).is_ok_and(|keys| !is_listed(&keys, attribute, &value)) {
                let text = format!(
                    "resource {no} has a row of attribute {attribute} that its packed keys lack"
                );
                self.found(code, text);
            }
        }
        Ok(())
    }

    fn found(&mut self, code: &'static str, text: String) {
        if self.findings.iter().filter(|finding| finding.code == code).count() < MOST {
            self.findings.push(Finding { code, text });
        }
    }
}

fn keys(row: &Row<'_>, column: usize) -> Result<Keys, rusqlite::types::FromSqlError> {
    let value = row.get_ref(column).map_err(rusqlite::types::FromSqlError::other)?;
    <Stored<Keys> as FromSql>::column_result(value).map(|stored| stored.0)
}
