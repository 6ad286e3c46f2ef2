//! The pages of a show that is being worked on.

use std::collections::BTreeMap;

use crate::check::finding::Finding;
use crate::check::located_finding::LocatedFinding;
use crate::check::report::Report;
use crate::check::rule::Rule;
use crate::engine::checked_show::CheckedShow;
use crate::engine::rendered_feed::RenderedFeed;
use crate::engine::workspace::picture_bytes::IMAGE_MAX;
use crate::error::Error;
use crate::feed;
use crate::layout::output::Output;
use crate::layout::output_file::{Content, OutputFile};
use crate::model::files::byte_count::ByteCount;
use crate::model::files::lfs_pointer::begins_as_pointer;
use crate::model::files::show_files::{FEED_FOLDER, PREVIEW_FOLDER};
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::settings::level::Level;
use crate::model::time::moment::Moment;
use crate::output::manifest;
use crate::seal::{Preview, SiteView};
use crate::site;
use crate::site::render_inputs::RenderInputs;
use crate::site::templates::Templates;
use crate::world::disk::read_whole;

/// What a preview is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PreviewScope {
    /// Every episode, those that are not out with a mark.
    Everything,
    /// Exactly what a build would publish now.
    AsPublished,
}

/// The pages of a show that is being worked on, with all that they link to.
pub(crate) struct PreviewSite {
    /// Every file, by its place below `feed/`. Pictures and recordings are files of the show.
    pub(crate) files: Vec<OutputFile>,
    /// The path of the show's address; it begins and ends with a slash.
    pub(crate) base: String,
    /// What is missing in the show as a whole, a line each.
    pub(crate) of_show: Vec<String>,
    /// What is missing in each episode, and why it is not out.
    pub(crate) of_episodes: BTreeMap<Slug, Vec<String>>,
    /// Why the pages are made without the show's own templates, and without smaller pictures.
    pub(crate) simplified: Option<String>,
}

impl CheckedShow {
    /// What was found, without what rules say of values that stand in for missing ones.
    pub(crate) fn located_for_preview(&self) -> Vec<LocatedFinding> {
        let report = self.report();
        let findings: Vec<Finding> = report.findings.iter().filter(|finding| self.is_of_producer(finding)).cloned().collect();
        self.located(Report { findings, ..report.clone() })
    }

    /// The pages of the show as it is, faults and all. Nothing is written, and nothing can be published of it.
    ///
    /// # Errors
    /// If podcast.yaml says too little to show anything, or a page cannot be made in any way.
    pub(crate) fn preview_site(&self, scope: PreviewScope, now: Moment) -> Result<PreviewSite, Error> {
        if let (PreviewScope::AsPublished, Some(feed)) = (scope, &self.feed) {
            let RenderedFeed { sealed, xml } = feed;
            let mut site = self.rendered(sealed.view(), feed::files(sealed, xml.clone()), Vec::new())?;
            site.files.push(manifest::render(sealed, &site.files));
            return Ok(site);
        }
        let preview = match scope {
            PreviewScope::Everything => self.preview_of_all(now)?,
            PreviewScope::AsPublished => self.preview(now)?,
        };
        let mut files = files_of(&preview);
        if let Some(feed) = &self.feed {
            files.push(OutputFile {
                output: Output::feed(feed.sealed.show()),
                content: Content::Bytes(feed.xml.as_bytes().to_vec()),
            });
        }
        let unreadable: Vec<ShowPath> = preview.cover_stand_in().map(|_| preview.view.cover.source.clone()).into_iter().collect();
        let mut site = self.rendered(&preview.view, files, unreadable)?;
        self.note_what_is_missing(&preview.view, &mut site);
        Ok(site)
    }

    /// The pages beside `files`. Pictures that are `unreadable` are not made smaller.
    fn rendered(&self, view: &SiteView, mut files: Vec<OutputFile>, unreadable: Vec<ShowPath>) -> Result<PreviewSite, Error> {
        let workspace = &self.workspace;
        let disk = workspace.disk();
        let original = |path: &ShowPath| {
            let bytes = || workspace.picture_bytes.read(disk, &workspace.root, path).ok().map(|bytes| bytes.to_vec());
            if unreadable.contains(path) { None } else { bytes() }
        };
        // The name of a made picture holds the hash of its original: whoever made it, it would be the same.
        let earlier = |path: &ShowPath| {
            let read = |folder: &str| read_whole(disk, &workspace.full(folder).join(path.as_path()), IMAGE_MAX).ok();
            let found = [PREVIEW_FOLDER, FEED_FOLDER].into_iter().filter_map(read);
            found.into_iter().find(|bytes| !begins_as_pointer(bytes))
        };
        let beside: BTreeMap<ShowPath, ByteCount> = files
            .iter()
            .filter_map(|file| match &file.content {
                Content::Bytes(bytes) => Some((file.path(), ByteCount::of(bytes))),
                Content::SameAs(_) => None,
            })
            .collect();
        let inputs = RenderInputs { original: &original, earlier: &earlier, beside: &beside, templates: &workspace.templates };
        let mut simplified = None;
        let pages = site::render(view, &inputs).or_else(|error| {
            simplified = Some(error.to_string());
            site::render(view, &RenderInputs { original: &|_| None, earlier: &|_| None, templates: Templates::NONE, ..inputs })
        });
        let failed = |source| Error::Render { what: Output::INDEX.to_string(), source: Box::new(source) };
        files.extend(pages.map_err(failed)?);
        let base = view.show.url.path().to_owned();
        Ok(PreviewSite { files, base, of_show: Vec::new(), of_episodes: BTreeMap::new(), simplified })
    }

    fn note_what_is_missing(&self, view: &SiteView, site: &mut PreviewSite) {
        for (slug, mark) in &view.marks {
            site.of_episodes.entry(slug.clone()).or_default().push(format!("{mark}: this episode is not in the feed yet."));
        }
        let missing = self.report().findings.iter().filter(|finding| is_missing(finding) && self.is_of_producer(finding));
        for finding in missing {
            match &finding.episode {
                Some(slug) if view.episodes.iter().any(|shown| shown.episode.slug == *slug) => {
                    site.of_episodes.entry(slug.clone()).or_default().push(finding.message.clone());
                }
                Some(slug) => site.of_show.push(format!("{slug}: {}", finding.message)),
                None => site.of_show.push(finding.message.clone()),
            }
        }
    }

    /// In a file with stand-ins, only the faults of reading, and what is said of files that are missing, are about what the producer wrote.
    fn is_of_producer(&self, finding: &Finding) -> bool {
        matches!(finding.rule, Rule::Reading(_))
            || names_what_is_missing(finding)
            || !self.workspace.repaired.contains(&finding.place.file)
    }
}

/// Whether a finding says that something is missing on the pages. In a draft every finding is a note, so the rule's name decides too.
fn is_missing(finding: &Finding) -> bool {
    finding.level == Level::Error || names_what_is_missing(finding)
}

fn names_what_is_missing(finding: &Finding) -> bool {
    ["missing-", "unreadable-", "empty-", "unknown-pointer"].iter().any(|start| finding.rule.id().starts_with(start))
}

/// What stands beside the pages. The file in the place of a missing cover is ours.
fn files_of(preview: &Preview) -> Vec<OutputFile> {
    let mut files = feed::files_of_episodes(&preview.view);
    if let Some(stand_in) = preview.cover_stand_in() {
        files.retain(|file| file.output != stand_in.output);
        files.push(stand_in);
    }
    files
}
