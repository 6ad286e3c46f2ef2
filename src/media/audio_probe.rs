//! All that one look at an audio file yields.

use std::collections::BTreeMap;

use crate::model::audio_facts::AudioFacts;
use crate::model::audio_fault::AudioFault;
use crate::model::chapter::FoundChapter;

/// What was found in an audio file.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioProbe {
    /// The facts.
    pub facts: AudioFacts,
    /// Tags by their usual names (`title`, `album`, `artist`, ...), else by their frame id; hostile text.
    pub tags: BTreeMap<String, String>,
    /// Chapters in the file, in its order.
    pub chapters: Vec<FoundChapter>,
    /// What is wrong, in the order of the file.
    pub faults: Vec<AudioFault>,
}
