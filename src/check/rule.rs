//! The registry: every rule by its id, one file a family. The doc comment of each rule is what `explain` prints.

/// Makes the enum of a family: each rule with its doc comment, its id and its level. The doc comment is kept as text, under the
/// headings *Checks*, *Why*, *Remedy* and *Source*.
macro_rules! rules {
    ($(#[$outer:meta])* $family:ident, $name:literal { $($(#[doc = $doc:literal])+ $variant:ident = $id:literal, $level:ident;)* }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        #[allow(clippy::enum_variant_names, reason = "each rule is named as its id is")]
        pub enum $family { $($(#[doc = $doc])+ $variant,)* }

        impl $family {
            /// Every rule of the family.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The family's name.
            pub const FAMILY: &'static str = $name;

            /// The rule's id: it names the fault, and is never used again for another.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// How grave a breach is, unless the show says otherwise.
            pub const fn level(self) -> $crate::model::settings::level::Level {
                match self { $(Self::$variant => $crate::model::settings::level::Level::$level,)* }
            }

            /// The doc comment.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n"),+),)* }
            }
        }
    };
}

pub mod accessibility;
pub mod artwork;
pub mod audio;
pub mod chapters;
pub mod episode;
pub mod history;
pub mod impact;
pub mod live;
pub mod loudness;
pub mod reading;
pub mod show;
pub mod transcript;

use std::fmt;
use std::str::FromStr;

use crate::check::rule::accessibility::AccessibilityRule;
use crate::check::rule::artwork::ArtworkRule;
use crate::check::rule::audio::AudioRule;
use crate::check::rule::chapters::ChaptersRule;
use crate::check::rule::episode::EpisodeRule;
use crate::check::rule::history::HistoryRule;
use crate::check::rule::impact::ImpactRule;
use crate::check::rule::live::LiveRule;
use crate::check::rule::loudness::LoudnessRule;
use crate::check::rule::reading::ReadingRule;
use crate::check::rule::show::ShowRule;
use crate::check::rule::transcript::TranscriptRule;
use crate::display::near::nearest;
use crate::model::settings::level::Level;

/// A name that no rule has.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("there is no rule `{found}`{}", match nearest {
    Some(nearest) => format!("; did you mean `{nearest}`?"),
    None => "; `podwright rules` lists them".to_owned(),
})]
pub struct RuleError {
    /// The name found.
    pub found: String,
    /// The nearest rule there is.
    pub nearest: Option<&'static str>,
}

/// The headings of a rule's text, in their order.
pub const HEADINGS: [&str; 4] = ["Checks", "Why", "Remedy", "Source"];

macro_rules! families {
    ($($family:ident($rules:ident),)*) => {
        /// A rule of any family.
        #[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
        pub enum Rule { $(
            #[doc = concat!("One of [`", stringify!($rules), "`].")]
            $family($rules),
        )* }

        impl Rule {
            /// Every rule, ordered by id.
            pub fn all() -> Vec<Self> {
                let mut all = Vec::new();
                $(all.extend($rules::ALL.iter().copied().map(Self::$family));)*
                all.sort_by_key(|rule: &Self| rule.id());
                all
            }

            /// The rule's id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$family(rule) => rule.id(),)* }
            }

            /// How grave a breach is, unless the show says otherwise.
            pub const fn level(self) -> Level {
                match self { $(Self::$family(rule) => rule.level(),)* }
            }

            /// The family's name.
            pub const fn family(self) -> &'static str {
                match self { $(Self::$family(_) => $rules::FAMILY,)* }
            }

            /// The whole text of the rule, as it stands in its doc comment.
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$family(rule) => rule.doc(),)* }
            }
        }

        $(impl From<$rules> for Rule {
            fn from(rule: $rules) -> Self {
                Self::$family(rule)
            }
        })*
    };
}

families! {
    Accessibility(AccessibilityRule),
    Artwork(ArtworkRule),
    Audio(AudioRule),
    Chapters(ChaptersRule),
    Episode(EpisodeRule),
    History(HistoryRule),
    Impact(ImpactRule),
    Live(LiveRule),
    Loudness(LoudnessRule),
    Reading(ReadingRule),
    Show(ShowRule),
    Transcript(TranscriptRule),
}

