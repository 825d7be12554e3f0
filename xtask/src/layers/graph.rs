//! The dependencies of the workspace's packages, read from `cargo metadata`.

use anyhow::{Context, Result};
use serde_json::Value;

/// One dependency of a package of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edge {
    /// The package of the workspace.
    pub(super) from: String,
    /// What it depends on: a package of the workspace or one from outside.
    pub(super) to: String,
    /// Whether the other is a package of the workspace.
    pub(super) internal: bool,
    /// Whether only tests see it.
    pub(super) dev: bool,
}

/// All dependencies that `cargo metadata --no-deps` tells of.
pub(super) fn edges(metadata: &str) -> Result<Vec<Edge>> {
    let metadata: Value = serde_json::from_str(metadata).context("cargo metadata is not JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("no packages")?;
    let mut edges = Vec::new();
    for package in packages {
        let from = text(package, "name")?;
        let dependencies =
            package.get("dependencies").and_then(Value::as_array).context("no dependencies")?;
        for dependency in dependencies {
            edges.push(Edge {
                from: from.clone(),
                to: text(dependency, "name")?,
                internal: dependency.get("path").is_some_and(Value::is_string),
                dev: dependency.get("kind").and_then(Value::as_str) == Some("dev"),
            });
        }
    }
    Ok(edges)
}

fn text(value: &Value, member: &str) -> Result<String> {
    let text = value.get(member).and_then(Value::as_str);
    text.map(str::to_owned).with_context(|| format!("cargo metadata has no {member}"))
}
