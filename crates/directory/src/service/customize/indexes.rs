//! Indexes of the organization's own.

use scim::path::Reference;
use serde_json::json;

use crate::caller::Administrator;
use crate::customization::{
    CustomIndex, Customization, IndexState, MAX_INDEXES, Refusal, check_count, effective, indexable,
};
use crate::error::Error;
use crate::index::{self, Place};
use crate::model::{Directory, DirectoryId, Kind};
use crate::profile::Profile;
use crate::service::Service;

/// An attribute by which resources are found without reading them all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedAttribute {
    /// Of what type.
    pub kind: Kind,
    /// The attribute: `nickName`, or after the URN of its extension.
    pub path: String,
    /// How far an index of the organization's own is; none for one that every directory has.
    pub state: Option<IndexState>,
}

impl Service {
    /// The indexed attributes of a directory: those every directory of the profile has, then those added.
    pub async fn indexes(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
    ) -> Result<Vec<IndexedAttribute>, Error> {
        let directory = self.directory(admin, directory).await?;
        let customization = self.customization(directory.id).await?;
        let profile = Profile::of(directory.profile);
        let mut indexes = Vec::new();
        for kind in [Kind::User, Kind::Group] {
            let built_in = index::built_in(kind, profile.resource_type(kind)).into_iter();
            indexes.extend(built_in.map(|place| IndexedAttribute {
                kind,
                path: place.to_string(),
                state: None,
            }));
            let custom = customization.of(kind).indexes.iter();
            indexes.extend(custom.map(|index| shown(kind, index)));
        }
        Ok(indexes)
    }

    /// Indexes an attribute of the users or the groups of a directory. What is written from now on is indexed
    /// at once; what is there is indexed in steps, each a commit of its own, and only then do queries use the
    /// index. Repeating it resumes what was interrupted.
    pub async fn add_index(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        kind: Kind,
        path: &str,
    ) -> Result<IndexedAttribute, Error> {
        let (directory, before) = self.customizable(admin, directory).await?;
        let profile = effective(&Profile::of(directory.profile), before.clone());
        let path = indexable(&profile, kind, path)?;
        let known = before.of(kind).indexes.iter().find(|index| index.path == path);
        let number = match known.map(|index| (index.state, index.number)) {
            Some((IndexState::Ready, _)) => {
                return Err(Refusal::Indexed { path: path.to_string() }.into());
            }
            Some((IndexState::Removing, _)) => {
                let refusal = Refusal::NotIndexable {
                    path: path.to_string(),
                    why: "its old index is being removed; finish that first".to_owned(),
                };
                return Err(refusal.into());
            }
            Some((IndexState::Building, number)) => number,
            None => {
                let count = before.of(kind).indexes.len() + 1;
                check_count(|| format!("indexes added to {kind}"), count, MAX_INDEXES)?;
                let mut after = before;
                let number = after.take_number()?;
                let state = IndexState::Building;
                let index = CustomIndex { number, path: path.clone(), state };
                after.of_mut(kind).indexes.push(index);
                let detail = json!({ "indexAdded": path.to_string(), "type": kind.name() });
                self.customize(admin, &directory, after, detail).await?;
                number
            }
        };

        self.reindex(admin, &directory, kind).await?;

        let ready = |customization: &mut Customization| {
            let mut indexes = customization.of_mut(kind).indexes.iter_mut();
            let index = indexes.find(|index| index.number == number)?;
            index.state = IndexState::Ready;
            Some(shown(kind, index))
        };
        let detail = json!({ "indexReady": path.to_string(), "type": kind.name() });
        let index = self.settle(admin, &directory, detail, ready).await?;
        index.ok_or_else(|| Refusal::RemovedMeanwhile { path: path.to_string() }.into())
    }

    /// Takes an index that was added to a directory away again. Queries stop using it, then its entries go,
    /// in steps. Repeating it resumes what was interrupted.
    pub async fn remove_index(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        kind: Kind,
        path: &str,
    ) -> Result<IndexedAttribute, Error> {
        let (directory, before) = self.customizable(admin, directory).await?;
        let profile = effective(&Profile::of(directory.profile), before.clone());
        let of = profile.resource_type(kind);
        let mut reference =
            Reference::parse(path, of, &profile.tolerances).map_err(Refusal::from)?;
        if reference.leaf().is_complex() {
            reference.sub = reference.attribute.sub_attribute("value");
        }
        let place = Place::of(of, &reference);
        let mut after = before;
        let mut indexes = after.of_mut(kind).indexes.iter_mut();
        let Some(index) = indexes.find(|index| index.path.place() == place) else {
            return Err(Refusal::UnknownIndex { path: place.to_string() }.into());
        };
        let number = index.number;
        if index.state != IndexState::Removing {
            index.state = IndexState::Removing;
            let detail = json!({ "indexRemoved": place.to_string(), "type": kind.name() });
            self.customize(admin, &directory, after, detail).await?;
        }

        self.reindex(admin, &directory, kind).await?;

        let path = place.to_string();
        let gone = |customization: &mut Customization| {
            let indexes = &mut customization.of_mut(kind).indexes;
            let left = indexes.iter().position(|index| index.number == number)?;
            Some(indexes.remove(left))
        };
        let detail = json!({ "indexEntriesRemoved": path, "type": kind.name() });
        self.settle(admin, &directory, detail, gone).await?;
        Ok(IndexedAttribute { kind, path, state: Some(IndexState::Removing) })
    }

    /// Changes what is added once the resources follow it, again where another administrator came first;
    /// nothing if the change finds nothing to do.
    async fn settle<T>(
        &self,
        admin: &Administrator,
        directory: &Directory,
        detail: serde_json::Value,
        change: impl Fn(&mut Customization) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        loop {
            let mut customization = self.customization(directory.id).await?;
            let Some(changed) = change(&mut customization) else { return Ok(None) };
            match self.customize(admin, directory, customization, detail.clone()).await {
                Ok(_) => return Ok(Some(changed)),
                Err(Error::Busy { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn shown(kind: Kind, index: &CustomIndex) -> IndexedAttribute {
    IndexedAttribute { kind, path: index.path.to_string(), state: Some(index.state) }
}
