//! Measures a stretch of sound, in a form that can be joined with the stretches before and after it.

use std::array::from_fn;
use std::num::NonZeroU32;

use crate::media::probe::audio_probe::AudioTimeline;
use crate::media::probe::audio_probe::Tick;
use crate::media::sound::meter::balance::Balance;
use crate::media::sound::meter::dropouts::DropoutMeter;
use crate::media::sound::meter::dropouts::Dropouts;
use crate::media::sound::meter::gating::integrated;
use crate::media::sound::meter::gating::range;
use crate::media::sound::meter::gating::short_term;
use crate::media::sound::meter::gating::weights;
use crate::media::sound::meter::k_weighting::KWeighting;
use crate::media::sound::meter::k_weighting::Memory;
use crate::media::sound::meter::runs::BLOCK;
use crate::media::sound::meter::runs::Clipping;
use crate::media::sound::meter::runs::FULL_SCALE;
use crate::media::sound::meter::runs::Silence;
use crate::media::sound::meter::runs::clipping_in;
use crate::media::sound::meter::true_peak::HISTORY;
use crate::media::sound::meter::true_peak::Interpolator;
use crate::model::media::audio_facts::LoudnessFacts;
use crate::model::media::loudness::TruePeak;

/// Below this a sample is silent. // -60 dBFS, as ffmpeg's silencedetect has it
pub(crate) const SILENT: f32 = 0.001;
/// Channels that are measured. // 7.1 has eight
pub(crate) const CHANNELS_MAX: usize = 8;

/// How many samples a tenth of a second has, rounded as libebur128 does.
pub(crate) fn tenth_of(sample_rate: NonZeroU32) -> u64 {
    (u64::from(sample_rate.get()) + 5) / 10
}

/// What was measured of a stretch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Levels {
    /// Average energies of tenths of a second, channels weighted and summed; only the last stretch may end inside a tenth, which is left out.
    pub(crate) tenths: Vec<f64>,
    /// Highest sample or point between samples.
    pub(crate) peak: f32,
    /// Silence on all channels at once.
    pub(crate) silence: Silence,
    /// Clipping of each channel.
    pub(crate) clipping: Vec<Clipping>,
    /// Whether the first two channels are the same, sample for sample.
    pub(crate) equal: bool,
    /// How the two channels of stereo stand to each other.
    pub(crate) balance: Balance,
    /// Gaps within words.
    pub(crate) dropouts: Dropouts,
    /// What the wave does in each tenth of a second, where that is wanted.
    pub(crate) ticks: Vec<Tick>,
}

impl Levels {
    /// Nothing measured yet.
    pub(crate) fn nothing(channels: usize) -> Self {
        Self {
            tenths: Vec::new(),
            peak: 0.0,
            silence: Silence::silent(0),
            clipping: vec![Clipping::default(); channels],
            equal: channels == 2,
            balance: Balance::default(),
            dropouts: Dropouts::default(),
            ticks: Vec::new(),
        }
    }

    /// These levels, then those that follow.
    pub(crate) fn then(mut self, next: &Self) -> Self {
        self.tenths.extend_from_slice(&next.tenths);
        self.peak = self.peak.max(next.peak);
        self.balance = self.balance.then(&next.balance);
        self.dropouts = self.dropouts.then(next.dropouts, self.silence.samples());
        self.silence = self.silence.then(next.silence);
        for (clipping, next) in self.clipping.iter_mut().zip(&next.clipping) {
            *clipping = clipping.then(*next);
        }
        self.equal &= next.equal;
        self.ticks.extend_from_slice(&next.ticks);
        self
    }

    /// How all that was joined goes over time.
    pub(crate) fn timeline(&self) -> AudioTimeline {
        AudioTimeline { short_term: short_term(&self.tenths), ticks: self.ticks.clone() }
    }

