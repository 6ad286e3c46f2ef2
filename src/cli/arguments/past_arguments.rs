//! What a build compares the show with.

use crate::check::forget::Forget;
use crate::cli::completions::candidates::NamesEpisode;
use crate::cli::session::Session;
use crate::engine::Show;
use crate::error::Error;

/// What a build compares the show with.
#[derive(Clone, Debug, Default, Eq, PartialEq, clap::Args)]
pub(in crate::cli) struct PastArguments {
    /// Compare with the feed at the show's address, too; CI does that by itself
    #[arg(long)]
    against_live: bool,
    /// Undo a build that was never uploaded, for this episode or for the whole `show`
    #[arg(long, value_name = "EPISODE", conflicts_with_all = ["locked", "check"], add = NamesEpisode)]
    forget: Vec<Forget>,
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
        show.forget(&self.forget)
    }
}
