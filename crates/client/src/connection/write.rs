//! Writing the file of connections.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret as _;
use tempfile::NamedTempFile;
use toml::{Table, Value};

use super::{Connection, Error, Organization};

const HEADING: &str = "\
# The connections of Rollcall, with their keys: for the eyes of its owner alone.
# `rollcall connection` writes this file anew with every change; comments are not kept.

";

/// Waits until no other process changes the file. The turn ends when the guard is dropped.
pub(super) fn turn(path: &Path) -> Result<File, Error> {
    let failed = |source| unwritable(path, source);
    make_folder(path).map_err(failed)?;
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let lock = File::options().create(true).append(true).open(name).map_err(failed)?;
    lock.lock().map_err(failed)?;
    Ok(lock)
}

/// Writes the file, whole or not at all, so that only its owner can read it.
pub(super) fn write<'a>(
    path: &Path,
    connections: impl Iterator<Item = &'a Connection>,
) -> Result<(), Error> {
    let tables = connections.map(|connection| (connection.name().to_owned(), table(connection)));
    let all = Table::from_iter([("connections".to_owned(), Value::Table(tables.collect()))]);
    let text = format!("{HEADING}{all}");
    put(&target(path), text.as_bytes()).map_err(|source| unwritable(path, source))
}

fn unwritable(path: &Path, source: io::Error) -> Error {
    Error::File { path: path.to_owned(), action: "written", source }
}

fn table(connection: &Connection) -> Value {
    let mut table = Table::new();
    let mut put = |name: &str, value: &str| {
        table.insert(name.to_owned(), Value::from(value));
    };
    put("url", connection.base_url().as_str());
    put("key", connection.key().expose_secret());
    if let Some(Organization { id, key }) = connection.organization() {
        put("organization", id);
        put("organization_key", key.expose_secret());
    }
    Value::Table(table)
}

/// A link stays a link: what it leads to is written.
fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A new file is its owner's alone from the beginning, and takes the place of the old one in one step.
fn put(path: &Path, text: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    File::open(folder)?.sync_all()
}

fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder_of(path))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
