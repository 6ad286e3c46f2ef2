//! What is known of another form of an episode after it was measured.

use serde::{Deserialize, Serialize};

use crate::model::files::byte_count::ByteCount;
use crate::model::identity::digest::Sha256;
use crate::model::media::codec::Codec;
use crate::model::media::media_form::MediaForm;

/// The facts of a file that is served beside the main one. The lock keeps them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct AlternateFacts {
    /// Size of the file.
    pub bytes: ByteCount,
    /// Hash of the file.
    pub sha256: Sha256,
    /// What kind of file it is.
    pub form: MediaForm,
    /// The audio in it; `None` for film, which is not looked into.
    pub audio: Option<AlternateAudio>,
}

/// The audio of another form. The names are those of podcast.lock.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlternateAudio {
    /// How it is coded.
    pub codec: Codec,
    /// Average rate of the audio alone (bit/s).
    #[serde(rename = "bitrate_bps")]
    pub bitrate: u32,
}
