//! Verification: every invariant of the store, from both sides of the port.

use super::Service;
use crate::body;
use crate::error::Error;
use crate::index;
use crate::model::{Directory, Kind, Record};
use crate::profile::Profile;
use crate::store::{Candidates, Finding, Selection, Snapshot, Tenant};

const RECORDS_AT_ONCE: usize = 1_000;

impl Service {
    /// Checks every invariant: what the store sees of itself, and for each resource that its name, keys,
    /// index entries and link are what its body says. Empty if all is well.
    pub async fn verify(&self) -> Result<Vec<Finding>, Error> {
        let mut findings = self.store.integrity().await?;
        for directory in self.store.directories().await? {
            for kind in [Kind::User, Kind::Group] {
                self.verify_directory(&directory, kind, &mut findings).await?;
            }
        }
        Ok(findings)
    }

    async fn verify_directory(
        &self,
        directory: &Directory,
        kind: Kind,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Error> {
        let profile = Profile::of(directory.profile);
        let tenant = Tenant { organization: directory.organization, directory: Some(directory.id) };
        let mut read = self.store.snapshot(tenant).await?;
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
    if entries != index::entries(kind, profile.resource_type(kind), &resource) {
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
