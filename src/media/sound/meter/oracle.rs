//! The meter against libebur128, and against the signals of EBU Tech 3341 and 3342 whose definition describes them fully.

use std::f64::consts::PI;
use std::num::NonZeroU32;

use ebur128::EbuR128;
use ebur128::Mode;
use proptest::prelude::*;

use crate::media::sound::meter::segment_meter::Levels;
use crate::media::sound::meter::segment_meter::SegmentMeter;
use crate::media::sound::meter::segment_meter::tenth_of;
use crate::model::media::loudness::Loudness;

/// Sound in planes.
type Planes = Vec<Vec<f32>>;

fn slices(planes: &Planes, from: usize, to: usize) -> Vec<&[f32]> {
    planes.iter().map(|plane| &plane[from..to]).collect()
}

fn hertz(rate: u32) -> NonZeroU32 {
    NonZeroU32::new(rate).unwrap()
}

fn levels(planes: &Planes, rate: u32) -> Levels {
    let mut meter = SegmentMeter::new(hertz(rate), planes.len());
    // odd pieces, as decoders give them
    let length = planes[0].len();
    for start in (0..length).step_by(1152) {
        meter.push(&slices(planes, start, (start + 1152).min(length)));
    }
    meter.finish()
}

/// Integrated loudness, range, peak as libebur128 has them.
fn judged(planes: &Planes, rate: u32) -> (f64, f64, f64) {
    let channels = u32::try_from(planes.len()).unwrap();
    let mut judge = EbuR128::new(channels, rate, Mode::I | Mode::LRA | Mode::TRUE_PEAK | Mode::SAMPLE_PEAK).unwrap();
    judge.add_frames_planar_f32(&slices(planes, 0, planes[0].len())).unwrap();
    let peak = (0..channels).map(|n| judge.true_peak(n).unwrap().max(judge.sample_peak(n).unwrap())).fold(0.0, f64::max);
    (judge.loudness_global().unwrap(), judge.loudness_range().unwrap(), peak)
}

#[track_caller]
fn agrees(planes: &Planes, rate: u32) {
    let (loudness, range, peak) = judged(planes, rate);
    let levels = levels(planes, rate);
    let ours = levels.facts(hertz(rate));
    assert!(
        (ours.integrated.map_or(f64::NEG_INFINITY, Loudness::lufs) - loudness).abs() < 1e-4
            || ours.integrated.is_none() && loudness.is_infinite(),
        "{ours:?} {loudness}"
    );
    assert!((ours.range.unwrap_or(0.0) - range).abs() < 1e-4, "{ours:?} {range}");
    assert_eq!(f64::from(levels.peak), peak);
}

/// A small generator, so that noise is the same on every machine.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(i32::try_from(self.0.cast_signed() >> 33).unwrap()) / f64::from(1 << 30)
    }
}

/// Tones and noise whose level changes, as speech does, with pauses.
fn programme(rate: u32, channels: usize, seconds: f64, seed: u64) -> Planes {
    let mut noise = Noise(seed | 1);
    let length = (f64::from(rate) * seconds) as usize;
    let mut planes = vec![Vec::with_capacity(length); channels];
    let (mut level, mut pitch) = (0.3, 220.0);
    for n in 0..length {
        if n % (rate as usize / 3) == 0 {
            level = 10f64.powf(noise.next().abs() * -2.0) * if noise.next() > 0.7 { 0.0 } else { 1.1 };
            pitch = 100.0 + noise.next().abs() * 0.4 * f64::from(rate);
        }
        let time = n as f64 / f64::from(rate);
        let tone = (2.0 * PI * pitch * time).sin();
        for plane in &mut planes {
            plane.push((level * (0.7 * tone + 0.3 * noise.next())) as f32);
        }
    }
    planes
}

#[test]
fn agrees_with_libebur128_at_every_rate_and_number_of_channels() {
    for rate in [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000] {
        for channels in [1, 2] {
            agrees(&programme(rate, channels, 8.0, u64::from(rate)), rate);
        }
    }
    for channels in [3, 4, 5, 6] {
        agrees(&programme(48_000, channels, 6.0, 7), 48_000);
    }
}

