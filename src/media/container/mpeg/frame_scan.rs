//! The whole of an MP3 file, scanned once: what its frames say, against what its header claims.

use std::io;
use std::num::NonZeroU32;
use std::ops::Range;

use crate::media::container::mpeg::frame_header::FrameHeader;
use crate::media::container::mpeg::frame_scanner::Frame;
use crate::media::container::mpeg::frame_scanner::FrameScanner;
use crate::media::container::mpeg::frame_scanner::ScannedItem;
use crate::media::container::mpeg::info_frame::EncoderFacts;
use crate::media::container::mpeg::info_frame::INFO_LOOK;
use crate::media::container::mpeg::info_frame::InfoFrame;
use crate::media::container::mpeg::tag_spans::TagKind;
use crate::media::container::mpeg::tag_spans::TagSpan;
use crate::media::container::mpeg::tag_spans::trailing_tags;
use crate::media::container::mpeg::trail::Checkpoint;
use crate::media::container::mpeg::trail::Trail;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::model::files::byte_source::ByteSource;
use crate::model::files::byte_source::fill;

/// What a decoder adds before the sound. // samples; 528 of the filter bank and 1, as LAME's documentation counts
pub(crate) const DECODER_DELAY: u64 = 529;
/// Each list of faults keeps so many; what is over is only counted.
pub(crate) const NOTED_MAX: usize = 20;
/// How much may lie before the first frame. // bytes; a file with more is called no audio
const LEADING_GARBAGE_MAX: u64 = 4 * 1024 * 1024;

/// Places in the file, the first few of which are kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Noted<T> {
    /// The first ones.
    pub(crate) first: Vec<T>,
    /// How many there are.
    pub(crate) count: u64,
}

impl<T> Default for Noted<T> {
    fn default() -> Self {
        Self { first: Vec::new(), count: 0 }
    }
}

impl<T> Noted<T> {
    /// Notes one more.
    pub(crate) fn add(&mut self, item: T) {
        self.count += 1;
        if self.first.len() < NOTED_MAX {
            self.first.push(item);
        }
    }
}

/// What the scan found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FrameScan {
    /// Format of the first frame.
    pub(crate) stream: FrameHeader,
    /// From the first frame to the end of the last (bytes from the start of the file).
    pub(crate) payload: Range<u64>,
    /// Where frames may go on to: the start of the tags at the end, or the end of the file (bytes).
    pub(crate) end: u64,
    /// Tags before the first frame.
    pub(crate) head: Vec<TagSpan>,
    /// Tags between frames.
    pub(crate) inner: Noted<TagSpan>,
    /// Tags after the last frame.
    pub(crate) tail: Vec<TagSpan>,
    /// The header frame with its place and length (bytes).
    pub(crate) info: Option<(InfoFrame, Range<u64>)>,
    /// Frames of sound.
    pub(crate) frames: u64,
    /// Samples per channel of those frames, at the first frame's rate.
    pub(crate) samples: u64,
    /// Bytes of those frames.
    pub(crate) frame_bytes: u64,
    /// Whether frames have different bit rates.
    pub(crate) varies: bool,
    /// Whether frames do not tell their length.
    pub(crate) free_format: bool,
    /// Bytes that are nothing known.
    pub(crate) garbage: Noted<Range<u64>>,
    /// The last frame's place (bytes) and what is missing of it (bytes).
    pub(crate) cut: Option<(u64, u64)>,
    /// Where other files were joined on (bytes).
    pub(crate) joins: Noted<u64>,
    /// Frames of another format than those before (bytes).
    pub(crate) changes: Noted<u64>,
    /// Frames that borrow bytes which are not there (bytes).
    pub(crate) orphans: Noted<u64>,
    /// Frames whose own checksum does not match (bytes).
    pub(crate) wrong_checksums: Noted<u64>,
    /// Frames that have one.
    pub(crate) checksummed_frames: u64,
    /// How the sound is cut into segments.
    pub(crate) segmenting: Segmenting,
    /// Where each segment's decoding starts.
    pub(crate) checkpoints: Vec<Checkpoint>,
}

/// What is known before the first frame is taken.
struct Around {
    head: Vec<TagSpan>,
    garbage: Noted<Range<u64>>,
    tail: Vec<TagSpan>,
    end: u64,
    segmenting: Segmenting,
}

/// The first frame of a file, with what lies before it.
struct StreamStart<'a> {
    scanner: FrameScanner<'a>,
    first: Frame,
    head: Vec<TagSpan>,
    garbage: Noted<Range<u64>>,
    tail: Vec<TagSpan>,
    end: u64,
}

