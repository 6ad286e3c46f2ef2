//! The command line, as one types it.

pub(in crate::cli) mod consent_arguments;
pub(in crate::cli) mod options;
pub(in crate::cli) mod past_arguments;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::cli::arguments::options::Global;

/// Publishes a podcast: checks its audio, tags it, and writes the feed and the pages.
#[derive(Debug, Parser)]
#[command(name = "podwright", version, max_term_width = 100)]
#[command(after_help = "Begin with `podwright init`, then `podwright build`. `podwright help COMMAND` says more.")]
#[command(propagate_version = true, disable_help_subcommand = false, arg_required_else_help = true)]
#[command(override_usage = "podwright [OPTIONS] <COMMAND>")]
pub(super) struct Arguments {
    // Before the options of every command: their heading is that of whatever follows them.
    /// List every command, with those of programs named `podwright-NAME` on your PATH
    #[arg(long)]
    pub(super) list: bool,
    /// What every command understands.
    #[command(flatten)]
    pub(super) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Arguments {
    /// What these words before a command say for every command; `None` where they do not parse.
    pub(super) fn globals_of(words: &[String]) -> Option<Global> {
        let command = Self::command().arg_required_else_help(false);
        let matches = command.try_get_matches_from(words).ok()?;
        Self::from_arg_matches(&matches).ok().map(|arguments| arguments.global)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a new show: podcast.yaml, a first episode, and what git needs
    Init(super::init::Arguments),
    /// Bring a show from another host: its feed becomes a show, and subscribers notice nothing
    Import(super::online::import::Arguments),
    /// Check the show, tag its audio, and write feed/ and podcast.lock
    Build(super::build::Arguments),
    /// Find every fault of the show; change nothing
    Check(super::check::Arguments),
    /// Write titles, cover and chapters into the audio files
    Tag(super::tag::Arguments),
    /// Show the length, loudness and format of an audio file
    Probe(super::studio::probe::Arguments),
    /// Turn any recording into one that you can publish; the original is not changed
    Master(super::studio::master::Arguments),
    /// Draft a transcript with a speech recognition program that you have installed
    Transcribe(super::studio::transcribe::Arguments),
    /// Show each episode on one line: draft, due, built, published, what is missing
    Status(super::status::Arguments),
    /// Begin a new episode: a folder with its guid and an episode.yaml to fill in
    New(super::new::Arguments),
    /// Show the pages in your browser while you work on them; nothing is published
    Serve(super::serve::Arguments),
    /// Replace a published recording, keeping its guid and address
    ReplaceAudio(super::replace_audio::Arguments),
    /// Take the show to another address: every guid stays, and redirects are written for the old one
    Move(super::move_show::Arguments),
    /// Put the show online: recordings first, the feed last
    Publish(super::online::publish::Arguments),
    /// Start serving imported recordings yourself instead of from the old host
    SwitchMedia(super::online::switch_media::Arguments),
    /// Request the published feed and its files as apps do, and report what is wrong
    Verify(super::online::verify::Arguments),
    /// Tell the Podcast Index, a hub and podping that the feed has changed, once its address serves it
    Notify(super::online::notify::Arguments),
    /// Count downloads from access logs, without keeping anybody's address
    Impact(super::impact::Arguments),
    /// List the rules
    Rules(super::rules::Arguments),
    /// Explain one rule: what it checks, why, and what to do
    Explain(super::rules::explain::Arguments),
    /// List Apple's categories, or those that have a word
    Categories(super::lists::categories::Arguments),
    /// List languages with their codes
    Languages(super::lists::languages::Arguments),
    /// List the templates of the pages, or print one to begin your own with
    Templates(super::lists::templates::Arguments),
    /// Print the JSON Schema of podcast.yaml or episode.yaml, for editors
    Schema(super::lists::schema::Arguments),
    /// Print completions for a shell
    Completions(super::completions::Arguments),
    /// Print the manual pages
    Man(super::man::Arguments),
    /// Print the words that can stand at a place of a command line
    #[command(hide = true)]
    Complete(super::completions::complete::Arguments),
}
