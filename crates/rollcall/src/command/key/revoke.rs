//! `rollcall key revoke`.

use std::io::Write;

use clap::Args;
use directory::Administrator;
use directory::model::{Key, KeyId};

use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;

/// Which key to revoke.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  rollcall key revoke --data data KEY_ID")]
pub(crate) struct Revoke {
    #[command(flatten)]
    common: CommonFlags,

    /// The key, by the id that `rollcall key list` shows
    #[arg(value_name = "KEY_ID")]
    key: KeyId,
}

impl Revoke {
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;

        let (admin, key) = find(&data, self.key).await?;
        data.service.revoke_key(&admin, key.id).await?;
        data.until_noticed().await;
        writeln!(
            out,
            "Revoked the key \"{}\" ({}). It opens nothing any more.",
            key.label, key.id
        )?;
        data.close().await
    }
}

async fn find(data: &Data, id: KeyId) -> Result<(Administrator, Key), Failure> {
    for organization in data.service.organizations().await? {
        let admin = Administrator::local(organization.id);
        let mut keys = data.service.keys(&admin).await?.into_iter();
        if let Some(key) = keys.find(|key| key.id == id) {
            return Ok((admin, key));
        }
    }
    Err(Failure::UnknownKey { id })
}
