//! What departs from the standard in a transcript, and is understood all the same.

use std::collections::BTreeMap;

/// A departure from the standard that leaves no doubt about what is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Ord, PartialOrd)]
pub enum Repair {
    /// `00:00:01,000` in WebVTT: browsers then show no captions.
    CommaInTime,
    /// `00:00:01.000` in SubRip.
    PointInTime,
    /// `0:00:01.000`, `1:00.000`: hours or minutes of one digit.
    ShortTime,
    /// `00:01.5`: another number of digits than three after the seconds.
    Fraction,
    /// `->` for `-->`.
    ShortArrow,
    /// A `<` that begins no tag: browsers drop it, and what follows.
    BareSign,
    /// `<font>` or `{\an8}`: codes for subtitles, which a player of podcasts would show.
    SubtitleCodes,
    /// A cue that has no length, in a file of single words.
    WordWithoutLength,
    /// One word a cue.
    JoinedWords,
    /// JSON of another program than those that write Podcasting 2.0.
    OtherJson,
}

impl Repair {
    /// What was found, as a message begins.
    pub fn found(self) -> &'static str {
        match self {
            Self::CommaInTime => "the time has a comma, where WebVTT has a full stop",
            Self::PointInTime => "the time has a full stop, where SubRip has a comma",
            Self::ShortTime => "the time has one digit, where players expect two",
            Self::Fraction => "the time does not have three digits after the seconds",
            Self::ShortArrow => "the arrow between the times is not `-->`",
            Self::BareSign => "a `<` begins no tag, and browsers drop what follows it",
            Self::SubtitleCodes => "the text has codes for subtitles, such as `<font>` or `{\\an8}`",
            Self::WordWithoutLength => "the word ends at the moment it starts",
            Self::JoinedWords => "the transcript has one word in each segment",
            Self::OtherJson => "the transcript is JSON, but not of Podcasting 2.0",
        }
    }

    /// What was made of it.
    pub fn made(self) -> &'static str {
        match self {
            Self::CommaInTime => "podwright publishes it with a full stop",
            Self::PointInTime => "podwright publishes it with a comma",
            Self::ShortTime => "podwright publishes it with two digits",
            Self::Fraction => "podwright publishes it with three digits",
            Self::ShortArrow => "podwright publishes it with `-->`",
            Self::BareSign => "podwright publishes it as `&lt;`",
            Self::SubtitleCodes => "podwright publishes it without them",
            Self::WordWithoutLength => "podwright joins it to the words around it",
            Self::JoinedWords => "podwright joins a speaker's words into cues that people can read",
            Self::OtherJson => "podwright publishes it in the four forms that apps read",
        }
    }
}

/// The repairs of a file: for each kind its first line and how many there are.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Repairs(BTreeMap<Repair, (u32, usize)>);

impl Repairs {
    /// Adds one at a line.
    pub(in crate::media::transcript) fn add(&mut self, repair: Repair, line: u32) {
        self.0.entry(repair).or_insert((line, 0)).1 += 1;
    }

    /// Each kind with its first line and its count.
    pub fn iter(&self) -> impl Iterator<Item = (Repair, u32, usize)> {
        self.0.iter().map(|(repair, (line, count))| (*repair, *line, *count))
    }

    /// Whether nothing was repaired.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
