//! The last few frames of a scan, from which the places are taken where a decoder can start.

use crate::media::container::mpeg::frame_header::FrameHeader;
use crate::media::container::mpeg::frame_scanner::Frame;
use crate::media::sound::meter::grid_meter::Segmenting;

/// Bytes of the bit reservoir. // bytes; `main_data_begin` has 9 bits in MPEG-1, 8 in MPEG-2
const RESERVOIR_MAX: usize = 511;

/// Where a decoder starts so that it is in step at the start of a segment.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Checkpoint {
    /// A frame (bytes from the start of the file).
    pub(crate) offset: u64,
    /// Samples per channel before that frame.
    pub(crate) sample: u64,
}

/// The last few frames, from which checkpoints are taken.
pub(crate) struct Trail {
    /// In a ring: frame *n* lies in place *n* modulo the number of places.
    recent: [Passed; TRAIL],
    passed: usize,
    /// The frame before, if there was one.
    pub(crate) before: Option<FrameHeader>,
    /// What frames may borrow from those before them (bytes).
    pub(crate) reservoir: usize,
    skip: u64,
    segmenting: Segmenting,
    next_start: u64,
    /// Where a decoder may start, one a segment.
    pub(crate) checkpoints: Vec<Checkpoint>,
}

#[derive(Clone, Copy, Default)]
struct Passed {
    at: Checkpoint,
    data: usize,
}

/// Frames kept to look back on. // a segment's warm-up takes up to 38, its reservoir up to 26 of the lowest rate; a power of two is quick to divide by
const TRAIL: usize = 128;
/// Frames before the reservoir is filled: the filter bank and the overlap need two, measured safe at four.
const SETTLING: usize = 4;

impl Trail {
    pub(crate) fn new(skip: u64, segmenting: Segmenting) -> Self {
        Self {
            recent: [Passed::default(); TRAIL],
            passed: 0,
            before: None,
            reservoir: 0,
            skip,
            segmenting,
            next_start: skip,
            checkpoints: Vec::new(),
        }
    }

    /// Takes the next frame, whose first sample is `sample`.
    #[expect(clippy::inline_always, reason = "measured: a call for each frame makes a scan a third longer")]
    #[inline(always)]
    pub(crate) fn take(&mut self, frame: &Frame, sample: u64) {
        let overhead = frame.header.side_info_at() + frame.header.side_info_len();
        let data = (frame.len as usize).saturating_sub(overhead);
        self.reservoir = (self.reservoir + data).min(RESERVOIR_MAX);
        self.before = Some(frame.header);
        self.recent[self.passed % TRAIL] = Passed { at: Checkpoint { offset: frame.offset, sample }, data };
        self.passed += 1;
        if self.checkpoints.is_empty() {
            self.checkpoints.push(Checkpoint { offset: frame.offset, sample });
            self.next_start = self.skip + self.segmenting.segment;
        } else if sample + u64::from(frame.header.samples()) > self.next_start {
            self.checkpoints.push(self.look_back());
            self.next_start += self.segmenting.segment;
        }
    }

    fn look_back(&self) -> Checkpoint {
        let warm_start = self.next_start.saturating_sub(self.segmenting.warm_up);
        let (mut data, mut settled) = (0, 0);
        let mut found = Checkpoint { offset: 0, sample: 0 };
        for index in (self.passed.saturating_sub(TRAIL)..self.passed).rev() {
            let passed = self.recent[index % TRAIL];
            found = passed.at;
            if passed.at.sample >= warm_start {
                continue;
            }
            data += passed.data;
            settled += usize::from(data > RESERVOIR_MAX);
            if settled > SETTLING {
                break;
            }
        }
        found
    }
}
