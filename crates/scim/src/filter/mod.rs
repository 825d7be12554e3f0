//! Filters (RFC 7644 §3.4.2.2): parsed, resolved against a resource type, printed, evaluated.

mod evaluate;

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
}

/// A filter whose every attribute is known and goes with its operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter<'t> {
    /// `attribute operator literal`
    Compare(Comparison<'t>),
    /// `attribute pr`
    Present(Reference<'t>),
    /// `attribute[filter]`: one element satisfies the whole filter.
    Values {
        /// The multi-valued complex attribute.
        reference: Reference<'t>,
        /// In terms of its sub-attributes.
        filter: Box<Filter<'t>>,
    },
    /// All of them; two or more.
    And(Vec<Filter<'t>>),
    /// Any of them; two or more.
    Or(Vec<Filter<'t>>),
    /// Not it.
    Not(Box<Filter<'t>>),
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
        let _ = (text, of, tolerances, limits);
        todo!()
    }
}
