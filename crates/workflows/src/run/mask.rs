//! Hiding secrets in what people see.

use std::borrow::Cow;

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

/// What stands where a secret was.
pub const HIDDEN: &str = "[hidden]";

/// A secret shorter than this is hidden only where it stands alone: hiding every `a` of a text tells more than it hides.
const SHORTEST: usize = 4;

/// Every secret a run knows, in the forms it may take on the way: as it is, in any case, as JSON writes it, percent-encoded, in
/// base 64 (alone or within more) and in hexadecimal.
#[derive(Clone, Default)]
pub struct Mask {
    /// Hidden where the whole text is this.
    whole: Vec<String>,
    /// Hidden anywhere, in any case; longest first.
    parts: Vec<String>,
}

impl Mask {
    /// Hides these.
    pub fn new<'s>(secrets: impl IntoIterator<Item = &'s SecretString>) -> Self {
        let mut mask = Self::default();
        for secret in secrets {
            mask.add(secret.expose_secret());
        }
        mask.parts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        mask.parts.dedup();
        mask
    }

    fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() {
            return;
        }
        self.whole.push(secret.to_owned());
        let mut forms = vec![secret.to_owned()];
        // As JSON writes it, without the quotation marks.
        let json = Value::from(secret).to_string();
        forms.extend(json.get(1..json.len().saturating_sub(1)).map(str::to_owned));
        forms.push(utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string());
        forms.push(HEXLOWER.encode(secret.as_bytes()));
        for encoding in [&BASE64_NOPAD, &BASE64URL_NOPAD] {
            forms.extend((0..3).filter_map(|before| within_base64(encoding, before, secret)));
        }
        self.parts.extend(forms.into_iter().filter(|form| form.len() >= SHORTEST));
    }

    /// The text with every secret hidden.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.whole.iter().any(|secret| secret == text.trim()) {
            return Cow::Borrowed(HIDDEN);
        }
        let mut shown = Cow::Borrowed(text);
        for part in &self.parts {
            if let Some(hidden) = without(&shown, part) {
                shown = Cow::Owned(hidden);
            }
        }
        shown
    }

    /// The value with every secret hidden, in names too.
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::from(self.text(text)),
            Value::Number(number) => {
                let text = number.to_string();
                let hidden =
                    matches!(self.text(&text), Cow::Owned(_)) || self.whole.contains(&text);
                if hidden { Value::from(HIDDEN) } else { value.clone() }
            }
            Value::Array(elements) => elements.iter().map(|element| self.value(element)).collect(),
            Value::Object(members) => Value::Object(self.members(members)),
            Value::Null | Value::Bool(_) => value.clone(),
        }
    }

    /// Members with every secret hidden, in names too.
    pub fn members(&self, members: &Map<String, Value>) -> Map<String, Value> {
        let hide =
            |(name, value): (&String, &Value)| (self.text(name).into_owned(), self.value(value));
        members.iter().map(hide).collect()
    }
}

impl std::fmt::Debug for Mask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mask({} secrets)", self.whole.len())
    }
}

/// The text with a part hidden wherever it stands, in any case of its ASCII letters; nothing if it stands nowhere.
fn without(text: &str, part: &str) -> Option<String> {
    let (sought, length) = (part.as_bytes(), part.len());
    let mut found = text
        .as_bytes()
        .windows(length)
        .enumerate()
        .filter(|(_, window)| window.eq_ignore_ascii_case(sought))
        .map(|(at, _)| at)
        .peekable();
    found.peek()?;
    let mut shown = String::with_capacity(text.len());
    let mut done = 0;
    for at in found {
        // One that overlaps what is hidden already is gone with it.
        if let Some(before) = text.get(done..at) {
            shown.push_str(before);
            shown.push_str(HIDDEN);
            done = at + length;
        }
    }
    shown.push_str(text.get(done..).unwrap_or_default());
    Some(shown)
}

/// What is sure to be seen of a secret in the base 64 of a text in which so many bytes (of each three) stand before it.
fn within_base64(encoding: &Encoding, before: usize, secret: &str) -> Option<String> {
    let mut bytes = vec![0; before];
    bytes.extend_from_slice(secret.as_bytes());
    let encoded = encoding.encode(&bytes);
    // Characters that also depend on the bytes before and behind.
    let (first, end) = ([0, 2, 3].get(before)?, bytes.len() / 3 * 4);
    encoded.get(*first..end).filter(|form| form.len() >= 2 * SHORTEST).map(str::to_owned)
}

#[cfg(test)]
mod tests;
