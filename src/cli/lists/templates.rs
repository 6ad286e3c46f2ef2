//! `podwright templates [NAME]`: the templates of the pages, to begin one's own with.

use crate::cli::session::Session;
use crate::display::near::nearest;
use crate::error::{Error, Exit};
use crate::site::templates::Templates;

/// Arguments of `templates`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  podwright templates\n  podwright templates foot.html > templates/foot.html")]
pub(in crate::cli) struct Arguments {
    /// Print this one
    name: Option<String>,
}

/// Runs `templates`.
pub(in crate::cli) fn run(session: &mut Session, arguments: &Arguments) -> Result<Exit, Error> {
    let Some(name) = &arguments.name else {
        let names: Vec<&str> = Templates::names().collect();
        session.print(&format!("{}\n", names.join("\n")))?;
        return Ok(Exit::Fine);
    };
    let Some(text) = Templates::original(name) else {
        return Err(Error::Usage {
            message: format!("there is no template `{name}`"),
            help: match nearest(name, Templates::names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`podwright templates` lists them".to_owned(),
            },
        });
    };
    session.print(text)?;
    Ok(Exit::Fine)
}
