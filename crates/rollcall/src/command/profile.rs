//! The profiles, as the command line names them.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use directory::profile::ProfileName;

/// Reads the name of a profile; the help says what each is for.
pub(super) fn parser() -> impl TypedValueParser<Value = ProfileName> {
    let values = ProfileName::ALL.map(|name| PossibleValue::new(name.as_str()).help(help(name)));
    PossibleValuesParser::new(values)
        .try_map(|name| ProfileName::parse(&name).ok_or("not the name of a profile"))
}

const fn help(name: ProfileName) -> &'static str {
    match name {
        ProfileName::Atlassian => {
            "Atlassian's shape, messages and lifecycle, and everything else SCIM offers"
        }
        ProfileName::AtlassianExact => "What Atlassian has and no more, to test clients against",
        ProfileName::Standard => {
            "RFC 7643 and 7644, tolerant of what identity providers really send"
        }
        ProfileName::Strict => {
            "RFC 7643 and 7644 without any tolerance, and no PATCH without a path"
        }
    }
}
