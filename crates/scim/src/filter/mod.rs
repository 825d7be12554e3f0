//! Filters (RFC 7644 §3.4.2.2): parsed, resolved against a resource type, printed, evaluated.

mod check;
mod combine;
pub(crate) mod cursor;
mod display;
mod evaluate;
mod foreign;
mod literal;
mod operator;
mod parse;
mod subject;
mod terms;

pub(crate) use display::write_values;
pub(crate) use parse::Parser;

use cursor::Fault;

use crate::compare::Key;
use crate::path::Reference;
use crate::schema::ResourceType;
use crate::{Limits, Tolerances};

/// The comparison operators of RFC 7644 §3.4.2.2, table 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `eq`
    Equal,
    /// `ne`
    NotEqual,
    /// `co`
    Contains,
    /// `sw`
    StartsWith,
    /// `ew`
    EndsWith,
    /// `gt`
    Greater,
    /// `ge`
    GreaterOrEqual,
    /// `lt`
    Less,
    /// `le`
    LessOrEqual,
}

/// A literal in a filter: JSON's own scalars.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`: unassigned (RFC 7643 §2.5).
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(serde_json::Number),
    /// A string; for a dateTime attribute the text as given.
    String(String),
}

/// `attribute operator literal`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'t> {
    /// What is compared. A complex attribute that has a `value` is resolved to it.
    pub reference: Reference<'t>,
    /// How.
    pub operator: Operator,
    /// With what.
    pub value: Literal,
    /// The value as it is compared; `None` for null or a value of another type.
    key: Option<Key>,
}

impl<'t> Comparison<'t> {
    /// A comparison, ready to be made. A value of another type than the attribute's is identical to
    /// none.
    pub fn new(reference: Reference<'t>, operator: Operator, value: Literal) -> Self {
        let key = Key::of_literal(reference.leaf(), &value);
        Self { reference, operator, value, key }
    }

    /// The key of the value, under which an index would hold it; `None` for null or a value of
    /// another type.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }
}

/// A filter whose every attribute is known and goes with its operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter<'t> {
    /// `attribute operator literal`
    Compare(Comparison<'t>),
    /// `attribute pr`
    Present(Reference<'t>),
    /// `attribute[filter]`: one element satisfies the whole filter. A single-valued complex attribute
    /// counts as its own only element.
    Values {
        /// The complex or multi-valued attribute; it has no `sub`.
        reference: Reference<'t>,
        /// In terms of its sub-attributes, or of the element itself where it is not complex.
        filter: Box<Self>,
    },
    /// All of them: two or more, and none of them an `And` itself.
    And(Vec<Self>),
    /// Any of them: two or more, and none of them an `Or` itself.
    Or(Vec<Self>),
    /// Not it.
    Not(Box<Self>),
    /// A term on an attribute that the resource type does not have, and which is unassigned in every
    /// resource of it (RFC 7644 §3.4.2.1). Only [`Filter::parse_mixed`] makes one.
    Foreign {
        /// The term as it was written.
        term: String,
        /// Whether it is true of what is unassigned.
        holds: bool,
    },
}

/// Why a filter is refused: what, and where in the text.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("filter, character {at}: {problem}")]
pub struct FilterError {
    /// The filter as it was sent, cut to a length fit for a message.
    pub filter: String,
    /// Where, in characters from 1.
    pub at: usize,
    /// What is wrong there, and what would be right.
    pub problem: String,
}

impl<'t> Filter<'t> {
    /// Parses a filter in linear time and resolves every attribute in it.
    pub fn parse(
        text: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
        limits: &Limits,
    ) -> Result<Self, FilterError> {
        Parser::new(text, of, tolerances, limits)
            .and_then(Parser::whole)
            .map_err(|fault| FilterError::new(text, fault))
    }

    /// Parses a filter of a query on resources of several types: an attribute that this one does not have
    /// is unassigned (RFC 7644 §3.4.2.1), whether another has it or not.
    pub fn parse_mixed(
        text: &str,
        of: &'t ResourceType,
        tolerances: &Tolerances,
        limits: &Limits,
    ) -> Result<Self, FilterError> {
        Parser::new(text, of, tolerances, limits)
            .and_then(|parser| parser.mixed().whole())
            .map_err(|fault| FilterError::new(text, fault))
    }
}

impl FilterError {
    /// How much of a filter an error repeats, in characters.
    const REPEATED: usize = 200;

    pub(crate) fn new(text: &str, fault: Fault) -> Self {
        let at = cursor::character(text, fault.at);
        Self { filter: text.chars().take(Self::REPEATED).collect(), at, problem: fault.problem }
    }
}

#[cfg(test)]
mod tests;
