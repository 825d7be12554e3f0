//! What groups are called: few groups are told with many users, mostly from memory.

use std::sync::Arc;

use directory::model::{Kind, Named};
use rusqlite::{CachedStatement, OptionalExtension};

use super::transaction::Transaction;
use crate::stored::get;

const SELECT: &str = "SELECT id, name FROM resource WHERE no = ?";

/// The groups of these numbers, in their order. A number that no group has is passed over.
pub(super) fn named(
    transaction: &Transaction,
    numbers: impl IntoIterator<Item = i64>,
) -> rusqlite::Result<Arc<[Named]>> {
    let (connection, memory) = (transaction.connection()?, transaction.memory());
    let mut select: Option<CachedStatement<'_>> = None;
    let mut groups = Vec::new();
    for no in numbers {
        if let Some(known) = memory.group(no, transaction.end) {
            groups.push(known.named.clone());
            continue;
        }
        let select = match &mut select {
            Some(select) => select,
            none => none.insert(connection.prepare_cached(SELECT)?),
        };
        let read = select
            .query_row([no], |row| {
                Ok(Named { kind: Kind::Group, id: get(row, 0)?, name: row.get(1)? })
            })
            .optional()?;
        if let Some(named) = read {
            memory.keep_group(no, named.clone(), transaction.end);
            groups.push(named);
        }
    }
    Ok(groups.into())
}
