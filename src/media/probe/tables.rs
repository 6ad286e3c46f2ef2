//! What a container's own tables say about its sound, before any packet is read.

use std::num::NonZeroU32;

use crate::media::bytes::window::Window;
use crate::media::container::adts::AdtsFacts;
use crate::media::container::mp4::edits::PlayedParts;
use crate::media::container::mp4::samples::Extent;
use crate::media::container::mp4::samples::extent;
use crate::media::container::mp4::samples::no_track_error;
use crate::media::container::mp4::track::AudioTrack;
use crate::media::container::mp4::track::audio_track;
use crate::media::container::ogg::OggFacts;
use crate::media::probe::probe_error::ProbeError;
use crate::media::sound::decode::stream::Stream;
use crate::media::tags::found_tags::FoundTags;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// The sample rate that Opus is always played at (Hz; RFC 7845, 5.1).
const OPUS_RATE: NonZeroU32 = NonZeroU32::new(48_000).expect("48,000 is not zero");

/// The tables of a container.
pub(super) enum Tables {
    /// MP4.
    Mp4 {
        /// Its sound track.
        track: Box<AudioTrack>,
        /// How much of it there is.
        extent: Extent,
    },
    /// Ogg.
    Ogg(OggFacts),
    /// Bare AAC.
    Adts(AdtsFacts),
    /// Containers that are one stream of packets.
    Plain,
}

impl Tables {
    /// Reads the tables.
    pub(super) fn of(source: &dyn ByteSource, container: Container) -> Result<Self, ProbeError> {
        match container {
            Container::Mp4 => {
                let track = audio_track(&mut Window::new(source), source.len())
                    .map_err(|error| ProbeError::unreadable(&error))?
                    .map_err(|none| no_track_error(source, none))?;
                let extent = extent(source, &track).map_err(|error| ProbeError::unreadable(&error))?;
                Ok(Self::Mp4 { track: Box::new(track), extent })
            }
            Container::Ogg => Ok(Self::Ogg(OggFacts::of(source).map_err(|error| ProbeError::unreadable(&error))?)),
            Container::Adts => Ok(Self::Adts(AdtsFacts::of(source).map_err(|error| ProbeError::unreadable(&error))?)),
            _ => Ok(Self::Plain),
        }
    }

    /// The sound track of an MP4.
    pub(super) fn mp4_track(&self) -> Option<&AudioTrack> {
        if let Self::Mp4 { track, .. } = self { Some(track) } else { None }
    }

    /// How much of an MP4's sound there is, where its tables say.
    pub(super) fn extent(&self) -> Option<Extent> {
        match self {
            Self::Mp4 { track, extent } if !track.is_fragmented && extent.samples > 0 => Some(*extent),
            _ => None,
        }
    }

    /// What Ogg's pages tell.
    pub(super) fn ogg(&self) -> Option<&OggFacts> {
        if let Self::Ogg(facts) = self { Some(facts) } else { None }
    }

    /// What the headers of bare AAC tell.
    pub(super) fn adts(&self) -> Option<&AdtsFacts> {
        if let Self::Adts(facts) = self { Some(facts) } else { None }
    }

    /// Whether the loudness of what is decoded would be that of the sound: band replication would be left out, Opus and others cannot be
    /// decoded, and the decoder believes the first header of bare AAC.
    pub(super) fn is_measured(&self) -> bool {
        let changes = self.adts().is_some_and(|facts| facts.changes.count > 0);
        !changes && self.codec().is_none_or(|codec| codec.undecoded_name().is_none())
    }

    /// Whether the configuration of AAC itself announces spectral band replication.
    pub(super) fn announces_replication(&self) -> bool {
        self.mp4_track().and_then(|track| track.aac).is_some_and(|aac| aac.is_he())
    }

    /// The codec, where the tables say more than the reader.
    pub(super) fn codec(&self) -> Option<Codec> {
        match self {
            // whether AAC has spectral band replication, its packets may know better
            Self::Mp4 { track, .. } => track.codec.filter(|codec| *codec != Codec::AacLc),
            Self::Ogg(facts) if facts.opus.is_some() => Some(Codec::Opus),
            _ => None,
        }
    }

    /// The sample rate (Hz), where the tables say more than the reader. That of AAC is the one of its configuration: the sample entry has no
    /// room for more than 65,535 Hz, and often has another.
    pub(super) fn sample_rate(&self) -> Option<NonZeroU32> {
        match (self, self.codec()) {
            (_, Some(Codec::Opus)) => Some(OPUS_RATE),
            (Self::Mp4 { track, .. }, _) => track.aac.map(|aac| aac.rate),
            _ => None,
        }
    }

