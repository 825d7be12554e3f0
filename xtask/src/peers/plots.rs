//! The plots of what was found.

use super::comparison::{Comparison, Measured, of_members};
use super::group_sizes;
use crate::measure::precise;
use crate::plot::{Dots, Line, Lines, Plot, Row};

impl Comparison {
    /// Each plot, and its name.
    pub(crate) fn plots(&self) -> Vec<(&'static str, Plot)> {
        vec![("peers", self.by_operation()), ("peers-members", self.by_group())]
    }

    /// Requests a second of each operation.
    fn by_operation(&self) -> Plot {
        let rows = self.rows().into_iter().map(|name| {
            let values = self.servers.iter().map(|server| server.per_second(&name)).collect();
            Row { name, values }
        });
        Plot::Dots(Dots {
            title: "Rollcall beside other servers".to_owned(),
            says: "Requests a second of each operation, a dot for each server; the further to the right, the quicker."
                .to_owned(),
            along: "requests a second",
            who: self.servers.iter().map(|server| server.name.clone()).collect(),
            rows: rows.collect(),
        })
    }

    /// How long it takes to join a group, by its size.
    fn by_group(&self) -> Plot {
        let line = |server: &Measured| {
            let at = |size: u64| {
                let figures = server.operations.get(&of_members("add-member", size))?.figures()?;
                Some((precise(size), figures.p50))
            };
            let points = group_sizes(self.users).into_iter().filter_map(at).collect();
            Line { name: server.name.clone(), points }
        };
        Plot::Lines(Lines {
            title: "One more member, beside other servers".to_owned(),
            says: "Milliseconds that half the additions of one member did not exceed, by the size of the group; a line for \
                   each server."
                .to_owned(),
            along: "members of the group",
            up: "milliseconds, median",
            drawn: self.servers.iter().map(line).collect(),
        })
    }
}
