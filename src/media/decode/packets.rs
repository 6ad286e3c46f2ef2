//! Any container but MP3: symphonia's packets, hashed, counted and, where wanted, decoded and measured in order.

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
    let mut reading = None;
    let outcome = guarded(|| -> Result<(), String> {
        let (mut format, track) = open(source, container)?;
        let reading = reading.insert(Reading::new(&track, wanted)?);
        reading.run(&mut *format, track.id);
        Ok(())
    });
    let panicked = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(reason)) => return Err(reason),
        Err(panicked) => Some(panicked.0),
    };
    match reading {
        Some(reading) => Ok(reading.finish(panicked)),
        None => Err(format!("the reader of {container} files failed: {}", panicked.unwrap_or_default())),
    }
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
    meter: Option<GridMeter>,
    format: Option<(u32, usize)>,
    planes: Vec<Vec<f32>>,
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
    fn new(track: &Track, wanted: &'w Wanted<'w>) -> Result<Self, String> {
        let Some(CodecParameters::Audio(parameters)) = &track.codec_params else {
            return Err("the sound track does not say how it is coded".to_owned());
        };
        let options = AudioDecoderOptions::default().gapless(false);
        let decoder =
            if wanted.decode { symphonia::default::get_codecs().make_audio_decoder(parameters, &options).ok() } else { None };
        Ok(Self {
            wanted,
            parameters: parameters.clone(),
            time_base: track.time_base.map(|base| (base.numer.get(), base.denom.get())),
            claimed: track.num_frames,
            decoder,
            meter: None,
            format: None,
            planes: Vec::new(),
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

    fn run(&mut self, format: &mut dyn FormatReader, track: u32) {
        let mut errors = 0;
        loop {
            match format.next_packet() {
                Ok(Some(packet)) if packet.track_id == track => {
                    errors = 0;
                    self.ended_early = None;
                    self.take(&packet);
                }
                Ok(Some(_)) => {}
                Ok(None) => return,
                Err(Error::DecodeError(reason)) if errors < ERRORS_MAX => {
                    errors += 1;
                    self.ended_early = Some(reason.to_owned());
                }
                Err(error) => {
                    self.ended_early = Some(error.to_string());
                    return;
                }
            }
        }
    }

    fn take(&mut self, packet: &Packet) {
        self.hasher.update(&packet.data);
        (self.wanted.progress)(packet.data.len() as u64);
        self.bytes += packet.data.len() as u64;
        self.ticks = self.ticks.saturating_add(packet.dur.get());
        if self.parameters.codec == well_known::CODEC_ID_AAC && self.replication.look(&packet.data) {
            // what the decoder makes of it would lack the upper half of the sound
            (self.decoder, self.meter) = (None, None);
        }
        let Some(decoder) = &mut self.decoder else { return };
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
        self.measure(frames);
        self.place += frames as u64;
    }

    fn measure(&mut self, frames: usize) {
        let Some((rate, channels)) = self.format.filter(|_| !self.spec_changed) else { return };
        let traced = self.wanted.traced;
        let meter = self.meter.get_or_insert_with(|| {
            let meter = GridMeter::new(rate, channels, Segmenting::new(rate));
            if traced { meter.trace() } else { meter }
        });
        let played = self.wanted.played.clone().unwrap_or(0..u64::MAX);
        let inside = |sample: u64| usize::try_from(sample.saturating_sub(self.place)).unwrap_or(usize::MAX).min(frames);
        let (start, end) = (inside(played.start), inside(played.end));
        let part =
            |from: usize, to: usize| self.planes.iter().map(|plane| plane.get(from..to).unwrap_or_default()).collect::<Vec<_>>();
        meter.push(&part(start, end.max(start)));
    }

    fn finish(self, panicked: Option<String>) -> Stream {
        let parameters = &self.parameters;
        let format_channels = self.format.map(|(_, channels)| channels);
        let channels = format_channels.or(parameters.channels.as_ref().map(Channels::count)).unwrap_or(0);
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
        let decoded =
            self.meter.filter(|_| !is_replicated).filter(|_| !self.spec_changed && channels <= CHANNELS_MAX).map(|meter| {
                Decoded {
                    levels: meter.finish(),
                    samples: self.place,
                    unreadable: self.unreadable,
                    unreadable_count: self.unreadable_count,
                    panicked: None,
                }
            });
        Stream {
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
        }
    }
}

/// Samples as f32, one plane for each channel; what is no number becomes silence.
fn copy(buffer: &GenericAudioBufferRef<'_>, planes: &mut Vec<Vec<f32>>) {
    buffer.copy_to_vecs_planar::<f32>(planes);
    for plane in planes {
        for sample in plane {
            if !sample.is_finite() {
                *sample = 0.0;
            }
        }
    }
}