    /// The sample rate (Hz) where neither the tables nor the reader say it: what the sample entry holds, else the ticks of the track, which are
    /// nearly always samples.
    pub(super) fn guessed_rate(&self) -> Option<NonZeroU32> {
        let track = self.mp4_track()?;
        track.entry_rate.or_else(|| NonZeroU32::new(track.timescale))
    }

    /// Channels, where the tables say more than the reader, which found so many.
    pub(super) fn channels(&self, found: u8) -> Option<u8> {
        match self {
            Self::Ogg(facts) => facts.opus.map(|(channels, _)| channels),
            Self::Mp4 { track, .. } if found == 0 => {
                let configured = track.aac.map(|aac| aac.channels).filter(|channels| *channels > 0);
                configured.or_else(|| u8::try_from(track.entry_channels).ok())
            }
            _ => None,
        }
    }

    /// Bytes of sound, where the tables say.
    pub(super) fn audio_bytes(&self) -> Option<u64> {
        self.extent().map(|extent| extent.bytes)
    }

    /// Samples per channel that lie in the file by the tables.
    pub(super) fn present_samples(&self, sample_rate: NonZeroU32) -> Option<u64> {
        let (track, extent) = (self.mp4_track()?, self.extent()?);
        let ticks = u128::from(extent.ticks) * u128::from(extent.present) / u128::from(extent.samples.max(1));
        u64::try_from(ticks * u128::from(sample_rate.get()) / u128::from(track.timescale.max(1))).ok()
    }

    /// What is played of the decoded samples: without the encoder's priming, and without what was padded.
    pub(super) fn played(&self, found: &FoundTags) -> Option<PlayedParts> {
        match self {
            Self::Mp4 { track, .. } => played_parts(track).or_else(|| found.tags.get("iTunSMPB").and_then(|words| smpb(words))),
            Self::Ogg(facts) => {
                let skip = facts.opus.map_or(0, |(_, skip)| skip);
                facts.last_granule.filter(|granule| *granule > skip).map(|granule| PlayedParts::one(skip..granule))
            }
            Self::Adts(_) | Self::Plain => None,
        }
    }

    /// The comments of Ogg.
    pub(super) fn read_comments(&self, found: &mut FoundTags) {
        if let Self::Ogg(facts) = self {
            facts.read_comments(found);
        }
    }

    /// What is known of an MP4 that the reader refuses, such as one whose sound is cut: the tables are enough for its length.
    pub(super) fn stream_without_reader(&self) -> Option<Stream> {
        let (track, extent) = (self.mp4_track()?, self.extent()?);
        let codec = track.codec.unwrap_or(Codec::Other);
        let sample_rate = track.aac.map(|aac| aac.core_rate).or(track.entry_rate);
        Some(Stream {
            codec,
            sample_rate,
            channels: u8::try_from(track.entry_channels).unwrap_or(u8::MAX),
            is_replicated: false,
            claimed: None,
            samples: sample_rate.map_or(Some(0), |rate| self.present_samples(rate))?,
            bytes: extent.bytes,
            sha256: Sha256::of(&[]),
            decoded: None,
            ended_early: None,
            unreadable: None,
            gap: None,
            changed: None,
            last: None,
            panicked: None,
        })
    }
}

/// iTunes' note on priming: hexadecimal words, of which the second is the delay and the fourth the length, in samples.
fn smpb(words: &str) -> Option<PlayedParts> {
    let mut words = words.split_ascii_whitespace().map(|word| u64::from_str_radix(word, 16));
    let delay = words.nth(1)?.ok()?;
    let length = words.nth(1)?.ok()?;
    (length > 0).then(|| PlayedParts::one(delay..delay.saturating_add(length)))
}

/// What the edits of a track play; `None` where it has none.
fn played_parts(track: &AudioTrack) -> Option<PlayedParts> {
    let rate = track.aac.map_or(track.timescale, |aac| aac.rate.get());
    let (_, movie_scale) = track.movie;
    PlayedParts::of(&track.edits, rate, track.timescale, movie_scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_note_that_itunes_leaves() {
        let words = " 00000000 00000840 000001CA 00000000003F31F6 00000000 00000000";
        assert_eq!(smpb(words), Some(PlayedParts::one(2112..2112 + 4_141_558)));
        for words in ["", "00000000", "0 0 0 0", "0 zz 0 1"] {
            assert_eq!(smpb(words), None, "{words}");
        }
    }
}
