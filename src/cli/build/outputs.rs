//! The files of `feed/`: rendered, compared with what is there, written.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;

use crate::cli::progress::{FileProgress, Progress};
use crate::cli::reread::reread;
use crate::cli::session::Session;
use crate::engine::load::IMAGE_MAX;
use crate::error::Error;
use crate::feed;
use crate::model::output_file::{Content, OutputFile};
use crate::model::show_path::ShowPath;
use crate::output::apply::{self, Copying, Target};
use crate::output::manifest::{self, Served};
use crate::output::plan::{WritePlan, plan};
use crate::seal::{Sealed, SealedEpisode};
use crate::site;
use crate::site::render_inputs::RenderInputs;
use crate::site::templates::Templates;
use crate::world::disk::{Disk, read_whole};

/// Where the feed goes, in the show.
pub(crate) const FEED_FOLDER: &str = "feed";

/// What has to be written and removed so that `feed/` holds what it should.
pub(in crate::cli) fn feed_plan(
    disk: &dyn Disk,
    root: &Utf8Path,
    sealed: &Sealed,
    templates: &Templates,
) -> Result<WritePlan, Error> {
    let outputs = outputs(disk, root, sealed, templates)?;
    let feed = root.join(FEED_FOLDER);
    let target = Target { show: root, feed: &feed };
    let owned = apply::owned(disk, target)?;
    let standing = apply::survey(disk, target, &outputs)?;
    let away: BTreeSet<ShowPath> = sealed
        .episodes()
        .iter()
        .flat_map(|episode| {
            let main = (&episode.enclosure.path, &episode.enclosure.source);
            std::iter::once(main).chain(episode.alternates.iter().map(|alternate| (&alternate.path, &alternate.source)))
        })
        .filter(|(_, source)| source.is_none())
        .filter_map(|(path, _)| path.clone())
        .collect();
    Ok(plan(outputs, &standing, &owned, &away)?)
}

/// Renders everything, reads the feed back, and writes what differs.
pub(in crate::cli) fn write_feed(
    session: &Session,
    root: &Utf8Path,
    sealed: &Sealed,
    templates: &Templates,
) -> Result<WritePlan, Error> {
    let disk = session.world.disk.as_ref();
    let plan = feed_plan(disk, root, sealed, templates)?;
    let progress = Progress::new(session, "copying");
    let mut current: Option<FileProgress> = None;
    let written = apply::apply(disk, Target { show: root, feed: &root.join(FEED_FOLDER) }, &plan, &mut |event| match event {
        Copying::All(bytes) => progress.expect(bytes),
        Copying::File { path, bytes } => {
            current = Some(progress.file(&format!("{FEED_FOLDER}/{path}"), bytes));
        }
        Copying::Bytes(more) => current.iter().for_each(|file| file.more(more)),
    });
    drop(current);
    progress.finish();
    written?;
    Ok(plan)
}

/// Every file of `feed/`.
fn outputs(disk: &dyn Disk, root: &Utf8Path, sealed: &Sealed, templates: &Templates) -> Result<Vec<OutputFile>, Error> {
    let render = |what: &str, source: Box<dyn std::error::Error + Send + Sync>| Error::Render { what: what.to_owned(), source };
    let mut outputs = feed::render(sealed).map_err(|error| render("feed/feed.xml", Box::new(error)))?;
    reread(&outputs, sealed)?;
    let original = |path: &ShowPath| read_whole(disk, &root.join(path.as_path()), IMAGE_MAX).ok();
    let earlier = |path: &ShowPath| read_whole(disk, &root.join(FEED_FOLDER).join(path.as_path()), IMAGE_MAX).ok();
    let beside: BTreeMap<ShowPath, u64> = outputs
        .iter()
        .filter_map(|file| match &file.content {
            Content::Bytes(bytes) => Some((file.path.clone(), bytes.len() as u64)),
            Content::SameAs(_) => None,
        })
        .collect();
    let inputs = RenderInputs { original: &original, earlier: &earlier, beside: &beside, templates };
    outputs.extend(site::render(sealed.view(), &inputs).map_err(|error| render("feed/index.html", Box::new(error)))?);
    outputs.push(manifest::render(sealed, &outputs, &served(sealed)));
    Ok(outputs)
}

/// Size and sum of every file of the show that is served as it is.
fn served(sealed: &Sealed) -> Served {
    let mut served = Served::new();
    let images = sealed.episodes().iter().flat_map(SealedEpisode::pictures);
    let further = sealed.images().iter().map(|picture| &picture.image);
    for image in std::iter::once(sealed.cover()).chain(further).chain(images) {
        served.insert(image.source.clone(), (image.bytes, image.sha256));
    }
    for episode in sealed.episodes() {
        if let (Some(source), Some(facts)) = (&episode.enclosure.source, &episode.enclosure.facts) {
            served.insert(source.clone(), (facts.bytes, facts.sha256));
        }
        for alternate in &episode.alternates {
            if let Some(source) = &alternate.source {
                served.insert(source.clone(), (alternate.facts.bytes, alternate.facts.sha256));
            }
        }
    }
    served
}
