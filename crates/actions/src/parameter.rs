//! What an action takes.

use serde::Deserialize;
use serde_json::Value;

use crate::Kind;
use crate::names::{kebab, same};

/// One thing an action takes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name on the wire, in JSON and in JSON Schema: `userName`.
    pub name: String,
    /// Its name for people: `User Name`.
    pub title: String,
    /// Other names it answers to.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it holds.
    pub kind: Kind,
    /// What it is for, in one or two sentences.
    pub help: String,
    /// A value one could give.
    #[serde(default)]
    pub example: Option<Value>,
    /// What holds if it is left out.
    #[serde(default)]
    pub default: Option<Value>,
    /// Whether it is shown at once.
    #[serde(default)]
    pub tier: Tier,
    /// Whether nothing works without it.
    #[serde(default)]
    pub required: bool,
    /// Whether the command takes it as an argument, without its flag.
    #[serde(default)]
    pub positional: bool,
    /// Whether its value is kept from output, journals and messages.
    #[serde(default)]
    pub secret: bool,
    /// Of names with values: words in a name whose value is kept from them likewise, in small letters.
    #[serde(default)]
    pub secret_names: Vec<String>,
    /// Where in the request it goes.
    #[serde(rename = "in")]
    pub place: Place,
    /// Where in the body it goes, member by member; empty: at the top, under its name.
    #[serde(default)]
    pub at: Vec<String>,
    /// The parameter that stands in for it if that one is an e-mail address.
    #[serde(default)]
    pub or_address_in: Option<String>,
}

impl Parameter {
    /// Its flag on the command line, without the dashes: `user-name`.
    pub fn flag(&self) -> String {
        kebab(&self.title)
    }

    /// Whether a name that a person writes is this parameter's.
    pub fn answers_to(&self, name: &str) -> bool {
        let mut names = [&self.name, &self.title].into_iter().chain(&self.aliases);
        names.any(|known| same(known, name))
    }

    /// Whether the value that stands under a name is secret.
    pub(crate) fn is_secret_name(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        self.secret_names.iter().any(|word| name.contains(word.as_str()))
    }

    /// Where in the body it goes, member by member.
    pub fn members(&self) -> Vec<&str> {
        if self.at.is_empty() {
            vec![&self.name]
        } else {
            self.at.iter().map(String::as_str).collect()
        }
    }

    /// The path of its attribute (RFC 7644 §3.10): a URN is parted from what follows by a colon.
    pub fn path(&self) -> String {
        match self.members().as_slice() {
            [urn, rest @ ..] if urn.starts_with("urn:") => format!("{urn}:{}", rest.join(".")),
            path => path.join("."),
        }
    }
}

/// Whether a parameter is shown at once, or to those who look further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// At once.
    Basic,
    /// To those who look further.
    #[default]
    Advanced,
}

/// Where in a request a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Where the path or the body names it in braces.
    Template,
    /// The query.
    Query,
    /// The body.
    Body,
    /// Nowhere: it says how the action goes about it.
    Behaviour,
}
