//! The files of `feed/`: every kind of file that a build writes, with its path, its address, its media type, how long a copy may be kept, and
//! when it is written. Nothing else knows a path below `feed/`: whoever writes a file, links to one or uploads one holds an [`Output`](output::Output).

pub mod alternates;
mod artwork_file;
mod episode_list;
mod file_stem;
pub mod output;
pub mod output_file;
mod parse;
pub mod serving;
#[cfg(test)]
mod tests;
mod transcript_form;
mod write_step;

pub use crate::layout::alternates::alternates;
pub use crate::layout::artwork_file::{ArtworkFile, ArtworkName, RenditionFormat};
pub use crate::layout::episode_list::EpisodeList;
pub use crate::layout::file_stem::FileStem;
pub use crate::layout::parse::episode_named;
pub use crate::layout::transcript_form::TranscriptForm;
pub use crate::layout::write_step::WriteStep;

/// The media type of a feed, with its encoding.
pub const RSS: &str = "application/rss+xml; charset=utf-8";
/// The list of all files, for whoever uploads them.
pub const MANIFEST_FILE: &str = "manifest.json";
/// The page for missing pages, where GitHub Pages, Netlify and others look for it.
pub const NOT_FOUND_FILE: &str = "404.html";
/// The folder of the recordings. Where a show has a `media_url`, that stands in its place.
pub const MEDIA_FOLDER: &str = "media";
/// What a server shows for a folder.
pub const INDEX_FILE: &str = "index.html";

const HEADERS_FILE: &str = "_headers";
const ROBOTS_FILE: &str = "robots.txt";
const SITEMAP_FILE: &str = "sitemap.xml";
const STYLE_FILE: &str = "style.css";
const ARTWORK: &str = "artwork";
const CHAPTERS: &str = "chapters";
const EASY_READ: &str = "easy-read";
const EMBED: &str = "embed";
const EPISODES: &str = "episodes";
/// What the name of an icon begins with.
const ICON_PREFIX: &str = "icon-";
const IMPACT: &str = "impact";
const MEDIA: &str = MEDIA_FOLDER;
const OEMBED: &str = "oembed";
const PAGE: &str = "page";
const SEASON: &str = "season";
const SUBSCRIBE: &str = "subscribe";
const TITLES: &str = "titles";
const TRANSCRIPT: &str = "transcript";
const TRANSCRIPTS: &str = "transcripts";
const YEAR: &str = "year";
