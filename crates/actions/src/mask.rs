//! Hiding secrets in what people see.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use aho_corasick::AhoCorasick;
use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, Encoding, HEXLOWER};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};

/// What stands where a secret was.
pub const HIDDEN: &str = "[hidden]";

/// A secret shorter than this is hidden only where it stands alone: hiding every `a` of a text tells more than it hides.
const SHORTEST: usize = 4;
/// What is shorter of an answer that is never kept is not hidden elsewhere, as `User` or `active`.
const SHORTEST_OF_ANSWERS: usize = 8;

/// Every secret a run knows, in the forms it may take on the way: as it is, in any case, as JSON writes it, percent-encoded, in
/// base 64 (alone or within more) and in hexadecimal.
#[derive(Clone, Default)]
pub struct Mask {
    /// Hidden where the whole text is this.
    whole: HashSet<String>,
    /// Hidden anywhere, in any case.
    parts: BTreeSet<String>,
    /// Finds the parts. There is none as long as there are no parts.
    finder: Option<AhoCorasick>,
}

impl Mask {
    /// Hides these.
    pub fn new<'s>(secrets: impl IntoIterator<Item = &'s SecretString>) -> Self {
        let mut mask = Self::default();
        mask.hide(secrets);
        mask
    }

    /// Hides these too.
    pub fn hide<'s>(&mut self, secrets: impl IntoIterator<Item = &'s SecretString>) {
        let known = self.parts.len();
        for secret in secrets {
            self.add(secret.expose_secret());
        }
        if self.parts.len() > known {
            let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(&self.parts);
            // It fails where there are more parts than numbers: what a run knows is far from that.
            self.finder = finder.ok();
        }
    }

    /// Hides the texts and numbers of an answer that is never kept, but for those so short that they would stand by
    /// chance in anything else.
    pub fn hide_answer(&mut self, answer: &Value) {
        let mut secrets = crate::secrets_in(answer);
        secrets.retain(|secret| secret.expose_secret().len() >= SHORTEST_OF_ANSWERS);
        self.hide(&secrets);
    }

    fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() {
            return;
        }
        self.whole.insert(secret.to_owned());
        let mut forms = vec![secret.to_owned()];
        // As JSON writes it, without the quotation marks.
        let json = Value::from(secret).to_string();
        forms.extend(json.get(1..json.len().saturating_sub(1)).map(str::to_owned));
        forms.push(utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string());
        forms.push(HEXLOWER.encode(secret.as_bytes()));
        for encoding in [&BASE64_NOPAD, &BASE64URL_NOPAD] {
            if secret.len() >= SHORTEST {
                forms.push(encoding.encode(secret.as_bytes()));
            }
            forms.extend((0..3).filter_map(|before| within_base64(encoding, before, secret)));
        }
        self.parts.extend(forms.into_iter().filter(|form| form.len() >= SHORTEST));
    }

    /// The text with every secret hidden.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.whole.contains(text.trim()) {
            return Cow::Borrowed(HIDDEN);
        }
        let mut spans = self.found(text).into_iter().peekable();
        if spans.peek().is_none() {
            return Cow::Borrowed(text);
        }
        let (mut shown, mut done) = (String::with_capacity(text.len()), 0);
        for span in spans {
            shown.push_str(text.get(done..span.start).unwrap_or_default());
            shown.push_str(HIDDEN);
            done = span.end;
        }
        shown.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// Where parts stand, from left to right. Of those that overlap nothing is left between.
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let mut all: Vec<_> =
            finder.find_overlapping_iter(text).map(|found| found.range()).collect();
        all.sort_by_key(|span| span.start);
        let mut spans: Vec<Range<usize>> = Vec::new();
        for span in all {
            match spans.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => spans.push(span),
            }
        }
        spans
    }

    /// The value with every secret hidden, in names too.
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::from(self.text(text)),
            Value::Number(number) => {
                let text = number.to_string();
                if self.text(&text) == text { value.clone() } else { Value::from(HIDDEN) }
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
