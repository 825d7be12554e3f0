//! Verification: every invariant of the store, from both sides of the port.

use super::Service;
use crate::body;
use crate::customization::{Customization, IndexState, effective};
use crate::error::Error;
use crate::index;
use crate::model::{Directory, Kind, Record};
use crate::profile::Profile;
use crate::store::{Candidates, Finding, IndexEntry, Selection, Snapshot, Tenant};

const RECORDS_AT_ONCE: usize = 1_000;

impl Service {
    /// Checks every invariant: what the store sees of itself, and for each resource that its name, keys,
    /// index entries and link are what its body says. Empty if all is well.
    pub async fn verify(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = self.store.integrity().await?;
        for directory in self.store.directories().await? {
            let document = self.store.customization(directory.id).await?;
            if let Some(Err(error)) = document.map(|document| Customization::from_bytes(&document))
            {
                let text =
                    format!("directory {}: what is added to its rules: {error}", directory.id);
                findings.push(Finding { code: "customization-unreadable", text });
                continue;
            }
            for kind in [Kind::User, Kind::Group] {
                self.verify_directory(&directory, kind, &mut findings).await?;
            }
            let nested = Profile::of(directory.profile).features.nested_groups;
            self.verify_nesting(&directory, nested, &mut findings).await?;
        }
        Ok(findings)
    }

    /// The rules of a directory, and what it held while they were in force.
    async fn rules_and_snapshot(
        &self,
        directory: &Directory,
    ) -> Result<(Profile, Box<dyn Snapshot>), Error> {
        let tenant = Tenant { organization: directory.organization, directory: Some(directory.id) };
        loop {
            let customization = self.customization(directory.id).await?;
            let read = self.store.snapshot(tenant).await?;
            if self.customization(directory.id).await?.revision == customization.revision {
                return Ok((effective(&Profile::of(directory.profile), customization), read));
            }
        }
    }

    async fn verify_directory(
        &self,
        directory: &Directory,
        kind: Kind,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let (profile, mut read) = self.rules_and_snapshot(directory).await?;
        let mut seen = 0;
        let mut selection =
            Selection { candidates: Candidates::All, after: None, skip: 0, limit: RECORDS_AT_ONCE };
        loop {
            let page = read.select(kind, &selection).await?;
            let full = page.records.len() == RECORDS_AT_ONCE;
            seen += page.records.len() as u64;
            for (position, record) in page.records {
                selection.after = Some(position);
                verify_record(&mut *read, &profile, &record, findings).await?;
            }
            if !full {
                break;
            }
        }
        let counted = read.count(kind, &Candidates::All).await?;
        if counted != seen {
            findings.push(Finding {
                code: "count-wrong",
                text: format!(
                    "directory {}: {counted} {kind}s counted, {seen} there",
                    directory.id
                ),
            });
        }
        Ok(())
    }
}

/// Whether the entries are those that are wanted. An index that is being built may lack some, and one that is
/// being removed may have some left.
fn indexed(
    customization: &Customization,
    kind: Kind,
    entries: &[IndexEntry],
    wanted: &[IndexEntry],
) -> bool {
    let is = |state: IndexState, entry: &IndexEntry| {
        let mut indexes = customization.of(kind).indexes.iter();
        indexes.any(|index| index.number == entry.attribute && index.state == state)
    };
    entries.iter().all(|entry| wanted.contains(entry) || is(IndexState::Removing, entry))
        && wanted.iter().all(|entry| entries.contains(entry) || is(IndexState::Building, entry))
}

async fn verify_record(
    read: &mut dyn Snapshot,
    profile: &Profile,
    record: &Record,
    findings: &mut Vec<Finding>,
) -> Result<(), Error> {
    let kind = record.kind;
    let mut found = |code, text: String| {
        findings.push(Finding { code, text: format!("{kind} {}: {text}", record.id) });
    };
    let Ok(resource) = body::read(&record.body) else {
        found("body-unreadable", "the stored body is not JSON".to_owned());
        return Ok(());
    };
    let name = match kind {
        Kind::User => resource.string("userName"),
        Kind::Group => resource.string("displayName"),
    };
    if name != Some(&record.name) {
        found("name-differs", "the name kept beside the body is not the body's".to_owned());
    }
    let (unique, entries) = read.keys_of(kind, record.id).await?;
    if unique != index::unique_keys(kind, profile, &resource) {
        found("unique-differs", "the unique keys are not what the body says".to_owned());
    }
    let wanted = index::entries(kind, profile, &resource);
    if !indexed(&profile.customization, kind, &entries, &wanted) {
        found("index-differs", "the index entries are not what the body says".to_owned());
    }
    if record.version == 0 || record.modified < record.created {
        found(
            "version-wrong",
            "the version or the time of the last change is impossible".to_owned(),
        );
    }
    if let Some(account) = record.account
        && read.account(account).await?.is_none()
    {
        found("link-broken", format!("it is linked to account {account}, which there is not"));
    }
    Ok(())
}
