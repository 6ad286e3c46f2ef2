//! What a show asks of `check`.

use crate::model::keywords::keywords;
use crate::model::media::loudness::Loudness;
use crate::model::place::Place;

/// The key `checks:` of podcast.yaml, and `allow:` of an episode. Names of rules are checked by `check`, which knows them.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckSettings {
    /// Rules whose findings are counted and not shown.
    pub allow: Vec<RuleMention>,
    /// Rules whose findings are warnings.
    pub warn: Vec<RuleMention>,
    /// Rules whose findings are errors.
    pub deny: Vec<RuleMention>,
    /// The loudness wanted, heard on two channels.
    pub loudness: Loudness,
    /// Whether every person must have approved their episode.
    pub approval: Approval,
    /// The highest reading age wanted of a summary (years).
    pub reading_age: f64,
}

/// A rule named in YAML.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RuleMention {
    /// The name as it was written.
    pub name: String,
    /// Why, where the producer says so.
    pub reason: Option<String>,
    /// Where it is named.
    pub place: Place,
}

keywords! {
    /// Whether people's approval is asked for.
    #[derive(Default)]
    pub enum Approval {
        /// Recorded where given.
        #[default]
        Optional = "optional",
        /// A person without `approved` is a finding.
        Required = "required",
    }
}

/// Loudness that a show aims at unless it says otherwise. Apple, "Audio requirements": -16 LKFS, give or take 1 dB.
pub const DEFAULT_LOUDNESS: Loudness = Loudness::from_lufs(-16.0);

/// Reading age aimed at unless the show says otherwise (years).
pub const DEFAULT_READING_AGE: f64 = 14.0;

impl Default for CheckSettings {
    fn default() -> Self {
        Self {
            allow: Vec::new(),
            warn: Vec::new(),
            deny: Vec::new(),
            loudness: DEFAULT_LOUDNESS,
            approval: Approval::default(),
            reading_age: DEFAULT_READING_AGE,
        }
    }
}
