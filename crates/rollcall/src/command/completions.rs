//! `rollcall completions`.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  rollcall completions bash > /etc/bash_completion.d/rollcall
  rollcall completions fish > ~/.config/fish/completions/rollcall.fish";

/// Whose completions.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Does it.
    pub(crate) fn run(self, mut cli: clap::Command, out: &mut dyn Write) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut cli, "rollcall", &mut script);
        Ok(out.write_all(&script)?)
    }
}
