//! What happens in the directories of an organization, from its log.

use std::sync::Arc;

use directory::model::{Action, DirectoryId, Kind, LogEntry, OrganizationId, ResourceId, Subject};
use directory::store::{Position, Store, StoreError, Tenant};
use serde_json::{Map, Value, json};
use uuid::Uuid;
use workflows::{DirectoryEvent, Feed, FeedEntry, JournalError, Kept};

/// The log of an organization as a feed.
#[derive(Debug)]
pub(crate) struct StoreFeed {
    store: Arc<dyn Store>,
    organization: OrganizationId,
}

impl StoreFeed {
    /// The feed of an organization.
    pub(crate) fn new(store: Arc<dyn Store>, organization: OrganizationId) -> Self {
        Self { store, organization }
    }

    /// A user or a group as it stands, or as it was last seen.
    async fn resource(
        &self,
        directory: DirectoryId,
        kind: Kind,
        id: Uuid,
        before: Option<&[u8]>,
    ) -> Result<Value, StoreError> {
        let tenant = Tenant { organization: self.organization, directory: Some(directory) };
        let record = self.store.snapshot(tenant).await?.record(kind, ResourceId::from(id)).await?;
        let body = record.as_ref().map(|record| record.body.as_slice()).or(before);
        Ok(body.and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default())
    }

    async fn events(&self, entry: &LogEntry) -> Result<Vec<DirectoryEvent>, StoreError> {
        let (Subject::Resource(kind, id), Some(directory)) = (entry.subject, entry.directory)
        else {
            return Ok(Vec::new());
        };
        let resource = self.resource(directory, kind, id, entry.before.as_deref()).await?;
        let payload = json!({
            "id": id,
            "directory": directory,
            "at": entry.at,
            "key": entry.actor.key,
            "request": entry.actor.request,
            kind.name().to_lowercase(): resource,
        });
        let event = |event, more: Option<(&str, Value)>| {
            let mut payload = payload.as_object().cloned().unwrap_or_else(Map::new);
            payload.insert("event".to_owned(), Value::from(event));
            payload.extend(more.map(|(name, value)| (name.to_owned(), value)));
            DirectoryEvent { event, payload: Value::Object(payload) }
        };
        let mut events = vec![event(name(kind, entry.action), None)];
        if kind == Kind::Group {
            for (event_name, list) in
                [("group.member_added", "added"), ("group.member_removed", "removed")]
            {
                let members = entry.detail.as_ref().and_then(|detail| detail.get(list));
                for member in members.and_then(Value::as_array).into_iter().flatten() {
                    let id = member.as_str().and_then(|id| Uuid::parse_str(id).ok());
                    let user = match id {
                        Some(id) => self.resource(directory, Kind::User, id, None).await?,
                        None => Value::Null,
                    };
                    let mut joined = event(event_name, Some(("member", member.clone())));
                    if let Value::Object(payload) = &mut joined.payload {
                        payload.insert("user".to_owned(), user);
                    }
                    events.push(joined);
                }
            }
        }
        Ok(events)
    }
}

const fn name(kind: Kind, action: Action) -> &'static str {
    match (kind, action) {
        (Kind::User, Action::Created) => "user.created",
        (Kind::User, Action::Updated) => "user.updated",
        (Kind::User, Action::Deactivated) => "user.deactivated",
        (Kind::User, Action::Reactivated) => "user.reactivated",
        (Kind::User, Action::Unlinked) => "user.unlinked",
        (Kind::User, Action::Deleted) => "user.deleted",
        (Kind::Group, Action::Created) => "group.created",
        (Kind::Group, Action::Deleted) => "group.deleted",
        (Kind::Group, _) => "group.updated",
    }
}

impl Feed for StoreFeed {
    fn after<'a>(&'a self, position: Option<&'a str>, limit: usize) -> Kept<'a, Vec<FeedEntry>> {
        Box::pin(async move {
            let tenant = Tenant { organization: self.organization, directory: None };
            let after = position.and_then(|text| text.parse().ok()).map(Position);
            let mut snapshot = self.store.snapshot(tenant).await.map_err(failed)?;
            let entries = snapshot.log(after, limit).await.map_err(failed)?;
            drop(snapshot);
            let mut feed = Vec::with_capacity(entries.len());
            for (Position(position), entry) in entries {
                let events = self.events(&entry).await.map_err(failed)?;
                feed.push(FeedEntry { position: position.to_string(), events });
            }
            Ok(feed)
        })
    }

    fn end(&self) -> Kept<'_, Option<String>> {
        Box::pin(async move {
            let tenant = Tenant { organization: self.organization, directory: None };
            let mut snapshot = self.store.snapshot(tenant).await.map_err(failed)?;
            let end = snapshot.log_end().await.map_err(failed)?;
            Ok(end.map(|Position(position)| position.to_string()))
        })
    }
}

fn failed(error: StoreError) -> JournalError {
    JournalError::Failed { doing: "reading the log", source: Box::new(error) }
}
