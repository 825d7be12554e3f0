//! Extension schemas of the organization's own.

use serde_json::json;

use super::tenant;
use crate::body;
use crate::caller::Administrator;
use crate::customization::{
    self, CustomSchema, CustomUnique, MAX_SCHEMAS, Refusal, check_count, effective, read,
    unique_paths,
};
use crate::error::Error;
use crate::model::{Directory, DirectoryId, Kind};
use crate::profile::Profile;
use crate::service::Service;
use crate::store::{Candidates, Selection, Snapshot};

/// How many resources are looked through at once for values of a schema.
const RECORDS_AT_ONCE: usize = 1_000;

/// A schema that was added to a directory.
#[derive(Clone, Debug, PartialEq)]
pub struct AddedSchema {
    /// The type it extends.
    pub kind: Kind,
    /// Whether every resource of the type must carry it.
    pub required: bool,
    /// The schema, as `/Schemas` publishes it.
    pub schema: scim::Schema,
}

impl Service {
    /// The schemas that were added to a directory: to users, then to groups, each in the order they were
    /// added.
    pub async fn added_schemas(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
    ) -> Result<Vec<AddedSchema>, Error> {
        let directory = self.directory(admin, directory).await?;
        let customization = self.customization(directory.id).await?;
        let of = |kind| {
            let schemas = customization.of(kind).schemas.iter();
            schemas.map(move |custom| AddedSchema {
                kind,
                required: custom.required,
                schema: custom.schema.clone(),
            })
        };
        Ok(of(Kind::User).chain(of(Kind::Group)).collect())
    }

    /// Adds an extension schema to the users or the groups of a directory: the JSON document `/Schemas` would
    /// publish of it (RFC 7643 §7). It is in force, for every request, once this is answered.
    pub async fn add_schema(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        kind: Kind,
        document: &[u8],
        required: bool,
    ) -> Result<AddedSchema, Error> {
        let (directory, before) = self.customizable(admin, directory).await?;
        let schema = read(document)?;
        let profile = effective(&Profile::of(directory.profile), before.clone());
        customization::check(&schema, [&profile.user, &profile.group])?;
        let count = before.of(kind).schemas.len() + 1;
        check_count(|| format!("schemas added to {kind}"), count, MAX_SCHEMAS)?;
        let urn = &schema.id;
        if required {
            self.check_none_without(&directory, kind, urn).await?;
        }

        let mut after = before.clone();
        let unique = unique_paths(&schema).into_iter();
        let unique = unique
            .map(|path| Ok(CustomUnique { number: after.take_number()?, path }))
            .collect::<Result<Vec<_>, Refusal>>()?;
        let custom = CustomSchema { schema: schema.clone(), required, unique };
        after.of_mut(kind).schemas.push(custom);
        let detail = json!({ "schemaAdded": urn, "type": kind.name() });
        let mut after = self.customize(admin, &directory, after, detail).await?;

        // What was admitted before may have been committed until now; nothing of it can be any more.
        if required && let Err(refused) = self.check_none_without(&directory, kind, urn).await {
            after.of_mut(kind).schemas.retain(|custom| custom.schema.id != *urn);
            let detail = json!({ "schemaRemoved": urn, "type": kind.name() });
            self.customize(admin, &directory, after, detail).await?;
            return Err(refused);
        }
        Ok(AddedSchema { kind, required, schema })
    }

    /// Takes a schema that was added to a directory away again, in any case of its URN. Refused while
    /// resources have values of it, or an index needs it.
    pub async fn remove_schema(
        &self,
        admin: &Administrator,
        directory: DirectoryId,
        urn: &str,
    ) -> Result<AddedSchema, Error> {
        let (directory, before) = self.customizable(admin, directory).await?;
        let found = [Kind::User, Kind::Group].into_iter().find_map(|kind| {
            let schemas = before.of(kind).schemas.iter().enumerate();
            let mut schemas = schemas.filter(|(_, own)| own.schema.id.eq_ignore_ascii_case(urn));
            schemas.next().map(|(place, custom)| (kind, place, custom.clone()))
        });
        let Some((kind, place, custom)) = found else {
            return Err(Refusal::UnknownSchema { urn: urn.to_owned() }.into());
        };
        let urn = &custom.schema.id.clone();
        let mut indexes = before.of(kind).indexes.iter();
        if let Some(index) =
            indexes.find(|index| index.path.extension.as_deref() == Some(urn.as_str()))
        {
            return Err(Refusal::SchemaIndexed { path: index.path.to_string() }.into());
        }
        self.check_unused(&directory, kind, urn).await?;

        let mut after = before.clone();
        after.of_mut(kind).schemas.remove(place);
        let detail = json!({ "schemaRemoved": urn, "type": kind.name() });
        let mut after = self.customize(admin, &directory, after, detail).await?;

        // As above: values that were written by requests admitted before are found now.
        if let Err(refused) = self.check_unused(&directory, kind, urn).await {
            after.of_mut(kind).schemas.insert(place, custom);
            let detail = json!({ "schemaAdded": urn, "type": kind.name() });
            self.customize(admin, &directory, after, detail).await?;
            return Err(refused);
        }
        Ok(AddedSchema { kind, required: custom.required, schema: custom.schema })
    }

    /// An extension can be required only of a type that has no resources yet.
    async fn check_none_without(
        &self,
        directory: &Directory,
        kind: Kind,
        urn: &str,
    ) -> Result<(), Error> {
        let mut read = self.store.snapshot(tenant(directory)).await?;
        match read.count(kind, &Candidates::All).await? {
            0 => Ok(()),
            count => Err(Refusal::RequiredTooLate { urn: urn.to_owned(), kind, count }.into()),
        }
    }

    async fn check_unused(
        &self,
        directory: &Directory,
        kind: Kind,
        urn: &str,
    ) -> Result<(), Error> {
        let mut read = self.store.snapshot(tenant(directory)).await?;
        match holders(&mut *read, kind, urn).await? {
            0 => Ok(()),
            count => Err(Refusal::InUse { urn: urn.to_owned(), kind, count }.into()),
        }
    }
}

/// How many resources have values of an extension.
async fn holders(read: &mut dyn Snapshot, kind: Kind, urn: &str) -> Result<u64, Error> {
    let mut count = 0;
    let mut selection =
        Selection { candidates: Candidates::All, after: None, skip: 0, limit: RECORDS_AT_ONCE };
    loop {
        let page = read.select(kind, &selection).await?;
        let full = page.records.len() == RECORDS_AT_ONCE;
        for (position, record) in page.records {
            selection.after = Some(position);
            count += u64::from(body::read(&record.body)?.as_map().contains_key(urn));
        }
        if !full {
            return Ok(count);
        }
    }
}
