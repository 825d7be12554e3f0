//! A case as the file tells it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

const FILE: &str = include_str!("../../data/idp-cases.yaml");

/// The file; its flows are for readers.
#[derive(Deserialize)]
struct File {
    cases: Vec<Case>,
}

/// One request of an identity provider, what comes before it and what must come of it.
#[derive(Deserialize)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) class: Class,
    pub(super) setup: Vec<Setup>,
    pub(super) request: Sent,
    pub(super) expect: Expect,
    pub(super) then: Vec<Then>,
}

/// Who asks for the behaviour.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Class {
    /// The RFCs alone.
    Rfc,
    /// A client that goes beyond or against the RFCs.
    Tolerance,
    /// A vendor, where the RFCs leave it open.
    Vendor,
}

/// A resource that is there before.
#[derive(Deserialize)]
pub(super) struct Setup {
    /// The name the case calls it.
    #[serde(rename = "as")]
    pub(super) name: String,
    /// The path it is posted to.
    pub(super) post: String,
    pub(super) body: String,
}

/// A request.
#[derive(Deserialize)]
pub(super) struct Sent {
    pub(super) method: String,
    pub(super) path: String,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Option<String>,
}

/// A later request and what it must answer.
#[derive(Deserialize)]
pub(super) struct Then {
    #[serde(flatten)]
    pub(super) request: Sent,
    pub(super) expect: Expect,
}

/// What an answer must be.
#[derive(Deserialize)]
pub(super) struct Expect {
    pub(super) status: Status,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) body_must: Vec<Assertion>,
}

/// The accepted status codes.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Status {
    One(u16),
    OneOf(Vec<u16>),
}

/// One thing the body must be.
#[derive(Deserialize)]
pub(super) struct Assertion {
    pub(super) ptr: String,
    pub(super) op: String,
    #[serde(default)]
    pub(super) value: Value,
}

/// All cases of the file.
pub(super) fn all() -> Vec<Case> {
    let file: File = serde_saphyr::from_str(FILE).expect("the cases can be read");
    file.cases
}

impl Status {
    /// Whether the case accepts this code.
    pub(super) fn accepts(&self, code: u16) -> bool {
        match self {
            Self::One(one) => *one == code,
            Self::OneOf(several) => several.contains(&code),
        }
    }
}
