//! Expressions: `{{ … }}` in the texts of a workflow.
//!
//! They compute from what the run knows and nothing else. What is not there is an error and no empty text; how much an expression may
//! compute is bounded.

mod functions;
mod plain;

use jiff::Timestamp;
use minijinja::{Environment, ErrorKind, Expression, UndefinedBehavior};
use serde_json::{Map, Value};
use uuid::Uuid;

/// How many instructions one expression may take.
const FUEL: u64 = 50_000;
/// The longest text an expression may compute, in bytes.
const LONGEST: usize = 1024 * 1024;

/// The longest expression, in bytes.
const LONGEST_EXPRESSION: usize = 4096;
/// The most operators in an expression: each may stand in the next, and they are walked by recursion.
const MOST_OPERATORS: usize = 256;

/// Why an expression has no value.
#[derive(Debug, thiserror::Error)]
pub enum ExpressionError {
    /// It is none, or can't be computed.
    #[error("`{expression}` can't be computed: {message}")]
    Failed {
        /// The expression.
        expression: String,
        /// What is wrong with it.
        message: String,
    },
    /// It begins and does not end.
    #[error("`{text}` has a `{{{{` without its `}}}}`")]
    Open {
        /// The text it is in.
        text: String,
    },
    /// It computes too much.
    #[error("`{expression}` computes more than 1 MiB")]
    TooLong {
        /// The expression.
        expression: String,
    },
}

impl ExpressionError {
    /// What it is about, as it is written.
    pub(crate) fn expression(&self) -> &str {
        match self {
            Self::Failed { expression, .. } | Self::TooLong { expression } => expression,
            Self::Open { text } => text,
        }
    }
}

/// The time and chance of one evaluation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    pub(crate) at: Timestamp,
    pub(crate) id: Uuid,
}

/// Computes every expression in a value. A text that is one expression and nothing else becomes its value; others stay texts.
pub(crate) fn evaluate(
    value: &Value,
    scope: &Map<String, Value>,
    now: Now,
) -> Result<Value, ExpressionError> {
    match value {
        Value::String(text) => evaluate_text(text, scope, now),
        Value::Array(elements) => {
            elements.iter().map(|element| evaluate(element, scope, now)).collect()
        }
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| Ok((name.clone(), evaluate(value, scope, now)?)))
            .collect::<Result<Map<_, _>, _>>()
            .map(Value::Object),
        other => Ok(other.clone()),
    }
}

