//! Reading the members of a map: what is unknown, twice, missing or of the wrong kind is a problem with its place.

use std::time::Duration;

use super::node::{Key, Kind, Node};
use super::problem::Spot;
use super::{Reader, Word as _};

/// The members of a map that may have some.
pub(super) struct Fields<'n> {
    at: &'n Spot,
    what: String,
    members: &'n [(Key, Node)],
    /// What misspelt keys mean.
    meant: Vec<String>,
}

/// A key that other programs know, and what to write instead.
pub(super) type Foreign = (&'static str, &'static str);

impl<'n> Fields<'n> {
    /// The members of a map. `what` it is, for people: `a step`; `known`: all that it may have.
    pub(super) fn of(
        reader: &mut Reader<'_>,
        node: &'n Node,
        what: impl Into<String>,
        known: &[&str],
    ) -> Option<Self> {
        Self::among(reader, node, what, known, &[])
    }

    /// The same, with keys that other programs know.
    pub(super) fn among(
        reader: &mut Reader<'_>,
        node: &'n Node,
        what: impl Into<String>,
        known: &[&str],
        foreign: &[Foreign],
    ) -> Option<Self> {
        let what = what.into();
        let Some(members) = node.members() else {
            let written = node.describe();
            reader.say(
                &node.at,
                format!(
                    "{what} is names with values, and this is {written}: write it as `{}: …`",
                    known.first().unwrap_or(&"name")
                ),
            );
            return None;
        };
        reader.twice(members);
        let mut meant = Vec::new();
        for (key, _) in members.iter().filter(|(key, _)| !known.contains(&key.name.as_str())) {
            let instead = foreign.iter().find(|(name, _)| key.name == *name);
            let remedy = match instead {
                Some((_, instead)) => (*instead).to_owned(),
                None => Reader::remedy(&key.name, known),
            };
            reader.say(&key.at, format!("{what} has no `{}`: {remedy}", key.name));
            meant.extend(actions::nearest(&key.name, known.iter().copied()).map(str::to_owned));
        }
        Some(Self { at: &node.at, what, members, meant })
    }

    /// A member that is there and not null, and its key.
    pub(super) fn member(&self, name: &str) -> Option<(&'n Key, &'n Node)> {
        let member = self.members.iter().find(|(key, _)| key.name == name);
        member.map(|(key, value)| (key, value)).filter(|(_, value)| !value.is_null())
    }

    pub(super) fn get(&self, name: &str) -> Option<&'n Node> {
        self.member(name).map(|(_, value)| value)
    }

    pub(super) fn require(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        like: &str,
    ) -> Option<&'n Node> {
        let found = self.get(name);
        // Of a key that is misspelt, all is said.
        if found.is_none() && !self.meant.iter().any(|meant| meant == name) {
            reader.say(self.at, format!("{} needs `{name}`: give it, as in `{like}`", self.what));
        }
        found
    }

    /// A text. A number is the text it is written as.
    pub(super) fn text(&self, reader: &mut Reader<'_>, name: &str) -> Option<String> {
        let node = self.get(name)?;
        reader.text(node, name)
    }

    pub(super) fn flag(&self, reader: &mut Reader<'_>, name: &str, otherwise: bool) -> bool {
        let Some(node) = self.get(name) else { return otherwise };
        if let Kind::Boolean(flag) = node.kind {
            return flag;
        }
        reader.wrong(node, name, "true or false");
        otherwise
    }

    /// A whole number between two.
    pub(super) fn whole(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        (least, most): (u64, u64),
    ) -> Option<u64> {
        let node = self.get(name)?;
        let number = match &node.kind {
            Kind::Number(number) => number.as_u64(),
            _ => None,
        };
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            reader.wrong(node, name, &format!("a whole number from {least} to {most}"));
        }
        number
    }

    pub(super) fn seconds(&self, reader: &mut Reader<'_>, name: &str) -> Option<Duration> {
        self.whole(reader, name, (0, 2_592_000)).map(Duration::from_secs)
    }

    pub(super) fn list(&self, reader: &mut Reader<'_>, name: &str) -> &'n [Node] {
        let Some(node) = self.get(name) else { return &[] };
        node.list().unwrap_or_else(|| {
            reader.wrong(node, name, "a list: begin each of it with `- `");
            &[]
        })
    }

    /// Names with anything, in the order they are written.
    pub(super) fn names(&self, reader: &mut Reader<'_>, name: &str) -> &'n [(Key, Node)] {
        let Some(node) = self.get(name) else { return &[] };
        let members = node.members().unwrap_or_else(|| {
            reader.wrong(node, name, "names with values");
            &[]
        });
        reader.twice(members);
        members
    }

    /// One of a few words.
    pub(super) fn word(
        &self,
        reader: &mut Reader<'_>,
        name: &str,
        words: &[&'static str],
    ) -> Option<&'static str> {
        let node = self.get(name)?;
        let Some(text) = node.text() else {
            reader.wrong(node, name, &format!("one of {}", words.join(", ")));
            return None;
        };
        let known = words.iter().copied().find(|word| text.is(word));
        if known.is_none() {
            let remedy = Reader::remedy(text, words);
            reader.say(&node.at, format!("there is no {name} `{text}`: {remedy}"));
        }
        known
    }
}
