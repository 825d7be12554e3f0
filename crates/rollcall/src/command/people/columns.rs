//! What the columns of a file stand for.

mod known;

use std::collections::HashMap;

use actions::{Action, folded, nearest};

use super::{attributes, parts};
use known::known;

/// The column of a file of failures that says why.
pub(super) const ERROR: &str = "error";

/// What a column stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A parameter, by its name on the wire.
    Whole(String),
    /// A member of a parameter that is an object: `givenName` of `name`.
    Member(String, String),
    /// The item of that type in a parameter that is a list: the `work` one of `emails`.
    Item(String, String),
    /// Nothing: it is left out.
    Nothing,
}

/// The columns of a table that leaves nothing out: one for each parameter, or for each of its parts.
pub(super) fn all(action: &Action) -> impl Iterator<Item = &str> {
    attributes(action).flat_map(|parameter| match parts(parameter) {
        Some(shape) => shape.fields.iter().map(|field| field.name.as_str()).collect(),
        None => vec![parameter.name.as_str()],
    })
}

/// A column of a file that is to stand for something, as `--map COLUMN=PARAMETER` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mapping {
    /// The column, as the file calls it.
    pub(super) column: String,
    /// What it stands for; `-` for nothing.
    pub(super) parameter: String,
}

impl Mapping {
    /// Reads `COLUMN=PARAMETER`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (column, parameter) =
            text.rsplit_once('=').ok_or("write COLUMN=PARAMETER, or COLUMN=- to leave it out")?;
        Ok(Self { column: column.trim().to_owned(), parameter: parameter.trim().to_owned() })
    }
}

/// What columns stand for.
#[derive(Debug)]
pub(super) struct Columns {
    action: String,
    /// The names to show to those who use none that is known.
    usual: Vec<String>,
    /// Every name that is known, as it is written.
    names: Vec<String>,
    /// What they stand for, by what of a name counts.
    known: HashMap<String, Target>,
    mapped: HashMap<String, Target>,
}

impl Columns {
    /// The columns of an action, with what was said of some. All that is wrong with that is told at once.
    pub(super) fn new(action: &Action, mappings: &[Mapping]) -> Result<Self, Vec<String>> {
        let mut columns = Self {
            action: action.title.clone(),
            usual: all(action).map(str::to_owned).collect(),
            names: Vec::new(),
            known: HashMap::new(),
            mapped: HashMap::new(),
        };
        for (name, target) in known(action) {
            // Of names that are the same, the first counts.
            columns.known.entry(folded(&name)).or_insert_with(|| target.clone());
            if target != Target::Nothing {
                columns.names.push(name);
            }
        }
        let mut problems = Vec::new();
        for Mapping { column, parameter } in mappings {
            let target = match parameter.as_str() {
                "-" => Ok(Target::Nothing),
                name => columns.find(name),
            };
            match target {
                Ok(_) if columns.mapped.contains_key(column) => {
                    problems.push(format!("--map says twice what `{column}` is: leave one out"));
                }
                Ok(target) => drop(columns.mapped.insert(column.clone(), target)),
                Err(problem) => problems.push(format!("--map {column}={parameter}: {problem}")),
            }
        }
        if problems.is_empty() { Ok(columns) } else { Err(problems) }
    }

    /// What a column stands for, or why that is not known, with what was most likely meant.
    pub(super) fn target(&self, column: &str) -> Result<Target, String> {
        let column = column.trim();
        self.mapped.get(column).map_or_else(|| self.find(column), |target| Ok(target.clone()))
    }

    /// What the headings of a table stand for. All that is wrong with them is told at once.
    pub(super) fn headings(&self, headings: &[String]) -> Result<Vec<Target>, Vec<String>> {
        let mut targets: Vec<Target> = Vec::new();
        let mut problems = self.strangers(headings);
        let mut unknown = false;
        for (heading, number) in headings.iter().zip(1..) {
            let target = self.target(heading).unwrap_or_else(|problem| {
                unknown |= !heading.is_empty();
                problems.push(if heading.is_empty() {
                    format!("column {number} has no heading: give it one, or leave it out with --map '=-'")
                } else {
                    problem
                });
                Target::Nothing
            });
            let earlier = targets.iter().position(|known| *known == target);
            if let Some(first) = earlier.filter(|_| target != Target::Nothing) {
                let first = headings.get(first).map_or("", String::as_str);
                problems.push(format!(
                    "`{first}` and `{heading}` are one: leave one out, as with --map '{heading}=-'"
                ));
            }
            targets.push(target);
        }
        if unknown {
            problems.push(format!("known are {}", self.usual.join(", ")));
        }
        if problems.is_empty() { Ok(targets) } else { Err(problems) }
    }

