//! The YAML of a file as a tree that knows where everything stands.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use serde_saphyr::options::DuplicateKeyPolicy;
use serde_saphyr::{Error, Location, Spanned};

use super::problem::Spot;

/// The largest file, in bytes.
const LARGEST: usize = 512 * 1024;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) at: Spot,
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    /// Also with a key that stands twice: whoever reads it says so.
    Map(Vec<(Key, Node)>),
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) at: Spot,
}

impl Node {
    /// Reads a file. What unfolds to more than a person writes is refused.
    pub(super) fn read(text: &str) -> Result<Self, (Spot, String)> {
        if text.len() > LARGEST {
            let message = format!("the file is larger than {} KiB", LARGEST / 1024);
            return Err((Spot::default(), message));
        }
        let budget = serde_saphyr::budget! {
            max_depth: 64,
            max_nodes: 50_000,
            max_events: 200_000,
            max_aliases: 1_000,
            max_documents: 1,
        };
        let aliases = serde_saphyr::alias_limits! {
            max_total_replayed_events: 20_000,
            max_replay_stack_depth: 16,
        };
        let options = serde_saphyr::options! {
            budget: budget,
            alias_limits: aliases,
            duplicate_keys: DuplicateKeyPolicy::PassThrough,
            // What people write is what arrives: `0042` and `1_000` are texts, and so are `yes` and `no`.
            leading_zero_numbers_as_strings: true,
            underscored_numbers_as_strings: true,
            strict_booleans: true,
        };
        serde_saphyr::from_str_with_options::<Spanned<Kind>>(text, options).map(Self::from).map_err(
            |error| {
                let at = error.location().map(spot).unwrap_or_default();
                (at, told(&error))
            },
        )
    }

    /// What it holds, without the places. Of a key that stands twice, the first.
    pub(super) fn value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Boolean(known) => Value::Bool(*known),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::Text(text) => Value::String(text.clone()),
            Kind::List(elements) => elements.iter().map(Self::value).collect(),
            Kind::Map(members) => {
                let mut map = Map::new();
                for (key, value) in members {
                    map.entry(key.name.clone()).or_insert_with(|| value.value());
                }
                Value::Object(map)
            }
        }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// A text. A number is none.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(elements) => Some(elements),
            _ => None,
        }
    }

    pub(super) fn members(&self) -> Option<&[(Key, Self)]> {
        match &self.kind {
            Kind::Map(members) => Some(members),
            _ => None,
        }
    }

    /// A member of a map.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let member = self.members()?.iter().find(|(key, _)| key.name == name);
        member.map(|(_, value)| value)
    }

    /// Every value within, itself too.
    pub(super) fn each<'n>(&'n self, see: &mut impl FnMut(&'n Self)) {
        see(self);
        match &self.kind {
            Kind::List(elements) => elements.iter().for_each(|element| element.each(see)),
            Kind::Map(members) => members.iter().for_each(|(_, value)| value.each(see)),
            _ => {}
        }
    }

    /// What it is, for people.
    pub(super) fn describe(&self) -> String {
        const LONGEST: usize = 40;
        match &self.kind {
            Kind::Null => "nothing".to_owned(),
            Kind::Boolean(flag) => format!("`{flag}`"),
            Kind::Number(number) => format!("the number {number}"),
            Kind::Text(text) if text.chars().count() <= LONGEST => format!("the text `{text}`"),
            Kind::Text(_) => "a text".to_owned(),
            Kind::List(_) => "a list".to_owned(),
            Kind::Map(_) => "names with values".to_owned(),
        }
    }
}

/// What is wrong with the YAML, without where: that is told besides.
fn told(error: &Error) -> String {
    let error = error.without_snippet();
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    match error {
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            format!(
                "the file unfolds to more than a workflow needs ({message}): write it out, and shorter"
            )
        }
        _ => format!("this is no YAML ({message}): mend it"),
    }
}

fn spot(at: Location) -> Spot {
    let start = at.span().byte_offset().and_then(|offset| usize::try_from(offset).ok());
    let length = at.span().byte_len().and_then(|length| usize::try_from(length).ok());
    let offset = start.unwrap_or_default();
    let end = offset.saturating_add(length.unwrap_or_default());
    Spot { line: at.line().max(1), column: at.column().max(1), bytes: offset..end }
}

impl From<Spanned<Kind>> for Node {
    fn from(spanned: Spanned<Kind>) -> Self {
        Self { at: spot(spanned.referenced), kind: spanned.value }
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_none<E>(self) -> Result<Kind, E> {
        Ok(Kind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Kind, E> {
        Ok(Kind::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Kind, E> {
        Ok(Kind::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Kind, E> {
        Ok(Kind::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Kind, E> {
        let number = Number::from_f64(value);
        number.map(Kind::Number).ok_or_else(|| E::custom("that is no number: put it in quotes"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Kind, E> {
        Ok(Kind::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Kind, E> {
        Ok(Kind::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Kind, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element::<Spanned<Kind>>()? {
            list.push(element.into());
        }
        Ok(Kind::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Kind, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = members.next_key::<Spanned<String>>()? {
            let value = members.next_value::<Spanned<Kind>>()?;
            let at = spot(key.referenced);
            map.push((Key { name: key.value, at }, value.into()));
        }
        Ok(Kind::Map(map))
    }
}
