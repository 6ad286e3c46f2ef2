//! A file as symphonia's reader of its container opens it.

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known;
use symphonia::core::formats::FormatOptions;
use symphonia::core::formats::FormatReader;
use symphonia::core::formats::Track;
use symphonia::core::formats::TrackType;
use symphonia::core::formats::probe::Hint;
use symphonia::core::io::MediaSourceStream;
use symphonia::core::io::MediaSourceStreamOptions;
use symphonia::core::meta::MetadataOptions;

use crate::media::sound::decode::media_source::PartReader;
use crate::model::files::byte_source::ByteSource;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;

/// Opens a file; an error where there is no sound track, in words.
pub(super) fn open<'s>(source: &'s dyn ByteSource, container: Container) -> Result<(Box<dyn FormatReader + 's>, Track), String> {
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

/// Which codec that is.
pub(super) fn codec_of(parameters: &AudioCodecParameters) -> Codec {
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
