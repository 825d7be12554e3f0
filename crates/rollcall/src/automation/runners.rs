//! Who carries runs out: a lock that a process holds as long as it lives.
//!
//! A lock of the operating system goes with its process however that ends, so nobody waits for a lease to run out, and no
//! run that goes on is taken for one that was cut off.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::failure::Failure;

/// This process among those that carry runs out.
#[derive(Debug)]
pub(crate) struct Runners {
    folder: PathBuf,
    own: Uuid,
    /// Held until the process ends.
    _lock: File,
}

impl Runners {
    /// Joins those that carry out the runs of a data folder.
    pub(crate) fn join(data: &Path, own: Uuid) -> Result<Self, Failure> {
        let folder = data.join("runners");
        let path = path_of(&folder, own);
        let failed = |source| Failure::DataFile { path: path.clone(), action: "locked", source };
        create_folder(&folder).map_err(failed)?;
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&path).map_err(failed)?;
        // Nobody knows the id yet, so nobody else holds it.
        lock.lock().map_err(failed)?;
        Ok(Self { folder, own, _lock: lock })
    }

    /// This process.
    pub(crate) const fn own(&self) -> Uuid {
        self.own
    }

    /// Whether a process lives. What can't be found out is taken for living: a run is rather left alone than done twice.
    pub(crate) fn lives(&self, runner: Uuid) -> bool {
        if runner == self.own {
            return true;
        }
        match File::open(path_of(&self.folder, runner)) {
            Ok(file) => match file.try_lock_shared() {
                Ok(()) => false,
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => true,
            },
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        }
    }
}

impl Drop for Runners {
    fn drop(&mut self) {
        // What stays is an empty file that nobody holds.
        let _ = fs::remove_file(path_of(&self.folder, self.own));
    }
}

fn path_of(folder: &Path, runner: Uuid) -> PathBuf {
    folder.join(format!("{runner}.lock"))
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_lives_as_long_as_it_holds_its_lock() {
        let data = tempfile::tempdir().unwrap();
        let (one, other, nobody) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let first = Runners::join(data.path(), one).unwrap();
        let second = Runners::join(data.path(), other).unwrap();
        assert!(first.lives(one) && first.lives(other) && second.lives(one));
        assert!(!first.lives(nobody));
        drop(second);
        assert!(!first.lives(other));
        // What a crash leaves is a file without a holder.
        fs::write(path_of(&data.path().join("runners"), nobody), "").unwrap();
        assert!(!first.lives(nobody));
    }
}
