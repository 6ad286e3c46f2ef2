//! `podwright schema`: the JSON Schema of the YAML files, for editors.

use clap::ValueEnum;

use crate::cli::session::Session;
use crate::error::{Error, Exit};
use crate::source::schema;

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  podwright schema episode > episode.schema.json")]
pub(in crate::cli) struct Arguments {
    /// Which file the schema is for
    #[arg(value_enum, default_value_t = Which::Episode)]
    which: Which,
}

/// The YAML files.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// podcast.yaml
    Show,
    /// episode.yaml
    Episode,
    /// impact.yaml
    Impact,
}

/// Runs `schema`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let schema = match arguments.which {
        Which::Show => schema::show_schema(),
        Which::Episode => schema::episode_schema(),
        Which::Impact => schema::impact_schema(),
    };
    session.print(&format!("{schema:#}\n"))?;
    Ok(Exit::Fine)
}
