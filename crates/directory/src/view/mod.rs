//! A resource as it is sent: the stored body, and spliced in what is computed (`meta`, `groups`,
//! `members`, the account).
//!
//! What is spliced in is put together without a serializer: a list has it a hundred times, and but for names nothing of it
//! holds what JSON would escape. A base URL holds none of that either.

mod left_out;
mod lineage;
mod location;
mod meta;
mod neighbour;
mod neighbourhood;
mod sent;

pub(crate) use left_out::notice;
pub(crate) use location::location;
pub(crate) use neighbour::{Neighbour, Neighbours, attribute, write_all};
use neighbourhood::MEMBERS_AT_ONCE;
pub(crate) use neighbourhood::{Neighbourhood, count_members};
pub(crate) use sent::Sent;

use std::sync::Arc;

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::caller::Caller;
use crate::error::Error;
use crate::model::{AccountId, Kind, Named, Record, ResourceId};
use crate::profile::MemberDisplay;
use crate::store::{SharedRecord, Snapshot, StoreError};

/// How many bytes are kept free for what is spliced into a body.
pub(crate) const SPLICED: usize = 512;

const ACCOUNT_EXTENSION: &str = "urn:scim:schemas:extension:atlassian-external:1.0";

/// A resource and the neighbours that are sent with it.
#[derive(Debug)]
pub(crate) struct View<'c> {
    caller: &'c Caller,
    record: SharedRecord,
    /// The groups of a user, or the members of a group; `None` if they are not sent.
    neighbours: Option<Neighbours>,
    /// Whether the answer has no room for them.
    left_out: bool,
}

impl<'c> View<'c> {
    /// Reads what belongs to a record's view. Without a neighbourhood, none of the members of a group or
    /// the groups of a user are read.
    pub(crate) async fn read(
        caller: &'c Caller,
        read: &mut dyn Snapshot,
        record: SharedRecord,
        neighbourhood: Option<&mut Neighbourhood>,
    ) -> Result<Self, StoreError> {
        let (neighbours, left_out) = match neighbourhood {
            None => (None, false),
            Some(neighbourhood) => {
                let neighbours = neighbourhood.of(caller, read, &record).await?;
                let left_out = neighbours.is_none();
                (neighbours, left_out)
            }
        };
        Ok(Self { caller, record, neighbours, left_out })
    }

    /// A user that is in no group: one that was created a moment ago, or has left them all.
    pub(crate) fn of_no_group(caller: &'c Caller, record: SharedRecord) -> Self {
        let neighbours = Some(Neighbours::Direct(Arc::default()));
        Self { caller, record, neighbours, left_out: false }
    }

    /// Whether the members of the group, or the groups of the user, were asked for and are not there,
    /// because the answer has no room for them.
    pub(crate) fn is_left_out(&self) -> bool {
        self.left_out
    }

    /// The URL of the resource.
    pub(crate) fn location(&self) -> String {
        location(self.caller.base(), self.record.kind, self.record.id)
    }

    /// The record.
    pub(crate) fn record(&self) -> &Record {
        &self.record
    }

    /// Whether not all that is kept of it is sent unasked.
    pub(crate) fn withholds(&self) -> bool {
        self.caller.profile.withholds.contains(&self.record.kind)
    }

    /// The record, for later.
    pub(crate) fn into_record(self) -> SharedRecord {
        self.record
    }

    /// Appends the resource as a client gets it that asks for nothing in particular.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let shown = self.caller.profile.shape.member_display != MemberDisplay::OnRequest;
        self.write_with(shown, out);
    }

    fn write_with(&self, member_display: bool, out: &mut Vec<u8>) {
        out.extend_from_slice(self.record.body.strip_suffix(b"}").unwrap_or(&self.record.body));
        let Some(Neighbours::Direct(groups)) = &self.neighbours else {
            return self.splice(member_display, out);
        };
        let sent = self.record.sent();
        if let Some(spliced) = sent.and_then(|sent| sent.spliced(self.caller, groups)) {
            return out.extend_from_slice(spliced);
        }
        let from = out.len();
        self.splice(member_display, out);
        if let (None, Some(spliced)) = (sent, out.get(from..)) {
            self.record.keep(|| Sent::of(self.caller, groups, spliced));
        }
    }

    /// Appends what follows the body.
    fn splice(&self, member_display: bool, out: &mut Vec<u8>) {
        meta::write(self.caller, &self.record, out);
        self.write_neighbours(member_display, out);
        if let Some(account) = self.record.account.filter(|_| self.caller.profile.shape.account) {
            write_account(account, out);
        }
        out.push(b'}');
    }

    fn write_neighbours(&self, member_display: bool, out: &mut Vec<u8>) {
        let Some(neighbours) = &self.neighbours else { return };
        let kind = self.record.kind;
        let shown_empty = kind == Kind::User && self.caller.profile.shape.empty_groups;
        if neighbours.len() == 0 && !shown_empty {
            return;
        }
        out.extend_from_slice(b",\"");
        out.extend_from_slice(attribute(kind).as_bytes());
        out.extend_from_slice(b"\":[");
        write_all(&neighbours.all(), self.caller, member_display, out);
        out.push(b']');
    }

    /// The whole resource, as a value to project or to evaluate.
    pub(crate) fn to_map(&self) -> Result<Map<String, Value>, Error> {
        let mut out = Vec::with_capacity(self.record.body.len() + SPLICED);
        self.write_with(true, &mut out);
        parse(&out)
    }
}

/// Appends the account a user is linked to.
fn write_account(account: AccountId, out: &mut Vec<u8>) {
    let mut id = Uuid::encode_buffer();
    let id = account.as_uuid().hyphenated().encode_lower(&mut id);
    for part in [",\"", ACCOUNT_EXTENSION, "\":{\"atlassianAccountId\":\"", id, "\"}"] {
        out.extend_from_slice(part.as_bytes());
    }
}

/// All members of a group, read in bounded steps.
pub(crate) async fn all_members(
    read: &mut dyn Snapshot,
    group: ResourceId,
) -> Result<Vec<Named>, StoreError> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (mut some, last) = read.members(group, after, MEMBERS_AT_ONCE).await?;
        let full = some.len() == MEMBERS_AT_ONCE;
        all.append(&mut some);
        if !full {
            return Ok(all);
        }
        after = last;
    }
}

/// A user or a group as a member would be shown; none if there is none of that id.
pub(crate) async fn member_of_id(
    read: &mut dyn Snapshot,
    id: ResourceId,
) -> Result<Option<Neighbour>, StoreError> {
    for kind in [Kind::User, Kind::Group] {
        if let Some(record) = read.record(kind, id).await? {
            return Ok(Some(Neighbour::member(Named { kind, id, name: record.name.clone() })));
        }
    }
    Ok(None)
}

/// Reads a body the service itself has written.
pub(crate) fn parse(body: &[u8]) -> Result<Map<String, Value>, Error> {
    serde_json::from_slice(body).map_err(|source| {
        Error::Store(StoreError { doing: "reading a stored body", source: Box::new(source) })
    })
}
