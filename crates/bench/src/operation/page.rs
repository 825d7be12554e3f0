//! Pages of a list.

use std::sync::Arc;

use hyper::body::Bytes;

use super::{Kind, Operation, Setting, encoded};
use crate::answer::{Answer, Checked, List};
use crate::wire::Asked;

/// How many users a page has.
pub(crate) const PAGE: u64 = 100;

/// The same page again and again.
pub(super) struct Page {
    kind: Kind,
    path: String,
    /// How many users it must show.
    expected: u64,
    /// A page that was found right. The same bytes need not be looked at again.
    right: Bytes,
}

impl Page {
    /// The first page.
    pub(super) fn first(setting: &Setting) -> Self {
        let path = format!("/Users?startIndex=1&count={PAGE}");
        Self::of(Kind::List, path, setting.population.total().min(setting.population.page()))
    }

    /// A page in the middle.
    pub(super) fn middle(setting: &Setting) -> Self {
        let total = setting.population.total();
        let start = total / 2 + 1;
        let path = format!("/Users?startIndex={start}&count={PAGE}");
        let behind = total.saturating_sub(start - 1);
        Self::of(Kind::PageIndexDeep, path, behind.min(setting.population.page()))
    }

    const fn of(kind: Kind, path: String, expected: u64) -> Self {
        Self { kind, path, expected, right: Bytes::new() }
    }
}

impl Operation for Page {
    fn ask(&mut self) -> (Kind, Asked) {
        (self.kind, Asked::get(self.path.clone()))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        answer.is(&[200])?;
        if !answer.body.is_empty() && answer.body == self.right {
            return Ok(());
        }
        shows(&answer.list()?, self.expected)?;
        self.right = answer.body.clone();
        Ok(())
    }
}

/// Page after page by cursor, to the end, and again.
pub(super) struct Walk {
    kind: Kind,
    setting: Arc<Setting>,
    /// Where the walk begins: nothing is the first page.
    from: String,
    /// Where it is.
    cursor: String,
    /// The first user of the page before.
    before: String,
}

impl Walk {
    /// From the first page.
    pub(super) fn from_the_start(setting: Arc<Setting>) -> Self {
        Self::from(Kind::PageCursor, setting, String::new())
    }

    /// From nine tenths down the list.
    pub(super) fn from_deep(setting: Arc<Setting>) -> Self {
        let from = setting.cursor.clone().unwrap_or_default();
        Self::from(Kind::PageCursorDeep, setting, from)
    }

    fn from(kind: Kind, setting: Arc<Setting>, from: String) -> Self {
        Self { kind, setting, cursor: from.clone(), from, before: String::new() }
    }
}

impl Operation for Walk {
    fn ask(&mut self) -> (Kind, Asked) {
        let path = format!("/Users?cursor={}&count={PAGE}", encoded(&self.cursor));
        (self.kind, Asked::get(path))
    }

    fn check(&mut self, answer: &Answer) -> Checked {
        // Whatever is wrong, the walk begins anew rather than asking the same for ever.
        self.cursor.clone_from(&self.from);
        let before = std::mem::take(&mut self.before);
        answer.is(&[200])?;
        let list = answer.list()?;
        let Some(next) = list.next_cursor.as_deref().filter(|next| !next.is_empty()) else {
            return Ok(());
        };
        shows(&list, self.setting.population.page())?;
        let first = list.resources.first().map(|user| &*user.id).unwrap_or_default();
        if first == before {
            return Err(format!("the page begins with `{first}` as the one before did"));
        }
        first.clone_into(&mut self.before);
        next.clone_into(&mut self.cursor);
        Ok(())
    }
}

/// Insists on a full page, or on what there was of it at first: users may have been created since.
fn shows(list: &List<'_>, at_least: u64) -> Checked {
    let shown = list.resources.len() as u64;
    if (at_least..=PAGE).contains(&shown) {
        return Ok(());
    }
    Err(format!("{shown} users are shown; expected {at_least}"))
}
