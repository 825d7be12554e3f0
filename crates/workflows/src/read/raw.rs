//! The file as it is written. What is not known is an error: nothing is dropped in silence.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

fn yes() -> bool {
    true
}

fn text() -> String {
    "text".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "what other programs write and this one has no use for is taken all the same"
)]
pub(super) struct File {
    pub(super) name: String,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    automation_type: Option<AutomationType>,
    #[serde(default = "yes")]
    pub(super) active: bool,
    #[serde(default)]
    pub(super) desc: String,
    #[serde(default)]
    pub(super) inputs: Ordered<Input>,
    #[serde(default)]
    pub(super) outputs: Ordered<Output>,
    #[serde(default)]
    pub(super) triggers: Triggers,
    #[serde(default)]
    pub(super) connections: BTreeMap<String, String>,
    #[serde(default)]
    runner: Option<String>,
    pub(super) workflow: Vec<Section>,
    #[serde(default)]
    pub(super) run_on_error: Vec<Step>,
    #[serde(default)]
    counting_steps: Option<u64>,
}

/// Members in the order they are written.
pub(super) type Ordered<T> = Members<T>;

#[derive(Debug)]
pub(super) struct Members<T>(Vec<(String, T)>);

impl<T> Default for Members<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> IntoIterator for Members<T> {
    type Item = (String, T);
    type IntoIter = std::vec::IntoIter<(String, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Members<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> serde::de::Visitor<'de> for Visitor<T> {
            type Value = Members<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("names and what they stand for")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor(std::marker::PhantomData))
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AutomationType {
    OnDemand,
    Scheduled,
    Event,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "what other programs write and this one has no use for is taken all the same"
)]
pub(super) struct Input {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    pub(super) display_name: Option<String>,
    #[serde(default = "text", rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) secret: bool,
    #[serde(default)]
    pub(super) index: Option<u32>,
    #[serde(default)]
    pub(super) default: Option<Value>,
    #[serde(default)]
    pub(super) options: Vec<String>,
    #[serde(default)]
    options_type: Option<String>,
    #[serde(default)]
    pub(super) desc: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "outputs come in the order they are written")]
pub(super) struct Output {
    pub(super) value: Value,
    #[serde(default)]
    index: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Triggers {
    #[serde(default)]
    pub(super) scheduled: Vec<Scheduled>,
    #[serde(default)]
    pub(super) webhooks: Vec<Webhook>,
    #[serde(default)]
    pub(super) events: Vec<DirectoryEvent>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scheduled {
    pub(super) cron: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "there is one type of webhook")]
pub(super) struct Webhook {
    #[serde(default)]
    trigger_type: Option<CustomWebhook>,
    pub(super) name: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CustomWebhook {
    CustomWebhook,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DirectoryEvent {
    pub(super) event: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the name of a section shows in the file alone")]
pub(super) struct Section {
    #[serde(default)]
    section: String,
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    #[serde(default)]
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) name: Option<String>,
    pub(super) action: String,
    #[serde(default, rename = "desc")]
    _desc: Option<String>,
    #[serde(default)]
    pub(super) inputs: Map<String, Value>,
    #[serde(default)]
    pub(super) connections: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) steps: Vec<Self>,
    #[serde(default)]
    pub(super) continue_on_error: bool,
    #[serde(default)]
    pub(super) disabled: bool,
    #[serde(default)]
    pub(super) discard_output: bool,
    /// In seconds.
    #[serde(default)]
    pub(super) timeout: Option<u64>,
    #[serde(default)]
    pub(super) retry: Option<Retry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Retry {
    pub(super) attempts: u32,
    /// In seconds.
    #[serde(default)]
    pub(super) wait: Option<u64>,
}
