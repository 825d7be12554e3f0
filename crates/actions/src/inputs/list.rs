//! Reading lists of texts.

use serde_json::Value;

use super::read::{Fault, text};

/// Attribute names, with commas between, whatever was between them.
pub(super) fn names(value: Value) -> Result<Value, Fault> {
    let names = items(value)?;
    Ok(Value::String(names.join(",")))
}

/// A list of texts.
pub(super) fn texts(value: Value) -> Result<Value, Fault> {
    Ok(items(value)?.into_iter().map(Value::String).collect())
}

/// The items of a list, or of a text with commas or line ends between them. A JSON list in a text is a list.
fn items(value: Value) -> Result<Vec<String>, Fault> {
    let items = match value {
        Value::Array(items) => items,
        Value::String(written) => match serde_json::from_str(&written) {
            Ok(Value::Array(items)) => items,
            _ => return Ok(split(&written)),
        },
        other => vec![other],
    };
    let mut read = Vec::new();
    for (index, item) in items.into_iter().enumerate() {
        let item = text(item).map_err(|fault| fault.within(&format!("[{index}]")))?;
        // Each may be a list again: flags that are repeated, with commas in them.
        read.extend(split(&item));
    }
    Ok(read)
}

/// Parts a text at commas and line ends, but not inside double quotes: `"Lovelace, Ada" <ada@example.com>` is one.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for letter in text.chars() {
        quoted ^= letter == '"';
        match parts.last_mut() {
            Some(part) if quoted || !matches!(letter, ',' | '\n' | '\r') => part.push(letter),
            _ => parts.push(String::new()),
        }
    }
    let parts = parts.iter().map(|part| part.trim());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{names, texts};

    #[test]
    fn a_list_is_one_however_it_is_written() {
        for written in [
            json!(["a", "b"]),
            json!("a,b"),
            json!(" a ,, b\n"),
            json!("a\r\nb"),
            json!(["a, b"]),
            json!(r#"["a", "b"]"#),
        ] {
            assert_eq!(texts(written.clone()), Ok(json!(["a", "b"])), "{written}");
            assert_eq!(names(written.clone()), Ok(json!("a,b")), "{written}");
        }
        assert_eq!(texts(json!(7)), Ok(json!(["7"])));
        assert_eq!(
            texts(json!(r#""Lovelace, Ada" <ada@example.com>, bob@example.com"#)),
            Ok(json!([r#""Lovelace, Ada" <ada@example.com>"#, "bob@example.com"]))
        );
    }

    #[test]
    fn what_is_no_text_in_a_list_is_pointed_at() {
        let fault = texts(json!(["a", Value::Bool(true)])).unwrap_err();
        assert_eq!((fault.place.as_str(), fault.found.as_deref()), ("[1]", Some("`true`")));
    }
}
