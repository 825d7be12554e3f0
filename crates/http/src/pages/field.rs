//! Something to be given, as people see it: a row of a table, and a field of a form.

use serde_json::Value;

/// Something to be given, with what was typed for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Its name in what is sent.
    pub(crate) name: String,
    /// Its name for people.
    pub(crate) title: String,
    /// Its name in ids of the page.
    pub(crate) id: String,
    /// What it is for.
    pub(crate) help: String,
    /// What it holds, in words.
    pub(crate) holds: &'static str,
    /// Whether nothing works without it.
    pub(crate) required: bool,
    /// Whether what was typed is not shown again.
    pub(crate) secret: bool,
    /// Whether it takes more than a line.
    pub(crate) long: bool,
    /// What can be chosen; anything can be typed if there is nothing.
    pub(crate) options: Vec<String>,
    /// What is said of what can be chosen.
    pub(crate) choices: Vec<(String, String)>,
    /// What its objects hold.
    pub(crate) members: Vec<(String, String)>,
    /// A value one could give.
    pub(crate) example: Option<String>,
    /// What holds if it is left out.
    pub(crate) default: Option<String>,
    /// What was typed.
    pub(crate) value: String,
    /// What is wrong with it.
    pub(crate) fault: Option<String>,
}

impl Field {
    /// The same after it was sent: with what was typed, and what is wrong with it.
    pub(crate) fn sent(mut self, typed: Option<&str>, fault: Option<String>) -> Self {
        self.value = typed.filter(|_| !self.secret).unwrap_or_default().to_owned();
        self.fault = fault;
        self
    }

    /// Whether something was typed, or is wrong.
    pub(crate) fn touched(&self) -> bool {
        !self.value.is_empty() || self.fault.is_some()
    }

    pub(crate) fn placeholder(&self) -> &str {
        self.example.as_deref().unwrap_or_default()
    }

    pub(crate) fn input_type(&self) -> &'static str {
        if self.secret { "password" } else { "text" }
    }

    /// What is shown while nothing is chosen.
    pub(crate) fn unchosen(&self) -> String {
        let default = self.default.as_ref();
        default.map_or_else(|| "not given".to_owned(), |default| format!("{default}, if left out"))
    }
}

/// A value as it is written into a field: a text without quotes, anything else as JSON.
pub(crate) fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
