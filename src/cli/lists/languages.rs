//! `podwright languages [WORDS]`: the languages of ISO 639, with their codes.

use std::fmt::Write as _;

use crate::cli::arguments::options::OutputFormat;
use crate::cli::lists::listed_language::{ListedLanguage, listed_languages};
use crate::cli::session::Session;
use crate::error::{Error, Exit};

/// Arguments of `languages`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright languages welsh
  podwright languages --format json

A region can follow a code, such as GB in en-GB.")]
pub(in crate::cli) struct Arguments {
    /// Only those whose code is this, or whose name has these words
    words: Vec<String>,
}

/// Runs `languages`. Without words it lists those that have a code of two letters: there are 7,000 others.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let typed = arguments.words.join(" ").to_lowercase();
    let is_wanted = |listed: &&ListedLanguage| match typed.as_str() {
        "" => listed.code.len() == 2,
        typed => listed.code == typed || listed.name.to_lowercase().contains(typed),
    };
    let found: Vec<&ListedLanguage> = listed_languages().iter().filter(is_wanted).collect();
    if found.is_empty() {
        return Err(Error::Usage {
            message: format!("no language has the code or the name `{typed}`"),
            help: "write its English name or a part of it, such as `podwright languages welsh`".to_owned(),
        });
    }
    let mut text = String::new();
    match session.global.format {
        OutputFormat::Json => {
            let values: Vec<_> = found.iter().map(|one| serde_json::json!({"code": one.code, "name": one.name})).collect();
            let _infallible = writeln!(text, "{:#}", serde_json::json!(values));
        }
        _ => found.iter().for_each(|one| {
            let _infallible = writeln!(text, "{:<3} {}", one.code, one.name);
        }),
    }
    session.print(&text)?;
    Ok(Exit::Fine)
}
