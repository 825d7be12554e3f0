//! A dry run: who would be created, and what would be changed.

use std::io::Write;

use futures_util::StreamExt as _;
use serde_json::Value;

use super::difference::Difference;
use super::person::Person;
use super::progress::Progress;
use super::settle::{Outcome, Service};
use super::summary::Summary;
use crate::failure::Failure;

/// How many are looked for at the same time.
const AT_ONCE: usize = 16;

/// Tells it, line by line, in the order of the file. What ends it, if something does.
pub(super) async fn tell(
    service: &Service<'_>,
    people: &[Person],
    progress: &Progress,
    summary: &mut Summary,
    out: &mut dyn Write,
) -> Option<Failure> {
    progress.comparing(people.len());
    let mut found = futures_util::stream::iter(people)
        .map(|person| async move { (person, service.existing(person).await) })
        .buffered(AT_ONCE);
    while let Some((person, existing)) = found.next().await {
        let name = shown(&Value::from(person.name.clone()));
        let line = match existing {
            Err(error) => return Some(error.into()),
            Ok(None) => {
                summary.count(Outcome::Created);
                Some(format!("create  {name}"))
            }
            Ok(Some(user)) => {
                let differences = service.differences(person, &user);
                let same = differences.is_empty();
                summary.count(if same { Outcome::Unchanged } else { Outcome::Changed });
                (!same).then(|| format!("change  {name}  {}", changes(&differences)))
            }
        };
        if let Some(line) = line
            && let Err(error) = progress.aside(|| writeln!(out, "{line}"))
        {
            return Some(error.into());
        }
        progress.step();
    }
    None
}

/// `title: "Countess" -> "Lady"`.
fn changes(differences: &[Difference]) -> String {
    let changes = differences.iter().map(|Difference { path, old, new }| {
        let old = old.as_ref().map_or_else(|| "nothing".to_owned(), Value::to_string);
        // The last part of a path with a URN is what people know.
        let path = path.rsplit(':').next().unwrap_or(path);
        format!("{path}: {} -> {}", clean(&old), clean(&new.to_string()))
    });
    changes.collect::<Vec<_>>().join(", ")
}

fn shown(name: &Value) -> String {
    clean(name.as_str().unwrap_or_default())
}

/// What people once typed must not move the cursor of a terminal.
fn clean(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
