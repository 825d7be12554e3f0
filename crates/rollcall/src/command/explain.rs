//! `rollcall explain`.

use std::io::Write;

use clap::Args;
use directory::model::{DirectoryId, Kind};

use crate::command::print_json;
use crate::configuration::CommonFlags;
use crate::data::Data;
use crate::failure::Failure;
use crate::organization;

const EXAMPLES: &str = "\
Examples:
  rollcall explain --data data --directory DIRECTORY_ID 'userName eq \"ada@example.com\"'
  rollcall explain --data data --directory DIRECTORY_ID --groups 'displayName sw \"Eng\"' --json";

/// Which filter, and on what.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    #[command(flatten)]
    common: CommonFlags,

    /// The directory it is asked of
    #[arg(long, value_name = "DIRECTORY_ID")]
    directory: DirectoryId,

    /// On groups instead of users
    #[arg(long)]
    groups: bool,

    /// Print one JSON object
    #[arg(long)]
    json: bool,

    /// The filter (RFC 7644, section 3.4.2.2)
    filter: String,
}

impl Explain {
    /// Does it.
    pub(super) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let data = Data::for_task(self.common)?;
        let admin = organization::owner_of(&data, self.directory).await?;
        let caller = data.service.local_caller(&admin, self.directory).await?;
        let kind = if self.groups { Kind::Group } else { Kind::User };
        let plan = data.service.explain(&caller, kind, &self.filter).await?;

        if self.json {
            print_json(out, &plan)?;
        } else {
            let answered = match (plan.exact, plan.refused) {
                (true, _) => "by the index alone",
                (false, false) => "by reading each candidate",
                (false, true) => "not: there are too many to read",
            };
            writeln!(out, "Candidates  {}", plan.candidates)?;
            writeln!(out, "Count       {}", plan.count)?;
            writeln!(out, "Answered    {answered}")?;
        }
        data.close().await
    }
}
