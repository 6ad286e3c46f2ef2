//! The form of the sound: its codec, rates, channels and length.

use camino::Utf8Path;

use crate::catalog::CatalogEpisode;
use crate::check::found::Found;
use crate::check::rule::audio::AudioRule;
use crate::check::scope::{audio_here, in_audio};
use crate::display::count::Count;
use crate::display::shell_word::ShellWord;
use crate::model::media::audio_facts::{AudioFacts, BitrateMode};
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// Bit rates for one channel; two have twice as much. // bit/s; Apple, "Audio requirements"
const BITRATE_MIN: u32 = 32_000;
const MP3_ADVICE_MONO: (u32, u32) = (96_000, 128_000);
const MP3_ADVICE_STEREO: (u32, u32) = (128_000, 256_000);
/// Sample rates without a warning. // Hz; Apple, "Audio requirements"
const SAMPLE_RATES: [u32; 2] = [44_100, 48_000];
/// The shortest and the longest episode. // seconds
const SHORTEST: f64 = 10.0;
const LONGEST: f64 = 24.0 * 3600.0;

/// Looks at what was measured.
pub(crate) fn check(entry: &CatalogEpisode, facts: &AudioFacts, found: &mut Found) {
    form(entry, facts, found);
    length(entry, facts, found);
}

fn form(entry: &CatalogEpisode, facts: &AudioFacts, found: &mut Found) {
    let at = || in_audio(entry, None);
    let playable = is_playable(facts);
    if !playable {
        let message = if facts.container.as_str() == facts.codec.as_str() {
            format!("the sound is `{}`, which Apple and many apps do not play", facts.codec)
        } else {
            format!("the sound is `{}` in `{}`, which Apple and many apps do not play", facts.codec, facts.container)
        };
        found.add(AudioRule::UnsupportedFormat, at(), message, another_format(entry, facts));
    }
    if facts.channels > 2 {
        found.add(
            AudioRule::TooManyChannels,
            at(),
            format!("the sound has {} channels; phones play two", facts.channels),
            "mix it down to stereo or mono",
        );
    }
    if playable && !SAMPLE_RATES.contains(&facts.length.sample_rate.get()) {
        found.add(
            AudioRule::OddSampleRate,
            at(),
            format!("the sample rate is {} Hz; Apple wants 44100 or 48000 Hz", facts.length.sample_rate),
            "export it at 44.1 kHz",
        );
    }
    if playable && matches!(facts.channels, 1 | 2) {
        bitrate(entry, facts, found);
    }
    if facts.channels == 2 && facts.loudness.as_ref().is_some_and(|loudness| loudness.equal_channels) {
        found.add(
            AudioRule::EqualChannels,
            at(),
            "both channels are the same, sample for sample",
            "in mono, at half the bit rate, it sounds the same and is half as large",
        );
    }
}

/// What to do about a format that apps do not play: what podwright can decode, it can make an MP3 of.
fn another_format(entry: &CatalogEpisode, facts: &AudioFacts) -> String {
    const EXPORT: &str = "export it as MP3, or as AAC in `.m4a`";
    let is_in_the_way = |file: &&Utf8Path| file.file_name() == Some("audio.mp3");
    match audio_here(entry).filter(|file| facts.loudness.is_some() && !is_in_the_way(file)) {
        Some(file) => {
            let file = ShellWord(file.as_str());
            format!("{EXPORT}; or let `podwright master {file} --to {}` do it", entry.episode.slug)
        }
        None => EXPORT.to_owned(),
    }
}

/// Whether Apple and other apps play it.
pub(crate) fn is_playable(facts: &AudioFacts) -> bool {
    matches!((facts.container, facts.codec), (Container::Mp3, Codec::Mp3) | (Container::Mp4, Codec::AacLc | Codec::HeAac))
}

fn bitrate(entry: &CatalogEpisode, facts: &AudioFacts, found: &mut Found) {
    let channels = u32::from(facts.channels);
    let kbit = |rate: u32| (rate + 500) / 1000;
    // HE-AAC is made for low rates: Apple's table does not speak of it.
    if facts.codec != Codec::HeAac && facts.bitrate < BITRATE_MIN * channels {
        found.add(
            AudioRule::BitrateTooLow,
            in_audio(entry, None),
            format!(
                "the bit rate is {} kbit/s; Apple's minimum is {} kbit/s for {}",
                kbit(facts.bitrate),
                kbit(BITRATE_MIN * channels),
                Count(usize::from(facts.channels), "channel")
            ),
            "export it again from the master, for instance with 96 kbit/s in mono",
        );
        return;
    }
    // An average says little of a variable rate, so only constant ones are held to the advice.
    if facts.codec != Codec::Mp3 || facts.bitrate_mode != BitrateMode::Cbr {
        return;
    }
    let (low, high) = if channels == 1 { MP3_ADVICE_MONO } else { MP3_ADVICE_STEREO };
    if kbit(facts.bitrate) < kbit(low) || kbit(facts.bitrate) > kbit(high) {
        found.add(
            AudioRule::BitrateOutsideAdvice,
            in_audio(entry, None),
            format!(
                "the bit rate is {} kbit/s; Apple advises {} to {} kbit/s for {}",
                kbit(facts.bitrate),
                kbit(low),
                kbit(high),
                Count(usize::from(facts.channels), "channel")
            ),
            "export it again from the master within these rates",
        );
    }
}

fn length(entry: &CatalogEpisode, facts: &AudioFacts, found: &mut Found) {
    let seconds = facts.length.seconds();
    if seconds < SHORTEST {
        found.add(
            AudioRule::TooShort,
            in_audio(entry, None),
            format!("the episode lasts {seconds:.1} s"),
            "export the whole recording, if this is not all of it",
        );
    } else if seconds > LONGEST {
        found.add(
            AudioRule::TooLong,
            in_audio(entry, None),
            format!("the episode lasts {:.1} hours", seconds / 3600.0),
            "export the right stretch of the recording, or make several episodes of it",
        );
    }
}
