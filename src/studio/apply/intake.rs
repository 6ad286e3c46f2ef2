//! A recording, decoded once into a temporary file at the rate and with the channels that it is published with, and measured on the way.

use std::io;
use std::num::NonZeroU32;

use camino::Utf8PathBuf;

use crate::media::probe::samples::{SamplesError, read_samples};
use crate::media::sound::decode::in_order::SampleFormat;
use crate::media::sound::meter::grid_meter::{GridMeter, Segmenting};
use crate::media::sound::meter::segment_meter::CHANNELS_MAX;
use crate::model::media::audio_facts::DUAL_MONO;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::loudness::{Decibels, Loudness, TruePeak};
use crate::studio::apply::MasterJob;
use crate::studio::apply::scratch::Scratch;
use crate::studio::folding::{ChannelDifference, at_most_two, to_mono};
use crate::studio::limiter::Limited;
use crate::studio::master_error::MasterError;
use crate::studio::mastered::{MasterPlan, OriginalSound};
use crate::studio::resampling::{Resampling, published_rate};
use crate::studio::sound_file::SoundFile;
use crate::studio::wanted::{Ends, WantedChannels};
use crate::studio::wav::floats;
use crate::world::disk::{NewFile, OpenFile};

/// What stays of silence that is cut (seconds). // a start without any is heard as an accident
const KEPT_SILENCE: f64 = 0.5;

/// A recording in a temporary file.
pub(crate) struct Intake {
    file: Box<dyn OpenFile>,
    before: OriginalSound,
    stored: usize,
    channels: usize,
    is_folded: bool,
    sample_rate: NonZeroU32,
    /// Samples in the file, and what is cut off of them at either end.
    total: u64,
    cut: (u64, u64),
    loudness: Loudness,
    peak: Option<TruePeak>,
}

/// What decodes into the file.
struct IntakeWriting<'w> {
    channels: WantedChannels,
    file: &'w mut dyn NewFile,
    path: Utf8PathBuf,
    format: Option<SampleFormat>,
    rest: Option<Chain>,
    taken: u64,
    bytes: Vec<u8>,
}

/// What samples go through, once their format is known.
struct Chain {
    resampling: Resampling,
    meter: GridMeter,
    difference: ChannelDifference,
    stored: usize,
    sample_rate: NonZeroU32,
}

impl IntakeWriting<'_> {
    fn take(&mut self, format: SampleFormat, planes: &[&[f32]]) -> Result<(), MasterError> {
        self.format = Some(format);
        self.taken += planes.first().map_or(0, |plane| plane.len()) as u64;
        let mut planes = at_most_two(format, planes);
        if self.channels == WantedChannels::Mono {
            planes = to_mono(planes);
        }
        let chain = match &mut self.rest {
            Some(chain) => chain,
            rest => rest.insert(Chain::new(format, planes.len())?),
        };
        chain.difference.add(&planes);
        let ready = chain.resampling.push(planes)?;
        self.write(&ready)
    }

    fn write(&mut self, planes: &[Vec<f32>]) -> Result<(), MasterError> {
        if let Some(chain) = &mut self.rest {
            chain.meter.push(&planes.iter().map(Vec::as_slice).collect::<Vec<_>>());
        }
        floats(planes, &mut self.bytes);
        let written = self.file.write_all(&self.bytes);
        written.map_err(|source| MasterError::Disk { step: "write", path: self.path.clone(), source })
    }
}

impl Chain {
    fn new(format: SampleFormat, stored: usize) -> Result<Self, MasterError> {
        if format.channels > CHANNELS_MAX || stored == 0 {
            return Err(MasterError::Channels(format.channels));
        }
        let sample_rate = published_rate(format.sample_rate);
        Ok(Self {
            resampling: Resampling::new(format.sample_rate, sample_rate, stored)?,
            meter: GridMeter::new(sample_rate, stored, Segmenting::new(sample_rate)),
            difference: ChannelDifference::default(),
            stored,
            sample_rate,
        })
    }
}

