//! The SCIM operations on users and groups.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Operation, Service};
use crate::answer::{Answer, ListQuery, Listing, Wanted};
use crate::caller::Caller;
use crate::condition::Condition;
use crate::error::{Error, Forbidden};
use crate::groups::{CreateGroup, DeleteGroup, PatchGroup, ReplaceGroup};
use crate::model::{Kind, ResourceId, Scope};
use crate::projected::{self, Crowd, Shown};
use crate::query::{self, Explanation, Terms};
use crate::target::Target;
use crate::users::{CreateUser, DeleteUser, PatchUser, ReplaceUser};
use crate::view::View;

impl Service {
    /// Creates a user or a group (RFC 7644 §3.3).
    pub async fn create(
        &self,
        caller: &Caller,
        kind: Kind,
        document: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        may_change(caller)?;
        let mut caller = Cow::Borrowed(caller);
        loop {
            let created = self.create_by_rules(&caller, kind, document.clone(), wanted).await;
            match self.renewed(&caller, &created).await? {
                Some(renewed) => caller = Cow::Owned(renewed),
                None => return created,
            }
        }
    }

    async fn create_by_rules(
        &self,
        caller: &Caller,
        kind: Kind,
        document: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let projection = projected::projection(caller, kind, wanted)?;
        let shown = self.shown(wanted, &projection);
        match kind {
            Kind::User => {
                let create = CreateUser::new(caller, document)?;
                let (record, notices) = self.write(caller, &create).await?;
                let view = View::of_no_group(caller, record);
                shown.answer(&view, caller, Crowd::LeftOut, notices)
            }
            Kind::Group => {
                let create = CreateGroup::new(caller, document, &self.settings.limits)?;
                let (id, notices) = self.write(caller, &create).await?;
                self.answer(caller, kind, id, shown, Crowd::LeftOut, notices).await
            }
        }
    }

    /// Reads one (RFC 7644 §3.4.1).
    pub async fn read(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let projection = projected::projection(caller, kind, wanted)?;
        let id = parse(kind, id)?;
        self.answer(caller, kind, id, self.shown(wanted, &projection), Crowd::Refused, Vec::new())
            .await
    }

    /// Lists and finds (RFC 7644 §3.4.2).
    pub async fn list(
        &self,
        caller: &Caller,
        kind: Kind,
        query: &ListQuery,
    ) -> Result<Listing, Error> {
        self.search(caller, &[kind], query).await
    }

    /// Lists the members of a group, or the groups of a user, in pages: the ListResponse of
    /// `/Groups/{id}/members` and `/Users/{id}/groups`. A filter is in terms of `value`, `display`, `type` and
    /// `$ref`; by `value` it is a look-up.
    pub async fn list_neighbours(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        query: &ListQuery,
    ) -> Result<Listing, Error> {
        let terms = self.terms().await?;
        let mut read = self.store.snapshot(caller.tenant()).await?;
        query::list_neighbours(&mut *read, caller, (kind, parse(kind, id)?), query, &terms).await
    }

    /// Queries users and groups together (RFC 7644 §3.4.2.1).
    pub async fn list_all(&self, caller: &Caller, query: &ListQuery) -> Result<Listing, Error> {
        self.search(caller, &[Kind::User, Kind::Group], query).await
    }

    /// Says how a filter would be answered.
    pub async fn explain(
        &self,
        caller: &Caller,
        kind: Kind,
        filter: &str,
    ) -> Result<Explanation, Error> {
        let terms = self.terms().await?;
        let mut read = self.store.snapshot(caller.tenant()).await?;
        query::explain(&mut *read, caller, kind, filter, &terms).await
    }

    async fn search(
        &self,
        caller: &Caller,
        kinds: &[Kind],
        query: &ListQuery,
    ) -> Result<Listing, Error> {
        let mut caller = Cow::Borrowed(caller);
        loop {
            let found = self.search_by_rules(&caller, kinds, query).await;
            match self.renewed(&caller, &found).await? {
                Some(renewed) => caller = Cow::Owned(renewed),
                None => return found,
            }
        }
    }

    async fn search_by_rules(
        &self,
        caller: &Caller,
        kinds: &[Kind],
        query: &ListQuery,
    ) -> Result<Listing, Error> {
        let terms = self.terms().await?;
        let mut read = self.store.snapshot(caller.tenant()).await?;
        self.check_indexes(caller).await?;
        query::list(&mut *read, caller, kinds, query, &terms).await
    }

