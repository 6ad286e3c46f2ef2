//! What a producer consents to: levels of rules, and changes of what was published.

use std::fmt;
use std::str::FromStr;

use crate::check::rule::history::HistoryRule;
use crate::check::rule::{Rule, RuleError};
use crate::model::identity::slug::{Slug, SlugError};
use crate::model::settings::level::Level;

/// What the command line says about rules. It comes before what podcast.yaml and the episodes say.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Consent {
    /// `--allow RULE`: counted and not shown.
    pub allow: Vec<Rule>,
    /// `--warn RULE`: a warning.
    pub warn: Vec<Rule>,
    /// `--deny RULE`: an error.
    pub deny: Vec<Rule>,
    /// `--accept RULE[:EPISODE]`: a change of what was published that is meant.
    pub accept: Vec<Acceptance>,
    /// `--without-media`: the feed may name recordings that are not in `feed/`.
    pub without_media: bool,
}

/// A change of what was published that is meant: `guid-changed`, or `guid-changed:what-is-co-production` for one episode alone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Acceptance {
    rule: Rule,
    episode: Option<Slug>,
}

/// Why an acceptance was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AcceptanceError {
    /// No such rule.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// No episode can have this name.
    #[error("`{name}` cannot be an episode: {error}")]
    Episode {
        /// What was found.
        name: String,
        /// What is wrong with it.
        error: SlugError,
    },
    /// A rule that is not about the past.
    #[error("`{rule}` is not about what was published; `--allow {rule}` turns it off")]
    NotHistory {
        /// The rule.
        rule: Rule,
    },
}

/// What the producer wants of a rule.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Override {
    Allow,
    Level(Level),
}

impl Consent {
    /// What the command line says about a rule in an episode; `None` where it says nothing. The strictest word counts.
    pub(crate) fn override_for(&self, rule: Rule, episode: Option<&Slug>) -> Option<Override> {
        if self.accepts(rule, episode) {
            return Some(Override::Allow);
        }
        if self.deny.contains(&rule) {
            return Some(Override::Level(Level::Error));
        }
        if self.warn.contains(&rule) {
            return Some(Override::Level(Level::Warning));
        }
        self.allow.contains(&rule).then_some(Override::Allow)
    }
}

impl Consent {
    /// Whether the command line says that a change of what was published is meant.
    pub(crate) fn accepts(&self, rule: Rule, episode: Option<&Slug>) -> bool {
        self.accept.iter().any(|acceptance| acceptance.covers(rule, episode))
    }
}

impl Acceptance {
    /// The episode that it is about; `None` where it is about all.
    pub fn episode(&self) -> Option<&Slug> {
        self.episode.as_ref()
    }

    fn covers(&self, rule: Rule, episode: Option<&Slug>) -> bool {
        self.rule == rule && (self.episode.is_none() || self.episode.as_ref() == episode)
    }
}

impl FromStr for Acceptance {
    type Err = AcceptanceError;

    fn from_str(input: &str) -> Result<Self, AcceptanceError> {
        let (rule, episode) = input.split_once(':').map_or((input, None), |(rule, episode)| (rule, Some(episode)));
        let rule: Rule = rule.parse()?;
        if !matches!(rule, Rule::History(history) if history != HistoryRule::NoHistory) {
            return Err(AcceptanceError::NotHistory { rule });
        }
        let episode = episode
            .map(|name| name.parse().map_err(|error| AcceptanceError::Episode { name: name.to_owned(), error }))
            .transpose()?;
        Ok(Self { rule, episode })
    }
}

impl fmt::Display for Acceptance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.episode {
            Some(episode) => write!(f, "{}:{episode}", self.rule),
            None => self.rule.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(input: &str, expected: &str) {
        assert_eq!(input.parse::<Acceptance>().unwrap_err().to_string(), expected);
    }

    #[test]
    fn an_acceptance_names_a_rule_and_perhaps_an_episode() {
        for good in ["guid-changed", "date-moved:one"] {
            assert_eq!(good.parse::<Acceptance>().unwrap().to_string(), good);
        }
        refused("guid-change", "there is no rule `guid-change`; did you mean `guid-changed`?");
        refused("date-moved:One", "`One` cannot be an episode: the name holds `O`; allowed are a to z, 0 to 9 and hyphens");
        refused(
            "missing-transcript",
            "`missing-transcript` is not about what was published; `--allow missing-transcript` turns it off",
        );
    }

    #[test]
    fn an_acceptance_for_one_episode_leaves_the_others_alone() {
        let consent = Consent { accept: vec!["date-moved:one".parse().unwrap()], ..Consent::default() };
        let rule: Rule = "date-moved".parse().unwrap();
        assert_eq!(consent.override_for(rule, Some(&"one".parse().unwrap())), Some(Override::Allow));
        assert_eq!(consent.override_for(rule, Some(&"two".parse().unwrap())), None);
        assert_eq!(consent.override_for(rule, None), None);
    }

    #[test]
    fn the_strictest_word_of_the_command_line_counts() {
        let rule: Rule = "no-speaker-names".parse().unwrap();
        let consent = Consent { allow: vec![rule], warn: vec![rule], deny: vec![rule], ..Consent::default() };
        assert_eq!(consent.override_for(rule, None), Some(Override::Level(Level::Error)));
    }
}
