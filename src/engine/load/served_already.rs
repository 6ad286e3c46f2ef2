//! What an earlier build put into `feed/`, though the recording is gone from the show's folder.

use std::collections::BTreeSet;

use crate::catalog::CatalogEpisode;
use crate::check::rules::audio::AbsentRecording;
use crate::engine::load::Loader;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::model::show::Show;
use crate::world::disk::FileKind;

impl Loader<'_> {
    /// Absent recordings that stand below `feed/`, byte for byte as the lock knows them, by their path there.
    pub(in crate::engine) fn served_already(&self, show: Option<&Show>, episodes: &[CatalogEpisode]) -> BTreeSet<ShowPath> {
        let Some(show) = show else { return BTreeSet::new() };
        let absent = episodes.iter().flat_map(|entry| AbsentRecording::all_of(show, entry));
        absent.filter(|recording| self.is_served(recording)).map(|recording| recording.output.path()).collect()
    }

    fn is_served(&self, recording: &AbsentRecording) -> bool {
        let Ok(path) = format!("{FEED_FOLDER}/{}", recording.output).parse::<ShowPath>() else { return false };
        let full = self.full(&path);
        let Ok(Some(status)) = self.disk.status(&full) else { return false };
        // A link shows on this machine what is not uploaded.
        let is_file = status.kind == FileKind::File && self.disk.is_link(&full).is_ok_and(|link| !link);
        is_file && status.bytes == recording.bytes && self.hash(&path, &full, &status).is_ok_and(|hash| hash == recording.sha256)
    }
}
