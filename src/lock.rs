//! What was published, as plain data: `podcast.lock`.

pub mod lock_error;
pub mod lock_file;

use std::collections::BTreeMap;

use crate::model::alternate_facts::AlternateFacts;
use crate::model::audio_facts::AudioFacts;
use crate::model::audio_fault::AudioFault;
use crate::model::chapter::Chapter;
use crate::model::digest::Sha256;
use crate::model::guid::{Guid, ShowGuid};
use crate::model::http_url::HttpUrl;
use crate::model::moment::Moment;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::model::text::Text;

/// What was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// The show's identity.
    pub guid: ShowGuid,
    /// The feed's address.
    pub feed_url: HttpUrl,
    /// Sum of the cover's file.
    pub cover: Option<Sha256>,
    /// Episodes by guid; held-back ones too, so that CI can publish them without their audio.
    pub episodes: BTreeMap<Guid, LockedEpisode>,
}

/// An episode that was published, or is held back until its date.
#[derive(Clone, Debug, PartialEq)]
pub struct LockedEpisode {
    /// The folder's name.
    pub slug: Slug,
    /// The title.
    pub title: Text,
    /// The date.
    pub date: Moment,
    /// What the feed's enclosure says.
    pub enclosure: LockedEnclosure,
    /// The facts of the file that is served.
    pub audio: AudioFacts,
    /// What was wrong with it, below the level of an error.
    pub faults: Vec<AudioFault>,
    /// Sum over what podwright wrote into the tags: while it and the file's sum agree, there is nothing to tag.
    pub tags: Sha256,
    /// Sum of the episode's own picture.
    pub artwork: Option<Sha256>,
    /// Sum of the transcript's file.
    pub transcript: Option<Sha256>,
    /// The same in other files.
    pub alternates: Vec<LockedAlternate>,
    /// Chapters that were taken from a recording, which may be absent the next time.
    pub chapters: Vec<Chapter>,
}

/// Another form of an episode.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LockedAlternate {
    /// The file of the show.
    pub file: ShowPath,
    /// The facts of the file that is served.
    pub facts: AlternateFacts,
}

/// What the feed's enclosure says beside length and sum, which stand with the audio.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LockedEnclosure {
    /// The address that apps fetch.
    pub url: HttpUrl,
    /// The media type, such as `audio/mpeg`.
    pub media_type: String,
}