/// What the expressions in a text begin with, as far as it is written out: `inputs.user_name`, `now`.
///
/// # Errors
/// One of them is no expression, or uses a filter or a test that there is not.
pub(crate) fn names(text: &str) -> Result<Vec<String>, ExpressionError> {
    let mut names = Vec::new();
    for part in parts(text)? {
        let Part::Expression(expression) = part else { continue };
        let mut environment = environment(Now { at: Timestamp::UNIX_EPOCH, id: Uuid::nil() });
        // With nothing there, all that can be found out is which filters and tests there are.
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        let compiled = compile(&environment, expression)?;
        if let Err(error) = compiled.eval(())
            && matches!(error.kind(), ErrorKind::UnknownFilter | ErrorKind::UnknownTest)
        {
            return Err(failed(expression, &error));
        }
        names.extend(compiled.undeclared_variables(true));
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The names of the functions.
pub(crate) fn functions() -> Vec<String> {
    let environment = environment(Now { at: Timestamp::UNIX_EPOCH, id: Uuid::nil() });
    environment.globals().map(|(name, _)| name.to_owned()).collect()
}

/// Whether there is a function of that name.
pub(crate) fn is_function(name: &str) -> bool {
    functions().iter().any(|known| known == name)
}

/// A part of a text.
enum Part<'t> {
    Text(&'t str),
    Expression(&'t str),
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, ExpressionError> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let end = end_of(after).ok_or_else(|| ExpressionError::Open { text: text.to_owned() })?;
        parts.push(Part::Expression(after.get(..end).unwrap_or_default().trim()));
        rest = after.get(end + 2..).unwrap_or_default();
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    Ok(parts)
}

/// Where the `}}` of an expression is: not within a text of its own, nor within braces of its own.
fn end_of(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in outside_of_texts(text) {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' if text.get(at..).is_some_and(|rest| rest.starts_with("}}")) => return Some(at),
            _ => {}
        }
    }
    None
}

/// How many operators, brackets, dots and filters an expression has.
fn operators(expression: &str) -> usize {
    let outside: String = outside_of_texts(expression).map(|(_, c)| c).collect();
    let signs = outside.chars().filter(|c| "+-*/%~|.([{<>=!".contains(*c)).count();
    let words = outside.split(|c: char| !c.is_alphanumeric() && c != '_');
    signs + words.filter(|word| matches!(*word, "not" | "and" | "or" | "in" | "is" | "if")).count()
}

/// Whether a `*` stands in an expression. `**` is another.
fn multiplies(expression: &str) -> bool {
    let outside: String = outside_of_texts(expression).map(|(_, c)| c).collect();
    outside.replace("**", "").contains('*')
}

/// The letters that are not within a text of the expression, and where they are. Of such a text its quotation mark is left.
fn outside_of_texts(expression: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut escaped) = (None, false);
    expression.char_indices().filter(move |(_, c)| match (quote, *c) {
        (Some(_), _) if escaped => {
            escaped = false;
            false
        }
        (Some(open), c) => {
            escaped = c == '\\';
            quote = Some(open).filter(|open| *open != c);
            false
        }
        (None, c) => {
            quote = Some(c).filter(|c| matches!(c, '"' | '\''));
            true
        }
    })
}

fn evaluate_text(
    text: &str,
    scope: &Map<String, Value>,
    now: Now,
) -> Result<Value, ExpressionError> {
    let parts = parts(text)?;
    if let [Part::Expression(expression)] = parts.as_slice() {
        return compute(expression, scope, now);
    }
    let mut whole = String::new();
    for part in parts {
        match part {
            Part::Text(text) => whole.push_str(text),
            Part::Expression(expression) => match compute(expression, scope, now)? {
                Value::String(text) => whole.push_str(&text),
                Value::Null => {}
                other => whole.push_str(&other.to_string()),
            },
        }
        if whole.len() > LONGEST {
            return Err(ExpressionError::TooLong { expression: text.to_owned() });
        }
    }
    Ok(Value::from(whole))
}

fn compute(
    expression: &str,
    scope: &Map<String, Value>,
    now: Now,
) -> Result<Value, ExpressionError> {
    let environment = environment(now);
    let compiled = compile(&environment, expression)?;
    let value = compiled
        .eval(minijinja::value::Serde(scope))
        .map_err(|error| failed(expression, &error))?;
    let failed =
        |message: String| ExpressionError::Failed { expression: expression.to_owned(), message };
    if value.is_undefined() {
        return Err(failed("there is no such thing; check how it is written".to_owned()));
    }
    plain::plain(&value).map_err(|refused| match refused {
        plain::Refused::TooLong => ExpressionError::TooLong { expression: expression.to_owned() },
        plain::Refused::TooDeep => failed("its lists stand too deep in each other".to_owned()),
        plain::Refused::Invalid(message) => failed(message),
    })
}

/// The language of expressions: its functions, and its bounds.
fn environment(now: Now) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    // What shows all there is, and what keeps something between expressions.
    environment.remove_global("debug");
    environment.remove_global("namespace");
    functions::add(&mut environment, now);
    environment
}

fn compile<'e>(
    environment: &'e Environment<'static>,
    expression: &'e str,
) -> Result<Expression<'e, 'e>, ExpressionError> {
    let beyond = if expression.len() > LONGEST_EXPRESSION {
        Some(format!("it is longer than {LONGEST_EXPRESSION} letters"))
    } else if operators(expression) > MOST_OPERATORS {
        Some(format!("it has more than {MOST_OPERATORS} operators: compute it in several steps"))
    } else if multiplies(expression) {
        // It would repeat lists too, and what goes through such a list is not counted.
        Some("there is no `*`: write multiply(2, 3)".to_owned())
    } else {
        None
    };
    if let Some(message) = beyond {
        let begin: String = expression.chars().take(40).collect();
        return Err(ExpressionError::Failed { expression: format!("{begin}…"), message });
    }
    environment.compile_expression(expression).map_err(|error| failed(expression, &error))
}

fn failed(expression: &str, error: &minijinja::Error) -> ExpressionError {
    let message = match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it computes too much, or too long".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    };
    ExpressionError::Failed { expression: expression.to_owned(), message }
}

#[cfg(test)]
mod tests;
