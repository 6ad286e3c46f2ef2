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
    /// Whether neither `--accept` nor a level can take it away: it is no decision of the producer.
    pub(crate) is_firm: bool,
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
        let (message, help) = (message.into(), help.into());
        self.0.push(Breach { rule: rule.into(), place, episode: episode.cloned(), message, help, is_firm: false });
    }

    /// Notes a breach that nobody can accept or allow.
    pub(crate) fn add_firm(
        &mut self,
        rule: impl Into<Rule>,
        at: (Place, Option<&Slug>),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(rule, at, message, help);
        if let Some(breach) = self.0.last_mut() {
            breach.is_firm = true;
        }
    }
}
