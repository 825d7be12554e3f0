//! `rollcall serve`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use directory::Administrator;
use directory::model::Organization;

use crate::automation::Automation;
use crate::configuration::{BaseUrl, CommonFlags, Configuration, EXAMPLE, ListenAddress};
use crate::data::Data;
use crate::failure::Failure;
use crate::server_file::ServerFile;
use crate::shell::{program, quoted};
use crate::{listen, organization, stop};

const EXAMPLES: &str = "\
Examples:
  rollcall serve --data data
  rollcall serve --data /var/lib/rollcall --listen 0.0.0.0:8080 --base-url https://scim.example.com

A flag comes before its environment variable, which comes before the configuration file.
Ctrl-C or SIGTERM ends the service when the requests it has taken are answered.";

/// What to serve, and where.
#[derive(Debug, Args)]
#[command(
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\nA configuration file with every setting at its default:\n\n{EXAMPLE}"),
)]
pub(crate) struct Serve {
    #[command(flatten)]
    common: CommonFlags,

    /// The address and port to listen on; port 0 is any free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS", env = "ROLLCALL_LISTEN", hide_env_values = true)]
    listen: Option<ListenAddress>,

    /// The name of the organization that the first start creates
    #[arg(long, value_name = "NAME", default_value = organization::DEFAULT_NAME)]
    organization: String,

    /// A folder of workflows, whose triggers are watched
    #[arg(long, value_name = "DIR", env = "ROLLCALL_WORKFLOWS", hide_env_values = true)]
    workflows: Option<PathBuf>,
}

impl Serve {
    /// Does it.
    pub(crate) async fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let configuration = Configuration::of(self.common, self.listen)?;
        configuration.start_logging("info")?;
        let stop = stop::requested()?;
        // The port first: it is part of the URL that everything after names.
        let listener = listen::on(configuration.listen).await?;
        let said = configuration.base_url.clone();
        let base_url = said.unwrap_or(BaseUrl::of(listen::address(&listener)?));

        let data = Data::open(&configuration, &base_url)?;
        let created = organization::create_first(&data, &self.organization).await?;
        ServerFile { base_url: base_url.clone() }.write(&data.folder)?;
        writeln!(out, "Rollcall {} serves {base_url}", env!("CARGO_PKG_VERSION"))?;
        if !any_directory(&data).await? {
            say_what_next(out, &data, created.as_ref())?;
        }

        let automation =
            Automation::start(&data, self.workflows.as_deref(), &configuration.outside).await?;
        let (service, limits) = (data.service.clone(), configuration.limits.http);
        let app = scim_http::router_with(service, limits, automation.face());
        let served = scim_http::serve(listener, app, stop).await;
        automation.stop().await;
        served.map_err(|error| Failure::System("serving", error))?;
        data.close().await
    }
}

async fn any_directory(data: &Data) -> Result<bool, Failure> {
    for organization in data.service.organizations().await? {
        let admin = Administrator::local(organization.id);
        if !data.service.directories(&admin).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What to do on data that holds no directory yet.
fn say_what_next(
    out: &mut dyn Write,
    data: &Data,
    created: Option<&Organization>,
) -> Result<(), Failure> {
    if let Some(organization) = created {
        writeln!(
            out,
            "\nThis is the first start: created the organization \"{}\".",
            organization.name
        )?;
    }
    let (program, folder) = (program(), quoted(&data.folder.to_string_lossy()));
    writeln!(
        out,
        "\nNext, create a directory, in another terminal. It prints a base URL, a key, and a curl that\n\
         creates a user:\n\n  \
           {program} directory create --data {folder} --name 'My directory'\n\n\
         Accounts on a domain that you own can be managed:\n\n  \
           {program} domain add --data {folder} example.com\n"
    )?;
    Ok(())
}
