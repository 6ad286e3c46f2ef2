//! Codecs whose packets need nothing of those before them, or only the one before, decoded and measured in segments on all cores. The packets
//! come in order and are gathered into parts, one a segment; a few parts at a time are measured together, which bounds the memory.

use std::num::NonZeroU32;
use std::ops::Range;

use rayon::prelude::*;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::packet::Packet;

use crate::media::sound::decode::decoder::decoder_of;
use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::planes::copy;
use crate::media::sound::decode::planes::lead_of;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::media::sound::meter::segment_meter::CHANNELS_MAX;
use crate::media::sound::meter::segment_meter::Levels;
use crate::media::sound::meter::segment_meter::SegmentMeter;

/// Packets that are held before they are measured. // bytes; two minutes of a CD's samples, seconds' work for two cores
const HELD: usize = 20 << 20;
/// A longer segment is not held at all, such as one of 24 bits in stereo. // bytes; with two of them the program stays below 48 MiB
const PART_MAX: usize = 15 << 20;

/// What a packet takes beside its data: Vorbis' are often shorter. // bytes; twice, as a growing list has up to as much room again
const BESIDE: usize = 2 * size_of::<Placed>() + 32;

/// The packets of a segment, and those before it: what its filters hear, and one more, over which Vorbis' next block is lapped.
#[derive(Default)]
struct Part {
    index: u64,
    /// Whether the first packet only brings the decoder into step, as it lies before all that is heard.
    has_run_up: bool,
    packets: Vec<Placed>,
    bytes: usize,
}

/// A packet, and the samples of the sound that it gives.
#[derive(Clone)]
struct Placed {
    span: Range<u64>,
    packet: Packet,
}

/// Gathers packets, and measures them.
pub(crate) struct Parts {
    parameters: AudioCodecParameters,
    segmenting: Segmenting,
    sample_rate: NonZeroU32,
    traced: bool,
    played: Range<u64>,
    place: u64,
    is_first: bool,
    filling: Part,
    ready: Vec<Part>,
    held: usize,
    measured: Vec<Levels>,
    /// Whether all was as it has to be: each packet as long as it says, each decoded, none too large.
    holds: bool,
}

impl Parts {
    /// Nothing is gathered yet. The reader counts in samples of this rate (Hz).
    pub(crate) fn new(
        parameters: &AudioCodecParameters,
        sample_rate: NonZeroU32,
        segmenting: Segmenting,
        traced: bool,
        played: Range<u64>,
    ) -> Self {
        Self {
            parameters: parameters.clone(),
            segmenting,
            sample_rate,
            traced,
            played,
            place: 0,
            is_first: true,
            filling: Part::default(),
            ready: Vec::new(),
            held: 0,
            measured: Vec::new(),
            holds: true,
        }
    }

    /// Where a segment begins (samples).
    fn start_of(&self, index: u64) -> u64 {
        self.played.start.saturating_add(self.segmenting.segment.saturating_mul(index))
    }

    /// Takes the next packet. `true` where it is time to measure.
    pub(crate) fn take(&mut self, packet: &Packet) -> bool {
        if !self.holds {
            return false;
        }
        let frames = usize::try_from(packet.block_dur().get()).unwrap_or(usize::MAX);
        let lead = if self.is_first { lead_of(&self.parameters, packet, frames) } else { 0 };
        self.is_first = false;
        let start = self.place;
        self.place = start.saturating_add((frames - lead) as u64);
        self.hold(Placed { span: start..self.place, packet: packet.clone() });
        while self.holds && self.place >= self.start_of(self.filling.index + 1) {
            self.next_part();
        }
        self.held >= HELD
    }

    fn hold(&mut self, placed: Placed) {
        self.filling.bytes += placed.packet.data.len() + BESIDE;
        self.filling.packets.push(placed);
        if self.filling.bytes > PART_MAX {
            self.fail();
        }
    }

    fn next_part(&mut self) {
        let index = self.filling.index + 1;
        let done = std::mem::replace(&mut self.filling, Part { index, ..Part::default() });
        let heard_from = self.start_of(index).saturating_sub(self.segmenting.warm_up);
        let heard = done.packets.iter().rev().take_while(|placed| placed.span.end > heard_from).count();
        self.filling.has_run_up = heard < done.packets.len();
        for placed in &done.packets[done.packets.len().saturating_sub(heard + 1)..] {
            self.hold(placed.clone());
        }
        self.held += done.bytes;
        self.ready.push(done);
    }

