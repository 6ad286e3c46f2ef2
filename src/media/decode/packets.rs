//! Any container but MP3: symphonia's packets, hashed, counted and, where wanted, decoded and measured. Packets that stand for themselves are
//! measured in segments on all cores; others are decoded in order on one core, while another measures what was decoded.

use std::ops::Range;

use sha2::Digest;
use symphonia::core::audio::Channels;
use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::codecs::audio::AudioDecoderOptions;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::errors::Error;
use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::FormatReader;
use symphonia::core::formats::Track;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;
use symphonia::core::io::MediaSourceStreamOptions;
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;

use crate::media::decode::guard::guarded;
use crate::media::decode::media_source::PartReader;
use crate::media::decode::mp3::Decoded;
use crate::media::decode::parts::Parts;
use crate::media::decode::replication::Replication;
use crate::media::meter::grid_meter::GridMeter;
use crate::media::meter::grid_meter::Segmenting;
use crate::media::meter::segment_meter::CHANNELS_MAX;
use crate::media::mpeg::walk::NOTED_MAX;
use crate::model::audio_facts::Codec;
use crate::model::audio_facts::Container;
use crate::model::byte_source::ByteSource;
use crate::model::digest::Sha256;

/// Errors in a row after which reading ends.
const ERRORS_MAX: u32 = 50;
/// The longest packet that is believed where it cannot be decoded. // samples; FLAC's longest block has 65,535
const PACKET_MAX: usize = 1 << 16;
/// How much is decoded before it is handed on to be measured. // samples; short enough to stay in the cache, long enough to be worth the handing
const DECODED_TOGETHER: usize = 1 << 15;

/// What the packets tell.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    /// How it is coded.
    pub(crate) codec: Codec,
    /// Sample rate (Hz).
    pub(crate) sample_rate: u32,
    /// Channels.
    pub(crate) channels: u8,
    /// Whether the packets of AAC turned out to hold band replication, which doubles the rate that is played.
    pub(crate) is_replicated: bool,
    /// Samples per channel that the container claims.
    pub(crate) claimed: Option<u64>,
    /// Samples per channel by the packets' own count.
    pub(crate) samples: u64,
    /// Bytes of all packets.
    pub(crate) bytes: u64,
    /// Sum of all packets in order.
    pub(crate) sha256: Sha256,
    /// What decoding told, where it was wanted and possible.
    pub(crate) decoded: Option<Decoded>,
    /// Whether reading ended before the container's own end, and why.
    pub(crate) ended_early: Option<String>,
    /// What a library said when it panicked.
    pub(crate) panicked: Option<String>,
}

/// What is wanted of the packets.
pub(crate) struct Wanted<'w> {
    /// Whether to decode.
    pub(crate) decode: bool,
    /// Whether to keep what the wave does in each tenth of a second.
    pub(crate) traced: bool,
    /// What is played of the decoded samples, where the container says so.
    pub(crate) played: Option<Range<u64>>,
    /// Told how many bytes were newly read.
    pub(crate) progress: &'w (dyn Fn(u64) + Sync),
}

/// Reads all packets of the first sound track; an error where there is none, in words.
pub(crate) fn read(source: &dyn ByteSource, container: Container, wanted: &Wanted<'_>) -> Result<Stream, String> {
    if wanted.decode
        && let Some(stream) = read_in(source, container, wanted, &Manner { segmenting: &Segmenting::new, in_parts: true })?
    {
        return Ok(stream);
    }
    // what was told of the bytes was told already
    let silent = Wanted { progress: &|_| (), played: wanted.played.clone(), ..*wanted };
    let wanted = if wanted.decode { &silent } else { wanted };
    read_in(source, container, wanted, &Manner { segmenting: &Segmenting::new, in_parts: false })
        .map(|stream| stream.expect("in order there is always something"))
}

/// How packets are measured.
struct Manner<'m> {
    /// How the sound is cut, by its sample rate (Hz).
    segmenting: &'m (dyn Fn(u32) -> Segmenting + Sync),
    /// Whether each segment is measured on its own, where the codec allows it.
    in_parts: bool,
}

/// Reads all packets. `None` where only reading in order can tell.
fn read_in(
    source: &dyn ByteSource,
    container: Container,
    wanted: &Wanted<'_>,
    manner: &Manner<'_>,
) -> Result<Option<Stream>, String> {
    let opened = guarded(|| {
        let (format, track) = open(source, container)?;
        Ok((Reading::new(&track, wanted, manner)?, format, track.id))
    });
    let (mut reading, mut format, track) = match opened {
        Ok(Ok(opened)) => opened,
        Ok(Err(reason)) => return Err(reason),
        Err(_) => return Err(format!("the reader of {container} files failed on it")),
    };
    let (mut meter, mut panicked, mut is_done) = (None::<GridMeter>, None, false);
    loop {
        let decoded = std::mem::take(&mut reading.decoded);
        let known = reading.format;
        if is_done && decoded.is_empty() {
            break;
        }
        let mut measure = || {
            if let (Some((rate, channels)), false) = (known, decoded.is_empty()) {
                let meter = meter.get_or_insert_with(|| {
                    let meter = GridMeter::new(rate, channels, (manner.segmenting)(rate));
                    if wanted.traced { meter.trace() } else { meter }
                });
                meter.push(&decoded.iter().map(Vec::as_slice).collect::<Vec<_>>());
            }
        };
        let ended = if is_done {
            measure();
            Ok(true)
        } else {
            rayon::join(measure, || guarded(|| reading.fill(&mut *format, track))).1
        };
        match ended {
            Ok(ended) => is_done = ended,
            Err(words) => {
                panicked = Some(words.0);
                break;
            }
        }
        if let Some(parts) = &mut reading.parts {
            parts.measure();
        }
    }
    Ok(reading.finish(meter, panicked))
}

