//! Any container but MP3: symphonia's packets, hashed, counted and, where wanted, decoded and measured. Packets that stand for themselves are
//! measured in segments on all cores; others are decoded in order on one core, while another measures what was decoded.

use std::num::NonZeroU32;
use std::ops::Range;

use sha2::Digest;
use symphonia::core::audio::Channels;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::formats::FormatReader;
use symphonia::core::formats::Track;
use symphonia::core::packet::Packet;

use crate::media::sound::decode::decoder::decoder_of;
use crate::media::sound::decode::guard::Panicked;
use crate::media::sound::decode::guard::guarded;
use crate::media::sound::decode::mp3::Decoded;
use crate::media::sound::decode::opening::codec_of;
use crate::media::sound::decode::opening::open;
use crate::media::sound::decode::packet_steps::PacketSteps;
use crate::media::sound::decode::parts::Parts;
use crate::media::sound::decode::planes::DecodedPacket;
use crate::media::sound::decode::planes::decode_into;
use crate::media::sound::decode::planes::lead_of;
use crate::media::sound::decode::planes::played_of;
use crate::media::sound::decode::replication::Replication;
use crate::media::sound::decode::stream::Mark;
use crate::media::sound::decode::stream::Panic;
use crate::media::sound::decode::stream::Stream;
use crate::media::sound::meter::grid_meter::GridMeter;
use crate::media::sound::meter::grid_meter::Segmenting;
use crate::media::sound::meter::segment_meter::CHANNELS_MAX;
use crate::model::files::byte_source::ByteSource;
use crate::model::identity::digest::Sha256;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// How much is decoded before it is handed on to be measured. // samples; short enough to stay in the cache, long enough to be worth the handing
const DECODED_TOGETHER: usize = 1 << 15;

/// What is wanted of the packets.
pub(crate) struct DecodeOptions<'w> {
    /// Whether to decode.
    pub(crate) decode: bool,
    /// Whether to keep what the wave does in each tenth of a second.
    pub(crate) traced: bool,
    /// What is played of the decoded samples, in stretches that ascend, where the container says so.
    pub(crate) played: Option<Vec<Range<u64>>>,
    /// Told how many bytes were newly read.
    pub(crate) progress: &'w (dyn Fn(u64) + Sync),
}

/// Reads all packets of the first sound track; an error where there is none, in words.
pub(crate) fn read(source: &dyn ByteSource, container: Container, wanted: &DecodeOptions<'_>) -> Result<Stream, String> {
    if wanted.decode
        && let Some(stream) = read_in(source, container, wanted, &PacketOptions { segmenting: &Segmenting::new, in_parts: true })?
    {
        return Ok(stream);
    }
    // what was told of the bytes was told already
    let silent = DecodeOptions { progress: &|_| (), played: wanted.played.clone(), ..*wanted };
    let wanted = if wanted.decode { &silent } else { wanted };
    read_in(source, container, wanted, &PacketOptions { segmenting: &Segmenting::new, in_parts: false })
        .map(|stream| stream.expect("in order there is always something"))
}

/// How packets are measured.
struct PacketOptions<'m> {
    /// How the sound is cut, by its sample rate (Hz).
    segmenting: &'m (dyn Fn(NonZeroU32) -> Segmenting + Sync),
    /// Whether each segment is measured on its own, where the codec allows it.
    in_parts: bool,
}

/// Reads all packets. `None` where only reading in order can tell.
fn read_in(
    source: &dyn ByteSource,
    container: Container,
    wanted: &DecodeOptions<'_>,
    options: &PacketOptions<'_>,
) -> Result<Option<Stream>, String> {
    let opened = guarded(|| {
        let (format, track) = open(source, container)?;
        Ok((Reading::new(&track, wanted, options)?, format, track.id))
    });
    let (mut reading, mut format, track) = match opened {
        Ok(Ok(opened)) => opened,
        Ok(Err(reason)) => return Err(reason),
        Err(Panicked) => return Err(format!("the reader of {container} files failed on it")),
    };
    let (mut meter, mut panicked, mut is_done) = (None::<GridMeter>, None::<Panic>, false);
    loop {
        let decoded = std::mem::take(&mut reading.decoded);
        let known = reading.format;
        if is_done && decoded.is_empty() {
            break;
        }
        let mut measure = || {
            if let (Some((Some(rate), channels)), false) = (known, decoded.is_empty()) {
                let meter = meter.get_or_insert_with(|| {
                    let meter = GridMeter::new(rate, channels, (options.segmenting)(rate));
                    if wanted.traced { meter.trace() } else { meter }
                });
                meter.push(&decoded.iter().map(Vec::as_slice).collect::<Vec<_>>());
            }
        };
        let ended = if is_done {
            measure();
            Ok(true)
        } else if reading.parts.is_some() {
            // always on this thread: the system keeps the memory of packets for the thread that asked for it, and would so keep it twice
            guarded(|| reading.fill(&mut *format, track))
        } else {
            rayon::join(measure, || guarded(|| reading.fill(&mut *format, track))).1
        };
        if let Ok(ended) = ended {
            is_done = ended;
        } else {
            panicked = Some(if reading.is_decoding { Panic::InPacket } else { Panic::BehindPacket });
            break;
        }
        if let Some(parts) = &mut reading.parts {
            parts.measure();
        }
    }
    Ok(reading.finish(meter, panicked))
}

