//! The command line, as one types it.

pub(in crate::cli) mod consent_arguments;
pub(in crate::cli) mod options;
pub(in crate::cli) mod past_arguments;
use clap::{Parser, Subcommand};

use crate::cli::arguments::options::Global;

/// Publishes a podcast: checks its audio, tags it, and writes the feed and the pages.
#[derive(Debug, Parser)]
#[command(name = "podwright", version, max_term_width = 100)]
#[command(after_help = "Begin with `podwright init`, then `podwright build`. `podwright help COMMAND` says more.")]
#[command(propagate_version = true, disable_help_subcommand = false, arg_required_else_help = true)]
pub(super) struct Arguments {
    /// What every command understands.
    #[command(flatten)]
    pub(super) global: Global,
    /// List every command, with those of programs named `podwright-NAME` on your PATH
    #[arg(long)]
    pub(super) list: bool,
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

impl Arguments {
    /// What these words before a command say for every command; `None` where they do not parse.
    pub(super) fn globals_of(words: &[String]) -> Option<Global> {
        let whole = words.iter().map(String::as_str).chain(["rules"]);
        Self::try_parse_from(whole).ok().map(|arguments| arguments.global)
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a new show: podcast.yaml, a first episode, and what git needs
    Init(super::init::Arguments),
    /// Check the show, tag its audio, and write feed/ and podcast.lock
    Build(super::build::Arguments),
    /// Find every fault of the show; change nothing
    Check(super::check::Arguments),
    /// Write titles, cover and chapters into the audio files
    Tag(super::tag::Arguments),
    /// Tell the facts of any audio file
    Probe(super::studio::probe::Arguments),
    /// Make a recording that can be published from any recording; the original stays as it is
    Master(super::studio::master::Arguments),
    /// Make a draft of a transcript with a program of your own, such as whisper.cpp
    Transcribe(super::studio::transcribe::Arguments),
    /// Show each episode on one line: draft, due, built, published, what is missing
    Status(super::status::Arguments),
    /// Begin a new episode: a folder with its guid and an episode.yaml to fill in
    New(super::new::Arguments),
    /// Show the pages in your browser while you work on them; nothing is published
    Serve(super::serve::Arguments),
    /// Put another recording in the place of a published one; guid and address stay
    ReplaceAudio(super::replace_audio::Arguments),
    /// Take the show to another address: every guid stays, and redirects are written for the old one
    Move(super::move_show::Arguments),
    /// Ask the feed and its files on the web as apps do, and tell what is wrong
    Verify(super::online::verify::Arguments),
    /// Count downloads from access logs, without keeping anybody's address
    Impact(super::impact::Arguments),
    /// List the rules
    Rules(super::rules::Arguments),
    /// Explain one rule: what it checks, why, and what to do
    Explain(super::rules::explain::Arguments),
    /// List the templates of the pages, or print one to begin your own with
    Templates(super::templates::Arguments),
    /// Print the JSON Schema of podcast.yaml or episode.yaml, for editors
    Schema(super::schema::Arguments),
    /// Print completions for a shell
    Completions(super::completions::Arguments),
    /// Print the manual pages
    Man(super::man::Arguments),
    /// Print the words that can stand at a place of a command line
    #[command(hide = true)]
    Complete(super::completions::complete::Arguments),
}
