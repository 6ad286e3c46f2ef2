//! Another form of an episode, as it stands in the lock.

use serde::{Deserialize, Serialize};

use crate::lock::LockedAlternate;
use crate::lock::lock_error::LockError;
use crate::lock::value::value;
use crate::model::files::byte_count::ByteCount;
use crate::model::media::alternate_facts::{AlternateAudio, AlternateFacts};

/// A file beside the main one; the entry that it stands in has the sum.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlternateLines {
    file: String,
    form: String,
    bytes: ByteCount,
    sha256: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sound: Option<AlternateAudioLines>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AlternateAudioLines {
    codec: String,
    bitrate_bps: u32,
}

impl From<&LockedAlternate> for AlternateLines {
    fn from(alternate: &LockedAlternate) -> Self {
        let LockedAlternate { file, facts: AlternateFacts { bytes, sha256, form, audio } } = alternate;
        Self {
            file: file.to_string(),
            form: form.to_string(),
            bytes: *bytes,
            sha256: sha256.to_string(),
            sound: audio
                .map(|AlternateAudio { codec, bitrate }| AlternateAudioLines { codec: codec.to_string(), bitrate_bps: bitrate }),
        }
    }
}

impl AlternateLines {
    pub(super) fn read(&self, guid: &str) -> Result<LockedAlternate, LockError> {
        let Self { file, form, bytes, sha256, sound } = self;
        let read_audio = |AlternateAudioLines { codec, bitrate_bps }: &AlternateAudioLines| {
            Ok(AlternateAudio { codec: value(codec, guid, "codec")?, bitrate: *bitrate_bps })
        };
        let facts = AlternateFacts {
            bytes: *bytes,
            sha256: value(sha256, guid, "sha256")?,
            form: value(form, guid, "form")?,
            audio: sound.as_ref().map(read_audio).transpose()?,
        };
        Ok(LockedAlternate { file: value(file, guid, "file")?, facts })
    }
}
