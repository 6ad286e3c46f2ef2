//! `podwright impact [LOG...]`: how often episodes were heard, from access logs.

use std::io::{self, Read};

use camino::{Utf8Path, Utf8PathBuf};
use chrono::NaiveDate;
use clap::ValueEnum;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::engine::{count_logs, exclude_others, read_downloads, read_list, read_lock, write_downloads};
use crate::error::{Error, Exit};
use crate::impact::address_list::AddressList;
use crate::impact::agents::Agents;
use crate::impact::counter::{CountSettings, Counter};
use crate::impact::counts::Counts;
use crate::impact::day_of;
use crate::impact::keyed_hash::KeyedHash;
use crate::impact::log::format::LogFormat;
use crate::impact::recordings::Recordings;
use crate::impact::sql::script;
use crate::impact::sql::sql_engine::SqlEngine;
use crate::impact::window::CountingWindow;
use crate::report::impact::{Grouping, ImpactReport, merged};
use crate::world::console::Console;

/// Arguments of `impact`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  podwright impact /var/log/nginx/access.log*\n  zstd -dc access.log.zst | podwright impact -\n  podwright impact --write logs/\n  podwright impact --sql duckdb access.log | duckdb"
)]
pub(super) struct Arguments {
    /// Access logs, folders of them, or `-` for standard input; may be packed with gzip
    #[arg(value_name = "LOG", value_hint = clap::ValueHint::AnyPath)]
    logs: Vec<Utf8PathBuf>,
    /// Count only from this day (UTC) on
    #[arg(long, value_name = "DAY")]
    from: Option<NaiveDate>,
    /// Count only to this day (UTC)
    #[arg(long, value_name = "DAY")]
    to: Option<NaiveDate>,
    /// How long one listener's requests for an episode are one download: a day, 24 hours from the first, or until 24 hours pass
    #[arg(long, value_enum, default_value_t = WindowArgument::Calendar)]
    window: WindowArgument,
    /// What the table shows
    #[arg(long, value_enum, default_value_t = GroupingArgument::Episode)]
    by: GroupingArgument,
    /// Print only the table, as CSV
    #[arg(long, conflicts_with = "sql")]
    csv: bool,
    /// Write the days that the logs cover whole into impact/downloads.csv
    #[arg(long, conflicts_with = "sql")]
    write: bool,
    /// With `--write`: the logs cover every day that they touch
    #[arg(long, requires = "write")]
    complete: bool,
    /// The format of the logs, as nginx's `log_format` or Apache's `LogFormat` writes it
    #[arg(long, value_name = "FORMAT", conflicts_with = "log_fields")]
    log_format: Option<String>,
    /// A file that says where a JSON log has its fields, a line each, such as `address: client.ip`
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    log_fields: Option<Utf8PathBuf>,
    /// A file of addresses that may ask more than 500 times a day, such as those of a school
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    safe_addresses: Option<Utf8PathBuf>,
    /// A file of addresses that do not count, such as those of data centres
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    exclude_addresses: Option<Utf8PathBuf>,
    /// Print the rules as an SQL script instead of counting
    #[arg(long, value_enum, value_name = "ENGINE")]
    sql: Option<SqlArgument>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum WindowArgument {
    Calendar,
    First,
    Last,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum GroupingArgument {
    Episode,
    Day,
    Month,
    App,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SqlArgument {
    Duckdb,
    Athena,
    Bigquery,
}

impl From<WindowArgument> for CountingWindow {
    fn from(argument: WindowArgument) -> Self {
        match argument {
            WindowArgument::Calendar => Self::Calendar,
            WindowArgument::First => Self::First,
            WindowArgument::Last => Self::Last,
        }
    }
}

impl From<GroupingArgument> for Grouping {
    fn from(argument: GroupingArgument) -> Self {
        match argument {
            GroupingArgument::Episode => Self::Episode,
            GroupingArgument::Day => Self::Day,
            GroupingArgument::Month => Self::Month,
            GroupingArgument::App => Self::App,
        }
    }
}

impl From<SqlArgument> for SqlEngine {
    fn from(argument: SqlArgument) -> Self {
        match argument {
            SqlArgument::Duckdb => Self::DuckDb,
            SqlArgument::Athena => Self::Athena,
            SqlArgument::Bigquery => Self::BigQuery,
        }
    }
}

/// Logs, each with the name of its format.
type NamedFormats = Vec<(String, &'static str)>;

/// Standard input, read piece by piece.
struct Input<'a>(&'a Console);

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read_input(buffer)
    }
}

/// Runs `impact`.
pub(super) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let root = session.show_folder()?;
    let disk = session.world.disk.as_ref();
    let (lock, _) = read_lock(disk, &root)?.ok_or_else(|| {
        usage("the show was not built yet, so nobody knows how long its recordings are", "run `podwright build` first".to_owned())
    })?;
    let (recordings, agents) = (Recordings::of(&lock), Agents::new());
    if let Some(engine) = arguments.sql {
        let sources: Vec<String> = arguments.logs.iter().map(ToString::to_string).collect();
        let script = script(engine.into(), arguments.window.into(), &recordings, &agents, &sources)
            .map_err(|error| usage(&error.to_string(), "use `--window calendar` or `--window last`".to_owned()))?;
        session.print(&script)?;
        return Ok(Exit::Fine);
    }
    if arguments.logs.is_empty() {
        return Err(usage("no log is named", "name access logs of the server that has the recordings, or `-`".to_owned()));
    }
    let (from, to) = days(arguments)?;
    let (logs, mut counts) = count(session, arguments, &recordings, &agents)?;
    let exit = if arguments.write { write(session, &root, arguments.complete, &counts, (from, to))? } else { Exit::Fine };
    counts.keep_days(from, to);
    let report = ImpactReport { logs: &logs, counts: &counts, grouping: arguments.by.into() };
    let text = match session.global.format {
        _ if arguments.csv => report.csv(),
        OutputFormat::Json => report.json(),
        _ => report.human(session.paint()),
    };
    session.print(&text)?;
    Ok(exit)
}