struct Reading<'w> {
    wanted: &'w DecodeOptions<'w>,
    parameters: AudioCodecParameters,
    time_base: Option<(u32, u32)>,
    claimed: Option<u64>,
    decoder: Option<Box<dyn AudioDecoder>>,
    /// Packets that are measured in segments, where the codec allows it.
    parts: Option<Parts>,
    format: Option<(Option<NonZeroU32>, usize)>,
    planes: Vec<Vec<f32>>,
    /// What was decoded of what is played, and not measured yet.
    decoded: Vec<Vec<f32>>,
    hasher: sha2::Sha256,
    bytes: u64,
    packets: u64,
    ticks: u64,
    place: u64,
    unreadable: Option<Mark>,
    unreadable_count: u64,
    start: Option<u64>,
    gap: Option<Mark>,
    last: Option<Mark>,
    is_decoding: bool,
    steps: PacketSteps,
    changed: Option<Mark>,
    replication: Replication,
}

impl<'w> Reading<'w> {
    fn new(track: &Track, wanted: &'w DecodeOptions<'w>, options: &PacketOptions<'_>) -> Result<Self, String> {
        let Some(CodecParameters::Audio(parameters)) = &track.codec_params else {
            return Err("the sound track does not say how it is coded".to_owned());
        };
        // what a packet gives depends on no packet, or on the one before it alone
        let can_be_cut = matches!(codec_of(parameters), Codec::Pcm | Codec::Flac | Codec::Alac | Codec::Vorbis);
        let counted = track.time_base.map(|base| (base.numer.get(), base.denom.get()));
        // each segment follows on the one before, which it does not where there are cuts
        let stretches = wanted.played.as_deref().unwrap_or(&[]);
        let is_cut = wanted.decode && options.in_parts && can_be_cut && stretches.len() <= 1;
        let rate = rate_of(parameters).filter(|rate| is_cut && counted == Some((1, rate.get())));
        let parts = rate.map(|rate| {
            let played = stretches.first().cloned().unwrap_or(0..u64::MAX);
            Parts::new(parameters, rate, (options.segmenting)(rate), wanted.traced, played)
        });
        let decoder = if wanted.decode && parts.is_none() { decoder_of(parameters).ok() } else { None };
        Ok(Self {
            wanted,
            parameters: parameters.clone(),
            time_base: counted,
            claimed: track.num_frames,
            decoder,
            parts,
            format: None,
            planes: Vec::new(),
            decoded: Vec::new(),
            hasher: sha2::Sha256::new(),
            bytes: 0,
            packets: 0,
            ticks: 0,
            place: 0,
            unreadable: None,
            unreadable_count: 0,
            start: None,
            gap: None,
            last: None,
            is_decoding: false,
            steps: PacketSteps::default(),
            changed: None,
            replication: Replication::default(),
        })
    }

    /// Reads on until there is enough to measure; `true` at the end.
    fn fill(&mut self, format: &mut dyn FormatReader, track: u32) -> bool {
        while let Some(packet) = self.steps.next(format, track) {
            if self.take(&packet) {
                return false;
            }
        }
        true
    }

