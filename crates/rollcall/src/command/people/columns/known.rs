//! The names that columns are known by.

use actions::{Action, Kind, Parameter, Shape};

use super::Target;
use crate::command::people::{attributes, parts};

/// What others call what the protocol calls something else.
const COMMON: &[(&str, &str)] = &[
    ("login", "userName"),
    ("first name", "givenName"),
    ("forename", "givenName"),
    ("last name", "familyName"),
    ("surname", "familyName"),
    ("middle initial", "middleName"),
    ("full name", "formatted"),
    ("mail", "emails"),
    ("e-mail address", "emails"),
    ("phone", "phoneNumbers"),
    ("telephone", "phoneNumbers"),
    ("telephone number", "phoneNumbers"),
    ("mobile", "mobile phone number"),
    ("mobile number", "mobile phone number"),
    ("cell phone", "mobile phone number"),
    ("job title", "title"),
    ("language", "preferredLanguage"),
    ("company", "organization"),
    ("organisation", "organization"),
    ("cost centre", "costCenter"),
    ("employee id", "employeeNumber"),
    ("enabled", "active"),
];

/// What a service says of a user, and nobody can give; and the reason that an import gave.
const NOT_GIVEN: &[&str] = &[
    "id",
    "schemas",
    "meta",
    "meta.created",
    "meta.lastModified",
    "groups",
    "urn:scim:schemas:extension:atlassian-external:1.0",
    "urn:scim:schemas:extension:atlassian-external:1.0:atlassianAccountId",
    super::ERROR,
];

/// Every name, and what it stands for: first what the service calls it. Of names that are the same, the first counts.
pub(super) fn known(action: &Action) -> Vec<(String, Target)> {
    let mut known: Vec<(String, Target)> = Vec::new();
    for parameter in attributes(action) {
        let whole = Target::Whole(parameter.name.clone());
        let names = names_of(parameter).map(str::to_owned).chain([parameter.path()]);
        known.extend(names.map(|name| (name, whole.clone())));
    }
    for parameter in attributes(action) {
        match &parameter.kind {
            Kind::Object(shape) => members(parameter, shape, &mut known),
            Kind::Objects(shape) => items(parameter, shape, &mut known),
            _ => {}
        }
    }
    for (name, same) in COMMON {
        let target = known.iter().find(|(known, _)| actions::same(known, same));
        if let Some((_, target)) = target.cloned() {
            known.push(((*name).to_owned(), target));
        }
    }
    known.extend(NOT_GIVEN.iter().map(|name| ((*name).to_owned(), Target::Nothing)));
    known
}

fn names_of(parameter: &Parameter) -> impl Iterator<Item = &str> {
    let aliases = parameter.aliases.iter().map(String::as_str);
    let common = COMMON.iter().filter(|(_, same)| *same == parameter.name);
    [parameter.name.as_str(), parameter.title.as_str()]
        .into_iter()
        .chain(aliases)
        .chain(common.map(|(name, _)| *name))
}

/// `givenName` and `name.givenName`. An object that is one value in the main needs no more than its own name.
fn members(parameter: &Parameter, shape: &Shape, known: &mut Vec<(String, Target)>) {
    for field in &shape.fields {
        let target = Target::Member(parameter.name.clone(), field.name.clone());
        known.push((format!("{}.{}", parameter.name, field.name), target.clone()));
        if parts(parameter).is_some() {
            known.push((field.name.clone(), target));
        }
    }
}

/// `work email`, `email work` and `emails[type eq "work"].value`.
fn items(parameter: &Parameter, shape: &Shape, known: &mut Vec<(String, Target)>) {
    let Some(bare) = &shape.bare else { return };
    let types = shape.fields.iter().find(|field| field.name == "type");
    let types = types.map_or(&[][..], |field| field.usual.as_slice());
    for name in names_of(parameter) {
        known.push((format!("{name}.{bare}"), Target::Whole(parameter.name.clone())));
        for word in types {
            let target = Target::Item(parameter.name.clone(), word.clone());
            for name in [
                format!("{word} {name}"),
                format!("{name} {word}"),
                format!("{name}[type eq \"{word}\"].{bare}"),
            ] {
                known.push((name, target.clone()));
            }
        }
    }
}
