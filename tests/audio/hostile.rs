//! Damaged and arbitrary bytes: facts or an error, never a panic, never without end.

use podwright::media::container::span::audio_span;
use proptest::prelude::*;

use crate::count;
use crate::support::bytes;
use crate::support::measured;

const SEEDS: [&str; 13] = [
    "aac-moov-first.m4a",
    "aac-moov-last.m4a",
    "aac-fragmented.m4a",
    "alac.m4a",
    "adts.aac",
    "flac.flac",
    "vorbis.ogg",
    "opus.opus",
    "pcm.wav",
    "pcm.aiff",
    "mp3-vbr.mp3",
    "mp3-mpeg2.mp3",
    "mp3-mpeg25.mp3",
];

/// The first part of a seed, so that hundreds of cases are quick.
fn seed(index: usize) -> Vec<u8> {
    let mut bytes = bytes(&format!("tests/audio/files/{}", SEEDS[index]));
    bytes.truncate(12_000);
    bytes
}

fn look(bytes: Vec<u8>) {
    let length = bytes.len() as u64;
    if let Ok(span) = audio_span(&bytes) {
        assert!(span.payload.start < span.payload.end && span.payload.end <= length, "{span:?}");
        assert!(span.head.iter().all(|tag| tag.span.end <= span.payload.start), "{span:?}");
        assert!(span.tail.iter().all(|tag| tag.span.start >= span.payload.end && tag.span.end <= length), "{span:?}");
    }
    if let Ok(found) = measured(bytes, "mp3")
        && let Some(levels) = found.facts.loudness
    {
        assert!(levels.integrated.is_none_or(|loudness| loudness.lufs().is_finite()), "{levels:?}");
        assert!(levels.true_peak.is_none_or(|peak| peak.dbtp().is_finite()), "{levels:?}");
    }
}

proptest! {
    #![proptest_config(count::properties(200))]

    #[test]
    fn flipped_bytes_do_no_harm(index in 0..SEEDS.len(), flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let mut bytes = seed(index);
        for (place, value) in flips {
            let place = place.index(bytes.len());
            bytes[place] = value;
        }
        look(bytes);
    }

    #[test]
    fn a_damaged_head_does_no_harm(index in 0..SEEDS.len(), flips in proptest::collection::vec((0usize..600, any::<u8>()), 1..20)) {
        let mut bytes = seed(index);
        for (place, value) in flips {
            bytes[place] = value;
        }
        look(bytes);
    }

    #[test]
    fn cut_files_do_no_harm(index in 0..SEEDS.len(), end in any::<prop::sample::Index>()) {
        let mut bytes = seed(index);
        bytes.truncate(end.index(bytes.len()));
        look(bytes);
    }

    #[test]
    fn spliced_files_do_no_harm(one in 0..SEEDS.len(), other in 0..SEEDS.len(), cut in any::<prop::sample::Index>(), from in any::<prop::sample::Index>()) {
        let (mut bytes, other) = (seed(one), seed(other));
        bytes.truncate(cut.index(bytes.len()));
        bytes.extend_from_slice(&other[from.index(other.len())..]);
        look(bytes);
    }

    #[test]
    fn arbitrary_bytes_do_no_harm(head in 0..SEEDS.len(), kept in 0usize..64, bytes in proptest::collection::vec(any::<u8>(), 0..4000)) {
        let mut all = seed(head);
        all.truncate(kept);
        all.extend(bytes);
        look(all);
    }
}
