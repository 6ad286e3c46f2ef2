//! MP3 decoded and measured in segments, each from a checkpoint of the scan, all cores at work on one file. The segments are the same
//! on any machine, so the figures are too.

use std::cell::Cell;
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::media::container::mpeg::frame_scan::FrameScan;
use crate::media::container::mpeg::frame_scan::NOTED_MAX;
use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::mp3_frames::CHANNELS;
use crate::media::sound::decode::mp3_frames::Mp3Frames;
use crate::media::sound::decode::mp3_frames::Mp3Planes;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::media::sound::meter::segment_meter::Levels;
use crate::media::sound::meter::segment_meter::SegmentMeter;
use crate::model::files::byte_source::ByteSource;

/// What decoding tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decoded {
    /// What was measured.
    pub(crate) levels: Levels,
    /// Samples per channel that the decoder gave, those of unreadable frames included.
    pub(crate) samples: u64,
    /// Frames that it could not read (bytes from the start of the file); the first few.
    pub(crate) unreadable: Vec<u64>,
    /// How many there are.
    pub(crate) unreadable_count: u64,
    /// The frame at which the decoder panicked, if it did (bytes from the start of the file).
    pub(crate) panicked: Option<u64>,
}

impl Decoded {
    pub(crate) fn nothing(channels: usize) -> Self {
        Self { levels: Levels::nothing(channels), samples: 0, unreadable: Vec::new(), unreadable_count: 0, panicked: None }
    }

    fn then(mut self, next: Self) -> Self {
        self.levels = self.levels.then(&next.levels);
        self.samples += next.samples;
        let room = NOTED_MAX.saturating_sub(self.unreadable.len());
        self.unreadable.extend(next.unreadable.into_iter().take(room));
        self.unreadable_count += next.unreadable_count;
        self.panicked = self.panicked.or(next.panicked);
        self
    }
}

/// Decodes and measures what players play of a scanned file. `progress` is told how many bytes of frames were newly decoded.
/// `traced` says whether to keep what the wave does in each tenth of a second.
pub(crate) fn measure(
    source: &dyn ByteSource,
    scan: &FrameScan,
    traced: bool,
    progress: &(dyn Fn(u64) + Sync),
) -> io::Result<Decoded> {
    let segments = scan.checkpoints.len();
    // the bits of floats that are not negative are in the order of the floats
    let reached = AtomicU32::new(0);
    let decoded: Vec<Decoded> = (0..segments)
        .into_par_iter()
        .map(|index| {
            let at = Cell::new(scan.payload.start);
            let measured = guarded(|| measure_segment(source, scan, (index, traced), &reached, (&at, progress)));
            measured.unwrap_or_else(|_| {
                Ok(Decoded { panicked: Some(at.get()), ..Decoded::nothing(usize::from(scan.stream.channels)) })
            })
        })
        .collect::<io::Result<_>>()?;
    Ok(decoded.into_iter().fold(Decoded::nothing(usize::from(scan.stream.channels)), Decoded::then))
}

/// The stretches that matter to a segment, in decoded samples.
struct Stretches {
    /// Heard by the filters, not measured.
    warm: Range<u64>,
    /// Measured.
    measured: Range<u64>,
    /// Frames that start here count as this segment's own.
    own: Range<u64>,
}

impl Stretches {
    fn new(scan: &FrameScan, index: usize) -> Self {
        let Segmenting { segment, warm_up } = scan.segmenting;
        let played = scan.played();
        let nth = |n: usize| scan.skip().saturating_add(segment.saturating_mul(n as u64));
        let start = if index == 0 { played.start } else { nth(index).max(played.start) };
        let is_last = index + 1 == scan.checkpoints.len();
        let end = if is_last { played.end } else { nth(index + 1).min(played.end) };
        Self {
            warm: start.saturating_sub(warm_up).max(played.start).min(start)..start,
            measured: start..end.max(start),
            own: if index == 0 { 0 } else { nth(index) }..if is_last { u64::MAX } else { nth(index + 1) },
        }
    }
}

fn measure_segment(
    source: &dyn ByteSource,
    scan: &FrameScan,
    (index, traced): (usize, bool),
    reached: &AtomicU32,
    (at, progress): (&Cell<u64>, &(dyn Fn(u64) + Sync)),
) -> io::Result<Decoded> {
    let channels = usize::from(scan.stream.channels).min(CHANNELS);
    let mut told = Decoded::nothing(channels);
    let Some(checkpoint) = scan.checkpoints.get(index) else { return Ok(told) };
    let Ok(mut frames) = Mp3Frames::new(source, scan, checkpoint.offset) else { return Ok(told) };
    let stretches = Stretches::new(scan, index);
    let mut meter = SegmentMeter::new(scan.stream.sample_rate, channels);
    if traced {
        meter = meter.trace();
    }
    let samples = frames.samples();
    let mut sample = checkpoint.sample;
    while let Some(frame) = frames.next_frame()?.filter(|_| sample < stretches.own.end) {
        at.set(frame.offset);
        let is_own = stretches.own.contains(&sample);
        let Mp3Planes { planes, given, is_read } = frames.decode(&frame)?;
        if is_own {
            progress(u64::from(frame.len));
            told.samples += given.unwrap_or(samples) as u64;
            if !is_read {
                told.unreadable_count += 1;
                if told.unreadable.len() < NOTED_MAX {
                    told.unreadable.push(frame.offset);
                }
            }
        }
        let frame_span = sample..sample + samples as u64;
        meter.warm_up(&cut(planes, &frame_span, &stretches.warm)[..channels]);
        meter.reached(f32::from_bits(reached.load(Ordering::Relaxed)));
        meter.push(&cut(planes, &frame_span, &stretches.measured)[..channels]);
        reached.fetch_max(meter.peak().to_bits(), Ordering::Relaxed);
        sample = frame_span.end;
    }
    told.levels = meter.finish();
    Ok(told)
}

