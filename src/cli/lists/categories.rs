//! `podwright categories [WORDS]`: Apple's categories.

use crate::cli::arguments::options::OutputFormat;
use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::model::kind::category::Category;

/// Arguments of `categories`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  podwright categories
  podwright categories non-profit
  podwright categories --format json")]
pub(in crate::cli) struct Arguments {
    /// Only those that have these words, or words that begin like them
    words: Vec<String>,
}

/// Runs `categories`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let typed = arguments.words.join(" ");
    let names: Vec<String> = Category::meant(&typed).iter().map(ToString::to_string).collect();
    if names.is_empty() {
        return Err(Error::Usage {
            message: format!("no category has the words `{typed}`"),
            help: "`podwright categories` lists them all".to_owned(),
        });
    }
    let text = match session.global.format {
        OutputFormat::Json => format!("{:#}\n", serde_json::json!(names)),
        _ => format!("{}\n", names.join("\n")),
    };
    session.print(&text)?;
    Ok(Exit::Fine)
}
