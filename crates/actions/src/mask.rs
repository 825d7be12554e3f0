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
/// A secret longer than this, in bytes, is hidden piece by piece: what is looked for takes memory, in each form.
const LONGEST_PIECE: usize = 1024;
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
    /// Whether every text is hidden.
    everything: bool,
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
            self.add_encoded(secret.expose_secret());
        }
        if self.parts.len() > known {
            self.look_for_all();
        }
    }

    /// Hides the texts and numbers of an answer that is never kept, but for those so short that they would stand by
    /// chance in anything else.
    pub fn hide_answer(&mut self, answer: &Value) {
        let known = self.parts.len();
        for text in crate::secrets_in(answer) {
            if text.expose_secret().trim().len() >= SHORTEST_OF_ANSWERS {
                self.add(text.expose_secret());
            }
        }
        if self.parts.len() > known {
            self.look_for_all();
        }
    }

    /// A secret as it is and as JSON writes it. A long one in pieces, each of which is hidden.
    fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() {
            return;
        }
        self.whole.insert(secret.to_owned());
        for piece in pieces(secret) {
            let json = Value::from(piece).to_string();
            // Without the quotation marks.
            let json = json.get(1..json.len().saturating_sub(1)).unwrap_or_default();
            let forms = [piece, json].into_iter().filter(|form| form.len() >= SHORTEST);
            self.parts.extend(forms.map(str::to_owned));
        }
    }

    /// A secret as it may be encoded. What is longer than any key is not sent so.
    fn add_encoded(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.is_empty() || secret.len() > LONGEST_PIECE {
            return;
        }
        let mut forms = vec![
            utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
            HEXLOWER.encode(secret.as_bytes()),
        ];
        for encoding in [&BASE64_NOPAD, &BASE64URL_NOPAD] {
            if secret.len() >= SHORTEST {
                forms.push(encoding.encode(secret.as_bytes()));
            }
            forms.extend((0..3).filter_map(|before| within_base64(encoding, before, secret)));
        }
        self.parts.extend(forms.into_iter().filter(|form| form.len() >= SHORTEST));
    }

    /// Looks for the parts there are by now.
    fn look_for_all(&mut self) {
        match AhoCorasick::builder().ascii_case_insensitive(true).build(&self.parts) {
            Ok(finder) => self.finder = Some(finder),
            // There is more than can be looked for: then nothing is shown.
            Err(_) => self.everything = true,
        }
    }

    /// The text with every secret hidden.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.everything || self.whole.contains(text.trim()) {
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

/// A text in pieces that are looked for one by one; most have but one.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(LONGEST_PIECE));
        rest = after;
        Some(piece).filter(|piece| !piece.is_empty())
    })
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
