//! An episode: what `episode.yaml` says.

use std::num::NonZeroU32;

use crate::model::artwork::Artwork;
use crate::model::chapter::{Chapter, ChapterFile};
use crate::model::check_settings::RuleMention;
use crate::model::episode_kind::EpisodeKind;
use crate::model::extras::EpisodeExtras;
use crate::model::guid::Guid;
use crate::model::moment::Moment;
use crate::model::person::Person;
use crate::model::remote_audio::RemoteAudio;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::model::text::Text;

/// An episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// The folder's name, and the name in addresses.
    pub slug: Slug,
    /// The folder, relative to the show: `episodes/<slug>`.
    pub folder: ShowPath,
    /// Its title, without number and without the show's name.
    pub title: Text,
    /// Its identity.
    pub guid: Guid,
    /// When it comes out.
    pub date: Moment,
    /// A draft never leaves the machine.
    pub draft: bool,
    /// Its season.
    pub season: Option<NonZeroU32>,
    /// Its number.
    pub number: Option<NonZeroU32>,
    /// Full, trailer or bonus.
    pub kind: EpisodeKind,
    /// One or two sentences, plain text.
    pub summary: Text,
    /// Show notes, Markdown.
    pub notes: Option<Text>,
    /// Chapters, as written; once the show is loaded, also those of `chapters_file`.
    pub chapters: Vec<Chapter>,
    /// The file that chapters are taken from, where `chapters:` names one; else one is found.
    pub chapters_file: Option<ChapterFile>,
    /// The audio file, where `audio:` names one; else it is found.
    pub audio: Option<ShowPath>,
    /// The audio, where it is kept elsewhere and was never here.
    pub enclosure: Option<RemoteAudio>,
    /// The transcript, where `transcript:` names one; else it is found.
    pub transcript: Option<ShowPath>,
    /// People of this episode, beside those of the show.
    pub people: Vec<Person>,
    /// A warning to listeners about what is spoken of.
    pub content_note: Option<Text>,
    /// The Easy Read summary, Markdown, where `easy_read:` names one; else `easy-read.md` is found.
    pub easy_read: Option<ShowPath>,
    /// A picture of its own.
    pub artwork: Option<Artwork>,
    /// Explicit or not, where it differs from the show.
    pub explicit: Option<bool>,
    /// What the feed says of it beside the necessary.
    pub extras: EpisodeExtras,
    /// Rules that do not count for this episode.
    pub allow: Vec<RuleMention>,
}
