//! All that one look at an audio file yields.

use std::collections::BTreeMap;

use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::chapter::FoundChapter;
use crate::model::media::loudness::Loudness;

/// The result of checking the CRC that an encoder wrote over its music.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum EncoderChecksum {
    /// There is none, or it cannot hold any more.
    None,
    /// The sound is bit for bit what the encoder wrote.
    Matches,
    /// The sound was changed since.
    Differs,
}

/// How a recording goes over time, a tenth of a second after the other: what a picture of it shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AudioTimeline {
    /// Short-term loudness (channels as they are) of the three seconds up to the end of each tenth (EBU Tech 3341, 2.2); `None` in silence.
    pub short_term: Vec<Option<Loudness>>,
    /// What the wave does in each tenth.
    pub ticks: Vec<Tick>,
}

/// What the wave does in a tenth of a second, on all channels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tick {
    /// The lowest sample.
    pub low: f32,
    /// The highest sample.
    pub high: f32,
    /// The true peak, without its sign.
    pub peak: f32,
}

/// What was found in an audio file.
#[derive(Clone, Debug, PartialEq)]
pub struct AudioProbe {
    /// The facts.
    pub facts: AudioFacts,
    /// Whether the sound is what the encoder wrote, where it left a checksum to tell by.
    pub encoder_checksum: EncoderChecksum,
    /// Tags by their usual names (`title`, `album`, `artist`, ...), else by their frame id; hostile text.
    pub tags: BTreeMap<String, String>,
    /// Chapters in the file, by their start.
    pub chapters: Vec<FoundChapter>,
    /// What stands in the tags and was not read, or cannot be carried over into an episode; sentences, hostile text in them.
    pub tag_notes: Vec<String>,
    /// How it goes over time, where that was wanted.
    pub timeline: Option<AudioTimeline>,
    /// 240 levels from its start to its end, of which a waveform can be drawn: 0 is -60 LUFS and below, 255 is 0 LUFS.
    pub levels: Option<[u8; 240]>,
    /// Average energies of tenths of a second, with which a transcript can be compared; none where it was not decoded.
    pub tenths: Vec<f32>,
    /// What is wrong, in the order of the file; then what can be heard.
    pub faults: Vec<AudioFault>,
}