impl<'a> StreamStart<'a> {
    fn of(source: &'a dyn ByteSource) -> io::Result<Option<Self>> {
        let tail = trailing_tags(source)?;
        let end = tail.first().map_or(source.len(), |tag| tag.span.start);
        let mut scanner = FrameScanner::new(source, 0, end, None);
        let (mut head, mut garbage) = (Vec::new(), Noted::default());
        loop {
            match scanner.next()? {
                Some(ScannedItem::Frame(first)) => return Ok(Some(Self { scanner, first, head, garbage, tail, end })),
                Some(ScannedItem::Tag(tag)) if head.len() < NOTED_MAX => head.push(tag),
                Some(ScannedItem::Garbage { span, zeros }) => {
                    if span.end - span.start > LEADING_GARBAGE_MAX {
                        return Ok(None);
                    }
                    if !zeros {
                        garbage.add(span);
                    }
                }
                _ => return Ok(None),
            }
        }
    }
}

/// What the two ends of a file promise, which a scan confirms or not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Promise {
    /// From the first frame to the tags at the end (bytes from the start of the file).
    pub(crate) payload: Range<u64>,
    /// The sound that the encoder computed a CRC of, where it did and the length still fits.
    pub(crate) music: Option<Range<u64>>,
}

impl Promise {
    /// Looks at both ends; `None` where there is no frame.
    pub(crate) fn of(source: &dyn ByteSource) -> io::Result<Option<Self>> {
        let Some(StreamStart { first, end, .. }) = StreamStart::of(source)? else { return Ok(None) };
        let payload = first.offset..end;
        let info = info_of(source, first)?;
        let encoder = info.as_ref().and_then(|(info, _)| info.encoder);
        let music = info.zip(encoder).and_then(|((_, span), encoder)| checksummed(encoder, &span, &payload));
        Ok(Some(Self { payload, music }))
    }
}

/// The sound that the encoder's CRC is about; `None` where there is none, or sound was added or cut off since.
fn checksummed(encoder: EncoderFacts, info: &Range<u64>, payload: &Range<u64>) -> Option<Range<u64>> {
    let same_length = u64::from(encoder.music_len) == payload.end.saturating_sub(info.start);
    (encoder.music_crc != 0 && same_length && info.end <= payload.end).then_some(info.end..payload.end)
}

fn info_of(source: &dyn ByteSource, first: Frame) -> io::Result<Option<(InfoFrame, Range<u64>)>> {
    let mut look = [0; INFO_LOOK];
    let wanted = INFO_LOOK.min(first.len as usize);
    let filled = fill(source, first.offset, &mut look[..wanted])?;
    let span = first.offset..first.offset + u64::from(first.len);
    Ok(InfoFrame::parse(first.header, &look[..filled]).map(|info| (info, span)))
}

impl FrameScan {
    /// Scans the file; `None` where it holds no frames of layer III. `segmenting` is given the sample rate (Hz).
    pub(crate) fn of(source: &dyn ByteSource, segmenting: &dyn Fn(NonZeroU32) -> Segmenting) -> io::Result<Option<Self>> {
        let Some(StreamStart { mut scanner, first, head, garbage, tail, end }) = StreamStart::of(source)? else {
            return Ok(None);
        };
        let around = Around { head, garbage, tail, end, segmenting: segmenting(first.header.sample_rate) };
        let mut scan = Self::starting_with(source, first, around)?;
        let mut passed = Trail::new(scan.skip(), scan.segmenting);
        scan.take(&first, &mut passed);
        loop {
            while let Some(frame) = scanner.seen_frame()? {
                scan.take(&frame, &mut passed);
            }
            let Some(item) = scanner.next()? else { break };
            match item {
                ScannedItem::Frame(frame) => scan.take(&frame, &mut passed),
                ScannedItem::Tag(tag) => scan.note_inner_tag(tag, end),
                ScannedItem::Garbage { span, zeros } => scan.note_garbage(span, zeros, end, &mut passed),
                ScannedItem::Cut { offset, missing } => {
                    scan.cut = Some((offset, missing));
                    scan.payload.end = end;
                }
            }
        }
        scan.free_format = scanner.free_len().is_some();
        scan.checkpoints = passed.checkpoints;
        Ok(Some(scan))
    }