#[test]
fn silence_and_shorter_than_a_block_have_no_loudness() {
    agrees(&vec![vec![0.0; 100_000]], 44_100);
    agrees(&vec![vec![0.5; 10_000]], 44_100);
    agrees(&programme(44_100, 2, 0.2, 3), 44_100);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn agrees_with_libebur128_on_any_programme(seed in any::<u64>(), channels in 1usize..=2, seconds in 0.1f64..6.0) {
        agrees(&programme(44_100, channels, seconds, seed), 44_100);
    }

    #[test]
    fn segments_joined_tell_what_one_pass_tells(seed in any::<u64>(), cut in 1usize..50, channels in 1usize..=2) {
        let rate = 22_050;
        let planes = programme(rate, channels, 6.0, seed);
        let (tenth, length) = (usize::try_from(tenth_of(hertz(rate))).unwrap(), planes[0].len());
        let cut = cut * tenth;
        let mut first = SegmentMeter::new(hertz(rate), channels);
        first.push(&slices(&planes, 0, cut));
        let mut second = SegmentMeter::new(hertz(rate), channels);
        second.warm_up(&slices(&planes, cut.saturating_sub(4 * tenth), cut));
        second.push(&slices(&planes, cut, length));
        let joined = first.finish().then(&second.finish());
        let whole = levels(&planes, rate);
        prop_assert_eq!(joined.peak, whole.peak);
        let told = |levels: &Levels| {
            let facts = levels.facts(hertz(rate));
            (facts.leading_silence, facts.trailing_silence, facts.longest_silence, facts.clipped_samples, facts.equal_channels)
        };
        prop_assert_eq!(told(&joined), told(&whole));
        prop_assert_eq!(joined.tenths.len(), whole.tenths.len());
        let lufs = |levels: &Levels| levels.facts(hertz(rate)).integrated.map(Loudness::lufs);
        let near = |a: Option<f64>, b: Option<f64>| match (a, b) { (Some(a), Some(b)) => (a - b).abs() < 1e-9, (a, b) => a == b };
        prop_assert!(near(lufs(&joined), lufs(&whole)));
        prop_assert!(near(joined.facts(hertz(rate)).range, whole.facts(hertz(rate)).range));
    }
}

/// Stretches of a 1 kHz tone in stereo: level (dBFS), length (s).
fn tones(stretches: &[(f64, f64)]) -> Planes {
    let rate = 48_000.0;
    let mut plane = Vec::new();
    for (level, seconds) in stretches {
        let amplitude = 10f64.powf(level / 20.0);
        for _ in 0..(seconds * rate) as usize {
            plane.push((amplitude * (2.0 * PI * 1000.0 * plane.len() as f64 / rate).sin()) as f32);
        }
    }
    vec![plane.clone(), plane]
}

#[test]
fn integrated_loudness_is_that_of_tech_3341() {
    // EBU Tech 3341 (2016), table 1: cases 1 to 5, each to be met within 0.1 LU
    for (case, stretches, loudness) in [
        (1, vec![(-23.0, 20.0)], -23.0),
        (2, vec![(-33.0, 20.0)], -33.0),
        (3, vec![(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)], -23.0),
        (4, vec![(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)], -23.0),
        (5, vec![(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)], -23.0),
    ] {
        let found = levels(&tones(&stretches), 48_000).facts(hertz(48_000)).integrated.unwrap().lufs();
        assert!((found - loudness).abs() <= 0.1, "case {case}: {found}");
    }
}

#[test]
fn surround_channels_are_weighted_as_tech_3341_wants() {
    // case 6: 5.0 channels, L and R -28, C -24, Ls and Rs -30 dBFS for 20 s
    let planes = [-28.0, -28.0, -24.0, -30.0, -30.0].map(|level| tones(&[(level, 20.0)]).swap_remove(0)).to_vec();
    let found = levels(&planes, 48_000).facts(hertz(48_000)).integrated.unwrap().lufs();
    assert!((found + 23.0).abs() <= 0.1, "{found}");
}

#[test]
fn true_peak_is_that_of_tech_3341() {
    // cases 15 to 19: a tone of a quarter or a third of the sample rate, whose samples miss the top of its wave; +0.2/-0.4 dB
    for (case, divisor, degrees, level, peak) in [
        (15, 4.0, 0.0, 0.5, -6.0),
        (16, 4.0, 45.0, 0.5, -6.0),
        (17, 6.0, 60.0, 0.5, -6.0),
        (18, 8.0, 67.5, 0.5, -6.0),
        (19, 4.0, 45.0, 1.41, 3.0),
    ] {
        let plane: Vec<f32> =
            (0..48_000).map(|n| (level * (2.0 * PI * f64::from(n) / divisor + f64::to_radians(degrees)).sin()) as f32).collect();
        // as the definition has it, faded in, so that the start is no click
        let faded = plane.iter().enumerate().map(|(n, sample)| sample * (n.min(4800) as f32 / 4800.0)).collect();
        let found = levels(&vec![faded], 48_000).facts(hertz(48_000)).true_peak.unwrap().dbtp();
        assert!((-0.4..=0.2).contains(&(found - peak)), "case {case}: {found}");
    }
}