    /// What was said of columns that are not there.
    pub(super) fn strangers(&self, headings: &[String]) -> Vec<String> {
        let there = |column: &String| headings.iter().any(|heading| heading.trim() == column);
        let mut strangers: Vec<&String> =
            self.mapped.keys().filter(|column| !there(column)).collect();
        strangers.sort();
        strangers
            .into_iter()
            .map(|column| {
                let nearest = nearest(column, headings.iter().map(String::as_str));
                let remedy = nearest.map_or_else(
                    || format!("there are {}", headings.join(", ")),
                    |meant| format!("did you mean `{meant}`?"),
                );
                format!("--map names `{column}`, which is no column: {remedy}")
            })
            .collect()
    }

    fn find(&self, name: &str) -> Result<Target, String> {
        if let Some(target) = self.known.get(&folded(name)) {
            return Ok(target.clone());
        }
        let remedy = match nearest(name, self.names.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!(
                "say what it is with --map '{name}=PARAMETER', or leave it out with --map '{name}=-'"
            ),
        };
        Err(format!("`{name}` is no parameter of {}: {remedy}", self.action))
    }
}

#[cfg(test)]
mod tests {
    use actions::Catalogue;

    use super::{Columns, Mapping, Target, all};

    fn columns(mappings: &[&str]) -> Columns {
        let catalogue = Catalogue::builtin().unwrap();
        let mappings: Vec<_> = mappings.iter().map(|text| Mapping::parse(text).unwrap()).collect();
        Columns::new(catalogue.get("create-user").unwrap(), &mappings).unwrap()
    }

    fn strings<const N: usize>(texts: [&str; N]) -> [String; N] {
        texts.map(str::to_owned)
    }

    #[test]
    fn a_column_is_known_in_any_spelling() {
        let columns = columns(&[]);
        let whole = |name: &str| Target::Whole(name.to_owned());
        let member = |of: &str, name: &str| Target::Member(of.to_owned(), name.to_owned());
        let item = |of: &str, word: &str| Target::Item(of.to_owned(), word.to_owned());
        let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
        for (names, target) in [
            (&["userName", "User Name", "username", "USER_NAME", "Login"][..], whole("userName")),
            (&["email", "E-Mail", "emails", "Email address", "emails.value"], whole("emails")),
            (&["Department", enterprise], whole("department")),
            (&["Title", "Job title"], whole("title")),
            (&["name"], whole("name")),
            (&["First name", "givenName", "name.givenName"], member("name", "givenName")),
            (&["Last name", "Surname", "name.familyName"], member("name", "familyName")),
            (
                &["Work email", "email work", "emails[type eq \"work\"].value"],
                item("emails", "work"),
            ),
            (&["Mobile phone", "Mobile", "mobile phone number"], item("phoneNumbers", "mobile")),
            (&["id", "meta.created", "groups", "error"], Target::Nothing),
        ] {
            for name in names {
                assert_eq!(columns.target(name), Ok(target.clone()), "{name}");
            }
        }
    }

    #[test]
    fn a_mapping_goes_before_what_a_name_says() {
        let columns = columns(&["Title=nickName", "a=b=work email", "Salary=-"]);
        assert_eq!(columns.target("Title"), Ok(Target::Whole("nickName".to_owned())));
        assert_eq!(columns.target(" Salary "), Ok(Target::Nothing));
        assert_eq!(columns.target("a=b"), Ok(Target::Item("emails".to_owned(), "work".to_owned())));
        assert_eq!(
            columns.headings(&strings(["userName", "Salary", "Title", "a=b", "Nick name"])),
            Err(vec![
                "`Title` and `Nick name` are one: leave one out, as with --map 'Nick name=-'"
                    .to_owned()
            ])
        );
    }

    #[test]
    fn a_column_is_mapped_once() {
        let catalogue = Catalogue::builtin().unwrap();
        let mappings = ["Salary=title", "Salary=-"].map(|text| Mapping::parse(text).unwrap());
        let problems = Columns::new(catalogue.get("create-user").unwrap(), &mappings).unwrap_err();
        assert_eq!(problems, ["--map says twice what `Salary` is: leave one out"]);
    }

    #[test]
    fn the_columns_of_an_export_stand_for_one_thing_each() {
        let catalogue = Catalogue::builtin().unwrap();
        let headings: Vec<_> =
            all(catalogue.get("create-user").unwrap()).map(str::to_owned).collect();
        assert!(headings.len() > 15, "{headings:?}");
        let targets = columns(&[]).headings(&headings).unwrap();
        assert!(!targets.contains(&Target::Nothing), "{targets:?}");
    }
}