impl Rule {
    /// What stands under a heading, as one paragraph; empty where the heading is missing, which a test forbids.
    pub fn section(self, heading: &str) -> String {
        let marker = format!("- *{heading}*: ");
        let mut section = Vec::new();
        for line in self.doc().lines().map(str::trim) {
            if let Some(start) = line.strip_prefix(&marker) {
                section.push(start);
            } else if line.starts_with("- *") {
                if !section.is_empty() {
                    break;
                }
            } else if !section.is_empty() && !line.is_empty() {
                section.push(line);
            }
        }
        section.join(" ")
    }

    /// Whether a producer may allow a breach. Where the rule guards what a feed cannot be written without, nobody can.
    pub const fn can_be_allowed(self) -> bool {
        match self {
            Self::Reading(rule) => {
                matches!(
                    rule,
                    ReadingRule::UnknownKey
                        | ReadingRule::AllowWithoutReason
                        | ReadingRule::RuleAtTwoLevels
                        | ReadingRule::UntrimmedText
                        | ReadingRule::LeftOverText
                        | ReadingRule::BrokenLetters
                        | ReadingRule::FileNameAsText
                        | ReadingRule::UnfinishedMerge
                )
            }
            Self::Episode(rule) => !matches!(rule, EpisodeRule::DuplicateGuid),
            Self::Artwork(rule) => !matches!(rule, ArtworkRule::MissingArtwork | ArtworkRule::UnreadableArtwork),
            Self::Chapters(rule) => {
                !matches!(rule, ChaptersRule::ChaptersOutOfOrder | ChaptersRule::ChaptersAtOneTime | ChaptersRule::ChapterPastEnd)
            }
            Self::Transcript(rule) => !matches!(rule, TranscriptRule::UnreadableTranscript),
            Self::Audio(rule) => !matches!(
                rule,
                AudioRule::MissingAudio
                    | AudioRule::MissingRecordings
                    | AudioRule::SeveralAudioFiles
                    | AudioRule::UnknownPointer
                    | AudioRule::UnreadableAudio
                    | AudioRule::EmptyAudio
                    | AudioRule::NotAudio
                    | AudioRule::UnsupportedFormat
                    | AudioRule::DecoderPanic
            ),
            Self::Accessibility(_) | Self::History(_) | Self::Impact(_) | Self::Live(_) | Self::Loudness(_) | Self::Show(_) => {
                true
            }
        }
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(input: &str) -> Result<Self, RuleError> {
        let all = Self::all();
        all.iter()
            .copied()
            .find(|rule| rule.id() == input)
            .ok_or_else(|| RuleError { found: input.to_owned(), nearest: nearest(input, all.iter().map(|rule| rule.id())) })
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_an_id_of_its_own_that_reads_back() {
        let all = Rule::all();
        assert!(all.windows(2).all(|pair| pair[0].id() < pair[1].id()));
        for rule in all {
            assert_eq!(rule.id().parse(), Ok(rule));
            assert!(rule.id().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{rule}");
        }
    }

    #[test]
    fn each_rule_has_its_four_headings_in_order_and_a_source_with_an_address() {
        for rule in Rule::all() {
            let places: Vec<_> = HEADINGS.iter().map(|heading| rule.doc().find(&format!("- *{heading}*: "))).collect();
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{rule}: {places:?}");
            for heading in HEADINGS {
                assert!(rule.section(heading).len() > 15, "{rule}: {heading}");
            }
            assert!(rule.section("Source").contains("<https://"), "{rule}: the source has no address");
        }
    }

    #[test]
    fn a_misspelt_rule_is_told_the_nearest() {
        let error = "missing-transcripts".parse::<Rule>().unwrap_err();
        assert_eq!(error.to_string(), "there is no rule `missing-transcripts`; did you mean `missing-transcript`?");
        let error = "zzz".parse::<Rule>().unwrap_err();
        assert_eq!(error.to_string(), "there is no rule `zzz`; `podwright rules` lists them");
    }
}
