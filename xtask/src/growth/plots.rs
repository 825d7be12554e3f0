//! The plots of what was found.

use super::found::{Growth, Size};
use crate::measure::{count, precise};
use crate::plot::{Line, Lines, Plot};

impl Growth {
    /// Each plot, and its name.
    pub(crate) fn plots(&self) -> Vec<(&'static str, Plot)> {
        vec![("growth", self.by_users()), ("members", self.by_group())]
    }

    /// Requests a second by the size of the directory.
    fn by_users(&self) -> Plot {
        const LINES: [(&str, &str); 8] = [
            ("get", "get by id"),
            ("find-user-name", "find by userName"),
            ("find-email", "find by e-mail"),
            ("create", "create, durable"),
            ("list", "first page of 100"),
            ("page-index-deep", "page by index, half-way"),
            ("page-cursor", "page by cursor"),
            ("page-cursor-deep", "page by cursor, at 90 %"),
        ];
        let line = |(operation, name): (&str, &str)| {
            let at = |size: &Size| Some((precise(size.users), size.figures(operation)?.per_second));
            Line { name: name.to_owned(), points: self.sizes.iter().filter_map(at).collect() }
        };
        Plot::Lines(Lines {
            title: "What a directory answers, by its size".to_owned(),
            says: "Requests a second of each operation in directories of several sizes; level lines don't depend on the \
                   size."
                .to_owned(),
            along: "users in the directory",
            up: "requests a second",
            drawn: LINES.into_iter().map(line).collect(),
        })
    }

    /// How long it takes to join a group, by its size: a line for each directory.
    fn by_group(&self) -> Plot {
        let line = |size: &Size| {
            let groups = size.members.get("add-member").into_iter().flatten();
            let points =
                groups.filter_map(|(group, cell)| Some((precise(*group), cell.figures()?.p50)));
            Line { name: format!("of {} users", count(size.users)), points: points.collect() }
        };
        Plot::Lines(Lines {
            title: "One more member, by the size of the group".to_owned(),
            says: "Milliseconds that half the additions of one member did not exceed, in groups of several sizes; a line for \
                   each size of the directory."
                .to_owned(),
            along: "members of the group",
            up: "milliseconds, median",
            drawn: self.sizes.iter().map(line).collect(),
        })
    }
}
