//! Sound that is kept elsewhere and was never measured: a back catalogue that moved here from another host.

use std::num::NonZeroU32;

use crate::model::key::keys;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::media_type::MediaType;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::HttpUrl;

/// A duration is known in milliseconds.
const MILLISECONDS: NonZeroU32 = NonZeroU32::new(1000).expect("1,000 is not zero");

keys! {
    /// What an episode's enclosure says, and all that is known.
    #[derive(Clone, Debug, Eq, PartialEq)]
    pub struct RemoteAudio {
        required {
            url: HttpUrl, "where apps fetch it; the address of a published episode never changes", "https://old.example.org/one.mp3";
            bytes: NonZeroU32, "its size, the `length` of its old feed", "4194304";
            media_type as "type": MediaType, "its media type", "audio/mpeg";
        }
        optional {
            duration: Option<Timestamp>, "how long it plays", "4:22";
        }
    }
}

impl RemoteAudio {
    /// How long it plays, where that is known.
    pub fn length(&self) -> Option<AudioLength> {
        self.duration.map(|duration| AudioLength { samples: duration.as_millis(), sample_rate: MILLISECONDS })
    }
}
