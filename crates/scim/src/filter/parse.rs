//! The grammar of RFC 7644 §3.4.2.2, figure 1: `or` over `and` over `not`, brackets and terms.

use super::cursor::{Cursor, Fault};
use super::{Comparison, Filter, Operator, check, literal};
use crate::path::{Reference, Scope, Unresolved};
use crate::schema::ResourceType;
use crate::{Limits, Tolerances};

/// How deep the parser recurses whatever the limits say, so that no configuration can overflow the
/// stack.
const DEEPEST: usize = 256;

pub(crate) struct Parser<'i, 'c, 't> {
    pub(crate) cursor: Cursor<'i>,
    of: &'t ResourceType,
    pub(super) tolerances: &'c Tolerances,
    limits: &'c Limits,
    terms: usize,
    depth: usize,
    /// Whether what the resource type does not have is unassigned rather than wrong.
    pub(super) mixed: bool,
}

impl<'i, 'c, 't> Parser<'i, 'c, 't> {
    pub(crate) fn new(
        text: &'i str,
        of: &'t ResourceType,
        tolerances: &'c Tolerances,
        limits: &'c Limits,
    ) -> Result<Self, Fault> {
        let (length, limit) = (text.len(), limits.filter_bytes);
        if length > limit {
            let problem = format!("it is {length} bytes long; at most {limit} are accepted");
            return Err(Fault::new(0, problem));
        }
        Ok(Self {
            cursor: Cursor::new(text),
            of,
            tolerances,
            limits,
            terms: 0,
            depth: 0,
            mixed: false,
        })
    }

    /// For a query on several resource types.
    pub(super) fn mixed(self) -> Self {
        Self { mixed: true, ..self }
    }