    async fn terms(&self) -> Result<Terms<'_>, Error> {
        Ok(Terms {
            limits: &self.settings.limits,
            bound: self.settings.scan,
            room: self.settings.members_in_answer,
            seal: self.seal().await?,
            now: self.clock.now(),
        })
    }

    /// Replaces one (RFC 7644 §3.5.1).
    pub async fn replace(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        document: Map<String, Value>,
        if_match: Option<&Condition>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        may_change(caller)?;
        let mut caller = Cow::Borrowed(caller);
        let target = (kind, parse(kind, id)?, if_match);
        loop {
            let replaced = self.replace_by_rules(&caller, target, document.clone(), wanted).await;
            match self.renewed(&caller, &replaced).await? {
                Some(renewed) => caller = Cow::Owned(renewed),
                None => return replaced,
            }
        }
    }

    async fn replace_by_rules(
        &self,
        caller: &Caller,
        (kind, id, if_match): (Kind, ResourceId, Option<&Condition>),
        document: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let projection = projected::projection(caller, kind, wanted)?;
        let shown = self.shown(wanted, &projection);
        let target = Target::new(caller, id, if_match);
        match kind {
            Kind::User => {
                let replace = ReplaceUser::new(caller, target, shown, document)?;
                let (view, notices) = self.write(caller, &replace).await?;
                shown.answer(&view, caller, Crowd::LeftOut, notices)
            }
            Kind::Group => {
                let limits = &self.settings.limits;
                let replace = ReplaceGroup::new(caller, target, document, limits)?;
                let notices = self.write(caller, &replace).await?;
                self.answer(caller, kind, id, shown, Crowd::LeftOut, notices).await
            }
        }
    }

    /// Changes one (RFC 7644 §3.5.2). `body` is the PatchOp message.
    pub async fn patch(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        body: Map<String, Value>,
        if_match: Option<&Condition>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        may_change(caller)?;
        let mut caller = Cow::Borrowed(caller);
        let target = (kind, parse(kind, id)?, if_match);
        loop {
            let patched = self.patch_by_rules(&caller, target, body.clone(), wanted).await;
            match self.renewed(&caller, &patched).await? {
                Some(renewed) => caller = Cow::Owned(renewed),
                None => return patched,
            }
        }
    }

    async fn patch_by_rules(
        &self,
        caller: &Caller,
        (kind, id, if_match): (Kind, ResourceId, Option<&Condition>),
        body: Map<String, Value>,
        wanted: &Wanted,
    ) -> Result<Answer, Error> {
        let projection = projected::projection(caller, kind, wanted)?;
        let shown = self.shown(wanted, &projection);
        let target = Target::new(caller, id, if_match);
        let limits = &self.settings.limits;
        match kind {
            Kind::User => {
                let patch = PatchUser::new(caller, target, shown, body, limits)?;
                let (view, notices) = self.write(caller, &patch).await?;
                shown.answer(&view, caller, Crowd::LeftOut, notices)
            }
            Kind::Group => {
                let patch = PatchGroup::new(caller, target, body, limits)?;
                let notices = self.write(caller, &patch).await?;
                self.answer(caller, kind, id, shown, Crowd::LeftOut, notices).await
            }
        }
    }

    /// Deletes one (RFC 7644 §3.6).
    pub async fn delete(
        &self,
        caller: &Caller,
        kind: Kind,
        id: &str,
        if_match: Option<&Condition>,
    ) -> Result<(), Error> {
        may_change(caller)?;
        let id = parse(kind, id)?;
        let mut caller = Cow::Borrowed(caller);
        loop {
            let target = Target::new(&caller, id, if_match);
            let deleted = match kind {
                Kind::User => {
                    self.write(&caller, &DeleteUser { target, keep_account: false }).await
                }
                Kind::Group => self.write(&caller, &DeleteGroup { target }).await,
            };
            match self.renewed(&caller, &deleted).await? {
                Some(renewed) => caller = Cow::Owned(renewed),
                None => return deleted,
            }
        }
    }

    async fn write<O: Operation>(
        &self,
        caller: &Caller,
        operation: &O,
    ) -> Result<O::Output, Error> {
        self.transact(caller.tenant(), caller.actor(), Some(&caller.profile), operation).await
    }

    fn shown<'p>(&self, wanted: &Wanted, projection: &'p scim::Projection) -> Shown<'p> {
        let projection = (!wanted.nothing).then_some(projection);
        Shown { projection, room: self.settings.members_in_answer }
    }

    /// Reads a resource, and answers with what is shown of it.
    async fn answer(
        &self,
        caller: &Caller,
        kind: Kind,
        id: ResourceId,
        shown: Shown<'_>,
        crowd: Crowd,
        notices: Vec<String>,
    ) -> Result<Answer, Error> {
        let tenant = caller.tenant();
        let mut read = self.store.glance(tenant).await?;
        let view = match shown.view_of(caller, &mut *read, kind, id).await {
            Err(error) if error.has_moved() => {
                read = self.store.snapshot(tenant).await?;
                shown.view_of(caller, &mut *read, kind, id).await
            }
            seen => seen,
        };
        let view = view?.ok_or_else(|| Error::NotFound { kind, id: id.to_string() })?;
        shown.answer(&view, caller, crowd, notices)
    }
}

pub(super) fn may_change(caller: &Caller) -> Result<(), Error> {
    match caller.scope {
        Scope::Provision => Ok(()),
        Scope::Read | Scope::Organization => Err(Error::Forbidden(Forbidden::ReadOnly)),
    }
}

/// What is not an id names nothing.
fn parse(kind: Kind, id: &str) -> Result<ResourceId, Error> {
    id.parse().map_err(|_| Error::NotFound { kind, id: id.to_owned() })
}
