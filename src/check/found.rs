//! Where rules put what they find.

use crate::check::rule::Rule;
use crate::model::identity::slug::Slug;
use crate::model::place::Place;

/// What the rules found, before the producer's consent is taken into account.
#[derive(Debug, Default)]
pub(crate) struct Found(pub(crate) Vec<Breach>);

/// A finding without its level.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Breach {
    pub(crate) rule: Rule,
    pub(crate) place: Place,
    pub(crate) episode: Option<Slug>,
    pub(crate) message: String,
    pub(crate) help: String,
}

impl Found {
    /// Notes a breach of a rule.
    pub(crate) fn add(
        &mut self,
        rule: impl Into<Rule>,
        (place, episode): (Place, Option<&Slug>),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.0.push(Breach { rule: rule.into(), place, episode: episode.cloned(), message: message.into(), help: help.into() });
    }
}