    /// The facts of all that was joined.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^53 samples")]
    pub(crate) fn facts(&self, sample_rate: NonZeroU32) -> LoudnessFacts {
        let seconds = |samples: u64| samples as f64 / f64::from(sample_rate.get());
        LoudnessFacts {
            integrated: integrated(&self.tenths),
            range: range(&self.tenths),
            true_peak: (self.peak > 0.0).then(|| TruePeak::of_amplitude(f64::from(self.peak))),
            leading_silence: seconds(self.silence.leading()),
            trailing_silence: seconds(self.silence.trailing()),
            longest_silence: seconds(self.silence.longest()),
            clipped_samples: self.clipping.iter().map(|clipping| clipping.clipped()).sum(),
            equal_channels: self.equal,
        }
    }
}

/// A meter at work.
pub(crate) struct SegmentMeter {
    filter: KWeighting,
    interpolator: Interpolator,
    tenth: u64,
    channels: Vec<Channel>,
    in_tenth: u64,
    /// A peak that the recording reaches elsewhere: what is lower need not be known exactly.
    reached: f32,
    /// Samples measured, where each tenth is to be traced.
    traced: Option<u64>,
    /// The products of both channels of stereo in this tenth.
    product: f64,
    dropouts: DropoutMeter,
    levels: Levels,
}

struct Channel {
    memory: Memory,
    energy: [f64; 2],
    weight: f64,
    /// The first sample of a pair whose second has not come yet.
    held: Option<f32>,
    /// The last samples, which lead up to the next.
    tail: [f32; HISTORY],
    /// No sample of the tail is higher.
    tail_peak: f32,
}

impl SegmentMeter {
    /// For this sample rate (Hz), and at most [`CHANNELS_MAX`] channels.
    pub(crate) fn new(sample_rate: NonZeroU32, channels: usize) -> Self {
        let channels = channels.min(CHANNELS_MAX);
        let channel = |weight: &f64| Channel {
            memory: Memory::default(),
            energy: [0.0; 2],
            weight: *weight,
            held: None,
            tail: [0.0; HISTORY],
            tail_peak: 0.0,
        };
        Self {
            filter: KWeighting::new(sample_rate),
            interpolator: Interpolator::new(sample_rate),
            tenth: tenth_of(sample_rate).max(1),
            channels: weights(channels).iter().take(channels).map(channel).collect(),
            in_tenth: 0,
            reached: 0.0,
            traced: None,
            product: 0.0,
            dropouts: DropoutMeter::new(sample_rate),
            levels: Levels::nothing(channels),
        }
    }

    /// Keeps what the wave does in each tenth.
    pub(crate) fn trace(mut self) -> Self {
        self.traced = Some(0);
        self
    }

    /// Tells of a peak that was measured elsewhere in the recording. This stretch's own peak is then exact where it is higher, which is all
    /// that the peak of the whole depends on.
    pub(crate) fn reached(&mut self, peak: f32) {
        self.reached = self.reached.max(peak);
    }

    /// The highest peak so far.
    pub(crate) fn peak(&self) -> f32 {
        self.levels.peak
    }

    /// Lets the filters hear what comes before the stretch, which is not measured. It begins a whole number of tenths before it.
    pub(crate) fn warm_up(&mut self, planes: &[&[f32]]) {
        let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        if frames == 0 {
            return;
        }
        self.push_energy(planes, frames);
        self.levels.tenths.clear();
        self.levels.balance = Balance::default();
        for (channel, plane) in self.channels.iter_mut().zip(planes) {
            channel.remember(&plane[..frames]);
            channel.tail_peak = highest(&channel.tail);
        }
    }

    /// Measures these samples, one slice of equal length for each channel.
    pub(crate) fn push(&mut self, planes: &[&[f32]]) {
        let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
        if frames == 0 {
            return;
        }
        if let (true, [left, right]) = (self.levels.equal, planes) {
            self.levels.equal = left == right;
        }
        self.push_energy(planes, frames);
        self.push_waves(planes, frames);
    }

    /// Peaks, silence and clipping alone, without loudness.
    pub(crate) fn push_waves(&mut self, planes: &[&[f32]], frames: usize) {
        for start in (0..frames).step_by(BLOCK) {
            self.push_block(planes, start, (start + BLOCK).min(frames));
        }
        for (channel, plane) in self.channels.iter_mut().zip(planes) {
            channel.remember(&plane[..frames]);
        }
        self.traced = self.traced.map(|samples| samples + frames as u64);
    }

