//! Why a command did not do what it was asked.

mod hint;
mod report;

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::path::PathBuf;

use directory::customization::Refusal;
use directory::model::{DirectoryId, KeyId};

pub(crate) use report::report;

use crate::automation::Broken;

/// Any reason a command does not end well.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The configuration file can't be read.
    #[error("the configuration file {} can't be read", path.display())]
    ConfigurationUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The configuration file says something it can't mean.
    #[error("{}, line {line}: {message}", path.display())]
    Configuration {
        /// Which file.
        path: PathBuf,
        /// Where in it, from 1.
        line: usize,
        /// What is wrong, naming the key.
        message: String,
    },
    /// The log filter can't be understood.
    #[error("`{filter}` is not a log filter")]
    LogFilter {
        /// The filter as it was given.
        filter: String,
        /// What is wrong with it.
        source: tracing_subscriber::filter::ParseError,
    },
    /// An expiry can't be understood, or has passed.
    #[error("`{input}` {problem}")]
    Expiry {
        /// The expiry as it was given.
        input: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A key that opens a directory, and no directory.
    #[error("a key of this scope opens one directory, and none was named")]
    KeyWithoutDirectory,
    /// There is no data where there should be some.
    #[error("there is no Rollcall data in {}", path.display())]
    NoData {
        /// The data folder.
        path: PathBuf,
    },
    /// There is data where there should be none.
    #[error("{} holds Rollcall data already, and the demo begins with none", path.display())]
    DemoData {
        /// The data folder.
        path: PathBuf,
    },
    /// The store can't be opened.
    #[error(transparent)]
    Open(#[from] store_sqlite::OpenError),
    /// A file of the data folder can't be read or written.
    #[error("{} can't be {action}", path.display())]
    DataFile {
        /// Which file.
        path: PathBuf,
        /// What was being done to it: "written".
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The address can't be listened on.
    #[error("can't listen on {address}{}", if source.kind() == ErrorKind::AddrInUse { ": the port is in use" } else { "" })]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// No organization of that name or id.
    #[error("there is no organization `{name}`")]
    UnknownOrganization {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// Several organizations, and none was chosen.
    #[error("there are several organizations, and none was chosen")]
    SeveralOrganizations {
        /// What there is.
        known: Vec<String>,
    },
    /// No directory of that id.
    #[error("there is no directory {id}")]
    UnknownDirectory {
        /// What was asked for.
        id: DirectoryId,
    },
    /// No key of that id.
    #[error("there is no key {id}")]
    UnknownKey {
        /// What was asked for.
        id: KeyId,
    },
    /// The file with a schema can't be read.
    #[error("the schema file {} can't be read", path.display())]
    SchemaUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The schema is not added.
    #[error("the schema in {} can't be added", path.display())]
    SchemaRefused {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and where in it.
        source: Refusal,
    },
    /// The file of a workflow, or a folder of them, can't be read.
    #[error("the workflow file {} can't be read", path.display())]
    WorkflowUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Two files in a folder would be workflows of one name.
    #[error("{} and {} are workflows of one name", one.display(), other.display())]
    WorkflowTwice {
        /// One of them.
        one: PathBuf,
        /// The other.
        other: PathBuf,
    },
    /// Files are no workflows. Each problem is told on lines of its own.
    #[error("{} can't be run as {}", files(.0), if .0.len() == 1 { "a workflow" } else { "workflows" })]
    Workflows(Vec<Broken>),
    /// The workflows that are built in are broken.
    #[error("the library of workflows is broken")]
    Library(#[from] workflows::ReadError),
    /// An input on the command line is not `NAME=VALUE`.
    #[error("`{0}` is no input")]
    WorkflowInput(String),
    /// A run can't be begun.
    #[error("the workflow can't be run")]
    Start(#[from] workflows::StartError),
    /// A run did not end well.
    #[error("{}", ended(.0))]
    Run(Box<workflows::Run>),
    /// A run is gone on with by another process, or its end could not be written down.
    #[error("the end of the run {0} is not known")]
    RunLost(workflows::RunId),
    /// There is no such run.
    #[error("there is no run `{0}`")]
    UnknownRun(String),
    /// A run can't be cancelled: it has ended already.
    #[error("the run {run} has ended already: it is {state}")]
    RunOver {
        /// Which run.
        run: workflows::RunId,
        /// How it ended.
        state: &'static str,
    },
    /// The journal of runs can't be read or written.
    #[error(transparent)]
    Journal(#[from] workflows::JournalError),
    /// The domain refused, or could not.
    #[error(transparent)]
    Directory(#[from] directory::Error),
    /// Verification found something.
    #[error("{findings} {}", if *findings == 1 { "finding" } else { "findings" })]
    Findings {
        /// How many.
        findings: usize,
    },
    /// No check has such a name.
    #[error("no check has {} in its name", wanted.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" or "))]
    NoSuchCheck {
        /// What was asked for.
        wanted: Vec<String>,
    },
    /// A server can't be checked.
    #[error(transparent)]
    Conformance(#[from] conformance::Error),
    /// The server does not do all that it must.
    #[error("the server does not conform: {failed} {} failed", if *failed == 1 { "check" } else { "checks" })]
    DoesNotConform {
        /// How many checks failed.
        failed: usize,
    },
    /// A server can't be measured.
    #[error(transparent)]
    Bench(#[from] bench::Error),
    /// The server answered wrongly under load.
    #[error("{wrong} {} wrong", if *wrong == 1 { "answer was" } else { "answers were" })]
    WrongAnswers {
        /// How many answers.
        wrong: u64,
    },
    /// A request failed.
    #[error(transparent)]
    Client(#[from] client::Error),
    /// The inputs of an action are wrong. Nothing was sent.
    #[error("{title} can't be run with these inputs")]
    Inputs {
        /// The action.
        title: String,
        /// Its command.
        command: String,
        /// Everything that is wrong.
        problems: actions::Problems,
    },
    /// An action was not done.
    #[error(transparent)]
    Action(#[from] actions::ActionError),
    /// The actions that are built in contradict themselves.
    #[error("the catalogue of actions is broken")]
    Catalogue(#[from] actions::CatalogueError),
    /// The file of people can't be read.
    #[error("{} can't be read", path.display())]
    PeopleUnreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file of people can't be imported as it is. Nothing was sent.
    #[error("{} can't be imported", path.display())]
    PeopleFile {
        /// Which file.
        path: PathBuf,
        /// Everything that is wrong with it.
        problems: Vec<String>,
    },
    /// Rows of a file of people were not imported.
    #[error("{}{}", rows(*failed, *dry_run), kept.as_ref().map(|kept| format!("; see {}", kept.display())).unwrap_or_default())]
    RowsFailed {
        /// How many.
        failed: usize,
        /// Whether nobody was to be imported.
        dry_run: bool,
        /// The file that has them, with the reasons.
        kept: Option<PathBuf>,
    },
    /// The rows that fail can't be written where they are to go.
    #[error("rows that fail can't be written to {}", path.display())]
    FailuresUnwritable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// An import was stopped by whoever began it.
    #[error("stopped, with {left} to go")]
    Stopped {
        /// How many rows were not tried.
        left: usize,
    },
    /// An import ended before its end.
    #[error("the import was cut off after {done}")]
    CutOff {
        /// How many rows were imported.
        done: usize,
        /// What went wrong.
        source: Box<actions::ActionError>,
    },
    /// A setting of what leaves the house is wrong.
    #[error("{setting}, or its line in the configuration file, can't be used")]
    Outside {
        /// The setting, as the environment calls it.
        setting: &'static str,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A mail server, and nobody whom mail is from.
    #[error("there is a mail server, and nobody whom mail is from")]
    NoSender,
    /// There is no such connection.
    #[error(transparent)]
    Connection(#[from] client::connection::Error),
    /// A connection does not work.
    #[error("the connection \"{name}\" does not work")]
    ConnectionFails {
        /// Its name.
        name: String,
    },
    /// There is no key where one was to be.
    #[error("there is no key in {place}")]
    NoKey {
        /// Where it was looked for.
        place: String,
    },
    /// A key can't be read.
    #[error("the key can't be read from {place}")]
    KeyUnreadable {
        /// Where it was to be read from.
        place: String,
        /// What the system says.
        source: io::Error,
    },
    /// The demo saw something other than what it promises.
    #[error("the demo expected {expected}, and found {found}")]
    Demo {
        /// What it promises.
        expected: &'static str,
        /// What it saw.
        found: String,
    },
    /// The system can't give what a server needs.
    #[error("{0} failed")]
    System(&'static str, #[source] io::Error),
    /// Standard output can't be written.
    #[error("standard output can't be written")]
    Output(#[source] io::Error),
}

/// `50 rows were not imported`.
fn rows(count: usize, dry_run: bool) -> String {
    let (rows, were) = match count {
        1 => ("one row".to_owned(), "was not"),
        _ => (format!("{count} rows"), "were not"),
    };
    format!("{rows} {} imported", if dry_run { "can't be" } else { were })
}

impl From<io::Error> for Failure {
    /// The commands write to one thing without naming it: their output.
    fn from(source: io::Error) -> Self {
        Self::Output(source)
    }
}

/// `onboarding.yaml`, or how many there are.
fn files(broken: &[Broken]) -> String {
    match broken {
        [one] => one.path.display().to_string(),
        several => format!("{} files", several.len()),
    }
}

/// How a run ended that did not end well.
fn ended(run: &workflows::Run) -> String {
    let why = run.error.as_deref().unwrap_or("it says no reason");
    match run.state {
        workflows::RunState::Cancelled => format!("the run {} was cancelled", run.id),
        workflows::RunState::Interrupted => format!("the run was interrupted: {why}"),
        state => format!("the run {}: {why}", state.as_str()),
    }
}
