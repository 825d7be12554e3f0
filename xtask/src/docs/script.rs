//! The bash script that is one reader's session through a document.

use std::fmt::Write as _;

use super::blocks::{Block, Conduct};

/// What a session needs: a way to wait for what serves, and to end it. Each job has a process group of its own
/// (`set -m`), so that it ends with all it has started. What the commands print goes to `$PRINTED`.
const PROLOGUE: &str = r#"set -euo pipefail -m
exec 3>&1 >"$PRINTED" 2>&1
served=
stop() {
  if [ -n "$served" ]; then
    kill -- "-$served" 2>/dev/null || true
    # The next one that serves may want the same port.
    while kill -0 -- "-$served" 2>/dev/null; do sleep 0.05; done
    served=
  fi
}
trap stop EXIT
answers() {
  for _ in $(seq 1 6000); do
    if curl --silent --fail --max-time 5 --output /dev/null "$1"; then return; fi
    kill -0 "$served" 2>/dev/null || { echo "it ended before $1 answered"; return 1; }
    sleep 0.2
  done
  echo "$1 does not answer"
  return 1
}
"#;

/// The script for the blocks of the document of that name.
pub(super) fn of(name: &str, blocks: &[Block]) -> String {
    let mut script = PROLOGUE.to_owned();
    for block in blocks {
        let commands = &block.commands;
        // Writing to a String can't fail.
        let _ = match &block.conduct {
            Conduct::Run => write!(script, "echo '      {name}:{}' >&3\n{commands}", block.line),
            Conduct::Serves(address) => write!(
                script,
                "echo '      {name}:{} (serves)' >&3\nstop\n{{\n{commands}}} &\nserved=$!\nanswers '{address}'\n",
                block.line
            ),
            Conduct::NotRun => Ok(()),
        };
    }
    script
}
