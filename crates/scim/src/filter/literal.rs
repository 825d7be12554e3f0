//! The value a comparison compares with: a scalar of JSON, of the attribute's type.

use super::cursor::{Cursor, Fault};
use super::{Literal, Operator};
use crate::schema::{Attribute, AttributeType};
use crate::{Tolerances, datetime};

/// A value as it stands in the text.
pub(super) enum Token<'i> {
    /// A JSON string, its escapes undone.
    Quoted(String),
    /// Anything else: `true`, `null`, `-1.5`, or a word that lacks its quotes.
    Word(&'i str),
}

pub(super) fn token<'i>(cursor: &mut Cursor<'i>, operator: Operator) -> Result<Token<'i>, Fault> {
    if cursor.peek() == Some('"') {
        return cursor.string().map(Token::Quoted);
    }
    let at = cursor.at();
    match cursor.word() {
        "" => Err(Fault::new(at, format!("a value is missing after `{}`", operator.as_str()))),
        word if word.starts_with('\'') => {
            Err(Fault::new(at, "a string stands in double quotes, not in single ones"))
        }
        word => Ok(Token::Word(word)),
    }
}

/// The value of the type the attribute has, or what is wrong with it.
pub(super) fn read(
    token: Token<'_>,
    operator: Operator,
    leaf: &Attribute,
    word: &str,
    tolerances: &Tolerances,
) -> Result<Literal, String> {
    if matches!(token, Token::Word("null")) {
        return null(operator);
    }
    match leaf.kind {
        AttributeType::Boolean => boolean(&token, tolerances)
            .ok_or_else(|| format!("`{word}` is a boolean; compare it with `true` or `false`")),
        AttributeType::Integer | AttributeType::Decimal => number(&token).ok_or_else(|| {
            format!("`{word}` is a number; compare it with one such as `42`, without quotes")
        }),
        AttributeType::DateTime => text(token, tolerances)
            .filter(|text| datetime::parse(text).is_some())
            .map(Literal::String)
            .ok_or_else(|| {
                format!(
                    "`{word}` is a dateTime; compare it with one such as `\"2026-01-31T08:00:00Z\"`"
                )
            }),
        AttributeType::String
        | AttributeType::Reference
        | AttributeType::Binary
        | AttributeType::Complex => text(token, tolerances)
            .map(Literal::String)
            .ok_or_else(|| format!("`{word}` is a string; compare it with one in double quotes")),
    }
}

fn null(operator: Operator) -> Result<Literal, String> {
    match operator {
        Operator::Equal | Operator::NotEqual => Ok(Literal::Null),
        other => Err(not_with_null(other)),
    }
}

pub(super) fn not_with_null(operator: Operator) -> String {
    format!("`{}` cannot compare with null; use eq, ne or pr", operator.as_str())
}

/// Whether a word is a value of some type.
pub(super) fn is_scalar(word: &str, tolerances: &Tolerances) -> bool {
    tolerances.unquoted_strings
        || matches!(word, "true" | "false")
        || number(&Token::Word(word)).is_some()
}

fn boolean(token: &Token<'_>, tolerances: &Tolerances) -> Option<Literal> {
    let text = match token {
        Token::Word("true") => return Some(Literal::Boolean(true)),
        Token::Word("false") => return Some(Literal::Boolean(false)),
        Token::Word(word) => word,
        Token::Quoted(text) => text.as_str(),
    };
    let is = |expected| tolerances.string_booleans && text.eq_ignore_ascii_case(expected);
    if is("true") {
        Some(Literal::Boolean(true))
    } else {
        is("false").then_some(Literal::Boolean(false))
    }
}

fn number(token: &Token<'_>) -> Option<Literal> {
    match token {
        Token::Word(word) => serde_json::from_str(word).ok().map(Literal::Number),
        Token::Quoted(_) => None,
    }
}

fn text(token: Token<'_>, tolerances: &Tolerances) -> Option<String> {
    match token {
        Token::Quoted(text) => Some(text),
        Token::Word(word) => tolerances.unquoted_strings.then(|| word.to_owned()),
    }
}
