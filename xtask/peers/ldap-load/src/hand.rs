//! What a connection asks, one thing after another.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, ensure};
use ldap3::controls::{Control, ControlType, PagedResults};
use ldap3::{Ldap, Mod, Scope, SearchEntry};
use serde::{Deserialize, Serialize};

use crate::directory::{Directory, external_id, person, user_name};

/// How many entries a page has.
const PAGE: i32 = 100;

/// What is asked of an entry: what a SCIM server shows of a user.
const SHOWN: [&str; 4] = ["*", "entryUUID", "createTimestamp", "modifyTimestamp"];

/// What is asked for a while.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Mix {
    /// An entry by its name.
    Get,
    /// By `uid`.
    FindUserName,
    /// By `mail`.
    FindEmail,
    /// By `employeeNumber`.
    FindExternalId,
    /// Walks of paged results (RFC 2696).
    PageCursor,
    /// New entries.
    Create,
    /// Another `displayName`.
    Patch,
    /// A member added to a group, and taken out again.
    Members,
}

/// One connection and what it asks.
pub(crate) struct Hand {
    mix: Mix,
    directory: Directory,
    ldap: Ldap,
    users: u64,
    /// Its place among the hands, and how many they are.
    place: u64,
    hands: u64,
    /// What a number generator has come to.
    chance: u64,
    /// How many requests there were.
    asked: u64,
    /// What the names of this run have in common.
    run: u64,
    names: Arc<AtomicU64>,
    cookie: Vec<u8>,
    group: String,
    group_size: u64,
    made: Vec<String>,
}

/// The hands of a mix.
pub(crate) async fn of(
    mix: Mix,
    directory: &Directory,
    users: u64,
    hands: u64,
    group_size: u64,
) -> Result<Vec<Hand>> {
    let mut group = String::new();
    if mix == Mix::Members {
        ensure!(group_size + hands <= users, "{hands} people must be outside of the group");
        group = directory.group_of(group_size).await?;
    }
    let run = SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos().into();
    let names = Arc::new(AtomicU64::new(0));
    let mut all = Vec::new();
    for place in 0..hands {
        all.push(Hand {
            mix,
            directory: directory.clone(),
            ldap: directory.connect().await?,
            users,
            place,
            hands,
            chance: place.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1,
            asked: 0,
            run,
            names: Arc::clone(&names),
            cookie: Vec::new(),
            group: group.clone(),
            group_size,
            made: Vec::new(),
        });
    }
    Ok(all)
}

impl Hand {
    /// Asks the next thing, and insists on its answer. Gives what sort of request it was.
    pub(crate) async fn ask(&mut self) -> (&'static str, Result<()>) {
        self.asked += 1;
        match self.mix {
            Mix::Get => {
                let uid = self.somebody();
                let dn = self.directory.person(&uid);
                ("get", self.search(&dn, Scope::Base, "(objectClass=*)", &uid).await)
            }
            Mix::FindUserName => {
                let uid = self.somebody();
                ("find-user-name", self.find("uid", &uid, &uid).await)
            }
            Mix::FindEmail => {
                let uid = self.somebody();
                ("find-email", self.find("mail", &uid, &uid).await)
            }
            Mix::FindExternalId => {
                let uid = self.somebody();
                ("find-external-id", self.find("employeeNumber", &external_id(&uid), &uid).await)
            }
            Mix::PageCursor => ("page-cursor", self.page().await),
            Mix::Create => ("create", self.create().await),
            Mix::Patch => ("patch", self.rename().await),
            Mix::Members if self.asked % 2 == 1 => ("add-member", self.join(true).await),
            Mix::Members => ("remove-member", self.join(false).await),
        }
    }

    /// Deletes what it made.
    pub(crate) async fn clean_up(&mut self) -> Result<()> {
        for dn in std::mem::take(&mut self.made) {
            self.ldap.delete(&dn).await?.success()?;
        }
        self.ldap.unbind().await?;
        Ok(())
    }

    /// Somebody, by chance (xorshift).
    fn somebody(&mut self) -> String {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        user_name(self.chance % self.users.max(1) + 1)
    }

    async fn find(&mut self, attribute: &str, value: &str, uid: &str) -> Result<()> {
        let people = self.directory.people();
        self.search(&people, Scope::OneLevel, &format!("({attribute}={value})"), uid).await
    }

    /// A search that finds one person.
    async fn search(&mut self, base: &str, scope: Scope, filter: &str, uid: &str) -> Result<()> {
        let (found, _) = self.ldap.search(base, scope, filter, SHOWN).await?.success()?;
        ensure!(found.len() == 1, "{} entries were found", found.len());
        for entry in found {
            let entry = SearchEntry::construct(entry);
            let named = entry.attrs.get("uid").and_then(|all| all.first());
            ensure!(named.is_some_and(|named| named == uid), "another was found: {}", entry.dn);
        }
        Ok(())
    }

    /// The next page of a walk.
    async fn page(&mut self) -> Result<()> {
        let control = PagedResults { size: PAGE, cookie: std::mem::take(&mut self.cookie) };
        let people = self.directory.people();
        let asked = self.ldap.with_controls(control);
        let found = asked
            .search(&people, Scope::OneLevel, "(objectClass=inetOrgPerson)", SHOWN)
            .await?;
        let (entries, result) = found.success()?;
        for control in &result.ctrls {
            if let Control(Some(ControlType::PagedResults), raw) = control {
                self.cookie = raw.parse::<PagedResults>().cookie;
            }
        }
        ensure!(
            self.cookie.is_empty() || entries.len() == PAGE as usize,
            "{} entries are shown",
            entries.len()
        );
        Ok(())
    }

    async fn create(&mut self) -> Result<()> {
        let number = self.names.fetch_add(1, Ordering::Relaxed) + 1;
        let uid = format!("bench-run{:08x}-{number}@bench.example", self.run);
        let dn = self.directory.person(&uid);
        self.ldap.add(&dn, person(&uid, number)).await?.success()?;
        self.made.push(dn);
        Ok(())
    }

    async fn rename(&mut self) -> Result<()> {
        let number = self.names.fetch_add(1, Ordering::Relaxed) + 1;
        // No two hands change the same person.
        let own = self.users / self.hands;
        let uid = user_name(self.place + 1 + self.asked % own.max(1) * self.hands);
        let name = format!("Renamed {number} {:08x}", self.run);
        let change = Mod::Replace("displayName".to_owned(), [name].into());
        self.ldap.modify(&self.directory.person(&uid), vec![change]).await?.success()?;
        Ok(())
    }

    /// Somebody joins the group, or leaves it again.
    async fn join(&mut self, joins: bool) -> Result<()> {
        let turn = (self.asked - 1) / 2;
        let own = (self.users - self.group_size) / self.hands;
        let number = self.group_size + self.place + 1 + turn % own.max(1) * self.hands;
        let member = [self.directory.person(&user_name(number))].into();
        let attribute = "member".to_owned();
        let change =
            if joins { Mod::Add(attribute, member) } else { Mod::Delete(attribute, member) };
        self.ldap.modify(&self.group, vec![change]).await?.success()?;
        Ok(())
    }
}
