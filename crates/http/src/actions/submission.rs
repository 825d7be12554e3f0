//! What is sent to run an action: by a form of ours, or by a program.

use axum::body::Body;
use secrecy::SecretString;
use serde_json::Value;

use crate::body::{self, Bounds};
use crate::pages::Visit;
use crate::problem::Problem;
use crate::{authenticate, query};

/// The fields of our forms that are no parameters. No parameter begins with a dot.
const KEY: &str = ".key";
const DRY_RUN: &str = ".dry-run";

/// What was sent.
pub(crate) struct Submission {
    /// The bearer key, sent in the header or typed.
    pub(crate) key: Option<SecretString>,
    /// Whether only what would be sent is asked for.
    pub(crate) dry_run: bool,
    /// What was given, under the names it was given by.
    pub(crate) given: Vec<(String, Value)>,
}

impl Submission {
    /// Reads it. A program's body is not read before its key is known to be one.
    pub(crate) async fn read(visit: &Visit, body: Body) -> Result<Self, Problem> {
        let headers = &visit.parts.headers;
        let options = &visit.shared.options;
        let bearer = authenticate::bearer(headers);
        let asked = query::flag(visit.parts.uri.query(), "dryRun");
        if body::is_form(headers) {
            let mut form = body::form(headers, body, options, options.body_limit).await?;
            let typed = form.take(KEY).map(|key| key.trim().to_owned());
            let dry_run = form.take(DRY_RUN).is_some() || asked;
            let given = form.fields().map(|(name, value)| (name.to_owned(), Value::from(value)));
            return Ok(Self {
                key: bearer.map(str::to_owned).or(typed).map(SecretString::from),
                dry_run,
                given: given.collect(),
            });
        }
        if !asked || bearer.is_some() {
            visit.admit(bearer).await?;
        }
        let depth = visit.shared.service.settings().limits.json_depth;
        let bounds = Bounds { bytes: options.body_limit, depth };
        let given = body::json(headers, body, options, bounds).await?;
        Ok(Self {
            key: bearer.map(|key| key.to_owned().into()),
            dry_run: asked,
            given: given.into_iter().collect(),
        })
    }

    /// Reads what has a key in it and nothing more: a form of ours, or no body at all.
    pub(crate) async fn read_empty(visit: &Visit, body: Body) -> Result<Self, Problem> {
        if body::is_form(&visit.parts.headers) {
            return Self::read(visit, body).await;
        }
        Ok(Self { key: visit.bearer(), dry_run: false, given: Vec::new() })
    }

    /// What was typed into a field.
    pub(crate) fn typed(&self, name: &str) -> Option<&str> {
        self.given.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.as_str())
    }
}

impl std::fmt::Debug for Submission {
    /// Without what people are called.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.given.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Submission").field("given", &names).finish_non_exhaustive()
    }
}
