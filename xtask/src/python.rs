//! The virtual environment of the conformance testers and the foreign server, with pinned packages, in `target/venv`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{command, run};
use crate::workspace;

/// Makes the environment if it isn't there, or is of another set of packages, and says where it is.
pub(crate) fn environment() -> Result<PathBuf> {
    let venv = workspace::target().join("venv");
    let requirements = workspace::root().join("xtask/requirements.txt");
    let wanted = fs::read_to_string(&requirements)
        .with_context(|| format!("can't read {}", requirements.display()))?;
    let installed = venv.join("installed-requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(venv);
    }
    println!("    installing the conformance testers into {}", venv.display());
    run(command("python3", ["-m", "venv", "--clear"]).arg(&venv))?;
    let pip = venv.join("bin/pip").to_string_lossy().into_owned();
    run(command(&pip, ["install", "--quiet", "--disable-pip-version-check", "-r"])
        .arg(&requirements))?;
    fs::write(&installed, wanted)
        .with_context(|| format!("can't write {}", installed.display()))?;
    Ok(venv)
}
