//! `rollcall man`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use crate::failure::Failure;

/// Where to.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The folder the pages are written to, one a command; it is made if it is not there
    folder: PathBuf,
}

impl Man {
    /// Does it.
    pub(crate) fn run(self, cli: clap::Command, out: &mut dyn Write) -> Result<(), Failure> {
        let pages = std::fs::create_dir_all(&self.folder)
            .and_then(|()| clap_mangen::generate_to(cli, &self.folder));
        pages.map_err(|source| Failure::DataFile {
            path: self.folder.clone(),
            action: "written",
            source,
        })?;
        Ok(writeln!(out, "The manual is in {0}: man -l {0}/rollcall.1", self.folder.display())?)
    }
}
