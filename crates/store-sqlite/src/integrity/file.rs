//! Whether the file is whole, as SQLite sees it.

use directory::store::Finding;
use rusqlite::Connection;

use super::MOST;

/// Checks pages, indexes and declared constraints (`file-damaged`), and references (`reference-broken`).
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    for text in statement.query_map((), |row| row.get(0))? {
        let text: String = text?;
        if text != "ok" {
            findings.push(Finding { code: "file-damaged", text });
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let broken = statement.query_map((), |row| {
        let (table, no, parent): (String, Option<i64>, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let row = no.map_or_else(|| "a row".to_owned(), |no| format!("row {no}"));
        let text = format!("{row} of {table} refers to a row of {parent} that isn't there");
        Ok(Finding { code: "reference-broken", text })
    })?;
    for finding in broken.take(MOST) {
        findings.push(finding?);
    }
    Ok(findings)
}