impl Intake {
    /// Decodes a recording. Half of the progress is told.
    pub(crate) fn of(job: &MasterJob<'_>, scratch: &Scratch<'_>, progress: &dyn Fn(u64)) -> Result<Self, MasterError> {
        let unreadable = |source| MasterError::Disk { step: "read", path: job.input.to_owned(), source };
        let source = job.disk.open(job.input).map_err(unreadable)?;
        let path = scratch.sound();
        let unwritable = |source| MasterError::Disk { step: "write", path: path.clone(), source };
        let mut file = job.disk.create_new(&path).map_err(unwritable)?;
        let mut writing = IntakeWriting {
            channels: job.wanted.channels,
            file: file.as_mut(),
            path: path.clone(),
            format: None,
            rest: None,
            taken: 0,
            bytes: Vec::new(),
        };
        let mut failed = None;
        let mut odd = 0;
        let decoded = read_samples(source.as_ref(), &mut |format, planes, read| {
            progress(u64::midpoint(read, odd));
            odd = (read + odd) % 2;
            writing.take(format, planes).map_err(|error| {
                failed = Some(error);
                io::Error::other("the samples could not be kept")
            })
        });
        let decoded = match (decoded, failed) {
            (_, Some(error)) => return Err(error),
            (Err(SamplesError::Recording(error)), None) => return Err(MasterError::Recording(error)),
            (Err(SamplesError::Io(source)), None) => return Err(unreadable(source)),
            (Ok(decoded), None) => decoded,
        };
        let (Some(format), Some(chain)) = (writing.format, writing.rest.take()) else { return Err(MasterError::Silent) };
        let (total, taken) = (chain.resampling.total(), writing.taken);
        let Chain { resampling, mut meter, difference, stored, sample_rate } = chain;
        let last = resampling.finish()?;
        meter.push(&last.iter().map(Vec::as_slice).collect::<Vec<_>>());
        writing.write(&last)?;
        let levels = meter.finish();
        let facts = levels.facts(sample_rate);
        let stored_loudness = facts.integrated.ok_or(MasterError::Silent)?;
        let (channels, is_folded) = match job.wanted.channels {
            WantedChannels::Stereo => (2, false),
            WantedChannels::AsHeard if stored == 2 && !difference.is_heard() => (1, true),
            WantedChannels::AsHeard | WantedChannels::Mono => (stored, false),
        };
        let change = match (stored, channels) {
            (2, 1) => -DUAL_MONO,
            (1, 2) => DUAL_MONO,
            _ => Decibels::NONE,
        };
        let loudness = stored_loudness + change;
        let cut = match job.wanted.ends {
            Ends::Kept => (0, 0),
            Ends::Trimmed => (over(levels.silence.leading(), sample_rate), over(levels.silence.trailing(), sample_rate)),
        };
        let before = OriginalSound {
            length: AudioLength { samples: taken, sample_rate: format.sample_rate },
            channels: format.channels,
            loudness,
            peak: facts.true_peak,
            unreadable: decoded.unreadable,
            ended_early: decoded.ended_early,
        };
        drop(file);
        let file = job.disk.open(&path).map_err(|source| MasterError::Disk { step: "read", path, source })?;
        Ok(Self { file, before, stored, channels, is_folded, sample_rate, total, cut, loudness, peak: facts.true_peak })
    }

    /// The sound as it is published, before any gain.
    pub(crate) fn sound(&self) -> SoundFile<'_> {
        SoundFile {
            file: self.file.as_ref(),
            stored: self.stored,
            channels: self.channels,
            sample_rate: self.sample_rate,
            played: self.cut.0..self.total.saturating_sub(self.cut.1).max(self.cut.0),
            loudness: self.loudness,
            peak: self.peak,
        }
    }

    /// What is done to it, with this gain.
    pub(crate) fn plan(&self, gain: Decibels, limited: &Limited) -> MasterPlan {
        MasterPlan {
            before: self.before.clone(),
            channels: self.channels,
            is_folded: self.is_folded,
            sample_rate: self.sample_rate,
            cut: self.cut,
            frames: self.sound().frames(),
            gain,
            held_back: limited.most,
            high_peaks: limited.high_peaks.clone(),
        }
    }
}

/// How much of a silence is cut (samples).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "half a second of samples")]
fn over(silence: u64, sample_rate: NonZeroU32) -> u64 {
    silence.saturating_sub((KEPT_SILENCE * f64::from(sample_rate.get())) as u64)
}
