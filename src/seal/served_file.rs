//! The files of the show that are served as they are.

use std::collections::BTreeMap;

use crate::layout::output::Output;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::seal::{Sealed, SealedEpisode};

/// A file of the show that is served as it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServedFile<'a> {
    /// The file of the show; `None` where it is not on this machine.
    pub source: Option<&'a ShowPath>,
    /// Its size.
    pub bytes: ByteCount,
    /// Its hash.
    pub sha256: Sha256,
}

impl Sealed {
    /// Pictures and recordings below `feed/`, by what they are there; a picture that is used twice is there once.
    pub fn served_files(&self) -> BTreeMap<Output, ServedFile<'_>> {
        let further = self.images().iter().map(|picture| &picture.image);
        let pictures =
            std::iter::once(self.cover()).chain(further).chain(self.episodes().iter().flat_map(SealedEpisode::pictures));
        let mut files: BTreeMap<Output, ServedFile<'_>> = pictures
            .map(|image| (image.output(), ServedFile { source: Some(&image.source), bytes: image.bytes, sha256: image.sha256 }))
            .collect();
        for episode in self.episodes() {
            let enclosure = &episode.enclosure;
            if let (Some(output), Some(facts)) = (&enclosure.output, &enclosure.facts) {
                let file = ServedFile { source: enclosure.source.as_ref(), bytes: facts.bytes, sha256: facts.sha256 };
                files.insert(output.clone(), file);
            }
            for alternate in &episode.alternates {
                if let Some(output) = &alternate.output {
                    let facts = &alternate.facts;
                    let file = ServedFile { source: alternate.source.as_ref(), bytes: facts.bytes, sha256: facts.sha256 };
                    files.insert(output.clone(), file);
                }
            }
        }
        files
    }
}
