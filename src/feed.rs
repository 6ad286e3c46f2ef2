//! The feed and the files beside it: sealed values in, bytes out. RSS 2.0 (<https://www.rssboard.org/rss-specification>) with the
//! namespaces of Apple, the Podcast Index, Atom, RSS content and Podlove.

mod alternates;
mod channel;
mod chapters;
mod cut;
mod element;
#[cfg(any(test, feature = "test-support"))]
pub mod elements;
mod extras;
mod headers;
mod item;
pub mod notes;
mod payment;
pub mod published;
mod remote_item;
pub mod reread;
#[cfg(test)]
mod tests;
mod transcripts;
mod wording;
mod writing;

use std::collections::BTreeMap;

use crate::model::audio_facts::AudioFacts;
use crate::model::digest::Sha256;
use crate::model::output_file::{Content, OutputFile};
use crate::model::show::FEED_FILE;
use crate::model::show_path::ShowPath;
use crate::seal::{Enclosure, Sealed, SealedEpisode, SealedImage};

/// Why a feed could not be written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum FeedError {
    /// The XML could not be put together.
    #[error("the feed could not be written as XML: {reason}")]
    Xml {
        /// What the writer says.
        reason: String,
    },
}

/// Every file that belongs to the feed, ordered by path: the feed itself, chapters, transcripts, pictures, sound that is on this
/// machine, and what servers should be told about them.
///
/// # Errors
/// Where the XML writer fails, which it does on no show that could be read.
pub fn render(sealed: &Sealed) -> Result<Vec<OutputFile>, FeedError> {
    Ok(files(sealed, serialise(sealed)?))
}

/// The same, with the feed's text as it was serialised before.
pub fn files(sealed: &Sealed, xml: FeedXml) -> Vec<OutputFile> {
    let mut files = Files::default();
    files.add(FEED_FILE, xml.0, "application/rss+xml");
    files.add("_headers", headers::file(sealed).into_bytes(), "text/plain");
    files.add_image(sealed.cover());
    sealed.images().iter().for_each(|picture| files.add_image(&picture.image));
    for episode in sealed.episodes() {
        let slug = &episode.episode.slug;
        if !episode.chapters.is_empty() {
            files.add(
                &format!("chapters/{slug}.json"),
                chapters::json(sealed.show(), episode).into_bytes(),
                chapters::MEDIA_TYPE,
            );
        }
        if let Some(transcript) = &episode.transcript {
            for form in transcripts::Form::ALL {
                let text = form.text(transcript, &sealed.show().language, &episode.episode.title);
                files.add(&format!("transcripts/{slug}.{}", form.extension()), text.into_bytes(), form.media_type());
            }
        }
        episode.pictures().for_each(|image| files.add_image(image));
        if let (Some(path), Some(source)) = (&episode.enclosure.path, &episode.enclosure.source) {
            files.add_same(path, source, episode.enclosure.media_type.as_str());
        }
        for alternate in &episode.alternates {
            if let (Some(path), Some(source)) = (&alternate.path, &alternate.source) {
                files.add_same(path, source, alternate.facts.form.media_type());
            }
        }
    }
    files.0.into_values().collect()
}

/// The feed as XML, ended by a line break.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FeedXml(Vec<u8>);

impl FeedXml {
    /// The bytes of the file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Writes the feed.
///
/// # Errors
/// If the XML writer fails, which it does on no show that could be read.
pub fn serialise(sealed: &Sealed) -> Result<FeedXml, FeedError> {
    let mut bytes = Vec::new();
    writing::write(sealed, &mut |text| bytes.extend_from_slice(text))?;
    Ok(FeedXml(bytes))
}

/// Whether two shows have the same feed. They differ at most by the hashes of their recordings, which stand in the feed only beside other
/// forms of the episode, for checking a download.
pub fn is_same_feed(one: &Sealed, other: &Sealed) -> bool {
    let is_same_episode = |(one, other): (&SealedEpisode, &SealedEpisode)| {
        let hash = |sealed: &SealedEpisode| sealed.enclosure.facts.as_ref().map(|facts| facts.sha256);
        let without_hash = |sealed: &SealedEpisode| {
            let facts = sealed.enclosure.facts.clone().map(|facts| AudioFacts { sha256: Sha256::of(b""), ..facts });
            Enclosure { facts, ..sealed.enclosure.clone() }
        };
        let is_in_feed = |sealed: &SealedEpisode| alternates::states_main_hash(sealed);
        without_hash(one) == without_hash(other) && (hash(one) == hash(other) || !(is_in_feed(one) || is_in_feed(other)))
    };
    one.episodes().len() == other.episodes().len() && one.episodes().iter().zip(other.episodes()).all(is_same_episode)
}

/// Files by path; a picture that is used twice is there once.
#[derive(Default)]
struct Files(BTreeMap<ShowPath, OutputFile>);

impl Files {
    fn add(&mut self, path: &str, bytes: Vec<u8>, media_type: &'static str) {
        let path: ShowPath = path.parse().expect("a folder, a slug and an extension make a path");
        self.0.insert(path.clone(), OutputFile { path, content: Content::Bytes(bytes), media_type });
    }

    fn add_same(&mut self, path: &ShowPath, source: &ShowPath, media_type: &'static str) {
        let file = OutputFile { path: path.clone(), content: Content::SameAs(source.clone()), media_type };
        self.0.insert(path.clone(), file);
    }

    fn add_image(&mut self, image: &SealedImage) {
        self.add_same(&image.path, &image.source, image.media_type);
    }
}
