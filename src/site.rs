//! The pages that everyone can listen on: sealed values in, bytes out.
//!
//! Every page works without a script, from any path, and from a folder on a disk; it loads nothing from elsewhere, and stays below
//! a size that a slow line can carry. docs/decisions/site says why the pages are built as they are.

pub mod error;
mod links;
mod look;
mod pages;
pub(crate) mod policy;
pub mod render_inputs;
pub mod templates;
mod trial;

mod assets;
mod context;
mod html;
mod isolation;
mod locale;
mod view;
mod words;

#[cfg(feature = "test-support")]
pub use view::documentation::value_tables;

use crate::layout::output::Output;
use crate::layout::output_file::OutputFile;
use crate::seal::SiteView;
use crate::site::context::Site;
use crate::site::error::SiteError;
use crate::site::look::gallery::Gallery;
use crate::site::render_inputs::RenderInputs;
pub use crate::site::trial::trial;

/// Every file of the site, ordered by path: pages, style, smaller pictures, icons, sitemap. The media, the feed, transcripts and
/// pictures in full size are `feed`'s.
///
/// # Errors
/// Where a picture cannot be decoded, or a template of the show cannot be carried out.
pub fn render(sealed: &SiteView, inputs: &RenderInputs<'_>) -> Result<Vec<OutputFile>, SiteError> {
    let (gallery, mut files) = Gallery::prepare(sealed, inputs)?;
    let site = Site::new(sealed, gallery, inputs)?;
    files.extend(site.index_pages()?);
    for episode in &sealed.episodes {
        files.extend(site.episode_pages(episode)?);
        files.extend(site.easy_read_page(episode)?);
        files.push(site.embed_page(episode)?);
        files.push(site.oembed(episode));
    }
    files.push(site.subscribe_page()?);
    files.extend(site.impact_pages()?);
    files.push(site.not_found_page()?);
    files.push(site.sitemap());
    files.push(site.robots());
    files.push(OutputFile::text(Output::Style, site.style.clone()));
    files.sort_by_cached_key(OutputFile::path);
    Ok(files)
}
