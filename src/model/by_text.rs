//! Values that podcast.lock keeps as text: serde reads them by their `FromStr` and writes them by their `Display`, so they have no second door.

use std::fmt;
use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::identity::origin::Origin;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_facts::BitrateMode;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::codec::Codec;
use crate::model::media::container::Container;
use crate::model::media::media_form::MediaForm;
use crate::model::media::media_type::MediaType;
use crate::model::media::recording_levels::RecordingLevels;
use crate::model::media::transcript_fit::TranscriptFit;
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::{BaseUrl, HttpUrl};
use crate::model::wording::text::Text;

/// How much of a text that cannot be read an error shows (characters).
const SHOWN: usize = 200;

/// Reads a text while the reader still stands at it: so its errors name the line and the key.
struct Door<T>(PhantomData<T>);

impl<T: FromStr> Visitor<'_> for Door<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        let refused = |_| E::custom(format_args!("`{}` cannot be read", text.chars().take(SHOWN).collect::<String>()));
        text.parse().map_err(refused)
    }
}

fn read<'de, T: FromStr, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(Door(PhantomData))
}

fn write<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

macro_rules! by_text {
    ($($type:ty),+ $(,)?) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read(deserializer)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write(self, serializer)
            }
        }
    )+};
}

by_text! {
    AudioFault, BaseUrl, BitrateMode, Codec, Container, Guid, HttpUrl, RecordingLevels, MediaForm, MediaType, Moment, Origin, Sha256, ShowGuid, ShowPath,
    Slug, Text, Timestamp, TranscriptFit,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_by_the_door_that_everybody_uses() {
        assert_eq!(serde_json::from_str::<Slug>("\"one\"").unwrap().to_string(), "one");
        assert_eq!(serde_json::to_string(&"a-b".parse::<Slug>().unwrap()).unwrap(), "\"a-b\"");
        let refused = serde_json::from_str::<Slug>("\"A b\"").unwrap_err().to_string();
        assert!(refused.starts_with("`A b` cannot be read"), "{refused}");
        let long = format!("\"{}\"", "A".repeat(10_000));
        assert!(serde_json::from_str::<Slug>(&long).unwrap_err().to_string().len() < 300);
    }
}