/// The first and the last day that are wanted (days since 1970).
fn days(arguments: &Arguments) -> Result<(Option<u32>, Option<u32>), Error> {
    let day = |date: Option<NaiveDate>| match date {
        Some(date) => {
            day_of(date).map(Some).ok_or_else(|| usage(&format!("{date} is before 1970"), "name a later day".to_owned()))
        }
        None => Ok(None),
    };
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from > to
    {
        return Err(usage(&format!("`--from {from}` is later than `--to {to}`"), "give the earlier day to `--from`".to_owned()));
    }
    Ok((day(arguments.from)?, day(arguments.to)?))
}

fn count(
    session: &Session,
    arguments: &Arguments,
    recordings: &Recordings,
    agents: &Agents,
) -> Result<(NamedFormats, Counts), Error> {
    let settings = CountSettings {
        window: arguments.window.into(),
        safe: addresses(session, arguments.safe_addresses.as_deref())?,
        excluded: addresses(session, arguments.exclude_addresses.as_deref())?,
    };
    let format = format(session, arguments)?;
    let mut counter = Counter::new(&settings, recordings, agents, KeyedHash::random());
    let (disk, here) = (session.world.disk.as_ref(), &session.world.environment.folder);
    let mut input = Input(&session.world.console);
    let logs = count_logs(disk, here, &arguments.logs, &mut input, format.as_ref(), &mut counter)?;
    let counts = counter.finish().map_err(|error| {
        usage(&error.to_string(), "count the logs of the CDN itself; docs/impact.md says how to get them".to_owned())
    })?;
    Ok((logs, counts))
}

fn addresses(session: &Session, path: Option<&Utf8Path>) -> Result<AddressList, Error> {
    let Some(path) = path else { return Ok(AddressList::default()) };
    let text = read_list(session.world.disk.as_ref(), &session.world.environment.folder, path)?;
    AddressList::parse(&text)
        .map_err(|error| usage(&format!("`{path}`: {error}"), "write one address or network a line".to_owned()))
}

fn format(session: &Session, arguments: &Arguments) -> Result<Option<LogFormat>, Error> {
    if let Some(text) = &arguments.log_format {
        let format = LogFormat::of_server(text).ok_or_else(|| {
            let help = "it needs the address, the time, the request, the status, the bytes sent and the user agent";
            usage("podwright cannot count by this `--log-format`", help.to_owned())
        })?;
        return Ok(Some(format));
    }
    let Some(path) = &arguments.log_fields else { return Ok(None) };
    let text = read_list(session.world.disk.as_ref(), &session.world.environment.folder, path)?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty());
    let pairs = lines.map(|line| line.split_once(':').unwrap_or((line, "")));
    let pairs: Vec<(String, String)> = pairs.map(|(name, path)| (name.trim().to_owned(), path.trim().to_owned())).collect();
    let names = LogFormat::names().collect::<Vec<_>>().join("`, `");
    let format = LogFormat::of_names(&pairs).ok_or_else(|| {
        usage(
            &format!("`{path}` does not say where every field is"),
            format!("give each a line: `{names}`; only `range` and `referrer` can be left out"),
        )
    })?;
    Ok(Some(format))
}

/// Merges the counts into impact/downloads.csv.
fn write(
    session: &mut Session,
    root: &Utf8Path,
    is_complete: bool,
    counts: &Counts,
    (from, to): (Option<u32>, Option<u32>),
) -> Result<Exit, Error> {
    let disk = session.world.disk.as_ref();
    let _exclusion = exclude_others(disk, root)?;
    let known = read_downloads(disk, root)?;
    let mut file = known.clone();
    let merge = file.merge(counts, is_complete, from, to);
    write_downloads(disk, root, &file, &known)?;
    for line in merged(&merge) {
        session.say(&line);
    }
    Ok(if merge.shrank.is_empty() { Exit::Fine } else { Exit::Faults })
}

fn usage(message: &str, help: String) -> Error {
    Error::Usage { message: message.to_owned(), help }
}
