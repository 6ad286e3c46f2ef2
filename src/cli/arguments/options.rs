//! Options that every command understands.

use camino::Utf8PathBuf;
use clap::ValueEnum;

use crate::model::time::moment::Moment;

/// What every command understands.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "With every command")]
pub(in crate::cli) struct Global {
    /// The show's folder [default: the nearest parent folder with a podcast.yaml]
    #[arg(long, global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    pub(in crate::cli) show: Option<Utf8PathBuf>,
    /// How findings and facts are printed
    #[arg(long, global = true, value_enum, default_value_t = OutputFormat::Human, value_name = "FORMAT")]
    pub(in crate::cli) format: OutputFormat,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(in crate::cli) color: Color,
    /// Print only problems, results and errors
    #[arg(long, short, global = true)]
    pub(in crate::cli) quiet: bool,
    /// In a pipe, say each file that is done
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(in crate::cli) verbose: bool,
    /// The time that decides which episodes are held back, such as 2026-01-31T07:00:00Z; else SOURCE_DATE_EPOCH, else the clock
    #[arg(long, global = true, value_name = "RFC3339", value_parser = moment)]
    pub(in crate::cli) now: Option<Moment>,
    /// Follow `feed/` where it is a symbolic link that you made yourself; or set PODWRIGHT_FOLLOW_FEED_LINK to 1
    #[arg(long, global = true)]
    pub(in crate::cli) follow_feed_link: bool,
}

fn moment(text: &str) -> Result<Moment, String> {
    text.parse().map_err(|_| "write a date and time with its offset, such as `2026-01-31T07:00:00Z`".to_owned())
}

/// How findings and facts are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For GitHub's workflow annotations.
    Github,
    /// For code scanners: SARIF 2.1.0.
    Sarif,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(in crate::cli) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
