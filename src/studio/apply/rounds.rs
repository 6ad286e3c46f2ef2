//! Rounds of encoding, decoding and measuring, until the result is as it is wanted.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use camino::Utf8PathBuf;

use crate::media::probe::audio_probe::AudioProbe;
use crate::media::probe::probe;
use crate::media::probe::samples::{SamplesError, read_samples};
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::studio::apply::MasterJob;
use crate::studio::apply::encoding::encode;
use crate::studio::apply::intake::Intake;
use crate::studio::apply::proof::flaw;
use crate::studio::apply::scratch::Scratch;
use crate::studio::encoder::makeup;
use crate::studio::limiter::Limited;
use crate::studio::local_ceilings::{LocalCeilings, PlacePeaks};
use crate::studio::master_error::MasterError;
use crate::studio::rendering::{RenderLevels, Rendered, Setting, render};
use crate::studio::solver::{CLOSE, GainSolver, INTERESTING, MasterTarget, ROUNDS, Round, STEPS, STILL_CLOSE, Verdict, measured};
use crate::studio::sound_file::SoundFile;

/// The best result.
pub(crate) struct BestResult {
    /// Where it is.
    pub(crate) path: Utf8PathBuf,
    /// How it was made.
    pub(crate) setting: Setting,
    /// What the limiter did.
    pub(crate) limited: Limited,
    /// What was measured of it.
    pub(crate) probe: AudioProbe,
    /// Rounds that there were.
    pub(crate) rounds: usize,
}

/// The best result so far, and how it stands to what is wanted.
struct Candidate {
    verdict: Verdict,
    /// Whether it is too high, and how far its loudness is off.
    distance: (bool, f64),
    result: BestResult,
    levels: (Loudness, TruePeak),
}

/// The setting that the first round begins with.
pub(crate) fn first_setting(job: &MasterJob<'_>, sound: &SoundFile<'_>) -> Setting {
    Setting {
        gain: job.wanted.by_meter(sound.channels) - sound.loudness,
        ceiling: job.wanted.ceiling + -job.wanted.first_margin(),
        makeup: makeup(job.wanted.encoding, job.wanted.kilobits_for(sound.channels)),
    }
}

/// Finds the gain with which the sound has this loudness before the encoder, or one that is close, and writes it into the setting.
pub(crate) fn find_gain(
    sound: &SoundFile<'_>,
    setting: &mut Setting,
    local: &LocalCeilings,
    (target, close): (Loudness, Decibels),
) -> io::Result<Rendered> {
    let mut solver = GainSolver::new(target, close);
    let mut steps = 0;
    loop {
        if local.is_flat() && sound.peak.is_none_or(|peak| peak + setting.gain <= setting.ceiling) {
            let loudness = Some(sound.loudness + setting.gain);
            return Ok(Rendered { loudness, limited: Limited { most: Decibels::NONE, high_peaks: Vec::new() } });
        }
        let rendered = render(sound, RenderLevels { setting: *setting, local }, &mut |_| Ok(()))?;
        steps += 1;
        let next = rendered.loudness.and_then(|loudness| solver.next(setting.gain, loudness));
        match next {
            Some(gain) if steps <= STEPS => setting.gain = gain,
            _ => return Ok(rendered),
        }
    }
}

