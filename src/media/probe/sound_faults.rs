//! What listeners would notice, whatever the file is wrapped in.

use std::num::NonZeroU32;

use crate::display::count::Count;
use crate::media::sound::meter::balance::ChannelFault;
use crate::media::sound::meter::balance::Side;
use crate::media::sound::meter::course::level_jump;
use crate::media::sound::meter::course::never_changes;
use crate::media::sound::meter::segment_meter::Levels;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::time::timestamp::Timestamp;

/// Faults of the bytes at which the sound breaks off.
const BREAKS: [AudioFaultKind; 5] = [
    AudioFaultKind::UnreadableFrames,
    AudioFaultKind::GarbageInAudio,
    AudioFaultKind::JoinedFiles,
    AudioFaultKind::FormatChange,
    AudioFaultKind::ReservoirGap,
];

/// Everything that is wrong. None has a place in the bytes: a producer finds it by the time.
///
/// Where the bytes say already why the sound breaks off (`known`), a dropout is not told a second time.
pub(super) fn faults(levels: &Levels, sample_rate: NonZeroU32, known: &[AudioFault]) -> Vec<AudioFault> {
    let fault = |kind, message| AudioFault { kind, message, offset: None };
    let mut faults = Vec::new();
    if let Some(found) = levels.balance.fault() {
        let (kind, message) = match found {
            ChannelFault::Silent(side) => {
                let (silent, heard) = names(side);
                (
                    AudioFaultKind::SilentChannel,
                    format!("only the {heard} channel has sound: nothing is heard on the {silent} one"),
                )
            }
            ChannelFault::Quieter(side, decibels) => {
                let (quiet, loud) = names(side);
                (AudioFaultKind::ChannelImbalance, format!("the {quiet} channel is {decibels} dB quieter than the {loud} one"))
            }
            ChannelFault::Opposed => {
                let message = "the two channels cancel each other out: on a single loudspeaker hardly anything is heard";
                (AudioFaultKind::OppositePhase, message.to_owned())
            }
        };
        faults.push(fault(kind, message));
    }
    let is_explained = known.iter().any(|fault| BREAKS.contains(&fault.kind));
    if let Some(first) = levels.dropouts.first.filter(|_| !is_explained) {
        let at = time(first, sample_rate);
        let message = match levels.dropouts.count {
            1 => format!("the sound stops and goes on within a word, at {at}"),
            count => {
                let places = Count(usize::try_from(count).unwrap_or(usize::MAX), "place");
                format!("the sound stops and goes on within a word, in {places}, first at {at}")
            }
        };
        faults.push(fault(AudioFaultKind::Dropout, message));
    }
    if let Some(jump) = level_jump(&levels.tenths) {
        let at = Timestamp::from_millis(jump.tenth as u64 / 10 * 1000);
        let way = if jump.louder > 0.0 { "louder" } else { "quieter" };
        let message = format!("the sound gets {:.0} LU {way} at {at} and stays that way", jump.louder.abs());
        faults.push(fault(AudioFaultKind::LevelJump, message));
    }
    if never_changes(&levels.tenths) {
        let message = "the sound never changes from start to end: it is a tone, a hum or a hiss, not speech";
        faults.push(fault(AudioFaultKind::ToneNotSpeech, message.to_owned()));
    }
    faults
}

/// The side, and the other one.
fn names(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Left => ("left", "right"),
        Side::Right => ("right", "left"),
    }
}

fn time(sample: u64, sample_rate: NonZeroU32) -> Timestamp {
    Timestamp::from_millis(sample.saturating_mul(1000) / u64::from(sample_rate.get()) / 1000 * 1000)
}

#[cfg(test)]
mod tests {
    use crate::media::probe::Depth;
    use crate::media::probe::probe;

    const RATE: u32 = 16_000; // Hz

