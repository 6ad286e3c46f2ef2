//! What a show asks of `check`.

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
    /// The loudness wanted, heard on two channels (LUFS).
    pub loudness: f64,
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

/// Whether people's approval is asked for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Approval {
    /// Recorded where given.
    #[default]
    Optional,
    /// A person without `approved` is a finding.
    Required,
}

/// Loudness that a show aims at unless it says otherwise (LUFS). Apple, "Audio requirements": -16 LKFS, give or take 1 dB.
pub const DEFAULT_LOUDNESS: f64 = -16.0;

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

/// A word that is none of those allowed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the words allowed here")]
pub struct ApprovalError {
    /// The word found.
    pub found: String,
}

impl Approval {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Optional, Self::Required];

    /// The word for it in YAML.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Optional => "optional",
            Self::Required => "required",
        }
    }
}

impl std::str::FromStr for Approval {
    type Err = ApprovalError;

    fn from_str(input: &str) -> Result<Self, ApprovalError> {
        Self::ALL.into_iter().find(|known| known.as_str() == input).ok_or_else(|| ApprovalError { found: input.to_owned() })
    }
}

impl std::fmt::Display for Approval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
