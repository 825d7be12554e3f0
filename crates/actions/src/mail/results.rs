//! What a step gave back, as people read it: below a mail's text, and in its HTML.

mod layout;
mod table;

#[cfg(test)]
mod tests;

use serde_json::Value;

use table::Table;

/// What a step gave back, as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Results(Option<Shown>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    /// A text is shown as it stands: why a step failed.
    Text(String),
    Table(Table),
}

impl Results {
    /// A user as names and values, a list of them with a row each, a text as it stands, null as nothing.
    pub(crate) fn of(value: &Value) -> Self {
        Self(match value {
            Value::Null => None,
            Value::String(text) => Some(Shown::Text(text.clone())),
            Value::Object(_) | Value::Array(_) => Some(Shown::Table(Table::of(value))),
            other => Some(Shown::Text(other.to_string())),
        })
    }

    /// The text of a mail that says `said` and shows them.
    pub(crate) fn text(&self, said: &str) -> String {
        let shown = match &self.0 {
            None => String::new(),
            Some(Shown::Text(text)) => format!("{text}\n"),
            Some(Shown::Table(table)) => layout::text(table),
        };
        match said.trim_end() {
            "" => shown,
            said if shown.is_empty() => format!("{said}\n"),
            said => format!("{said}\n\n{shown}"),
        }
    }

    /// The HTML of a mail that says `said`, or `html` instead, and shows them. None if it would say no more than the text.
    pub(crate) fn html(&self, subject: &str, said: &str, html: Option<&str>) -> Option<String> {
        let (text, table) = match &self.0 {
            None => (None, None),
            Some(Shown::Text(text)) => (Some(text.as_str()), None),
            Some(Shown::Table(table)) => (None, Some(table)),
        };
        if self.0.is_none() && html.is_none() {
            return None;
        }
        Some(layout::html(subject, said, html, text, table))
    }
}
