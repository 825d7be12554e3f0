//! The names a case speaks of: `{{alice.id}}`, `{{created.id}}`, `{{answer:/Resources/0/id}}`.

use std::collections::BTreeMap;

use serde_json::Value;

/// What has been created and answered so far.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, Value>);

impl Names {
    /// Remembers a resource under its name.
    pub(super) fn remember(&mut self, name: &str, body: &Value) {
        self.0.insert(name.to_owned(), body.clone());
    }

    /// The text with every name replaced.
    pub(super) fn fill(&self, text: &str) -> Result<String, String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) =
                after.split_once("}}").ok_or_else(|| format!("no }}}} in {text}"))?;
            filled.push_str(before);
            filled.push_str(&self.value(name)?);
            rest = after;
        }
        Ok(filled + rest)
    }

    /// The value with every name in its texts replaced.
    pub(super) fn fill_value(&self, value: &Value) -> Result<Value, String> {
        Ok(match value {
            Value::String(text) => Value::String(self.fill(text)?),
            Value::Array(items) => Value::Array(
                items.iter().map(|item| self.fill_value(item)).collect::<Result<_, _>>()?,
            ),
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| Ok((name.clone(), self.fill_value(value)?)))
                .collect::<Result<_, String>>()?,
            other => other.clone(),
        })
    }

    fn value(&self, name: &str) -> Result<String, String> {
        let unknown = || format!("the case names {{{{{name}}}}}, which is nowhere");
        let found = if let Some(pointer) = name.strip_prefix("answer:") {
            self.0.get("answer").and_then(|answer| answer.pointer(pointer))
        } else {
            let (resource, attribute) = name.split_once('.').ok_or_else(unknown)?;
            self.0.get(resource).and_then(|resource| resource.get(attribute))
        };
        match found.ok_or_else(unknown)? {
            Value::String(text) => Ok(text.clone()),
            other => Ok(other.to_string()),
        }
    }
}