    /// Takes the next packet; `true` where there is enough to measure.
    fn take(&mut self, packet: &Packet) -> bool {
        let mark = Mark::new(packet, self.bytes, self.packets);
        let before = self.last.replace(mark);
        // FLAC numbers its samples, so a frame that its reader left out leaves a gap
        let start = *self.start.get_or_insert(mark.sample);
        if self.parameters.codec == well_known::CODEC_ID_FLAC && mark.sample > start.saturating_add(self.ticks) {
            self.gap = self.gap.or(before);
        }
        self.hasher.update(&packet.data);
        (self.wanted.progress)(packet.data.len() as u64);
        self.bytes += packet.data.len() as u64;
        self.packets += 1;
        self.ticks = self.ticks.saturating_add(packet.dur.get());
        if self.parameters.codec == well_known::CODEC_ID_AAC && self.replication.look(&packet.data) {
            // what the decoder makes of it would lack the upper half of the sound
            self.decoder = None;
        }
        if let Some(parts) = &mut self.parts {
            return parts.take(packet);
        }
        let Some(decoder) = &mut self.decoder else { return false };
        self.is_decoding = true;
        let DecodedPacket { frames, format } = decode_into(decoder.as_mut(), packet, &mut self.planes);
        match format.map(|(rate, channels)| (NonZeroU32::new(rate), channels)) {
            Some(format) if *self.format.get_or_insert(format) == format => {}
            Some(_) => self.changed = self.changed.or(Some(mark)),
            None => {
                self.unreadable = self.unreadable.or(Some(mark));
                self.unreadable_count += 1;
            }
        }
        self.is_decoding = false;
        let lead = if mark.number == 0 { lead_of(&self.parameters, packet, frames) } else { 0 };
        for plane in &mut self.planes {
            plane.drain(..lead.min(plane.len()));
        }
        self.keep(frames - lead);
        self.place += (frames - lead) as u64;
        self.decoded.first().is_some_and(|plane| plane.len() >= DECODED_TOGETHER)
    }

    /// Keeps what is played of the packet that was just decoded.
    fn keep(&mut self, frames: usize) {
        if self.format.is_none() || self.changed.is_some() {
            return;
        }
        self.decoded.resize_with(self.planes.len(), Vec::new);
        for heard in played_of(self.wanted.played.as_deref(), self.place, frames) {
            for (decoded, plane) in self.decoded.iter_mut().zip(&self.planes) {
                decoded.extend_from_slice(plane.get(heard.clone()).unwrap_or_default());
            }
        }
    }

    fn finish(self, meter: Option<GridMeter>, panicked: Option<Panic>) -> Option<Stream> {
        let in_parts = match self.parts {
            // what reading in order would make of a reader that fails half-way is not known here
            Some(_) if panicked.is_some() => return None,
            Some(parts) => Some(parts.finish()?),
            None => None,
        };
        let parameters = &self.parameters;
        let format_channels = self.format.map(|(_, channels)| channels);
        let measured_channels = in_parts.as_ref().map(|(levels, _)| levels.clipping.len());
        let channels = format_channels.or(measured_channels).or(parameters.channels.as_ref().map(Channels::count)).unwrap_or(0);
        let sample_rate = self.format.and_then(|(rate, _)| rate).or_else(|| rate_of(parameters));
        let samples = match (self.time_base, sample_rate) {
            (Some((numer, denom)), Some(rate)) => {
                let samples = u128::from(self.ticks) * u128::from(numer) * u128::from(rate.get()) / u128::from(denom);
                u64::try_from(samples).unwrap_or(u64::MAX)
            }
            _ => self.ticks,
        };
        let is_replicated = self.replication.is_found();
        let is_alike = !is_replicated && self.changed.is_none() && channels <= CHANNELS_MAX;
        let in_order = meter.filter(|_| is_alike).map(|meter| (meter.finish(), self.place));
        let decoded = in_parts.or(in_order).map(|(levels, samples)| Decoded {
            levels,
            samples,
            unreadable: Vec::new(),
            unreadable_count: self.unreadable_count,
            panicked: None,
        });
        Some(Stream {
            codec: if is_replicated { Codec::HeAac } else { codec_of(parameters) },
            sample_rate: sample_rate.map(|rate| if is_replicated { rate.saturating_add(rate.get()) } else { rate }),
            channels: u8::try_from(channels).unwrap_or(u8::MAX),
            is_replicated,
            claimed: self.claimed,
            samples: if is_replicated { samples.saturating_mul(2) } else { samples },
            bytes: self.bytes,
            sha256: Sha256::from(<[u8; 32]>::from(self.hasher.finalize())),
            decoded,
            ended_early: self.steps.ended_early,
            unreadable: self.unreadable,
            gap: self.gap,
            changed: self.changed,
            last: self.last,
            panicked,
        })
    }
}

/// The sample rate that the container says (Hz).
fn rate_of(parameters: &AudioCodecParameters) -> Option<NonZeroU32> {
    parameters.sample_rate.and_then(NonZeroU32::new)
}

#[cfg(test)]
mod tests;
