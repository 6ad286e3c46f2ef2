//! All that one look at an audio file yields.

use std::collections::BTreeMap;

use crate::model::audio_facts::AudioFacts;
use crate::model::audio_fault::AudioFault;
use crate::model::chapter::FoundChapter;

/// What became of the sum that an encoder wrote over its music.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EncoderSum {
    /// There is none, or it cannot hold any more.
    None,
    /// The sound is bit for bit what the encoder wrote.
    Matches,
    /// The sound was changed since.
    Differs,
}

/// What was found in an audio file.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioProbe {
    /// The facts.
    pub facts: AudioFacts,
    /// Whether the sound is what the encoder wrote, where it left a sum to tell by.
    pub encoder_sum: EncoderSum,
    /// Tags by their usual names (`title`, `album`, `artist`, ...), else by their frame id; hostile text.
    pub tags: BTreeMap<String, String>,
    /// Chapters in the file, in its order.
    pub chapters: Vec<FoundChapter>,
    /// What is wrong, in the order of the file.
    pub faults: Vec<AudioFault>,
}
