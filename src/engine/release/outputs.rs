//! The files of `feed/`: rendered, and compared with those that are there.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::second_reader::read_back;
use crate::engine::workspace::Workspace;
use crate::engine::workspace::picture_bytes::IMAGE_MAX;
use crate::error::Error;
use crate::feed;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::media::image_facts::pixels_alone;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::FEED_FOLDER;
use crate::model::files::show_path::ShowPath;
use crate::output::apply::{self, Target};
use crate::output::manifest;
use crate::output::plan::{WritePlan, plan};
use crate::seal::ServedFile;
use crate::site;
use crate::site::render_inputs::RenderInputs;
use crate::world::disk::read_whole;

/// Pictures of the pages, by their path below `feed/`.
pub(in crate::engine) type PagePictures = BTreeMap<ShowPath, Vec<u8>>;

/// Every file of `feed/`. Pictures that were made for the same show before are used again: their names hold the hash of what they were made of.
///
/// # Errors
/// If the feed does not read back as it was written, or a page or a picture cannot be made.
pub(in crate::engine) fn render(
    workspace: &Workspace,
    feed: &RenderedFeed,
    made: &PagePictures,
) -> Result<Vec<OutputFile>, Error> {
    let Workspace { root, templates, picture_bytes, .. } = workspace;
    let disk = workspace.disk();
    let RenderedFeed { sealed, xml, .. } = feed;
    read_back(xml, sealed)?;
    let mut outputs = feed::files(sealed, xml.clone());
    for file in &mut outputs {
        if let Content::SameAs(path) = &file.content
            && picture_bytes.is_cleaned(path)
        {
            let read = picture_bytes.read(disk, root, path);
            let read = read.map_err(|source| Error::Disk { step: "read", path: workspace.full(path.as_path()), source })?;
            file.content = Content::Bytes(read.to_vec());
        }
    }
    let original = |path: &ShowPath| picture_bytes.read(disk, root, path).ok().map(|bytes| pixels_alone(&bytes).into_owned());
    let earlier = |path: &ShowPath| {
        let there = || {
            let bytes = read_whole(disk, &root.join(FEED_FOLDER).join(path.as_path()), IMAGE_MAX).ok()?;
            // In a clone whose feed/ is in Git LFS, a pointer stands at the place of a made picture.
            (!begins_as_pointer(&bytes)).then_some(bytes)
        };
        made.get(path).cloned().or_else(there)
    };
    let beside: BTreeMap<ShowPath, ByteCount> = outputs
        .iter()
        .filter_map(|file| match &file.content {
            Content::Bytes(bytes) => Some((file.path(), ByteCount::of(bytes))),
            Content::SameAs(_) => None,
        })
        .collect();
    let inputs = RenderInputs { original: &original, earlier: &earlier, beside: &beside, templates };
    let pages = site::render(sealed.view(), &inputs)
        .map_err(|error| Error::Render { what: format!("{FEED_FOLDER}/{}", Output::INDEX), source: Box::new(error) })?;
    outputs.extend(pages);
    outputs.push(manifest::render(sealed, &outputs));
    Ok(outputs)
}

/// What has to be written and removed so that `feed/` holds these files.
///
/// # Errors
/// If somebody else's file is in the way, or the disk fails.
pub(in crate::engine) fn plan_writes(
    workspace: &Workspace,
    feed: &RenderedFeed,
    outputs: Vec<OutputFile>,
) -> Result<WritePlan, Error> {
    let folder = workspace.full(FEED_FOLDER);
    let target = Target { show: &workspace.root, feed: &folder };
    let owned = apply::owned(workspace.disk(), target)?;
    let served = feed.sealed.served_files();
    let existing = apply::survey(workspace.disk(), target, &outputs, &served)?;
    Ok(plan(outputs, &existing, &owned, &away(&served))?)
}

/// Settles, before anything is changed, what the writing of `feed/` will need: every page and picture is made, nothing foreign is in the way, and
/// every folder can be written to. Returns the pictures, and how much room the files need.
///
/// # Errors
/// As [`render`] and [`plan_writes`], and where a folder cannot be written to.
pub(in crate::engine) fn settle(workspace: &Workspace, feed: &RenderedFeed) -> Result<(PagePictures, ByteCount), Error> {
    let folder = workspace.full(FEED_FOLDER);
    let target = Target { show: &workspace.root, feed: &folder };
    let outputs = render(workspace, feed, &PagePictures::new())?;
    let is_picture = |file: &&OutputFile| file.output.content_type().starts_with("image/");
    let pictures = outputs.iter().filter(is_picture).filter_map(|file| match &file.content {
        Content::Bytes(bytes) => Some((file.path(), bytes.clone())),
        Content::SameAs(_) => None,
    });
    let pictures = pictures.collect();
    // Recordings that will be tagged are served anew, whatever is there now.
    let media: BTreeSet<ShowPath> =
        outputs.iter().filter(|file| matches!(file.content, Content::SameAs(_))).map(OutputFile::path).collect();
    let plan = plan_writes(workspace, feed, outputs)?;
    let written = plan.writes.iter().map(OutputFile::path).chain(plan.removals.iter().cloned()).chain(media);
    apply::check_writable(workspace.disk(), target, &written.collect())?;
    Ok((pictures, apply::room_for(workspace.disk(), target, &plan)))
}

/// Media whose files are not on this machine: what an earlier build put there stays.
fn away(served: &BTreeMap<Output, ServedFile<'_>>) -> BTreeSet<ShowPath> {
    served.iter().filter(|(_, file)| file.source.is_none()).map(|(output, _)| output.path()).collect()
}
