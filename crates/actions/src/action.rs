//! What an action is.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::names::same;
use crate::{Need, Parameter, RequestTemplate, Service, Tier};

/// One thing that can be done, declared once. Every face of it is made from this.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Action {
    /// Its name in addresses and on pages: `create-user`.
    pub name: String,
    /// Its name in workflows, service first: `scim.create_user`.
    pub full_name: String,
    /// The words of its command: `user create`.
    pub command: Vec<String>,
    /// Its name for people: `Create User`.
    pub title: String,
    /// One sentence: what it does.
    pub summary: String,
    /// What it does, in full; paragraphs are parted by empty lines.
    pub description: String,
    /// What to watch out for.
    #[serde(default)]
    pub note: Option<String>,
    /// What it does to what is there.
    pub effect: Effect,
    /// What it takes, in the order it is shown.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// Which parameters go together, and which don't.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// The request it makes.
    pub request: RequestTemplate,
    /// What it does beyond making that request.
    #[serde(default)]
    pub behaviour: Behaviour,
    /// The resources it finds by a name first.
    #[serde(default)]
    pub lookups: Vec<Lookup>,
    /// How to find again what it has created.
    #[serde(default)]
    pub identity: Option<Identity>,
    /// An example of what it gives back; null if it gives nothing.
    #[serde(default)]
    pub example_output: Value,
    /// Where to read more.
    #[serde(default)]
    pub links: Vec<Link>,
}

impl Action {
    /// The service in its full name: `scim`.
    pub fn service_name(&self) -> &str {
        self.full_name.split_once('.').map_or("", |(service, _)| service)
    }

    /// A parameter by its name, title, flag or alias, as people write them.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.answers_to(name))
    }

    /// The parameters of a tier, in order.
    pub fn tier(&self, tier: Tier) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |parameter| parameter.tier == tier)
    }

    /// What it must be given to run.
    pub fn needs(&self) -> Need {
        match self.request.service {
            Service::Scim => Need::Scim,
            Service::Admin => Need::Admin,
            Service::Mail => Need::Mailer,
            Service::Web => Need::Fetcher,
        }
    }

    /// Whether doing it twice with the same inputs does no more than doing it once, so that it may be done again
    /// when nobody knows whether it was done.
    pub fn repeatable(&self) -> bool {
        match self.effect {
            Effect::Read | Effect::Change | Effect::Delete => true,
            Effect::Create | Effect::Send => false,
        }
    }

    /// Inputs that show how it is used: an example of each parameter that is required or basic.
    pub fn example_inputs(&self) -> Map<String, Value> {
        let shown = self
            .parameters
            .iter()
            .filter(|parameter| parameter.required || parameter.tier == Tier::Basic);
        let mut examples = Map::new();
        for parameter in shown {
            // Of parameters of which one alone may be given, the first is the example.
            let rival = self.rules.iter().any(|rule| rule.parts(&parameter.name, &examples));
            if let Some(example) = parameter.example.clone().filter(|_| !rival) {
                examples.insert(parameter.name.clone(), example);
            }
        }
        examples
    }
}

/// What an action does to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing: it only looks.
    Read,
    /// Something new comes to be.
    Create,
    /// Something is changed to be as the inputs say.
    Change,
    /// Something is gone afterwards.
    Delete,
    /// Something leaves the house, and can't be called back.
    Send,
}

/// What an action does beyond making one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// Nothing.
    #[default]
    Plain,
    /// If there is one of that name already, fails, gives it back, or brings it up to date, as `ifExists` says.
    CreateOrFind,
    /// Changes the attributes that are given, clears those that `remove` names, and does what `operations` says.
    Patch,
    /// Finds the one resource that has the value given, where that stands.
    Find,
    /// Takes each of the `members` out.
    RemoveMembers,
    /// Asks by `email` instead, if that is given.
    Links,
    /// Sends a mail.
    SendEmail,
    /// Asks the address in `url`, if it may be asked.
    HttpRequest,
}

/// Which parameters go together.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// One of these, and no other of them.
    ExactlyOne(Vec<String>),
    /// One of these, or none.
    AtMostOne(Vec<String>),
    /// One of these, or more.
    AtLeastOne(Vec<String>),
}

impl Rule {
    /// The parameters it is about.
    pub fn names(&self) -> &[String] {
        match self {
            Self::ExactlyOne(names) | Self::AtMostOne(names) | Self::AtLeastOne(names) => names,
        }
    }

    /// Whether it forbids a parameter beside those given.
    fn parts(&self, name: &str, given: &Map<String, Value>) -> bool {
        match self {
            Self::ExactlyOne(names) | Self::AtMostOne(names) => {
                names.iter().any(|known| known == name)
                    && names.iter().any(|known| given.contains_key(known))
            }
            Self::AtLeastOne(_) => false,
        }
    }
}

/// A resource that is found by a name before the request is made: whoever knows a name need not know the id.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Lookup {
    /// The parameter whose value is looked for if it is not given: `userId`.
    pub finds: String,
    /// The parameter that holds the name: `userName`.
    pub by: String,
    /// The endpoint that is asked: `Users`.
    pub endpoint: String,
    /// The attribute that holds the name there: `userName`.
    pub attribute: String,
}

/// How to find again what an action has created.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Identity {
    /// The parameter that names it.
    pub parameter: String,
    /// The endpoint that is asked: `Users`.
    pub endpoint: String,
    /// The attribute that holds the name there.
    pub attribute: String,
}

/// Where to read more.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Link {
    /// What is there.
    pub title: String,
    /// Where it is.
    pub url: String,
}

impl Action {
    /// Whether this is the action a person names: by its name, its full name, or the name another service gives it.
    pub(crate) fn answers_to(&self, name: &str) -> bool {
        let Some((service, action)) = name.split_once('.') else { return same(name, &self.name) };
        let known = self.full_name.split_once('.').map_or("", |(_, action)| action);
        let service = if same(service, "atlassian_user_provisioning") { "scim" } else { service };
        same(service, self.service_name()) && (same(action, known) || same(action, &self.name))
    }
}