    fn push_energy(&mut self, planes: &[&[f32]], frames: usize) {
        let mut start = 0;
        while start < frames {
            let rest = usize::try_from(self.tenth - self.in_tenth).unwrap_or(usize::MAX);
            let end = frames.min(start.saturating_add(rest));
            if let ([left, right], [left_plane, right_plane]) = (self.channels.as_mut_slice(), planes) {
                let (left_plane, right_plane) = (&left_plane[start..end], &right_plane[start..end]);
                self.product += add_energy_of_pair(&self.filter, [left, right], left_plane, right_plane);
            } else {
                for (channel, plane) in self.channels.iter_mut().zip(planes) {
                    channel.add_energy(&self.filter, &plane[start..end]);
                }
            }
            self.in_tenth += (end - start) as u64;
            start = end;
            if self.in_tenth == self.tenth {
                self.finish_tenth();
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a tenth of a second of samples")]
    fn finish_tenth(&mut self) {
        let scale = self.filter.gain() / self.tenth as f64;
        let mut energy = 0.0;
        let mut pair = [0.0; 2];
        for (number, channel) in self.channels.iter_mut().enumerate() {
            let own = channel.take_energy(&self.filter);
            energy += own * channel.weight;
            if let Some(place) = pair.get_mut(number) {
                *place = own * scale;
            }
        }
        if self.channels.len() == 2 {
            self.levels.balance.add(pair, self.product * scale);
        }
        self.product = 0.0;
        let average = energy * scale;
        self.levels.tenths.push(if average.is_finite() { average } else { 0.0 });
        self.in_tenth = 0;
    }

    fn push_block(&mut self, planes: &[&[f32]], start: usize, end: usize) {
        let length = (end - start) as u64;
        let (mut first, mut last) = (usize::MAX, None);
        let mut highest_of_all = 0.0_f32;
        // a block counts where it begins
        let mut tick = self.traced.map(|samples| usize::try_from((samples + start as u64) / self.tenth).unwrap_or(usize::MAX));
        tick = tick.filter(|index| *index < usize::MAX);
        if let Some(index) = tick {
            self.levels.ticks.resize(index + 1, Tick::default());
        }
        for ((channel, clipping), plane) in self.channels.iter_mut().zip(&mut self.levels.clipping).zip(planes) {
            let block = &plane[start..end];
            let peak = highest(block);
            highest_of_all = highest_of_all.max(peak);
            if peak >= SILENT {
                first = first.min(block.iter().position(|sample| sample.abs() >= SILENT).unwrap_or(first));
                last = last.max(block.iter().rposition(|sample| sample.abs() >= SILENT));
            }
            *clipping = clipping.then(if peak >= FULL_SCALE { clipping_in(block) } else { Clipping::none(length) });
            // the samples themselves count too: between 96 and 192 kHz no phase falls exactly on them
            self.levels.peak = self.levels.peak.max(peak);
            let reach = channel.tail_peak.max(peak);
            channel.tail_peak = if block.len() >= HISTORY { peak } else { reach };
            if let Some(tick) = tick.and_then(|index| self.levels.ticks.get_mut(index)) {
                tick.low = block.iter().fold(tick.low, |low, sample| low.min(*sample));
                tick.high = block.iter().fold(tick.high, |high, sample| high.max(*sample));
                tick.peak = tick.peak.max(peak);
                if self.interpolator.bound(reach) > tick.peak {
                    tick.peak = tick.peak.max(channel.curve(&self.interpolator, plane, start, end));
                }
            }
            if self.interpolator.bound(reach) > self.levels.peak.max(self.reached) {
                self.levels.peak = self.levels.peak.max(channel.curve(&self.interpolator, plane, start, end));
            }
        }
        self.dropouts.push(highest_of_all, length);
        let block = match last {
            Some(last) => Silence::between(length, first as u64, last as u64),
            None => Silence::silent(length),
        };
        self.levels.silence = self.levels.silence.then(block);
    }

    /// What was measured. A tenth of a second that is not full is left out.
    pub(crate) fn finish(mut self) -> Levels {
        self.levels.dropouts = self.dropouts.found();
        self.levels
    }
}

impl Channel {
    /// Takes two samples at a time, counted from the start of the tenth, so that it does not matter in which pieces they come.
    fn add_energy(&mut self, filter: &KWeighting, mut samples: &[f32]) {
        let (mut memory, mut energy) = (self.memory, self.energy);
        let mut add = |pair: [f32; 2]| {
            let weighted = filter.step_two(&mut memory, pair.map(f64::from));
            energy = [energy[0] + weighted[0] * weighted[0], energy[1] + weighted[1] * weighted[1]];
        };
        if let (Some(held), Some((sample, rest))) = (self.held, samples.split_first()) {
            add([held, *sample]);
            self.held = None;
            samples = rest;
        }
        let (pairs, rest) = samples.as_chunks::<2>();
        for pair in pairs {
            add(*pair);
        }
        if let Some(sample) = rest.first() {
            self.held = Some(*sample);
        }
        (self.memory, self.energy) = (memory, energy);
    }

    /// The energy of the tenth that ends here.
    fn take_energy(&mut self, filter: &KWeighting) -> f64 {
        if let Some(held) = self.held.take() {
            let weighted = filter.step(&mut self.memory, f64::from(held));
            self.energy[0] += weighted * weighted;
        }
        self.memory.flush_denormals();
        let energy = self.energy[0] + self.energy[1];
        self.energy = [0.0; 2];
        energy
    }

    /// The highest point of the curve over a block of the plane.
    fn curve(&self, interpolator: &Interpolator, plane: &[f32], start: usize, end: usize) -> f32 {
        if let Some(from) = start.checked_sub(HISTORY) {
            return interpolator.peak(&plane[from..end]);
        }
        let mut joined = [0.0; HISTORY + BLOCK + HISTORY];
        joined[..HISTORY].copy_from_slice(&self.tail);
        joined[HISTORY..HISTORY + end].copy_from_slice(&plane[..end]);
        interpolator.peak(&joined[start..HISTORY + end])
    }

    /// Keeps the last samples.
    fn remember(&mut self, plane: &[f32]) {
        if let Some(last) = plane.last_chunk::<HISTORY>() {
            self.tail = *last;
        } else {
            self.tail.copy_within(plane.len().., 0);
            self.tail[HISTORY - plane.len()..].copy_from_slice(plane);
        }
    }
}

/// Both channels of stereo in one loop, which is twice as fast as two; the sum of their products.
fn add_energy_of_pair(filter: &KWeighting, [left, right]: [&mut Channel; 2], left_samples: &[f32], right_samples: &[f32]) -> f64 {
    let (mut left_memory, mut right_memory) = (left.memory, right.memory);
    let mut energy = [left.energy[0], right.energy[0]];
    let mut product = 0.0;
    for (left, right) in left_samples.iter().zip(right_samples) {
        let samples = [f64::from(*left), f64::from(*right)];
        let weighted = filter.step_pair([&mut left_memory, &mut right_memory], samples);
        energy = [energy[0] + weighted[0] * weighted[0], energy[1] + weighted[1] * weighted[1]];
        product += weighted[0] * weighted[1];
    }
    (left.memory, left.energy[0]) = (left_memory, energy[0]);
    (right.memory, right.energy[0]) = (right_memory, energy[1]);
    product
}

/// The highest sample without its sign; what is no number is passed over.
fn highest(samples: &[f32]) -> f32 {
    const LANES: usize = 8;
    let higher = |a: f32, b: f32| if b > a { b } else { a };
    let (chunks, rest) = samples.as_chunks::<LANES>();
    let mut lanes = [0f32; LANES];
    for chunk in chunks {
        lanes = from_fn(|n| higher(lanes[n], chunk[n].abs()));
    }
    let halves: [f32; LANES / 2] = from_fn(|n| higher(lanes[n], lanes[n + LANES / 2]));
    let peak = higher(higher(halves[0], halves[2]), higher(halves[1], halves[3]));
    rest.iter().fold(peak, |peak, sample| higher(peak, sample.abs()))
}