/// Encodes, decodes and measures, at most [`ROUNDS`] times.
pub(crate) fn rounds(job: &MasterJob<'_>, scratch: &Scratch<'_>, intake: &Intake) -> Result<BestResult, MasterError> {
    let sound = intake.sound();
    let target = MasterTarget { loudness: job.wanted.by_meter(sound.channels), ceiling: job.wanted.ceiling };
    let (mut setting, mut before) = (first_setting(job, &sound), target.loudness);
    let (mut best, mut local) = (None::<Candidate>, LocalCeilings::default());
    for number in 1..=ROUNDS {
        let close = if number == 1 { CLOSE } else { STILL_CLOSE };
        find_gain(&sound, &mut setting, &local, (before, close)).map_err(scratch.unreadable())?;
        let path = scratch.encoded(number);
        let told = Told::new(job, &sound, number);
        let rendered =
            encode(job, scratch, &sound, RenderLevels { setting, local: &local }, &path, &|samples| told.heard(samples))?;
        let probe = measure(job, &sound, &path)?;
        let facts = probe.facts.loudness.as_ref();
        let (loudness, peak) = facts.and_then(measured).ok_or(MasterError::Silent)?;
        if !rendered.limited.worked() {
            // where the limiter had nothing to do, the peak is what it would have to begin below
            let highest = sound.peak.map_or(setting.ceiling, |peak| peak + setting.gain);
            setting.ceiling = if highest < setting.ceiling { highest } else { setting.ceiling };
        }
        let round = Round { setting, rendered, loudness, peak };
        let (verdict, distance) = (target.judge(&round), target.distance(&round));
        let is_better = best.as_ref().is_none_or(|old| (verdict, distance) < (old.verdict, old.distance));
        if verdict != Verdict::Right && number < ROUNDS {
            target.adjust(&mut local, peak, &place_peaks(job, &sound, target.ceiling, &path)?);
        }
        (before, setting) = target.after(&round, before, &local);
        if is_better {
            let limited = round.rendered.limited.clone();
            let result = BestResult { path, setting: round.setting, limited, probe, rounds: number };
            if let Some(old) = best.replace(Candidate { verdict, distance, result, levels: (loudness, peak) }) {
                let _ = job.disk.remove(&old.result.path);
            }
        } else {
            // room for the next round; what stays is removed at the end
            let _ = job.disk.remove(&path);
        }
        if verdict == Verdict::Right {
            break;
        }
    }
    let Candidate { verdict, result, levels: (loudness, peak), .. } = best.ok_or(MasterError::Silent)?;
    if verdict == Verdict::Wrong {
        return Err(MasterError::OutOfReach { loudness, peak, wanted: target.loudness, ceiling: target.ceiling });
    }
    Ok(result)
}

/// The highest points of a result, place by place.
#[expect(clippy::cast_possible_truncation, reason = "a height up to 1")]
fn place_peaks(
    job: &MasterJob<'_>,
    sound: &SoundFile<'_>,
    ceiling: TruePeak,
    path: &camino::Utf8Path,
) -> Result<Vec<f32>, MasterError> {
    let unreadable = |source| MasterError::Disk { step: "read", path: path.to_owned(), source };
    let file = job.disk.open(path).map_err(unreadable)?;
    let floor = (ceiling + -INTERESTING).amplitude() as f32;
    let mut peaks = PlacePeaks::new(sound.sample_rate, sound.channels, floor);
    let read = read_samples(file.as_ref(), &mut |_, planes, _| {
        peaks.push(planes);
        Ok(())
    });
    match read {
        Ok(_) => Ok(peaks.finish()),
        Err(SamplesError::Recording(error)) => Err(MasterError::Recording(error)),
        Err(SamplesError::Io(source)) => Err(unreadable(source)),
    }
}

fn measure(job: &MasterJob<'_>, sound: &SoundFile<'_>, path: &camino::Utf8Path) -> Result<AudioProbe, MasterError> {
    let program = || job.encoder.map_or("podwright", |encoder| encoder.program.name()).to_owned();
    let file = job.disk.open(path).map_err(|source| MasterError::Disk { step: "read", path: path.to_owned(), source })?;
    let found = probe(file.as_ref(), Some(job.wanted.encoding.extension()), job.depth, &|_| ());
    let found = found.map_err(|error| MasterError::Proof { program: program(), reason: error.to_string() })?;
    match flaw(&found, sound, job.wanted.encoding) {
        Some(reason) => Err(MasterError::Proof { program: program(), reason }),
        None => Ok(found),
    }
}

/// Tells the second half of the progress during the first round, in bytes of the recording.
struct Told<'t> {
    job: &'t MasterJob<'t>,
    half: u64,
    frames: u64,
    heard: AtomicU64,
}

impl<'t> Told<'t> {
    fn new(job: &'t MasterJob<'t>, sound: &SoundFile<'_>, round: usize) -> Self {
        let bytes = job.disk.status(job.input).ok().flatten().map_or(0, |status| status.bytes.get());
        let half = if round == 1 { bytes / 2 } else { 0 };
        Self { job, half, frames: sound.frames().max(1), heard: AtomicU64::new(0) }
    }

    fn heard(&self, samples: u64) {
        let before = self.heard.fetch_add(samples, Ordering::Relaxed);
        let place = |samples: u64| u128::from(self.half) * u128::from(samples.min(self.frames)) / u128::from(self.frames);
        (self.job.progress)(u64::try_from(place(before + samples) - place(before)).unwrap_or(0));
    }
}
