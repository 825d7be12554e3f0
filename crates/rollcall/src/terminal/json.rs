//! JSON for people: what fits on a line is on one line.

use serde_json::Value;

/// The widest line, its indent included.
const WIDTH: usize = 96;

/// Lays a value out; lines after the first begin with `indent` spaces.
pub(crate) fn laid_out(value: &Value, indent: usize) -> String {
    let mut text = String::new();
    lay_out(value, indent, 0, &mut text);
    text
}

/// `before` is what stands on the line before the value already.
fn lay_out(value: &Value, indent: usize, before: usize, text: &mut String) {
    let line = on_one_line(value);
    let fits = indent + before + line.chars().count() <= WIDTH;
    match value {
        // The outermost object of a resource is always laid out: one attribute, one line.
        Value::Object(members) if !members.is_empty() && (!fits || before == 0) => {
            let items = members
                .iter()
                .map(|(name, value)| (format!("{}: ", Value::from(name.as_str())), value));
            lay_out_items(['{', '}'], items, indent, text);
        }
        Value::Array(elements) if !fits && !elements.is_empty() => {
            let items = elements.iter().map(|value| (String::new(), value));
            lay_out_items(['[', ']'], items, indent, text);
        }
        _ => text.push_str(&line),
    }
}

fn lay_out_items<'a>(
    [open, close]: [char; 2],
    items: impl ExactSizeIterator<Item = (String, &'a Value)>,
    indent: usize,
    text: &mut String,
) {
    let last = items.len().saturating_sub(1);
    text.push(open);
    for (index, (label, value)) in items.enumerate() {
        new_line(indent + 2, text);
        text.push_str(&label);
        lay_out(value, indent + 2, label.chars().count().max(1), text);
        if index < last {
            text.push(',');
        }
    }
    new_line(indent, text);
    text.push(close);
}

fn new_line(indent: usize, text: &mut String) {
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
}

/// The value on one line, with a space after each comma and colon.
fn on_one_line(value: &Value) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let members = members.iter().map(|(name, value)| {
                format!("{}: {}", Value::from(name.as_str()), on_one_line(value))
            });
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(on_one_line).collect::<Vec<_>>().join(", "))
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests;
