//! What tags want to say, and whether files already say it.

mod pictures;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::Utf8Path;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::catalog::{AudioState, Catalog, CatalogEpisode, ImageState, TagState};
use crate::engine::load::Loaded;
pub(crate) use crate::engine::tagging::pictures::Pictures;
use crate::error::Error;
use crate::model::audio_length::AudioLength;
use crate::model::digest::Sha256;
use crate::model::show::Show;
use crate::model::show_path::ShowPath;
use crate::model::slug::Slug;
use crate::output::apply::is_unfinished;
use crate::tag::picture::TagPicture;
use crate::tag::plan::plan;
use crate::tag::tag_plan::TagPlan;
use crate::tag::wanted::Wanted;
use crate::world::disk::Disk;
use crate::world::replace::{remove_leftovers, remove_leftovers_below};

/// What tagging one episode would do.
pub(crate) struct Tagging {
    /// The audio file.
    pub(crate) path: ShowPath,
    /// Sum over what is wanted, for the lock.
    pub(crate) digest: Sha256,
    /// What has to be done; `None` where the lock knows that there is nothing.
    pub(crate) plan: Option<Result<TagPlan, String>>,
}

/// A sum over what an episode's tags want to say. Pictures count by the sums of their files, so that nothing need be scaled to know that nothing
/// has changed.
pub(crate) fn digest(show: &Show, cover: Option<&ImageState>, entry: &CatalogEpisode, length: AudioLength) -> Sha256 {
    let mut text = Wanted::new(show, &entry.episode, length, None, &BTreeMap::new()).digest().to_string();
    let front = entry.artwork.as_ref().or(cover);
    for image in front.into_iter().chain(entry.chapter_images.values()) {
        let sum = image.found.as_ref().map_or_else(|_| "none".to_owned(), |found| found.sha256.to_string());
        let _infallible = write!(text, "\n{} {sum}", image.path);
    }
    Sha256::of(text.as_bytes())
}

/// What tagging would do to each episode whose file is on this machine.
fn taggings(disk: &dyn Disk, root: &Utf8Path, catalog: &Catalog, pictures: &Pictures) -> BTreeMap<Slug, Tagging> {
    let Some(show) = &catalog.show else { return BTreeMap::new() };
    let tagging = |entry: &CatalogEpisode| {
        let AudioState::Present { path, probe } = &entry.audio else { return None };
        let facts = &probe.facts;
        let digest = digest(show, catalog.cover.as_ref(), entry, facts.length);
        let locked = catalog.lock.as_ref().and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
        let fresh = locked.is_some_and(|locked| locked.facts.sha256 == facts.sha256 && locked.tags == digest);
        let plan = (!fresh).then(|| {
            let wanted = wanted(&|image| pictures.of(disk, root, image), show, catalog.cover.as_ref(), entry, facts.length)?;
            let file = disk.open(&root.join(path.as_path())).map_err(|error| error.kind().to_string())?;
            plan(file.as_ref(), &wanted).map_err(|error| error.to_string())
        });
        Some((entry.episode.slug.clone(), Tagging { path: path.clone(), digest, plan }))
    };
    catalog.episodes.par_iter().filter_map(tagging).collect()
}

/// Takes away what a killed run left half-made: beside the recordings, beside the lock, and, where it had begun to write there, in `feed/`.
pub(crate) fn clean(disk: &dyn Disk, root: &Utf8Path) -> Result<(), Error> {
    remove_leftovers(disk, root)?;
    remove_leftovers_below(disk, &root.join(".podwright"))?;
    remove_leftovers_below(disk, &root.join("episodes"))?;
    if is_unfinished(disk, root) {
        remove_leftovers_below(disk, &root.join("feed"))?;
    }
    Ok(())
}

/// Notes in the catalog which tags are stale, and returns what tagging would do.
pub(crate) fn note_stale(disk: &dyn Disk, root: &Utf8Path, loaded: &mut Loaded) -> BTreeMap<Slug, Tagging> {
    let taggings = taggings(disk, root, &loaded.catalog, &loaded.pictures);
    for entry in &mut loaded.catalog.episodes {
        entry.tags = match taggings.get(&entry.episode.slug).map(|tagging| &tagging.plan) {
            None => TagState::Unknown,
            Some(None) => TagState::Fresh,
            Some(Some(Ok(plan))) if plan.is_empty() => TagState::Fresh,
            Some(Some(Ok(plan))) => {
                TagState::Stale { changes: plan.changes().iter().filter(|change| change.kind.writes()).count() }
            }
            Some(Some(Err(reason))) => TagState::Refused { reason: reason.clone() },
        };
    }
    taggings
}

fn wanted(
    picture: &dyn Fn(&ImageState) -> Result<TagPicture, String>,
    show: &Show,
    cover: Option<&ImageState>,
    entry: &CatalogEpisode,
    length: AudioLength,
) -> Result<Wanted, String> {
    let front = entry.artwork.as_ref().or(cover).filter(|image| image.found.is_ok()).map(picture).transpose()?;
    let chapters = entry
        .chapter_images
        .iter()
        .filter(|(_, image)| image.found.is_ok())
        .map(|(path, image)| Ok((path.clone(), picture(image)?)))
        .collect::<Result<BTreeMap<_, _>, String>>()?;
    Ok(Wanted::new(show, &entry.episode, length, front, &chapters))
}
