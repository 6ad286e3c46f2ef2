//! What was published, as plain data: `podcast.lock`.

mod chapter_lines;
mod episode_lines;
pub mod lock_bounds;
pub mod lock_error;
pub mod lock_file;
mod summed;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::lock::episode_lines::EpisodeLines;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::guid::{Guid, ShowGuid};
use crate::model::identity::origin::Origin;
use crate::model::identity::slug::Slug;
use crate::model::media::alternate_facts::AlternateFacts;
use crate::model::media::audio_facts::AudioFacts;
use crate::model::media::audio_fault::AudioFault;
use crate::model::media::chapter::Chapter;
use crate::model::media::media_type::MediaType;
use crate::model::media::recording_levels::RecordingLevels;
use crate::model::media::transcript_fit::TranscriptFit;
use crate::model::time::moment::Moment;
use crate::model::time::timestamp::Timestamp;
use crate::model::web::http_url::{BaseUrl, HttpUrl};
use crate::model::wording::text::Text;

/// What was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// The show's identity.
    pub guid: ShowGuid,
    /// The feed's address.
    pub feed_url: HttpUrl,
    /// Hash of the cover's file.
    pub cover: Option<Sha256>,
    /// Changes of what was published that a producer said are meant, oldest first.
    pub accepted: Vec<Accepted>,
    /// Addresses that the show has left, oldest first.
    pub moves: Vec<Move>,
    /// Episodes that the feed of a build listed.
    pub out: BTreeSet<Guid>,
    /// Episodes that were seen in the feed at the show's public address.
    pub online: BTreeSet<Guid>,
    /// Episodes by guid; held-back ones too, so that CI can publish them without their audio.
    pub episodes: BTreeMap<Guid, LockedEpisode>,
}

/// An episode that was published, or is held back until its date.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(try_from = "EpisodeLines")]
pub struct LockedEpisode {
    /// The folder's name.
    pub slug: Slug,
    /// The title.
    pub title: Text,
    /// The date.
    pub date: Moment,
    /// Where it comes from, if podwright did not publish it first.
    pub origin: Option<Origin>,
    /// Its place, from the front of the feed, among episodes of the same date, if it was published in another order than podwright's own.
    pub order: Option<u32>,
    /// What the feed's enclosure says.
    pub enclosure: LockedEnclosure,
    /// What is known of the file that is served.
    pub audio: LockedAudio,
    /// Recordings that another one has taken the place of, oldest first.
    pub replaced: Vec<AudioReplacement>,
    /// Hash of the episode's own picture.
    pub artwork: Option<Sha256>,
    /// The transcript.
    pub transcript: Option<LockedTranscript>,
    /// The same in other files.
    pub alternates: Vec<LockedAlternate>,
    /// Chapters that were taken from a recording, which may be absent the next time.
    pub chapters: Vec<Chapter>,
}

/// A transcript that was published.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LockedTranscript {
    /// Hash of its file.
    pub sha256: Sha256,
    /// Whether it belongs to the recording of the entry, where they were compared.
    pub fit: Option<TranscriptFit>,
}

/// Another form of an episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LockedAlternate {
    /// The file of the show.
    pub file: ShowPath,
    /// The facts of the file that is served.
    pub facts: AlternateFacts,
}

/// What the feed's enclosure says beside the length, which stands with the audio.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LockedEnclosure {
    /// The address that apps fetch.
    pub url: HttpUrl,
    /// The media type.
    pub media_type: MediaType,
}

/// What is known of the file that is served.
#[derive(Clone, Debug, PartialEq)]
pub enum LockedAudio {
    /// Everything, because it was here once.
    Measured(Box<MeasuredAudio>),
    /// What an enclosure says, because it was never here.
    Remote {
        /// Size.
        bytes: ByteCount,
        /// How long it plays, where that is known.
        duration: Option<Timestamp>,
    },
}

/// Sound that was here once.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredAudio {
    /// The facts of the file that is served.
    pub facts: AudioFacts,
    /// The levels from which its waveform is drawn, where they are known.
    pub levels: Option<RecordingLevels>,
    /// What was wrong with it, below the level of an error.
    pub faults: Vec<AudioFault>,
    /// Hash over what podwright wrote into the tags: while it and the file's hash agree, there is nothing to tag.
    pub tags: Sha256,
}

impl LockedEpisode {
    /// What was measured; `None` for a file that was never here.
    pub fn measured(&self) -> Option<&MeasuredAudio> {
        match &self.audio {
            LockedAudio::Measured(measured) => Some(measured),
            LockedAudio::Remote { .. } => None,
        }
    }
}

/// A change of what was published that a producer said is meant.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// When they said so (UTC).
    pub date: NaiveDate,
    /// The rule that spoke against it.
    pub rule: String,
    /// The episode, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub episode: Option<Slug>,
    /// What changed, in words.
    pub change: String,
}

/// A recording that took the place of another one.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AudioReplacement {
    /// When (UTC).
    pub date: NaiveDate,
    /// Why, in the producer's words.
    pub reason: Text,
    /// Hash of the sound that was there; `None` where it was never measured.
    #[serde(rename = "before_sha256", skip_serializing_if = "Option::is_none")]
    pub before: Option<Sha256>,
    /// Hash of the sound that is there now.
    #[serde(rename = "after_sha256")]
    pub after: Sha256,
}

/// An address that the show has left.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// When (UTC).
    pub date: NaiveDate,
    /// Where `feed/` was served.
    pub from: BaseUrl,
    /// Where it is served since.
    pub to: BaseUrl,
}
