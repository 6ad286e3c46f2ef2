//! The facts of audio files, for people and for programs.

mod human;
mod json;
mod judgement;

pub use human::human;
pub use json::json;

use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::probe_error::ProbeError;

/// One file that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbeOutcome {
    /// The path, as it was given.
    pub path: String,
    /// What was found.
    pub found: Result<AudioProbe, ProbeError>,
}

#[cfg(test)]
pub(in crate::report) mod testing {
    use super::ProbeOutcome;
    use crate::media::probe::audio_probe::{AudioProbe, EncoderChecksum};
    use crate::media::probe::probe_error::ProbeError;
    use crate::model::files::byte_count::ByteCount;
    use crate::model::identity::digest::Sha256;
    use crate::model::media::audio_facts::{AudioFacts, BitrateMode, LoudnessFacts};
    use crate::model::media::audio_fault::{AudioFault, AudioFaultKind};
    use crate::model::media::audio_length::AudioLength;
    use crate::model::media::chapter::FoundChapter;
    use crate::model::media::codec::Codec;
    use crate::model::media::container::Container;
    use crate::model::media::loudness::Loudness;
    use crate::model::time::timestamp::Timestamp;

    /// A measured file, one that was not decoded, and one that is empty.
    pub(in crate::report) fn three() -> [ProbeOutcome; 3] {
        let facts = AudioFacts {
            bytes: ByteCount::new(2_255_412),
            sha256: Sha256::of(b"file"),
            audio_sha256: Sha256::of(b"audio"),
            container: Container::Mp3,
            codec: Codec::Mp3,
            length: AudioLength { samples: 8_285_244, sample_rate: 44_100_u32.try_into().unwrap() },
            channels: 1,
            bitrate: 96_000,
            bitrate_mode: BitrateMode::Cbr,
            seek_table: true,
            loudness: Some(LoudnessFacts {
                integrated: Some(Loudness::from_lufs(-19.012_345)),
                range: Some(1.6),
                true_peak: None,
                leading_silence: 0.6,
                trailing_silence: 0.601_25,
                longest_silence: 1.0,
                clipped_samples: 0,
                equal_channels: false,
            }),
        };
        let bare = AudioFacts { loudness: None, ..facts.clone() };
        let probe = AudioProbe {
            facts,
            encoder_checksum: EncoderChecksum::Matches,
            tags: [("title".to_owned(), "What\u{1b}[2J?".to_owned())].into(),
            chapters: vec![FoundChapter {
                start: Timestamp::from_millis(16_413),
                title: "Making".to_owned(),
                ..FoundChapter::default()
            }],
            tag_notes: Vec::new(),
            timeline: None,
            levels: None,
            tenths: Vec::new(),
            faults: vec![AudioFault {
                kind: AudioFaultKind::GarbageInAudio,
                message: "37 bytes are no frame".to_owned(),
                offset: Some(150_204),
            }],
        };
        let bare = AudioProbe {
            facts: bare,
            encoder_checksum: EncoderChecksum::None,
            tags: [].into(),
            chapters: Vec::new(),
            tag_notes: Vec::new(),
            timeline: None,
            levels: None,
            tenths: Vec::new(),
            faults: Vec::new(),
        };
        [
            ProbeOutcome { path: "a.mp3".to_owned(), found: Ok(probe) },
            ProbeOutcome { path: "b.mp3".to_owned(), found: Ok(bare) },
            ProbeOutcome { path: "c.mp3".to_owned(), found: Err(ProbeError::Empty) },
        ]
    }
}
