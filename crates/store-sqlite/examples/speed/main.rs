//! How fast the store is on this machine.
//!
//! `cargo run --release -p rollcall-store-sqlite --example speed [users] [folder]`

#![expect(clippy::print_stdout, reason = "it prints what it measures")]
#![expect(clippy::cast_precision_loss, reason = "rates are rounded")]

mod bench;
mod reads;
mod writes;

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use store_sqlite::{FILE_NAME, Options, SqliteStore};

use bench::Bench;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let users = arguments.next().map_or(Ok(100_000), |users| users.parse())?;
    let temporary = std::env::temp_dir().join(format!("rollcall-speed-{}", std::process::id()));
    let folder = arguments.next().map_or(temporary, PathBuf::from);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(users, folder))
}

async fn measure(users: u64, folder: PathBuf) -> Outcome {
    let bench = Arc::new(Bench::new(SqliteStore::open(&folder, Options::default())?).await?);
    writes::measure(&bench, users).await?;
    bench.store.close().await?;
    let bytes = std::fs::metadata(folder.join(FILE_NAME))?.len();
    println!("{:<44} {:>10} bytes a user", "disk", bytes / bench.users());

    let bench = bench.on(SqliteStore::open(&folder, Options::default())?);
    reads::measure(&bench).await?;
    bench.store.close().await?;
    std::fs::remove_dir_all(folder)?;
    Ok(())
}