    fn fail(&mut self) {
        self.holds = false;
        (self.filling, self.ready, self.held) = (Part::default(), Vec::new(), 0);
    }

    /// Measures what is gathered.
    pub(crate) fn measure(&mut self) {
        let ready = std::mem::take(&mut self.ready);
        self.held = 0;
        let measured: Option<Vec<Levels>> =
            ready.into_par_iter().map(|part| guarded(|| self.measure_part(&part)).ok().flatten()).collect();
        match measured {
            Some(measured) => self.measured.extend(measured),
            None => self.fail(),
        }
    }

    fn measure_part(&self, part: &Part) -> Option<Levels> {
        let mut decoder = decoder_of(&self.parameters).ok()?;
        let start = self.start_of(part.index);
        let end = self.start_of(part.index + 1).min(self.played.end).max(start);
        let warm = start.saturating_sub(self.segmenting.warm_up).max(self.played.start)..start;
        let (mut meter, mut planes) = (None, Vec::new());
        let mut format = None;
        for (number, Placed { span, packet }) in part.packets.iter().enumerate() {
            let buffer = decoder.decode(packet).ok()?;
            let (rate, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
            if rate != self.sample_rate.get() || channels > CHANNELS_MAX || *format.get_or_insert(channels) != channels {
                return None;
            }
            if number == 0 && part.has_run_up {
                continue;
            }
            copy(&buffer, &mut planes);
            let lead = buffer.frames().checked_sub(usize::try_from(span.end - span.start).ok()?)?;
            if buffer.frames() as u64 != packet.block_dur().get() {
                return None;
            }
            for plane in &mut planes {
                plane.drain(..lead);
            }
            let meter = meter.get_or_insert_with(|| {
                let meter = SegmentMeter::new(self.sample_rate, channels);
                if self.traced { meter.trace() } else { meter }
            });
            meter.warm_up(&cut(&planes, span.start, &warm));
            meter.push(&cut(&planes, span.start, &(start..end)));
        }
        Some(meter.map_or_else(|| Levels::nothing(format.unwrap_or(0)), SegmentMeter::finish))
    }

    /// What was measured, and how many samples there are; `None` where the packets have to be decoded in order to know.
    pub(crate) fn finish(mut self) -> Option<(Levels, u64)> {
        if !self.filling.packets.is_empty() {
            let last = std::mem::take(&mut self.filling);
            self.ready.push(last);
        }
        self.measure();
        if !self.holds {
            return None;
        }
        let mut levels = self.measured.into_iter();
        let first = levels.next()?;
        let alike = first.clipping.len();
        levels.try_fold(first, |all, next| (next.clipping.len() == alike).then(|| all.then(&next))).map(|all| (all, self.place))
    }
}

/// The part of a packet's planes, the first sample of which is `place`, that lies in a stretch.
fn cut<'p>(planes: &'p [Vec<f32>], place: u64, stretch: &Range<u64>) -> Vec<&'p [f32]> {
    let inside =
        |plane: &[f32], sample: u64| usize::try_from(sample.saturating_sub(place)).unwrap_or(usize::MAX).min(plane.len());
    planes.iter().map(|plane| plane.get(inside(plane, stretch.start)..inside(plane, stretch.end)).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use symphonia::core::units::Duration;
    use symphonia::core::units::Timestamp;

    use super::*;

    #[test]
    fn packets_with_hardly_any_data_are_measured_before_they_take_much_memory() {
        let rate = NonZeroU32::new(48_000).unwrap();
        let parameters = AudioCodecParameters::default();
        let mut parts = Parts::new(&parameters, rate, Segmenting::new(rate), false, 0..u64::MAX);
        let packet = Packet::new(0, Timestamp::new(0), Duration::new(64), vec![0]);
        let held = (1..1_000_000).find(|_| parts.take(&packet)).expect("at some time there are enough");
        assert!(held * size_of::<Placed>() < HELD, "{held} packets");
    }
}
