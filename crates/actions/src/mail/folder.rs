//! Mail into a folder, as files that a mail program opens.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use futures_util::future::BoxFuture;

use super::mime::{self, BlindCopies, Written};
use super::{Address, MailError, Mailer, Message, Receipt};

/// Writes every mail into a folder, as one `.eml` file. Nothing leaves the machine.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    from: Address,
}

impl Folder {
    /// A folder, which the first mail makes if it is not there, and whom mail is from.
    pub fn new(path: impl Into<PathBuf>, from: Address) -> Self {
        Self { path: path.into(), from }
    }

    /// Where the files are.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn put(&self, message: &Message) -> Result<Receipt, MailError> {
        let Written { message_id, bytes } = mime::write(message, &self.from, BlindCopies::Shown)?;
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| MailError::File { path, source }
        };
        std::fs::create_dir_all(&self.path).map_err(failed(&self.path))?;
        // Whole or not at all: a program may be watching the folder. The name is its own until it has another.
        let mut file = tempfile::NamedTempFile::new_in(&self.path).map_err(failed(&self.path))?;
        file.write_all(&bytes).map_err(failed(file.path()))?;
        let path = self.keep(file, message)?;
        Ok(Receipt { message_id, said: path.display().to_string() })
    }

    /// Gives the file the next free name: a number, so that they are in order, and the subject.
    fn keep(
        &self,
        mut file: tempfile::NamedTempFile,
        message: &Message,
    ) -> Result<PathBuf, MailError> {
        let failed = |source| MailError::File { path: self.path.clone(), source };
        let name = file_name(message.subject());
        let mut number = std::fs::read_dir(&self.path).map_err(failed)?.count();
        loop {
            let path = self.path.join(format!("{number:04}-{name}.eml"));
            match file.persist_noclobber(&path) {
                Ok(_) => return Ok(path),
                Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
                    file = error.file;
                    number += 1;
                }
                Err(error) => return Err(MailError::File { path, source: error.error }),
            }
        }
    }
}

impl Mailer for Folder {
    fn send<'a>(&'a self, message: &'a Message) -> BoxFuture<'a, Result<Receipt, MailError>> {
        Box::pin(async move { self.put(message) })
    }
}

/// A subject as the name of a file on any system.
fn file_name(subject: &str) -> String {
    let mut name = String::new();
    for c in subject.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.ends_with('-') && !name.is_empty() {
            name.push('-');
        }
        if name.len() >= 60 {
            break;
        }
    }
    let name = name.trim_end_matches('-');
    if name.is_empty() { "mail".to_owned() } else { name.to_owned() }
}
