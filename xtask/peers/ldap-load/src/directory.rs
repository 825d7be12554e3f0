//! Who is in the directory: the people of `rollcall bench`, as entries.

use std::collections::HashSet;
use std::time::Instant;

use anyhow::{Result, ensure};
use ldap3::{Ldap, LdapConnAsync, Scope};
use serde_json::{Value, json};

/// The code of an entry that is there already (RFC 4511 §4.1.9).
const ENTRY_ALREADY_EXISTS: u32 = 68;

/// A directory, and who may write there.
#[derive(Clone)]
pub(crate) struct Directory {
    url: String,
    base: String,
    user: String,
    password: String,
}

/// The attributes of an entry.
pub(crate) type Attributes = Vec<(String, HashSet<String>)>;

impl Directory {
    pub(crate) fn new(url: &str, base: &str, user: &str, password: &str) -> Self {
        let [url, base, user, password] = [url, base, user, password].map(str::to_owned);
        Self { url, base, user, password }
    }

    /// A connection that may write.
    pub(crate) async fn connect(&self) -> Result<Ldap> {
        let (connection, mut ldap) = LdapConnAsync::new(&self.url).await?;
        ldap3::drive!(connection);
        ldap.simple_bind(&self.user, &self.password).await?.success()?;
        Ok(ldap)
    }

    /// Where people are.
    pub(crate) fn people(&self) -> String {
        format!("ou=people,{}", self.base)
    }

    /// The entry of a user.
    pub(crate) fn person(&self, uid: &str) -> String {
        format!("uid={uid},{}", self.people())
    }

    /// The entry of a group.
    pub(crate) fn group(&self, size: u64) -> String {
        format!("cn=bench-group-of-{size},ou=groups,{}", self.base)
    }

    /// Creates who is not there, and what they are below of.
    pub(crate) async fn fill(&self, users: u64, connections: u64) -> Result<Value> {
        let begun = Instant::now();
        let mut ldap = self.connect().await?;
        let root = self.base.split(['=', ',']).nth(1).unwrap_or_default().to_owned();
        let domain = attributes(&[("objectClass", "domain"), ("dc", &root)]);
        add(&mut ldap, &self.base, domain).await?;
        for unit in ["people", "groups"] {
            let entry = attributes(&[("objectClass", "organizationalUnit"), ("ou", unit)]);
            add(&mut ldap, &format!("ou={unit},{}", self.base), entry).await?;
        }
        let mut tasks = Vec::new();
        for hand in 0..connections.max(1) {
            let (directory, mut ldap) = (self.clone(), self.connect().await?);
            tasks.push(tokio::spawn(async move {
                let mut created = 0;
                let mut number = hand + 1;
                while number <= users {
                    let uid = user_name(number);
                    let dn = directory.person(&uid);
                    created += u64::from(add(&mut ldap, &dn, person(&uid, number)).await?);
                    number += connections.max(1);
                }
                Ok::<_, anyhow::Error>(created)
            }));
        }
        let mut created = 0;
        for task in tasks {
            created += task.await??;
        }
        let seconds = begun.elapsed().as_secs_f64();
        let per_second = created as f64 / seconds;
        Ok(json!({ "users": {
            "wanted": users, "created": created, "seconds": seconds, "perSecond": per_second,
        } }))
    }

    /// The group of the first so many people, made unless it is there.
    pub(crate) async fn group_of(&self, size: u64) -> Result<String> {
        let dn = self.group(size);
        let mut ldap = self.connect().await?;
        let filter = "(objectClass=groupOfNames)";
        let found = ldap.search(&dn, Scope::Base, filter, vec!["cn"]).await?;
        if found.1.rc == 0 {
            return Ok(dn);
        }
        let members = (1..=size).map(|number| self.person(&user_name(number))).collect();
        let mut entry = attributes(&[("objectClass", "groupOfNames")]);
        entry.push(("member".to_owned(), members));
        add(&mut ldap, &dn, entry).await?;
        Ok(dn)
    }
}

/// Adds an entry. Whether it was not there.
async fn add(ldap: &mut Ldap, dn: &str, entry: Attributes) -> Result<bool> {
    let result = ldap.add(dn, entry).await?;
    ensure!(matches!(result.rc, 0 | ENTRY_ALREADY_EXISTS), "adding {dn}: {result}");
    Ok(result.rc == 0)
}

fn attributes(all: &[(&str, &str)]) -> Attributes {
    all.iter().map(|(name, value)| ((*name).to_owned(), [(*value).to_owned()].into())).collect()
}

/// The name of the person of a number, from 1.
pub(crate) fn user_name(number: u64) -> String {
    format!("bench-{number:07}@bench.example")
}

/// The id that a client gives somebody.
pub(crate) fn external_id(uid: &str) -> String {
    format!("ext-{}", uid.split('@').next().unwrap_or(uid))
}

/// A person: what a user of `rollcall bench` has, under the names that LDAP has for it.
pub(crate) fn person(uid: &str, number: u64) -> Attributes {
    attributes(&[
        ("objectClass", "inetOrgPerson"),
        ("uid", uid),
        ("employeeNumber", &external_id(uid)),
        ("cn", &format!("Ada Lovelace {number}")),
        ("sn", &format!("Lovelace {number}")),
        ("givenName", "Ada"),
        ("displayName", &format!("Ada Lovelace {number}")),
        ("title", "Engineering Engineer"),
        ("departmentNumber", "Engineering"),
        ("preferredLanguage", "en-US"),
        ("mail", uid),
        ("telephoneNumber", &format!("+49 30 {:07}", number % 10_000_000)),
    ])
}
