//! Which URNs an organization may give to a schema of its own.

use scim::ResourceType;

use super::Refusal;

/// Names others give out. `urn:ietf:params:scim:schemas:extension:` is not among them, though IANA's: Entra
/// ID takes no other prefix for the extensions its customers define.
const RESERVED: &[(&str, &str)] = &[
    ("urn:ietf:params:scim:schemas:core:", "redefines a core schema (RFC 7643 §8.7)"),
    ("urn:ietf:params:scim:api:", "is the name of a protocol message (RFC 7644 §3)"),
    (
        "urn:ietf:params:scim:schemas:extension:enterprise:",
        "redefines the enterprise extension (RFC 7643 §4.3)",
    ),
    (
        "urn:scim:schemas:extension:atlassian-external:",
        "redefines the extension that holds the Atlassian account",
    ),
];

/// Refuses a URN that is another's, or that can't be told from one the resource types know.
pub(super) fn check(urn: &str, types: [&ResourceType; 2]) -> Result<(), Refusal> {
    let refuse = |why: String| Err(Refusal::Urn { urn: urn.to_owned(), why });
    if let Some((_, why)) = RESERVED.iter().find(|(prefix, _)| starts_with(urn, prefix)) {
        return refuse((*why).to_owned());
    }
    for of in types {
        let extensions = of.extensions.iter().map(|extension| &*extension.schema);
        for known in std::iter::once(&*of.schema).chain(extensions) {
            if known.id.eq_ignore_ascii_case(urn) {
                return refuse(format!("is the name of a schema that {}s have already", of.name));
            }
            // `urn:a:b:c` would be the schema `urn:a:b:c` and the attribute `c` of the schema `urn:a:b`.
            if continues(urn, &known.id) || continues(&known.id, urn) {
                return refuse(format!(
                    "and `{}`, a schema of {}s, begin alike, so that a path can't tell which is meant",
                    known.id, of.name
                ));
            }
        }
    }
    Ok(())
}

fn starts_with(urn: &str, prefix: &str) -> bool {
    urn.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Whether `longer` is `shorter`, a colon, and more.
fn continues(longer: &str, shorter: &str) -> bool {
    starts_with(longer, shorter)
        && longer.get(shorter.len()..).is_some_and(|rest| rest.starts_with(':'))
}