fn open<'s>(source: &'s dyn ByteSource, container: Container) -> Result<(Box<dyn FormatReader + 's>, Track), String> {
    let stream = MediaSourceStream::new(Box::new(PartReader::whole(source)), MediaSourceStreamOptions::default());
    let mut hint = Hint::new();
    hint.with_extension(match container {
        Container::Mp3 => "mp3",
        Container::Mp4 => "m4a",
        Container::Adts => "aac",
        Container::Ogg => "ogg",
        Container::Flac => "flac",
        Container::Wav => "wav",
        Container::Aiff => "aiff",
    });
    let format = symphonia::default::get_probe()
        .probe(&hint, stream, FormatOptions::default(), MetadataOptions::default())
        .map_err(|error| error.to_string())?;
    let track = format.default_track(TrackType::Audio).or_else(|| format.first_track(TrackType::Audio)).cloned();
    track.map(|track| (format, track)).ok_or_else(|| "there is no sound track in it".to_owned())
}

fn codec_of(parameters: &AudioCodecParameters) -> Codec {
    const KNOWN: [(AudioCodecId, Codec); 6] = [
        (well_known::CODEC_ID_MP3, Codec::Mp3),
        (well_known::CODEC_ID_AAC, Codec::AacLc),
        (well_known::CODEC_ID_ALAC, Codec::Alac),
        (well_known::CODEC_ID_FLAC, Codec::Flac),
        (well_known::CODEC_ID_VORBIS, Codec::Vorbis),
        (well_known::CODEC_ID_OPUS, Codec::Opus),
    ];
    if let Some((_, codec)) = KNOWN.iter().find(|(id, _)| *id == parameters.codec) {
        return *codec;
    }
    // symphonia numbers the uncompressed codecs from 0x100 to 0x1FF
    let is_pcm = symphonia::default::get_codecs()
        .get_audio_decoder(parameters.codec)
        .is_some_and(|decoder| decoder.codec.info.short_name.starts_with("pcm"));
    if is_pcm { Codec::Pcm } else { Codec::Other }
}

struct Reading<'w> {
    wanted: &'w Wanted<'w>,
    parameters: AudioCodecParameters,
    time_base: Option<(u32, u32)>,
    claimed: Option<u64>,
    decoder: Option<Box<dyn AudioDecoder>>,
    /// Packets that are measured in segments, where the codec allows it.
    parts: Option<Parts>,
    format: Option<(u32, usize)>,
    planes: Vec<Vec<f32>>,
    /// What was decoded of what is played, and not measured yet.
    decoded: Vec<Vec<f32>>,
    hasher: sha2::Sha256,
    bytes: u64,
    ticks: u64,
    place: u64,
    unreadable: Vec<u64>,
    unreadable_count: u64,
    ended_early: Option<String>,
    spec_changed: bool,
    replication: Replication,
}

