//! Why a show was not cleared.

use std::fmt;

use crate::display::count::Count;
use crate::engine::checked_show::CheckedShow;
use crate::error::Error;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;

/// A show that was not cleared, and why.
pub struct Refusal {
    pub(in crate::engine) show: Box<CheckedShow>,
    pub(in crate::engine) reason: Reason,
}

/// Why a show was not cleared.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reason {
    /// It has findings at error level.
    Faults,
    /// The tags of these episodes would have to be written, and the mode does not allow it.
    StaleTags(Vec<Slug>),
}

impl Refusal {
    /// The show, with its report.
    pub fn show(&self) -> &CheckedShow {
        &self.show
    }

    /// Keeps the hashes that were made, so that the next run need not make them again.
    pub fn keep_cache(&mut self) {
        self.show.keep_cache();
    }

    /// Why.
    pub fn reason(&self) -> &Reason {
        &self.reason
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal").field("reason", &self.reason).field("findings", &self.show.report().findings).finish()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Faults => write!(f, "the show has {}", Count(self.show.report().count(Level::Error), "error")),
            Reason::StaleTags(episodes) => write!(f, "the tags of {} are stale", Count(episodes.len(), "episode")),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal.reason {
            Reason::Faults => Self::Faults { count: refusal.show.report().count(Level::Error) },
            Reason::StaleTags(episodes) => Self::StaleTags(episodes),
        }
    }
}
