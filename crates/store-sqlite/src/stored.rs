//! How values of the domain are kept in columns.

use directory::model::{
    AccountId, AccountKind, Action, Digest, DirectoryId, KeyId, Kind, LogEntryId, OrganizationId,
    ResourceId, RunId, Scope,
};
use directory::profile::ProfileName;
use directory::store::Position;
use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Row, RowIndex};
use uuid::Uuid;

use crate::packed::{Keys, ids};

/// A value of the domain as a column holds it.
#[derive(Clone, Copy)]
pub(crate) struct Stored<T>(pub(crate) T);

/// Reads a column.
pub(crate) fn get<T>(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<T>
where
    Stored<T>: FromSql,
{
    row.get::<_, Stored<T>>(column).map(|stored| stored.0)
}

/// Reads a column that may be null.
pub(crate) fn get_optional<T>(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<Option<T>>
where
    Stored<T>: FromSql,
{
    row.get::<_, Option<Stored<T>>>(column).map(|stored| stored.map(|stored| stored.0))
}

macro_rules! ids {
    ($($name:ident)*) => {$(
        impl ToSql for Stored<$name> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.as_uuid().as_bytes().as_slice()))
            }
        }

        impl FromSql for Stored<$name> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Ok(Self($name::from(Uuid::from_bytes(FromSql::column_result(value)?))))
            }
        }
    )*};
}

ids! { OrganizationId DirectoryId ResourceId AccountId KeyId LogEntryId RunId }

impl ToSql for Stored<Uuid> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
    }
}

impl FromSql for Stored<Uuid> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(Uuid::from_bytes(FromSql::column_result(value)?)))
    }
}

impl ToSql for Stored<Timestamp> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_microsecond().into())
    }
}

impl FromSql for Stored<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Timestamp::from_microsecond(value.as_i64()?).map(Self).map_err(FromSqlError::other)
    }
}

/// Versions and counts.
impl ToSql for Stored<u64> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let number =
            i64::try_from(self.0).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        Ok(number.into())
    }
}

impl FromSql for Stored<u64> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = value.as_i64()?;
        u64::try_from(number).map(Self).map_err(|_| FromSqlError::OutOfRange(number))
    }
}

impl ToSql for Stored<Kind> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Kind::User => 0_i64,
            Kind::Group => 1,
        }
        .into())
    }
}

impl FromSql for Stored<Kind> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(Self(Kind::User)),
            1 => Ok(Self(Kind::Group)),
            other => Err(FromSqlError::OutOfRange(other)),
        }
    }
}

impl ToSql for Stored<AccountKind> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok((self.0 == AccountKind::Managed).into())
    }
}

impl FromSql for Stored<AccountKind> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let managed = bool::column_result(value)?;
        Ok(Self(if managed { AccountKind::Managed } else { AccountKind::External }))
    }
}

impl ToSql for Stored<Digest> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
    }
}

impl FromSql for Stored<Digest> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        FromSql::column_result(value).map(|bytes| Self(Digest::new(bytes)))
    }
}

macro_rules! names {
    ($($name:ident: $parse:expr;)*) => {$(
        impl ToSql for Stored<$name> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.as_str().into())
            }
        }

        impl FromSql for Stored<$name> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let name = value.as_str()?;
                $parse(name).map(Self).ok_or_else(|| FromSqlError::other(UnknownName(name.to_owned())))
            }
        }
    )*};
}

names! {
    Action: Action::parse;
    ProfileName: ProfileName::parse;
    Scope: parse_scope;
}

fn parse_scope(name: &str) -> Option<Scope> {
    [Scope::Read, Scope::Provision, Scope::Organization]
        .into_iter()
        .find(|scope| scope.as_str() == name)
}

/// A column holds a name that this program doesn't know.
#[derive(Debug, thiserror::Error)]
#[error("unknown name {0:?}")]
pub(crate) struct UnknownName(pub(crate) String);

/// The place of a row in the order of creation.
pub(crate) fn position(no: i64) -> Position {
    Position(no.unsigned_abs().into())
}

/// The number that rows after a place exceed. Numbers begin at 1.
pub(crate) fn number_after(after: Option<Position>) -> i64 {
    after.map_or(0, |Position(no)| i64::try_from(no).unwrap_or(i64::MAX))
}

/// A limit for SQL: more than it can say is no limit.
pub(crate) fn limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

impl ToSql for Stored<&Keys> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.pack().into())
    }
}

impl FromSql for Stored<Keys> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Keys::unpack(value.as_blob()?).map(Self).map_err(FromSqlError::other)
    }
}

/// A document with ids in it.
impl ToSql for Stored<&serde_json::Value> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ids::pack(&self.0.to_string()).into())
    }
}

impl FromSql for Stored<serde_json::Value> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let json = ids::unpack(value.as_blob()?).map_err(FromSqlError::other)?;
        serde_json::from_str(&json).map(Self).map_err(FromSqlError::other)
    }
}
