//! The feed and the files beside it: sealed values in, bytes out. RSS 2.0 (<https://www.rssboard.org/rss-specification>) with the
//! namespaces of Apple, the Podcast Index, Atom, RSS content and Podlove.

mod alternates;
mod channel;
mod chapters;
mod cut;
mod element;
pub mod elements;
mod headers;
mod item;
mod payment;
mod people;
mod pictures;
pub mod proof;
pub mod published;
mod remote_item;
pub mod reread;
pub mod shown;
#[cfg(test)]
mod tests;
pub(crate) mod transcripts;
mod values;
mod wording;
mod writing;

use crate::feed::alternates::has_alternates;
use crate::layout::TranscriptForm;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::model::identity::digest::Sha256;
use crate::model::media::audio_facts::AudioFacts;
use crate::seal::{Enclosure, Sealed, SealedEpisode, SiteView};

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
#[cfg(any(test, feature = "test-support"))]
pub fn render(sealed: &Sealed) -> Result<Vec<OutputFile>, FeedError> {
    Ok(files(sealed, serialise(sealed)?))
}

/// Every file that belongs to the feed, with its text as it was serialised before.
pub fn files(sealed: &Sealed, xml: FeedXml) -> Vec<OutputFile> {
    let mut files = vec![
        OutputFile { output: Output::feed(sealed.show()), content: Content::Bytes(xml.0) },
        OutputFile::text(Output::Headers, headers::file(sealed)),
    ];
    files.extend(files_of_episodes(sealed.view()));
    files.sort_by_cached_key(OutputFile::path);
    files
}

/// What stands beside the feed and is linked from the pages: chapters, transcripts, pictures, and recordings that are on this machine.
pub fn files_of_episodes(view: &SiteView) -> Vec<OutputFile> {
    let show = &view.show;
    let mut files = Vec::new();
    for episode in &view.episodes {
        let slug = &episode.episode.slug;
        if !episode.chapters.is_empty() {
            files.push(OutputFile::text(Output::Chapters(slug.clone()), chapters::json(show, episode)));
        }
        if let Some(transcript) = &episode.transcript {
            for form in TranscriptForm::ALL {
                let text = transcripts::text(form, transcript, &show.language, &episode.episode);
                files.push(OutputFile::text(Output::Transcript(slug.clone(), form), text));
            }
        }
    }
    let here = view.served_files().into_iter().filter_map(|(output, file)| Some((output, file.source?.clone())));
    files.extend(here.map(|(output, source)| OutputFile { output, content: Content::SameAs(source) }));
    files
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
    #[cfg(any(test, feature = "test-support"))]
    SERIALISED.set(SERIALISED.get() + 1);
    let mut bytes = Vec::new();
    writing::write(sealed, &mut |text| bytes.extend_from_slice(text))?;
    Ok(FeedXml(bytes))
}

#[cfg(any(test, feature = "test-support"))]
thread_local! {
    static SERIALISED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How often this thread has serialised a feed: tests hold a build to once.
#[cfg(any(test, feature = "test-support"))]
pub fn serialised_on_this_thread() -> usize {
    SERIALISED.get()
}

/// Whether a show has the same feed after tagging as was predicted before it: tagging changes nothing but enclosures. Their hashes stand in the
/// feed only beside other forms of the episode, for checking a download.
pub fn has_same_enclosures(one: &Sealed, other: &Sealed) -> bool {
    let is_same_episode = |(one, other): (&SealedEpisode, &SealedEpisode)| {
        let hash = |sealed: &SealedEpisode| sealed.enclosure.facts.as_ref().map(|facts| facts.sha256);
        let without_hash = |sealed: &SealedEpisode| {
            let facts = sealed.enclosure.facts.clone().map(|facts| AudioFacts { sha256: Sha256::of(b""), ..facts });
            Enclosure { facts, ..sealed.enclosure.clone() }
        };
        without_hash(one) == without_hash(other) && (hash(one) == hash(other) || !(has_alternates(one) || has_alternates(other)))
    };
    one.episodes().len() == other.episodes().len() && one.episodes().iter().zip(other.episodes()).all(is_same_episode)
}