/// The part of a frame's planes that lies in a stretch.
fn cut<'p>(planes: [&'p [f32]; CHANNELS], frame: &Range<u64>, stretch: &Range<u64>) -> [&'p [f32]; CHANNELS] {
    let place = |sample: u64| usize::try_from(sample.clamp(frame.start, frame.end) - frame.start).unwrap_or(0);
    let (start, end) = (place(stretch.start), place(stretch.end));
    planes.map(|plane| plane.get(start..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use symphonia::core::packet::PacketRef;
    use symphonia::core::units::{Duration, Timestamp};

    use super::*;
    use crate::media::container::mpeg::frame_scanner::{FrameScanner, ScannedItem};
    use crate::media::sound::decode::mp3_frames::mp3_decoder;
    use crate::media::sound::meter::grid_meter::GridMeter;

    fn scanned(bytes: &[u8], tenths_in_segment: u64) -> FrameScan {
        FrameScan::of(&bytes.to_vec(), &|rate| Segmenting::of_tenths(rate, tenths_in_segment)).unwrap().unwrap()
    }

    fn measured(bytes: &[u8], tenths_in_segment: u64) -> (usize, Decoded) {
        let scan = scanned(bytes, tenths_in_segment);
        let decoded = measure(&bytes.to_vec(), &scan, true, &|_| ()).unwrap();
        (scan.checkpoints.len(), decoded)
    }

    /// One decoder from the first frame to the last, and one meter.
    fn in_one_pass(bytes: &[u8], tenths_in_segment: u64) -> Levels {
        let (file, scan) = (bytes.to_vec(), scanned(bytes, tenths_in_segment));
        let channels = usize::from(scan.stream.channels);
        let (mut planes, mut decoder) = (vec![Vec::new(); channels], mp3_decoder().unwrap());
        let mut scanner = FrameScanner::new(&file, scan.payload.start, scan.end, Some(scan.stream));
        let mut meter = GridMeter::new(scan.stream.sample_rate, channels, scan.segmenting).trace();
        let (played, mut sample) = (scan.played(), 0);
        while let Some(item) = scanner.next().unwrap() {
            let ScannedItem::Frame(frame) = item else { continue };
            if frame.is_info {
                continue;
            }
            let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(0), scanner.bytes(&frame).unwrap());
            decoder.decode_ref(&packet).unwrap().copy_to_vecs_planar::<f32>(&mut planes);
            let range = sample..sample + planes[0].len() as u64;
            let pair = [planes[0].as_slice(), planes[channels - 1].as_slice()];
            meter.push(&cut(pair, &range, &played)[..channels]);
            sample = range.end;
        }
        meter.finish()
    }

    #[test]
    fn segments_tell_what_one_pass_tells_to_the_last_bit() {
        for file in [
            include_bytes!("../../../../tests/audio/files/mp3-vbr.mp3").to_vec(),
            include_bytes!("../../../../tests/audio/files/mp3-mpeg2.mp3").to_vec(),
            include_bytes!("../../../../tests/audio/files/mp3-mpeg25.mp3").to_vec(),
        ] {
            for tenths in [5, 7, 13, 600] {
                let (segments, cut) = measured(&file, tenths);
                assert!(segments > 2 || tenths == 600, "{segments}");
                let whole = in_one_pass(&file, tenths);
                assert_eq!(cut.unreadable_count, 0);
                assert!(whole.tenths.len() > 20 && whole.peak > 0.01);
                let highest = whole.ticks.iter().fold(0f32, |highest, tick| highest.max(tick.peak));
                assert_eq!(highest.to_bits(), whole.peak.to_bits(), "traced everywhere, or only where it can be reached");
                let bits = |levels: &Levels| levels.tenths.iter().map(|tenth| tenth.to_bits()).collect::<Vec<_>>();
                assert_eq!(bits(&cut.levels), bits(&whole));
                let rest = |levels: &Levels| {
                    let silence = (levels.silence.leading(), levels.silence.trailing(), levels.silence.longest());
                    (silence, levels.peak.to_bits(), levels.clipping.clone(), levels.equal)
                };
                assert_eq!(rest(&cut.levels), rest(&whole));
            }
        }
    }

    #[test]
    fn an_unreadable_frame_is_silence_of_its_length() {
        let mut file = include_bytes!("../../../../tests/audio/files/mp3-mpeg2.mp3").to_vec();
        let whole = measured(&file, 600).1;
        // side information that cannot be: big values past the end of the spectrum
        file[3000..3013].fill(0xFF);
        let damaged = measured(&file, 600).1;
        assert_eq!(damaged.samples, whole.samples);
    }
}
