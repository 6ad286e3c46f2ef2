//! What tags should say, and whether files already say it.

pub(in crate::engine) mod finals;
mod pictures;
pub(in crate::engine) mod tag_writing;
pub(in crate::engine) mod tagged_file;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::Utf8Path;

use crate::catalog::tag_refusal::TagRefusal;
use crate::catalog::{AudioState, CatalogEpisode, ImageState, TagState};
pub(in crate::engine) use crate::engine::tagging::pictures::TagPictures;
use crate::engine::workspace::open_files::OpenFiles;
use crate::engine::workspace::picture_bytes::PictureBytes;
use crate::lock::Lock;
use crate::media::tags::shown::ShownTags;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::slug::Slug;
use crate::model::media::audio_length::AudioLength;
use crate::model::media::container::Container;
use crate::model::settings::tag_version::TagPolicy;
use crate::model::show::Show;
use crate::tag::change::Warning;
use crate::tag::picture::TagPicture;
use crate::tag::plan::plan;
use crate::tag::tag_plan::TagPlan;
use crate::tag::wanted::Wanted;
use crate::world::disk::{Disk, OpenFile};

/// How many recordings stay open from planning to tagging. // systems allow 256 open files and more
const HELD_MAX: usize = 64;

/// What tagging one episode would do.
pub(crate) struct Tagging {
    /// The recording.
    pub(crate) path: ShowPath,
    /// Hash of what the tags should say, for the lock.
    pub(crate) digest: Sha256,
    /// What has to be done; `None` if the lock knows that there is nothing.
    pub(crate) plan: Option<Result<TagPlan, TagRefusal>>,
    /// What players go on showing where the tags cannot be written, in words.
    old: Option<String>,
    /// The recording, still open; `None` if it is opened again.
    source: Option<Arc<dyn OpenFile>>,
}

impl Tagging {
    /// The recording, if it is still open; it is given away once.
    pub(in crate::engine) fn take_source(&mut self) -> Option<Arc<dyn OpenFile>> {
        self.source.take()
    }

    /// The plan, if it would change something.
    pub(crate) fn pending(&self) -> Option<&TagPlan> {
        self.plan.as_ref()?.as_ref().ok().filter(|plan| !plan.is_empty())
    }

    /// What the producer should know before the file is tagged.
    pub(in crate::engine) fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.plan.iter().flatten().flat_map(TagPlan::warnings)
    }

    /// Whether the tags say what the YAML says.
    pub(in crate::engine) fn state(&self) -> TagState {
        match &self.plan {
            None => TagState::Fresh,
            Some(Err(refusal)) => TagState::Refused { refusal: refusal.clone(), old: self.old.clone() },
            Some(Ok(plan)) if plan.is_empty() => TagState::Fresh,
            Some(Ok(plan)) => TagState::Stale { changes: plan.changes().iter().filter(|change| change.kind.writes()).count() },
        }
    }
}

/// Plans the tags of each recording while it is open.
pub(in crate::engine) struct TagPlanner<'a> {
    pub(in crate::engine) disk: &'a dyn Disk,
    pub(in crate::engine) root: &'a Utf8Path,
    pub(in crate::engine) show: Option<&'a Show>,
    pub(in crate::engine) cover: Option<&'a ImageState>,
    pub(in crate::engine) lock: Option<&'a Lock>,
    /// Episodes of which the lock's word on the tags is not enough.
    pub(in crate::engine) rewritten: &'a [Slug],
    pub(in crate::engine) pictures: &'a TagPictures,
    pub(in crate::engine) bytes: &'a PictureBytes,
    /// How many recordings stay open.
    pub(in crate::engine) held: AtomicUsize,
}

