//! Creating users (RFC 7644 §3.3).

use crate::case::{Case, must};
use crate::section;

pub(super) const CASES: &[Case] =
    &[must("create/answers-201", section::CREATE, "POST answers 201 Created", |p| {
        Box::pin(async move {
            let body = p.user_body();
            p.post("/Users", &body).await?.is(&[201])?;
            Ok(())
        })
    })];
