//! An episode as it will be.

use crate::import::ledger::Spot;
use crate::import::wanted_file::WantedFile;
use crate::lock::{LockedAudio, LockedEnclosure, LockedEpisode};
use crate::model::episode::Episode;
use crate::model::files::byte_count::ByteCount;
use crate::model::identity::origin::Origin;

/// The file of chapters that have pictures.
pub const PSC_FILE: &str = "chapters.psc";

/// An episode of the old feed, as its files will say it.
#[derive(Clone, Debug)]
pub struct PlannedEpisode {
    /// What episode.yaml says, where nothing is fetched.
    pub episode: Episode,
    /// Files of the old host that can take the place of addresses.
    pub wanted: Vec<WantedFile>,
    /// Chapters for a file of their own, as Podlove Simple Chapters.
    pub psc: Option<String>,
    /// Its place among episodes of the same moment, from the front of the feed.
    pub order: Option<u32>,
    /// Where it stands in the feed.
    pub spot: Spot,
    /// Which of the feed's items it is, from 0.
    pub index: usize,
}

impl PlannedEpisode {
    /// What podcast.lock says of it: what subscribers have. `None` for a draft, which they have not.
    pub fn locked(&self) -> Option<LockedEpisode> {
        let episode = &self.episode;
        let remote = episode.enclosure.as_ref().filter(|_| !episode.draft)?;
        let bytes = remote.bytes.map_or(ByteCount::ZERO, |bytes| ByteCount::new(u64::from(bytes.get())));
        Some(LockedEpisode {
            slug: episode.slug.clone(),
            title: episode.title.clone(),
            date: episode.date,
            origin: Some(Origin::Import),
            order: self.order,
            enclosure: LockedEnclosure { url: remote.url.clone(), media_type: remote.media_type },
            audio: LockedAudio::Remote { bytes, duration: remote.duration },
            replaced: Vec::new(),
            artwork: None,
            transcript: None,
            alternates: Vec::new(),
            chapters: Vec::new(),
        })
    }
}