impl<'w> Reading<'w> {
    fn new(track: &Track, wanted: &'w Wanted<'w>, manner: &Manner<'_>) -> Result<Self, String> {
        let Some(CodecParameters::Audio(parameters)) = &track.codec_params else {
            return Err("the sound track does not say how it is coded".to_owned());
        };
        let stands_alone = matches!(codec_of(parameters), Codec::Pcm | Codec::Flac | Codec::Alac);
        let counted = track.time_base.map(|base| (base.numer.get(), base.denom.get()));
        let is_cut = wanted.decode && manner.in_parts && stands_alone;
        let rate = parameters.sample_rate.filter(|rate| is_cut && counted == Some((1, *rate)));
        let parts = rate.map(|rate| {
            let played = wanted.played.clone().unwrap_or(0..u64::MAX);
            Parts::new(parameters, rate, (manner.segmenting)(rate), wanted.traced, played)
        });
        let options = AudioDecoderOptions::default().gapless(false);
        let is_decoded = wanted.decode && parts.is_none();
        let decoder =
            if is_decoded { symphonia::default::get_codecs().make_audio_decoder(parameters, &options).ok() } else { None };
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
            ticks: 0,
            place: 0,
            unreadable: Vec::new(),
            unreadable_count: 0,
            ended_early: None,
            spec_changed: false,
            replication: Replication::default(),
        })
    }

    /// Reads on until there is enough to measure; `true` at the end.
    fn fill(&mut self, format: &mut dyn FormatReader, track: u32) -> bool {
        let mut errors = 0;
        loop {
            match format.next_packet() {
                Ok(Some(packet)) if packet.track_id == track => {
                    errors = 0;
                    self.ended_early = None;
                    if self.take(&packet) {
                        return false;
                    }
                }
                Ok(Some(_)) => {}
                Ok(None) => return true,
                Err(Error::DecodeError(reason)) if errors < ERRORS_MAX => {
                    errors += 1;
                    self.ended_early = Some(reason.to_owned());
                }
                Err(error) => {
                    self.ended_early = Some(error.to_string());
                    return true;
                }
            }
        }
    }

    /// Takes the next packet; `true` where there is enough to measure.
    fn take(&mut self, packet: &Packet) -> bool {
        self.hasher.update(&packet.data);
        (self.wanted.progress)(packet.data.len() as u64);
        self.bytes += packet.data.len() as u64;
        self.ticks = self.ticks.saturating_add(packet.dur.get());
        if self.parameters.codec == well_known::CODEC_ID_AAC && self.replication.look(&packet.data) {
            // what the decoder makes of it would lack the upper half of the sound
            self.decoder = None;
        }
        if let Some(parts) = &mut self.parts {
            return parts.take(packet);
        }
        let Some(decoder) = &mut self.decoder else { return false };
        let frames = if let Ok(buffer) = decoder.decode(packet) {
            let format = (buffer.spec().rate(), buffer.spec().channels().count());
            self.spec_changed |= *self.format.get_or_insert(format) != format;
            copy(&buffer, &mut self.planes);
            buffer.frames()
        } else {
            if self.unreadable.len() < NOTED_MAX {
                self.unreadable.push(self.place);
            }
            self.unreadable_count += 1;
            let frames = usize::try_from(packet.dur.get()).unwrap_or(0).min(PACKET_MAX);
            for plane in &mut self.planes {
                plane.clear();
                plane.resize(frames, 0.0);
            }
            frames
        };
        self.keep(frames);
        self.place += frames as u64;
        self.decoded.first().is_some_and(|plane| plane.len() >= DECODED_TOGETHER)
    }

    /// Keeps what is played of the packet that was just decoded.
    fn keep(&mut self, frames: usize) {
        if self.format.is_none() || self.spec_changed {
            return;
        }
        let played = self.wanted.played.clone().unwrap_or(0..u64::MAX);
        let inside = |sample: u64| usize::try_from(sample.saturating_sub(self.place)).unwrap_or(usize::MAX).min(frames);
        let (start, end) = (inside(played.start), inside(played.end));
        self.decoded.resize_with(self.planes.len(), Vec::new);
        for (decoded, plane) in self.decoded.iter_mut().zip(&self.planes) {
            decoded.extend_from_slice(plane.get(start..end.max(start)).unwrap_or_default());
        }
    }

    fn finish(self, meter: Option<GridMeter>, panicked: Option<String>) -> Option<Stream> {
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
        let sample_rate = self.format.map(|(rate, _)| rate).or(parameters.sample_rate).unwrap_or(0);
        let samples = match self.time_base {
            Some((numer, denom)) if sample_rate > 0 => {
                let samples = u128::from(self.ticks) * u128::from(numer) * u128::from(sample_rate) / u128::from(denom);
                u64::try_from(samples).unwrap_or(u64::MAX)
            }
            _ => self.ticks,
        };
        let is_replicated = self.replication.is_found();
        let doubled = |count| if is_replicated { 2 * count } else { count };
        let is_alike = !is_replicated && !self.spec_changed && channels <= CHANNELS_MAX;
        let in_order = meter.filter(|_| is_alike).map(|meter| (meter.finish(), self.place));
        let decoded = in_parts.or(in_order).map(|(levels, samples)| Decoded {
            levels,
            samples,
            unreadable: self.unreadable,
            unreadable_count: self.unreadable_count,
            panicked: None,
        });
        Some(Stream {
            codec: if is_replicated { Codec::HeAac } else { codec_of(parameters) },
            sample_rate: doubled(sample_rate),
            channels: u8::try_from(channels).unwrap_or(u8::MAX),
            is_replicated,
            claimed: self.claimed,
            samples: if is_replicated { samples.saturating_mul(2) } else { samples },
            bytes: self.bytes,
            sha256: Sha256::from(<[u8; 32]>::from(self.hasher.finalize())),
            decoded,
            ended_early: self.ended_early,
            panicked,
        })
    }
}

/// Samples as f32, one plane for each channel; what is no number becomes silence.
pub(super) fn copy(buffer: &GenericAudioBufferRef<'_>, planes: &mut Vec<Vec<f32>>) {
    buffer.copy_to_vecs_planar::<f32>(planes);
    for plane in planes {
        for sample in plane {
            if !sample.is_finite() {
                *sample = 0.0;
            }
        }
    }
}

#[cfg(test)]
mod tests;
