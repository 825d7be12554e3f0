//! Terms on attributes that the resource type does not have, in a query on several types: they are read to
//! their end, and are true of what is unassigned or not (RFC 7644 §3.4.2.1).

use super::cursor::Fault;
use super::literal::{self, Token};
use super::{Filter, Operator, Parser};
use crate::path::Scope;

impl<'t> Parser<'_, '_, 't> {
    /// A term of which the attribute was just read; it starts at byte `start`.
    pub(super) fn foreign(
        &mut self,
        word: &str,
        start: usize,
        scope: Scope<'t>,
    ) -> Result<Filter<'t>, Fault> {
        let holds = if self.cursor.eat('[') {
            self.refuse_brackets_within(scope)?;
            // Nothing is an element of what is unassigned.
            self.bracketed(Scope::Foreign)?;
            if self.goes_on()? {
                let start = self.cursor.at();
                let word = self.sub_attribute()?;
                self.foreign_test(word, start)?;
            }
            false
        } else {
            self.foreign_test(word, start)?
        };
        Ok(Filter::Foreign { term: self.cursor.since(start).to_owned(), holds })
    }

    /// An operator and, but for `pr`, a value of any type.
    fn foreign_test(&mut self, word: &str, start: usize) -> Result<bool, Fault> {
        self.count_term(start)?;
        let Some(operator) = self.operator(word)? else { return Ok(false) };
        self.cursor.skip_whitespace();
        let at = self.cursor.at();
        let is_null = match literal::token(&mut self.cursor, operator)? {
            Token::Word("null") => true,
            Token::Quoted(_) => false,
            Token::Word(word) => {
                literal::is_scalar(word, self.tolerances).then_some(false).ok_or_else(|| {
                    Fault::new(
                        at,
                        format!("`{word}` is no value; a string stands in double quotes"),
                    )
                })?
            }
        };
        match operator {
            Operator::Equal => Ok(is_null),
            Operator::NotEqual => Ok(!is_null),
            _ if is_null => Err(Fault::new(at, literal::not_with_null(operator))),
            _ => Ok(false),
        }
    }
}
