//! The file of the rows that failed: the same as the one they came from, with why, to be mended and imported again.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::summary::Summary;
use crate::command::people::format::Format;
use crate::command::people::sheet::{Layout, Sheet};
use crate::failure::Failure;

/// Where rows that failed are written.
#[derive(Debug)]
pub(super) struct Failures {
    /// The file that was named; it is written over.
    named: Option<PathBuf>,
    /// The folder of a new one, and how its name begins and ends.
    folder: PathBuf,
    stem: String,
    ending: String,
}

impl Failures {
    /// Where the failures of a file go. Refuses a place that can't be written before anything is sent, and the file
    /// itself: it would be gone when something goes wrong.
    pub(super) fn new(file: &Path, named: Option<PathBuf>, sheet: &Sheet) -> Result<Self, Failure> {
        if named.as_ref().is_some_and(|named| is_same(named, file)) {
            let problem =
                "its failures can't be written over it: name another file with --failures";
            return Err(Failure::PeopleFile {
                path: file.to_owned(),
                problems: vec![problem.to_owned()],
            });
        }
        let usual = match sheet.layout {
            Layout::Csv { .. } => Format::Csv,
            Layout::Jsonl => Format::Jsonl,
        };
        let text = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned());
        let stem = text(file.file_stem()).filter(|stem| stem != "-");
        // The failures of failures are of the same file.
        let stem = stem.unwrap_or_else(|| "people".to_owned());
        let stem = stem.split(".failed").next().unwrap_or(&stem).to_owned();
        let ending = text(file.extension()).unwrap_or_else(|| usual.ending().to_owned());
        let folder = file.parent().map(Path::to_owned).unwrap_or_default();
        let failures = Self { named, folder, stem, ending };
        tempfile::tempfile_in(failures.folder()).map_err(|source| failures.unwritable(source))?;
        Ok(failures)
    }

    /// Writes the rows that failed, and says where, if there are any: a file that was named is written even if there
    /// are none, so that it never shows those of another import. Only the owner can read it: it is about people.
    pub(super) fn write(
        &self,
        sheet: &Sheet,
        summary: &Summary,
    ) -> Result<Option<PathBuf>, Failure> {
        if summary.failed.is_empty() && self.named.is_none() {
            return Ok(None);
        }
        let path = self.kept(sheet, summary).map_err(|source| self.unwritable(source))?;
        Ok(Some(path).filter(|_| !summary.failed.is_empty()))
    }

    /// The path to write to first.
    fn path(&self) -> PathBuf {
        let usual = || self.folder.join(format!("{}.failed.{}", self.stem, self.ending));
        self.named.clone().unwrap_or_else(usual)
    }

    /// The folder of it.
    fn folder(&self) -> PathBuf {
        let path = self.path();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).to_owned()
    }

    fn unwritable(&self, source: io::Error) -> Failure {
        Failure::FailuresUnwritable { path: self.path(), source }
    }

    fn kept(&self, sheet: &Sheet, summary: &Summary) -> io::Result<PathBuf> {
        let path = self.path();
        let mut file = tempfile::NamedTempFile::new_in(self.folder())?;
        let rows = summary.failed.iter().filter_map(|failed| {
            let row = sheet.rows.get(failed.row)?;
            Some((row, format!("line {}: {}", failed.line, failed.reason)))
        });
        let rows: Vec<_> = rows.collect();
        let mut out = BufWriter::new(file.as_file_mut());
        sheet.layout.write(rows.iter().map(|(row, reason)| (*row, reason.as_str())), &mut out)?;
        out.flush()?;
        drop(out);
        if self.named.is_some() {
            file.persist(&path).map_err(|error| error.error)?;
            return Ok(path);
        }
        // One that is there may be half mended: a new one beside it.
        for number in 1_u32.. {
            let path = match number {
                1 => path.clone(),
                _ => self.folder.join(format!("{}.failed-{number}.{}", self.stem, self.ending)),
            };
            match file.persist_noclobber(&path) {
                Ok(_) => return Ok(path),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                    file = error.file;
                }
                Err(error) => return Err(error.error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path| fs::canonicalize(path).ok();
    one == other || whole(one).is_some_and(|one| whole(other) == Some(one))
}
