//! JSON for people: indented, names and values told apart. It is HTML, with all that came from outside escaped.

use serde_json::Value;

/// Renders a value.
pub(crate) fn html(value: &Value) -> String {
    let mut html = String::new();
    write(&mut html, value, 0);
    html
}

/// A text as HTML.
pub(crate) fn text(text: &str) -> String {
    let mut html = String::new();
    span(&mut html, "j-text", text);
    html
}

fn write(html: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members = members.iter().map(|(name, value)| (Some(name), value));
            enclosed(html, ('{', '}'), members, depth);
        }
        Value::Array(items) if !items.is_empty() => {
            enclosed(html, ('[', ']'), items.iter().map(|item| (None, item)), depth);
        }
        Value::Object(_) => mark(html, "{}"),
        Value::Array(_) => mark(html, "[]"),
        Value::String(_) => span(html, "j-text", &value.to_string()),
        _ => span(html, "j-word", &value.to_string()),
    }
}

fn enclosed<'a>(
    html: &mut String,
    (open, close): (char, char),
    members: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
    depth: usize,
) {
    mark(html, open.encode_utf8(&mut [0; 4]));
    for (at, (name, value)) in members.enumerate() {
        if at > 0 {
            mark(html, ",");
        }
        line(html, depth + 1);
        if let Some(name) = name {
            span(html, "j-name", &Value::from(name.as_str()).to_string());
            mark(html, ": ");
        }
        write(html, value, depth + 1);
    }
    line(html, depth);
    mark(html, close.encode_utf8(&mut [0; 4]));
}

fn line(html: &mut String, depth: usize) {
    html.push('\n');
    html.extend(std::iter::repeat_n("  ", depth));
}

fn mark(html: &mut String, text: &str) {
    span(html, "j-mark", text);
}

fn span(html: &mut String, class: &str, text: &str) {
    html.push_str("<span class=\"");
    html.push_str(class);
    html.push_str("\">");
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::html;

    /// What is left when a browser has read the markup.
    fn read(html: &str) -> String {
        let mut text = String::new();
        for part in html.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .iter()
            .fold(text, |text, (entity, character)| text.replace(entity, character))
    }

    #[test]
    fn what_is_read_is_the_value() {
        let value = json!({
            "userName": "ada", "active": true, "n": null, "none": [], "nothing": {},
            "emails": [{"value": "<b>&'\"</b>"}, 7],
        });
        let text = read(&html(&value));
        assert_eq!(text, serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn nothing_from_outside_is_markup() {
        let html =
            html(&json!({"</code><script>alert(1)</script>": "<img src=x onerror=alert(1)>"}));
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    }
}