#[test]
fn loudness_range_is_that_of_tech_3342() {
    // EBU Tech 3342 (2016), table 1: cases 1 to 4, each to be met within 1 LU
    for (case, stretches, range) in [
        (1, vec![(-20.0, 20.0), (-30.0, 20.0)], 10.0),
        (2, vec![(-20.0, 20.0), (-15.0, 20.0)], 5.0),
        (3, vec![(-40.0, 20.0), (-20.0, 20.0)], 20.0),
        (4, vec![(-50.0, 20.0), (-35.0, 20.0), (-20.0, 20.0), (-35.0, 20.0), (-50.0, 20.0)], 15.0),
    ] {
        let found = levels(&tones(&stretches), 48_000).facts(hertz(48_000)).range.unwrap();
        assert!((found - range).abs() <= 1.0, "case {case}: {found}");
    }
}

#[test]
fn clipping_counts_runs_of_three_on_each_channel() {
    let mut plane = vec![0.2f32; 1000];
    plane[100..102].fill(1.0);
    plane[127..130].fill(-1.0);
    plane[960..1000].fill(1.2);
    let found = levels(&vec![plane.clone(), vec![0.2; 1000]], 44_100);
    assert_eq!(found.facts(hertz(44_100)).clipped_samples, 43);
    assert!(!found.equal);
    assert!(levels(&vec![plane.clone(), plane], 44_100).equal);
}

#[test]
fn silence_is_found_to_the_sample() {
    let mut plane = vec![0.0f32; 44_100];
    plane[4410] = 0.5;
    plane[4500] = 0.0005;
    plane[30_000] = -0.5;
    let found = levels(&vec![plane], 44_100).facts(hertz(44_100));
    assert!((found.leading_silence - 0.1).abs() < 1e-9);
    assert!((found.trailing_silence - 14_099.0 / 44_100.0).abs() < 1e-9);
    assert!((found.longest_silence - 25_589.0 / 44_100.0).abs() < 1e-9);
}

/// Decodes all of a file with symphonia alone.
fn decoded(path: &std::path::Path) -> Option<(Planes, u32)> {
    use symphonia::core::codecs::audio::AudioDecoderOptions;
    use symphonia::core::formats::FormatOptions;
    use symphonia::core::formats::TrackType;
    use symphonia::core::formats::probe::Hint;
    use symphonia::core::io::MediaSourceStream;
    use symphonia::core::io::MediaSourceStreamOptions;
    use symphonia::core::meta::MetadataOptions;

    let stream =
        MediaSourceStream::new(Box::new(std::io::Cursor::new(std::fs::read(path).unwrap())), MediaSourceStreamOptions::default());
    let mut hint = Hint::new();
    hint.with_extension(path.extension()?.to_str()?);
    let mut format =
        symphonia::default::get_probe().probe(&hint, stream, FormatOptions::default(), MetadataOptions::default()).ok()?;
    let track = format.default_track(TrackType::Audio)?.clone();
    let options = AudioDecoderOptions::default().gapless(false);
    let mut decoder =
        symphonia::default::get_codecs().make_audio_decoder(track.codec_params.as_ref()?.audio()?, &options).ok()?;
    let (mut all, mut part, mut rate) = (Planes::new(), Planes::new(), None);
    while let Ok(Some(packet)) = format.next_packet() {
        let Ok(buffer) = decoder.decode(&packet) else { continue };
        if *rate.get_or_insert(buffer.spec().rate()) != buffer.spec().rate() {
            return None;
        }
        buffer.copy_to_vecs_planar::<f32>(&mut part);
        all.resize(part.len(), Vec::new());
        all.iter_mut().zip(&part).for_each(|(all, part)| all.extend(part));
    }
    let is_sound = |plane: &Vec<f32>| plane.iter().all(|sample| sample.is_finite()) && plane.len() == all[0].len();
    (!all.is_empty() && !all[0].is_empty() && all.iter().all(is_sound)).then_some((all, rate?))
}

#[test]
fn agrees_with_libebur128_on_an_episode() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("episodes/words-we-use/audio.mp3");
    let (planes, rate) = decoded(&path).unwrap();
    agrees(&planes, rate);
}

#[test]
#[ignore = "needs a corpus; run by tests/run"]
fn agrees_with_libebur128_on_every_file_of_the_corpus() {
    let corpus = std::env::var("PODWRIGHT_TEST_CORPUS").expect("tests/run sets PODWRIGHT_TEST_CORPUS");
    let (mut folders, mut compared) = (vec![std::path::PathBuf::from(corpus)], 0);
    folders.push(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/audio/files"));
    folders.push(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad"));
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(Some((planes, rate))) = crate::media::sound::decode::guard::guarded(|| decoded(&path)) {
                agrees(&planes, rate);
                compared += 1;
            }
        }
    }
    assert!(compared > 40, "only {compared} files could be decoded");
}
