//! One look at an audio file: what it is, how long, how loud, and what is wrong with it.

#[cfg(not(feature = "test-support"))]
pub(crate) mod audio_probe;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod audio_probe;
#[cfg(not(feature = "test-support"))]
pub(crate) mod probe_error;
#[cfg(feature = "test-support")]
#[doc(hidden)]
pub mod probe_error;
use std::num::NonZeroU32;

use crate::media::container::sniff::Sniffed;
use crate::media::container::sniff::extension_fits;
use crate::media::container::sniff::sniff;
use crate::media::tags::early_form::misread;
use crate::media::tags::private_words::{PrivateWords, private_words};
use crate::model::files::byte_source::ByteSource;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::audio_fault::AudioFaultKind;
use crate::model::media::container::Container;

pub use crate::media::probe::audio_probe::{AudioProbe, AudioTimeline, EncoderChecksum, Tick};
pub use crate::media::probe::probe_error::ProbeError;

mod container;
mod container_faults;
mod joins;
mod mp3;
mod mp3_faults;
mod places;
pub(crate) mod samples;
mod sound_faults;
mod tables;

/// How deep to look.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Depth {
    /// Everything: each frame is decoded and measured.
    Full,
    /// Everything, and how it goes over time.
    Timeline,
    /// Hashes, frames and headers, without decoding.
    NoLoudness,
}

/// Measures a file. `extension` is that of its name, without the dot, if it has one. `progress` is told how many bytes
/// are newly done, from several threads; in the end they add up to about the length of the file.
///
/// # Errors
/// Where the disk fails, and for files of which nothing can be measured: empty ones, Git LFS pointers, and what is not audio.
pub fn probe(
    source: &dyn ByteSource,
    extension: Option<&str>,
    depth: Depth,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<AudioProbe, ProbeError> {
    let (container, mut probe) = match sniff(source)? {
        Sniffed::Known(Container::Mp3) | Sniffed::Perhaps => (Container::Mp3, mp3::probe(source, depth, progress)?),
        Sniffed::Known(container) => (container, container::probe(source, container, depth, progress)?),
    };
    probe.faults.extend(misread_tags(source, container)?);
    probe.faults.extend(private_tags(source, container)?);
    if let Some(extension) = extension.filter(|extension| !extension_fits(extension, container)) {
        let message = format!("the file's name ends in `.{extension}`, but its bytes are {}", article(container));
        probe.faults.insert(0, AudioFault { kind: AudioFaultKind::WrongExtension, message, offset: Some(0) });
    }
    Ok(probe)
}

/// Whether podwright 0.1 has left the tags of a file in a form that some players misread.
///
/// # Errors
/// Where the disk fails.
pub(crate) fn misread_tags(source: &dyn ByteSource, container: Container) -> Result<Option<AudioFault>, ProbeError> {
    let found = misread(source, container).map_err(|error| ProbeError::unreadable(&error))?;
    Ok(found.map(|what| AudioFault {
        kind: AudioFaultKind::TagsMisread,
        message: format!("podwright 0.1 wrote the tags, and some players misread them: {what}"),
        offset: None,
    }))
}

/// Whether the tags of a file tell more of the person who edited it than listeners should know.
fn private_tags(source: &dyn ByteSource, container: Container) -> Result<Option<AudioFault>, ProbeError> {
    let found = private_words(source, container).map_err(|error| ProbeError::unreadable(&error))?;
    Ok(found.map(|PrivateWords { name, what }| AudioFault {
        kind: AudioFaultKind::PrivateTags,
        message: format!("`{name}` in the tags has {what}"),
        offset: None,
    }))
}

fn article(container: Container) -> &'static str {
    match container {
        Container::Mp3 => "an MP3 file",
        Container::Mp4 => "an MP4 file (`.m4a`)",
        Container::Adts => "a bare AAC file (`.aac`)",
        Container::Ogg => "an Ogg file",
        Container::Flac => "a FLAC file",
        Container::Wav => "a WAV file",
        Container::Aiff => "an AIFF file",
    }
}

/// Average bit rate (bit/s) of so many bytes in so many samples.
fn bitrate(bytes: u64, samples: u64, sample_rate: NonZeroU32) -> u32 {
    if samples == 0 {
        return 0;
    }
    let bits = u128::from(bytes) * 8 * u128::from(sample_rate.get());
    u32::try_from((bits + u128::from(samples) / 2) / u128::from(samples)).unwrap_or(u32::MAX)
}