impl TagPlanner<'_> {
    /// What tagging would do to an episode; `None` if its recording is not here.
    pub(in crate::engine) fn plan(&self, entry: &CatalogEpisode, open_files: &OpenFiles<'_>) -> Option<Tagging> {
        let (AudioState::Present { path, probe }, Some(show)) = (&entry.audio, self.show) else { return None };
        let facts = &probe.facts;
        let digest = digest(show, self.cover, entry, facts.length);
        let locked = self.lock.and_then(|lock| lock.episodes.get(&entry.episode.guid)?.measured());
        let is_rewritten = self.rewritten.contains(&entry.episode.slug);
        let fresh = || Tagging { path: path.clone(), digest, plan: None, old: None, source: None };
        if entry.episode.tags == TagPolicy::Keep {
            return Some(fresh());
        }
        if !is_rewritten && locked.is_some_and(|locked| locked.facts.sha256 == facts.sha256 && locked.tags == digest) {
            return Some(fresh());
        }
        let picture = |image: &ImageState| {
            let made = self.pictures.of(self.disk, self.root, self.bytes, image);
            made.map_err(|reason| TagRefusal { reason, picture: Some(image.path.clone()) })
        };
        let of_recording = |reason| TagRefusal { reason, picture: None };
        let planned = wanted(&picture, show, self.cover, entry, facts.length).and_then(|wanted| {
            let file =
                open_files.open(&self.root.join(path.as_path())).map_err(|error| of_recording(error.kind().to_string()))?;
            let plan = plan(file.as_ref(), &wanted).map_err(|error| of_recording(error.to_string()))?;
            Ok((plan, file))
        });
        let (plan, source) = match planned {
            // Nothing is known of the file, and its tags say what they should: those that 0.1 wrote stay until they say something else.
            Ok((plan, _)) if !is_rewritten && locked.is_none() && plan.only_rearranges() => return Some(fresh()),
            Ok((plan, file)) => {
                let is_held = !plan.is_empty() && self.held.fetch_add(1, Ordering::Relaxed) < HELD_MAX;
                (Ok(plan), is_held.then_some(file))
            }
            Err(reason) => (Err(reason), None),
        };
        let old = if plan.is_err() { self.old(entry, path, facts.container, open_files) } else { None };
        Some(Tagging { path: path.clone(), digest, plan: Some(plan), old, source })
    }

    /// What of an episode's recording is not the episode's; nothing where it cannot be read, which is another fault.
    fn old(&self, entry: &CatalogEpisode, path: &ShowPath, container: Container, open_files: &OpenFiles<'_>) -> Option<String> {
        let file = open_files.open(&self.root.join(path.as_path())).ok()?;
        let shown = ShownTags::of(file.as_ref(), container).ok()?;
        shown.old(entry.episode.title.as_str(), entry.artwork.is_some() || self.cover.is_some())
    }
}

/// A hash of what an episode's tags should say. Pictures count by the hashes of their files, so that nothing need be scaled to know that
/// nothing has changed.
pub(in crate::engine) fn digest(show: &Show, cover: Option<&ImageState>, entry: &CatalogEpisode, length: AudioLength) -> Sha256 {
    if entry.episode.tags == TagPolicy::Keep {
        // Of another value than any that tags are written by: without the key they are looked at again.
        return Sha256::of(TagPolicy::Keep.as_str().as_bytes());
    }
    let mut text = Wanted::new(show, &entry.episode, length, None, &BTreeMap::new()).digest().to_string();
    let front = entry.artwork.as_ref().or(cover);
    for image in front.into_iter().chain(entry.chapter_images.values()) {
        let sum = image.found.as_ref().map_or_else(|_| "none".to_owned(), |found| found.sha256.to_string());
        let _infallible = write!(text, "\n{} {sum}", image.path);
    }
    Sha256::of(text.as_bytes())
}

fn wanted(
    picture: &dyn Fn(&ImageState) -> Result<TagPicture, TagRefusal>,
    show: &Show,
    cover: Option<&ImageState>,
    entry: &CatalogEpisode,
    length: AudioLength,
) -> Result<Wanted, TagRefusal> {
    let front = entry.artwork.as_ref().or(cover).filter(|image| image.found.is_ok()).map(picture).transpose()?;
    let chapters = entry
        .chapter_images
        .iter()
        .filter(|(_, image)| image.found.is_ok())
        .map(|(path, image)| Ok((path.clone(), picture(image)?)))
        .collect::<Result<BTreeMap<_, _>, TagRefusal>>()?;
    Ok(Wanted::new(show, &entry.episode, length, front, &chapters))
}