    /// A filter that is the whole text.
    pub(super) fn whole(mut self) -> Result<Filter<'t>, Fault> {
        self.cursor.skip_whitespace();
        if self.cursor.is_at_end() {
            return Err(self.fault("the filter is empty; write one such as `userName eq \"ann\"`"));
        }
        let filter = self.any(Scope::Resource)?;
        match self.cursor.peek() {
            None => Ok(filter),
            Some(')') => Err(self.fault("this bracket closes nothing")),
            Some(_) => Err(self.fault("expected `and`, `or` or the end of the filter")),
        }
    }

    /// The filter within square brackets, and the closing one.
    pub(crate) fn bracketed(&mut self, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        self.nested(']', scope)
    }

    fn any(&mut self, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        let mut filter = self.all(scope)?;
        while self.cursor.eat_word("or") {
            filter = filter.or(self.all(scope)?);
        }
        Ok(filter)
    }

    fn all(&mut self, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        let mut filter = self.one(scope)?;
        while self.cursor.eat_word("and") {
            filter = filter.and(self.one(scope)?);
        }
        Ok(filter)
    }

    /// A negation, a filter in brackets, or a term; and the white space around it.
    fn one(&mut self, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        self.cursor.skip_whitespace();
        let filter = if self.cursor.eat_word("not") {
            self.cursor.skip_whitespace();
            if !self.cursor.eat('(') {
                return Err(self.fault("`not` needs brackets: `not (…)`"));
            }
            Filter::Not(Box::new(self.nested(')', scope)?))
        } else if self.cursor.eat('(') {
            self.nested(')', scope)?
        } else {
            self.term(scope)?
        };
        self.cursor.skip_whitespace();
        Ok(filter)
    }

    /// A filter of which the opening bracket was just read, and its closing one.
    fn nested(&mut self, closing: char, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        let limit = self.limits.filter_depth.min(DEEPEST);
        self.depth += 1;
        if self.depth > limit {
            let problem = format!("brackets nest deeper than {limit} levels");
            return Err(Fault::new(self.cursor.at() - 1, problem));
        }
        let filter = self.any(scope)?;
        self.depth -= 1;
        if self.cursor.eat(closing) {
            Ok(filter)
        } else {
            Err(self.fault(format!("expected `and`, `or` or `{closing}`")))
        }
    }

    fn term(&mut self, scope: Scope<'t>) -> Result<Filter<'t>, Fault> {
        let start = self.cursor.at();
        let word = self.cursor.word();
        if word.is_empty() {
            return Err(self.fault("expected an attribute, `not (` or `(`"));
        }
        let reference = match scope.resolve(word, self.of, self.tolerances) {
            Ok(reference) => reference,
            Err(Unresolved::Unknown) if self.mixed => return self.foreign(word, start, scope),
            Err(unresolved) => return Err(unresolved.into_fault(word, start, scope, self.of)),
        };
        if self.cursor.eat('[') {
            self.values(reference, start, scope)
        } else {
            self.test(reference, word, start)
        }
    }

    /// What follows an attribute and `[`.
    fn values(
        &mut self,
        reference: Reference<'t>,
        start: usize,
        scope: Scope<'t>,
    ) -> Result<Filter<'t>, Fault> {
        self.refuse_brackets_within(scope)?;
        check::selectable(&reference).map_err(|problem| Fault::new(start, problem))?;
        let inner = Scope::Element(reference);
        let filter = self.bracketed(inner)?;
        if !self.goes_on()? {
            return Ok(Filter::Values { reference, filter: Box::new(filter) });
        }
        let start = self.cursor.at();
        let word = self.sub_attribute()?;
        let test = match inner.resolve(word, self.of, self.tolerances) {
            Ok(sub) => self.test(sub, word, start)?,
            Err(Unresolved::Unknown) if self.mixed => self.foreign(word, start, inner)?,
            Err(unresolved) => return Err(unresolved.into_fault(word, start, inner, self.of)),
        };
        Ok(Filter::Values { reference, filter: Box::new(filter.and(test)) })
    }

    /// The name after `].`.
    pub(super) fn sub_attribute(&mut self) -> Result<&'i str, Fault> {
        match self.cursor.word() {
            "" => Err(self.fault("a sub-attribute is missing after the dot")),
            word => Ok(word),
        }
    }

    /// Whether a sub-attribute follows the closing bracket, where that is tolerated.
    pub(super) fn goes_on(&mut self) -> Result<bool, Fault> {
        let dot = self.cursor.at();
        if !self.cursor.eat('.') {
            return Ok(false);
        }
        if self.tolerances.value_path_as_attribute {
            return Ok(true);
        }
        let problem = "a filter cannot go on after `]`; write the comparison within the brackets: `[… and value eq …]`";
        Err(Fault::new(dot, problem))
    }

    /// Brackets do not nest. The opening one was just read.
    pub(super) fn refuse_brackets_within(&self, scope: Scope<'t>) -> Result<(), Fault> {
        if matches!(scope, Scope::Resource) {
            return Ok(());
        }
        Err(Fault::new(self.cursor.at() - 1, "brackets `[…]` cannot stand within brackets"))
    }

    /// Counts one more term, which starts at that byte.
    pub(super) fn count_term(&mut self, start: usize) -> Result<(), Fault> {
        self.terms += 1;
        let limit = self.limits.filter_terms;
        if self.terms > limit {
            return Err(Fault::new(start, format!("the filter has more than {limit} terms")));
        }
        Ok(())
    }

    /// The operator after an attribute of that name; `None` for `pr`.
    pub(super) fn operator(&mut self, attribute: &str) -> Result<Option<Operator>, Fault> {
        self.cursor.skip_whitespace();
        let at = self.cursor.at();
        let name = self.cursor.word();
        if name.eq_ignore_ascii_case("pr") {
            return Ok(None);
        }
        let operator = Operator::from_name(name);
        operator.map(Some).ok_or_else(|| Fault::new(at, unknown_operator(name, attribute)))
    }

    /// An operator and, but for `pr`, a value.
    fn test(
        &mut self,
        reference: Reference<'t>,
        word: &str,
        start: usize,
    ) -> Result<Filter<'t>, Fault> {
        self.count_term(start)?;
        check::readable(&reference, word).map_err(|problem| Fault::new(start, problem))?;
        self.cursor.skip_whitespace();
        let at = self.cursor.at();
        let Some(operator) = self.operator(word)? else { return Ok(Filter::Present(reference)) };
        let reference =
            check::comparable(reference, word).map_err(|problem| Fault::new(start, problem))?;
        check::operator(operator, reference.leaf(), word)
            .map_err(|problem| Fault::new(at, problem))?;
        self.cursor.skip_whitespace();
        let at = self.cursor.at();
        let token = literal::token(&mut self.cursor, operator)?;
        let value = literal::read(token, operator, reference.leaf(), word, self.tolerances)
            .map_err(|problem| Fault::new(at, problem))?;
        Ok(Filter::Compare(Comparison::new(reference, operator, value)))
    }

    pub(super) fn fault(&self, problem: impl Into<String>) -> Fault {
        Fault::new(self.cursor.at(), problem)
    }
}

fn unknown_operator(name: &str, attribute: &str) -> String {
    const OPERATORS: &str = "eq, ne, co, sw, ew, gt, ge, lt, le or pr";
    if name.is_empty() {
        format!("an operator is missing after `{attribute}`; use {OPERATORS}")
    } else {
        format!("`{name}` is not an operator; use {OPERATORS}")
    }
}
