//! What must hold of every state, whatever was committed.

use std::collections::HashSet;

use directory::model::{Kind, email_key};
use directory::store::{Finding, UniqueScope};

use super::state::{Resource, State};

impl State {
    /// What is wrong with the state. Empty if all is well.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut found = |code, text| findings.push(Finding { code, text });

        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        for resource in self.resources.values() {
            let name = describe(resource);
            if !self.owns(resource.organization, resource.directory) {
                found(
                    "directory-missing",
                    format!("{name} is in a directory its organization doesn't own"),
                );
            }
            if !ids.insert((resource.directory, resource.record.id)) {
                found("id-twice", format!("{name} has an id that another resource has"));
            }
            for key in &resource.unique {
                let directory = match key.scope {
                    UniqueScope::Directory => Some(resource.directory),
                    UniqueScope::Organization => None,
                };
                if !keys.insert((resource.organization, directory, key)) {
                    found("unique-shared", format!("{name} holds a unique key that another holds"));
                }
            }
            if let Some(account) = resource.record.account
                && self.account(resource.organization, account).is_none()
            {
                found(
                    "account-missing",
                    format!("{name} is linked to account {account}, which is not there"),
                );
            }
            self.check_members(resource, &name, &mut found);
        }

        let mut emails = HashSet::new();
        for (organization, account) in &self.accounts {
            if !emails.insert((*organization, email_key(&account.email))) {
                found(
                    "email-twice",
                    format!("account {} has an e-mail that another has", account.id),
                );
            }
        }
        for directory in &self.directories {
            let customized = self.customizations.contains_key(&directory.id);
            if customized != (directory.revision > 0) {
                let (id, revision) = (directory.id, directory.revision);
                found(
                    "customization-uncounted",
                    format!("directory {id} at revision {revision}: customized is {customized}"),
                );
            }
        }
        for entry in &self.log {
            let owned =
                entry.directory.is_none_or(|directory| self.owns(entry.organization, directory));
            if self.organization(entry.organization).is_none() || !owned {
                found("log-unowned", format!("log entry {} belongs to no organization", entry.id));
            }
        }
        for run in &self.runs {
            let directory = run.record.directory;
            if self.organization(run.organization).is_none()
                || !directory.is_none_or(|id| self.owns(run.organization, id))
            {
                found("run-foreign", format!("run {} belongs to no organization", run.record.id));
            }
        }
        findings
    }

    fn check_members(
        &self,
        group: &Resource,
        name: &str,
        found: &mut impl FnMut(&'static str, String),
    ) {
        if group.record.kind == Kind::User && !group.members.is_empty() {
            found("member-of-user", format!("{name} has members"));
        }
        for member in &group.members {
            match self.resources.get(member) {
                None => found("member-missing", format!("{name} has a member that is not there")),
                Some(member) if member.directory != group.directory => {
                    found("member-foreign", format!("{name} has a member of another directory"));
                }
                Some(_) => {}
            }
        }
    }
}

fn describe(resource: &Resource) -> String {
    format!("{} {} of directory {}", resource.record.kind, resource.record.id, resource.directory)
}
