//! Cases that do not belong in a profile, each with the reason. Every one of them must fail there.

/// A case that a profile answers otherwise, and why that is right.
pub(super) struct Exception {
    pub(super) case: &'static str,
    pub(super) reason: &'static str,
}

const PATHLESS: &str = "strict refuses an operation without a path: a change names what it changes";
const NO_EMAIL: &str =
    "a user of Atlassian's shape has exactly one primary e-mail; here one has none";

/// `standard` takes them all.
pub(super) const STANDARD: &[Exception] = &[];

/// Of the cases that the RFCs decide.
pub(super) const STRICT: &[Exception] = &[
    Exception { case: "okta-017", reason: PATHLESS },
    Exception { case: "okta-018", reason: PATHLESS },
    Exception { case: "entra-012", reason: PATHLESS },
    Exception { case: "jumpcloud-007", reason: PATHLESS },
    Exception { case: "other-005", reason: PATHLESS },
];

/// Of all cases.
pub(super) const ATLASSIAN: &[Exception] = &[
    Exception { case: "entra-018", reason: NO_EMAIL },
    Exception { case: "entra-056", reason: NO_EMAIL },
    Exception { case: "entra-059", reason: NO_EMAIL },
    Exception { case: "msref-007", reason: NO_EMAIL },
    Exception { case: "msref-008", reason: NO_EMAIL },
    Exception { case: "google-001", reason: NO_EMAIL },
];