    fn starting_with(source: &dyn ByteSource, first: Frame, around: Around) -> io::Result<Self> {
        let Around { head, garbage, tail, end, segmenting } = around;
        Ok(Self {
            stream: first.header,
            payload: first.offset..first.offset + u64::from(first.len),
            end,
            head,
            inner: Noted::default(),
            tail,
            info: info_of(source, first)?,
            frames: 0,
            samples: 0,
            frame_bytes: 0,
            varies: false,
            free_format: false,
            garbage,
            cut: None,
            joins: Noted::default(),
            changes: Noted::default(),
            orphans: Noted::default(),
            wrong_checksums: Noted::default(),
            checksummed_frames: 0,
            segmenting,
            checkpoints: Vec::new(),
        })
    }

    #[expect(clippy::inline_always, reason = "measured: a call for each frame makes a scan a third longer")]
    #[inline(always)]
    fn take(&mut self, frame: &Frame, trail: &mut Trail) {
        let end = frame.offset + u64::from(frame.len);
        self.payload.end = end;
        let is_header = self.info.as_ref().is_some_and(|(_, span)| span.start == frame.offset);
        if is_header {
            return;
        }
        if frame.is_info {
            self.joins.add(frame.offset);
            return;
        }
        let changed = !frame.header.same_stream(trail.before.unwrap_or(self.stream))
            || frame.header.channels != trail.before.unwrap_or(self.stream).channels;
        if changed {
            self.changes.add(frame.offset);
        }
        self.checksummed_frames += u64::from(frame.header.has_crc);
        if !frame.checksum_matches {
            self.wrong_checksums.add(frame.offset);
        }
        if usize::from(frame.borrowed) > trail.reservoir {
            self.orphans.add(frame.offset);
        }
        self.varies |= frame.header.bitrate != trail.before.unwrap_or(frame.header).bitrate;
        trail.take(frame, self.samples);
        self.frames += 1;
        self.frame_bytes += u64::from(frame.len);
        // a stream that changes its rate is counted in samples of the first rate, so that its time is right
        let (samples, rate) = (u64::from(frame.header.samples()), u64::from(frame.header.sample_rate.get()));
        self.samples += if frame.header.sample_rate == self.stream.sample_rate {
            samples
        } else {
            samples * u64::from(self.stream.sample_rate.get()) / rate
        };
    }

    fn note_inner_tag(&mut self, tag: TagSpan, end: u64) {
        if tag.span.end == end {
            self.tail.insert(0, tag);
            return;
        }
        if tag.kind == TagKind::Id3v2 {
            self.joins.add(tag.span.start);
        }
        self.inner.add(tag);
    }

    fn note_garbage(&mut self, span: Range<u64>, zeros: bool, end: u64, trail: &mut Trail) {
        trail.reservoir = 0;
        // zeros behind the last frame are padding, which harms nobody
        if !(zeros && span.end == end) {
            self.garbage.add(span);
        }
    }

    /// The sound that the encoder's CRC is about, where it can still be compared.
    pub(crate) fn music(&self) -> Option<Range<u64>> {
        let (_, span) = self.info.as_ref()?;
        checksummed(self.encoder()?, span, &self.payload).filter(|_| self.cut.is_none() && self.joins.count == 0)
    }

    /// What the encoder says of itself.
    pub(crate) fn encoder(&self) -> Option<EncoderFacts> {
        self.info.as_ref().and_then(|(info, _)| info.encoder)
    }

    /// Samples at the start that players leave out: the encoder's delay and the decoder's.
    pub(crate) fn skip(&self) -> u64 {
        self.encoder().map_or(0, |encoder| u64::from(encoder.delay) + DECODER_DELAY)
    }

    /// How many frames the header claims, where it claims any that can be.
    pub(crate) fn claimed_frames(&self) -> Option<u64> {
        self.info.as_ref().and_then(|(info, _)| info.frames).map(u64::from)
    }

    /// What players play, in decoded samples: without delay, and without padding where the end is still the encoder's own.
    pub(crate) fn played(&self) -> Range<u64> {
        let skip = self.skip();
        let is_whole = self.cut.is_none() && self.joins.count == 0 && self.claimed_frames() == Some(self.frames);
        let padding = match self.encoder() {
            Some(encoder) if is_whole => u64::from(encoder.padding).saturating_sub(DECODER_DELAY),
            _ => 0,
        };
        match self.samples.checked_sub(skip + padding) {
            Some(length) if length > 0 => skip..skip + length,
            // shorter than what it declares as delay: then the declaration is not to be believed
            _ => 0..self.samples,
        }
    }

    /// Whether players can seek: every frame alike, or a table in the header.
    pub(crate) fn has_seek_table(&self) -> bool {
        self.info.as_ref().is_some_and(|(info, _)| info.has_table)
    }
}
