//! What a build compares the show with.

use crate::check::forget::Forget;
use crate::cli::completions::candidates::NamesEpisode;
use crate::cli::session::Session;
use crate::display::sanitized::Sanitized;
use crate::engine::{PublicFeed, Show};
use crate::error::Error;
use crate::layout::output::Output;
use crate::model::web::http_url::HttpUrl;

/// What a build compares the show with.
#[derive(Clone, Debug, Default, Eq, PartialEq, clap::Args)]
pub(in crate::cli) struct PastArguments {
    /// Compare with the feed at the show's address, too; CI does that by itself
    #[arg(long)]
    against_live: bool,
    /// Undo a build that was never uploaded, for this episode or for the whole `show`
    #[arg(long, value_name = "EPISODE", conflicts_with_all = ["locked", "check"], add = NamesEpisode)]
    forget: Vec<Forget>,
    /// Forget it also where the show's address cannot be asked whether it is online
    #[arg(long, requires = "forget")]
    yes: bool,
}

impl PastArguments {
    /// Whether nothing is asked for.
    pub(in crate::cli) fn is_silent(&self) -> bool {
        *self == Self::default()
    }

    /// Looks for the past of a show, and forgets what should be forgotten. In CI, which often has no earlier feed, the show's address is asked.
    ///
    /// # Errors
    /// If something cannot be forgotten.
    pub(in crate::cli) fn apply(&self, session: &Session, show: &mut Show) -> Result<(), Error> {
        if self.against_live || (session.world.environment.is_ci && show.catalog().replaced.is_none()) {
            show.look_online(session.world.network.as_ref());
        }
        if self.forget.is_empty() {
            return Ok(());
        }
        let public = show.public_feed(session.world.network.as_ref());
        show.forget(&self.forget, &public)?;
        match (public, &show.catalog().show) {
            (PublicFeed::Unknown(reason), Some(of)) if !self.yes => sure(session, &Output::feed(of).url(of), &reason),
            _ => Ok(()),
        }
    }
}

/// Asks the producer, where the show's address does not tell whether something is online.
fn sure(session: &Session, address: &HttpUrl, reason: &str) -> Result<(), Error> {
    let message = format!("podwright cannot see what is online at `{address}`: {reason}");
    let question = format!("{message}. Was it never uploaded? (yes or no)");
    match session.world.console.ask(&Sanitized(&question).to_string()) {
        Some(answer) if ["yes", "y"].contains(&answer.trim().to_lowercase().as_str()) => Ok(()),
        Some(_) => Err(Error::Usage {
            message: "nothing was forgotten".to_owned(),
            help: "put back what was published, or say that the change is meant with `--accept`".to_owned(),
        }),
        None => Err(Error::Usage { message, help: "if it was never uploaded, add `--yes`".to_owned() }),
    }
}
