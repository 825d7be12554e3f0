//! What a form sends: `application/x-www-form-urlencoded` (WHATWG URL §5.1).

use crate::problem::Problem;
use crate::query;

/// The fields of a form, in their order. A field that was left empty is as good as not there.
pub(crate) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body. Refused if it is not UTF-8 once percent-decoded, or a field comes twice.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Problem> {
        let text = std::str::from_utf8(body).map_err(|_| Problem::form_not_utf8())?;
        let mut fields: Vec<(String, String)> = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = query::decode(name).zip(query::decode(value));
            let (name, value) = decoded.ok_or_else(Problem::form_not_utf8)?;
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(Problem::bad_value(format!(
                    "The field {name} is given twice; give it once."
                )));
            }
            // Browsers send lines with CRLF.
            fields.push((name.into_owned(), value.replace("\r\n", "\n")));
        }
        fields.retain(|(_, value)| !value.trim().is_empty());
        Ok(Self(fields))
    }

    /// Takes a field out.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    /// What is left, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl std::fmt::Debug for Form {
    /// Without the values: a key is among them.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

#[cfg(test)]
mod tests;
