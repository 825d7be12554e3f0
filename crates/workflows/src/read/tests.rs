mod references;
mod steps;
mod top;
mod weaknesses;

use std::sync::LazyLock;

use actions::Catalogue;

use crate::Workflow;

/// Reads a file against the actions there are.
fn read(text: &str) -> Result<Workflow, crate::ReadError> {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::builtin().unwrap());
    Workflow::read("test", text, &CATALOGUE)
}

/// All that is wrong with a file, each on a line of its own.
fn wrong(text: &str) -> String {
    let error = read(text).expect_err(text);
    let lines: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// What is wrong with a file of these steps, without where.
fn wrong_steps(steps: &str) -> String {
    let lines: Vec<String> = steps.trim_end().lines().map(|line| format!("      {line}")).collect();
    let text = format!(
        "name: x\ninputs: {{who: {{type: text}}, groups: {{type: list}}}}\nworkflow:\n  - steps:\n{}\n",
        lines.join("\n")
    );
    let error = read(&text).expect_err(&text);
    let lines: Vec<&str> =
        error.problems().iter().map(|problem| problem.message.as_str()).collect();
    lines.join("\n")
}
