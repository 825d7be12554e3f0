//! Whether each account is found by its e-mail.

use directory::model::email_key;
use directory::store::Finding;
use rusqlite::Connection;

use super::MOST;

/// Checks the comparison keys of the e-mails (`email-key-wrong`).
pub(super) fn check(connection: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut statement = connection.prepare("SELECT no, email, email_key FROM account")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (no, email, key): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if email_key(&email) != key && findings.len() < MOST {
            let text = format!("account {no} is not found by its e-mail");
            findings.push(Finding { code: "email-key-wrong", text });
        }
    }
    Ok(findings)
}
