//! Sound that is kept elsewhere and was never measured: a back catalogue that moved here from another host.

use std::num::NonZeroU32;

use crate::model::audio_length::AudioLength;
use crate::model::http_url::HttpUrl;
use crate::model::media_type::MediaType;
use crate::model::timestamp::Timestamp;

/// A duration is known in milliseconds.
const MILLISECONDS: NonZeroU32 = NonZeroU32::new(1000).expect("1,000 is not zero");

/// What an episode's enclosure says, and all that is known.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RemoteAudio {
    /// Where apps fetch it.
    pub url: HttpUrl,
    /// Its size (bytes).
    pub bytes: NonZeroU32,
    /// Its media type.
    pub media_type: MediaType,
    /// How long it plays, where that is known.
    pub duration: Option<Timestamp>,
}

impl RemoteAudio {
    /// How long it plays, where that is known.
    pub fn length(&self) -> Option<AudioLength> {
        self.duration.map(|duration| AudioLength { samples: duration.as_millis(), sample_rate: MILLISECONDS })
    }
}
