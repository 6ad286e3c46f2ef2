//! Writes the tags that do not say what the YAML says.

use std::collections::BTreeMap;

use camino::Utf8Path;

use crate::catalog::{AudioState, Catalog};
use crate::engine::progress::StepProgress;
use crate::engine::tagging::tagged_file::TaggedFile;
use crate::engine::workspace::Workspace;
use crate::error::Error;
use crate::media::probe::{Depth, probe};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_fault::AudioFault;
use crate::tag::apply::{Applied, Intended, apply, check_room};
use crate::world::disk::Disk;

/// Tags every recording whose tags are stale. Whether all of them can be replaced, and so much `room` is left on the show's disk then, is checked
/// before the first one is. Returns the new files, and
/// those that could not keep their owner.
pub(in crate::engine) fn apply_all(
    workspace: &mut Workspace,
    catalog: &Catalog,
    room: ByteCount,
    progress: &dyn StepProgress,
) -> Result<(BTreeMap<Slug, TaggedFile>, Vec<ShowPath>), Error> {
    let Workspace { disk, root, cache, taggings, tag_pictures, .. } = workspace;
    let disk = disk.as_ref();
    let pending = taggings.values().filter_map(|tagging| Some((tagging, tagging.pending()?)));
    let intended: Vec<Intended> =
        pending.map(|(tagging, plan)| Intended { path: root.join(tagging.path.as_path()), length: plan.new_length() }).collect();
    check_room(disk, &intended, root, room).map_err(Error::Replace)?;
    progress.expect(intended.iter().map(|file| file.length).sum());
    let (mut tagged, mut lost_owner) = (BTreeMap::new(), Vec::new());
    for entry in &catalog.episodes {
        let slug = &entry.episode.slug;
        let AudioState::Present { probe, .. } = &entry.audio else { continue };
        let Some(tagging) = taggings.get_mut(slug).filter(|tagging| tagging.pending().is_some()) else { continue };
        let source = tagging.take_source();
        let Some(plan) = tagging.pending() else { continue };
        let path = &tagging.path;
        let full = root.join(path.as_path());
        let bar = progress.file(path.as_path().as_str(), plan.new_length());
        let applied = apply(disk, &full, plan, source, probe.facts.audio_sha256, &|done| bar.reached(done));
        bar.reached(plan.new_length().get());
        let Applied { bytes, sha256, owner_kept, .. } =
            applied.map_err(|error| Error::Tag { path: path.as_path().to_owned(), source: Box::new(error) })?;
        if !owner_kept {
            lost_owner.push(path.clone());
        }
        if let Ok(Some(status)) = disk.status(&full) {
            let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
            let same = locked.filter(|locked| locked.facts.audio_sha256 == probe.facts.audio_sha256);
            cache.note_tagged(path.as_path(), &status, sha256, same.map(|locked| locked.facts.sha256));
        }
        // A fault is at another place now; a build that was killed here would find it there.
        let faults = if probe.faults.is_empty() { Vec::new() } else { faults_in(disk, &full, path)? };
        tagged.insert(slug.clone(), TaggedFile { bytes, sha256, faults });
    }
    if !tagged.is_empty() {
        tag_pictures.keep(disk, root, catalog);
    }
    Ok((tagged, lost_owner))
}

/// What is wrong with a recording that was tagged.
fn faults_in(disk: &dyn Disk, full: &Utf8Path, path: &ShowPath) -> Result<Vec<AudioFault>, Error> {
    let failed = |source| Error::Tag { path: path.as_path().to_owned(), source };
    let file = disk.open(full).map_err(|error| failed(Box::new(error)))?;
    let found = probe(file.as_ref(), path.as_path().extension(), Depth::Full, &|_| ());
    found.map(|found| found.faults).map_err(|error| failed(Box::new(error)))
}
