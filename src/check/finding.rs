//! What a rule found.

use crate::check::rule::Rule;
use crate::model::identity::slug::Slug;
use crate::model::place::Place;
use crate::model::settings::level::Level;

/// Something wrong, or worth knowing, in a show.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: Rule,
    /// How grave it is, after the show's own settings.
    pub level: Level,
    /// What was found.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// Where.
    pub place: Place,
    /// In which episode.
    pub episode: Option<Slug>,
}