    /// Syllables of noise, the same on every machine.
    fn speech(seconds: u32, loudest: f32) -> Vec<f32> {
        let mut seed = 1_u32;
        let samples = (0..seconds * RATE).map(|n| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = f32::from(i16::from_be_bytes([seed.to_be_bytes()[0], seed.to_be_bytes()[1]])) / 32_768.0;
            let syllable = [1.0, 0.3, 0.8, 0.05, 0.6, 0.02][n as usize / (RATE as usize / 7) % 6];
            noise * syllable * loudest
        });
        samples.collect()
    }

    fn wav(channels: &[&[f32]]) -> Vec<u8> {
        let count = u16::try_from(channels.len()).unwrap();
        let frames = channels[0].len();
        let bytes = u32::try_from(frames).unwrap() * 2 * u32::from(count);
        let mut file = [&b"RIFF"[..], &(36 + bytes).to_le_bytes(), b"WAVEfmt \x10\0\0\0\x01\0", &count.to_le_bytes()].concat();
        file.extend(RATE.to_le_bytes());
        file.extend((RATE * 2 * u32::from(count)).to_le_bytes());
        file.extend((2 * count).to_le_bytes());
        file.extend([&b"\x10\0data"[..], &bytes.to_le_bytes()].concat());
        for frame in 0..frames {
            for channel in channels {
                #[expect(clippy::cast_possible_truncation, reason = "within 16 bits")]
                file.extend(((channel[frame] * 32_767.0) as i16).to_le_bytes());
            }
        }
        file
    }

    #[track_caller]
    fn case(channels: &[&[f32]], expected: &[&str]) {
        let found = probe(&wav(channels), Some("wav"), Depth::Full, &|_| ()).unwrap();
        let faults: Vec<String> = found.faults.iter().map(|fault| format!("{}: {}", fault.kind, fault.message)).collect();
        assert_eq!(faults, expected);
        assert!(found.levels.unwrap().iter().any(|level| *level > 0));
    }

    #[test]
    fn speech_on_one_channel_or_two_is_without_a_fault() {
        let voice = speech(20, 0.5);
        case(&[&voice], &[]);
        case(&[&voice, &voice], &[]);
        let other: Vec<f32> = speech(25, 0.3)[5 * RATE as usize..].to_vec();
        case(&[&voice, &other], &[]);
    }

    #[test]
    fn faults_of_two_channels_are_named() {
        let voice = speech(20, 0.5);
        let (nothing, hiss) = (vec![0.0; voice.len()], speech(20, 0.002));
        let scaled = |by: f32| voice.iter().map(|sample| sample * by).collect::<Vec<f32>>();
        let silent = "silent-channel: only the left channel has sound: nothing is heard on the right one";
        case(&[&voice, &nothing], &[silent]);
        case(&[&voice, &hiss], &[silent]);
        case(
            &[&voice, &scaled(-0.9)],
            &["opposite-phase: the two channels cancel each other out: on a single loudspeaker hardly anything is heard"],
        );
        case(&[&scaled(0.25), &voice], &["channel-imbalance: the left channel is 12 dB quieter than the right one"]);
    }

    #[test]
    fn what_happens_at_a_time_is_found_there() {
        let mut voice = speech(30, 0.5);
        let start = 12 * RATE as usize + 6 * RATE as usize / 7 + 300;
        voice[start..start + 480].fill(0.0);
        case(&[&voice], &["dropout: the sound stops and goes on within a word, at 0:12"]);
        let joined = [speech(60, 0.5), speech(60, 0.1)].concat();
        case(&[&joined], &["level-jump: the sound gets 14 LU quieter at 1:00 and stays that way"]);
        let tone: Vec<f32> = std::iter::successors(Some(0.0_f32), |phase| Some((phase + 0.2) % std::f32::consts::TAU))
            .take(20 * RATE as usize)
            .map(|phase| 0.3 * phase.sin())
            .collect();
        case(
            &[&tone],
            &["tone-not-speech: the sound never changes from start to end: it is a tone, a hum or a hiss, not speech"],
        );
    }
}
