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
            media_type as "type": MediaType, "its media type", "audio/mpeg";
        }
        optional {
            bytes: Option<NonZeroU32>, "its size, the `length` of its old feed; without it apps learn it from the server", "4194304";
            duration: Option<Timestamp>, "how long it plays", "4:22";
        }
    }
}

impl RemoteAudio {
    /// How long it plays, where that is known.
    pub fn length(&self) -> Option<AudioLength> {
        // old feeds write 0:00 for a length that they do not know
        let duration = self.duration.filter(|duration| duration.as_millis() > 0);
        duration.map(|duration| AudioLength { samples: duration.as_millis(), sample_rate: MILLISECONDS })
    }
}
