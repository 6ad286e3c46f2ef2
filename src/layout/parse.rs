//! From a path below `feed/` back to the kind of file.

use std::num::NonZeroUsize;

use crate::layout::artwork_file::format_of;
use crate::layout::output::Output;
use crate::layout::{
    ARTWORK, ArtworkFile, ArtworkName, CHAPTERS, EASY_READ, EMBED, EPISODES, EpisodeList, ICON_PREFIX, INDEX_FILE, MEDIA, OEMBED,
    PAGE, RenditionFormat, SEASON, TITLES, TRANSCRIPT, TRANSCRIPTS, YEAR,
};
use crate::media::image_facts::ImageFormat;
use crate::model::files::show_files::FEED_FILE;
use crate::model::identity::slug::Slug;
use crate::model::web::feed_file::FeedFile;

impl Output {
    /// The file that stands at a path below `feed/`; `None` where no build writes one. What a show calls its feed only the show knows, so
    /// here the feed is `feed.xml`.
    pub fn of_path(path: &str) -> Option<Self> {
        if path == FEED_FILE {
            return Some(Self::Feed(FeedFile::default()));
        }
        let single = Self::SINGLE.into_iter().find(|output| output.to_string() == path);
        // A number with a zero before it, or page 1 by its number, is another spelling of a path that we write.
        single.or_else(|| parse(path)).filter(|output| output.to_string() == path)
    }

    /// The file that a server shows for an address below that of `feed/`, without query and fragment: a folder shows its page.
    pub fn of_address(address: &str) -> Option<Self> {
        let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
        let path = parts.join("/");
        let page = [parts.as_slice(), &[INDEX_FILE]].concat().join("/");
        Self::of_path(&path).or_else(|| Self::of_path(&page))
    }
}

/// The episode that a path below `feed/` names, whether or not that episode has such a file; `None` where files are not named after episodes.
pub fn episode_named(path: &str) -> Option<&str> {
    let mut parts = path.split('/');
    let (folder, name) = (parts.next()?, parts.next()?);
    match folder {
        EMBED | EPISODES => Some(name),
        CHAPTERS | MEDIA | OEMBED | TRANSCRIPTS => Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
        _ => None,
    }
}

fn parse(path: &str) -> Option<Output> {
    let slug = |name: &str| name.parse::<Slug>().ok();
    let number = |text: &str| text.parse::<NonZeroUsize>().ok();
    let json = |file: &str| slug(file.strip_suffix(".json")?);
    let first = NonZeroUsize::MIN;
    let output = match path.split('/').collect::<Vec<_>>().as_slice() {
        [PAGE, page, INDEX_FILE] => Output::List(EpisodeList::All, number(page)?),
        [YEAR, year, INDEX_FILE] => Output::List(EpisodeList::Year(year.parse().ok()?), first),
        [YEAR, year, PAGE, page, INDEX_FILE] => Output::List(EpisodeList::Year(year.parse().ok()?), number(page)?),
        [SEASON, season, INDEX_FILE] => Output::List(EpisodeList::Season(season.parse().ok()?), first),
        [SEASON, season, PAGE, page, INDEX_FILE] => Output::List(EpisodeList::Season(season.parse().ok()?), number(page)?),
        [TITLES, INDEX_FILE] => Output::List(EpisodeList::Titles, first),
        [TITLES, PAGE, page, INDEX_FILE] => Output::List(EpisodeList::Titles, number(page)?),
        [EPISODES, episode, INDEX_FILE] => Output::Episode(slug(episode)?),
        [EPISODES, episode, EASY_READ, INDEX_FILE] => Output::EasyRead(slug(episode)?),
        [EPISODES, episode, TRANSCRIPT, INDEX_FILE] => Output::TranscriptPage(slug(episode)?, first),
        [EPISODES, episode, TRANSCRIPT, part, INDEX_FILE] => Output::TranscriptPage(slug(episode)?, number(part)?),
        [EMBED, episode, INDEX_FILE] => Output::Embed(slug(episode)?),
        [OEMBED, file] => Output::Oembed(json(file)?),
        [CHAPTERS, file] => Output::Chapters(json(file)?),
        [TRANSCRIPTS, file] => {
            let (episode, form) = file.rsplit_once('.')?;
            Output::Transcript(slug(episode)?, form.parse().ok()?)
        }
        [MEDIA, file] => {
            let (episode, form) = file.rsplit_once('.')?;
            Output::Media(slug(episode)?, form.parse().ok()?)
        }
        [MEDIA, episode, file] => {
            let (stem, form) = file.rsplit_once('.')?;
            Output::Alternate(slug(episode)?, stem.parse().ok()?, form.parse().ok()?)
        }
        [ARTWORK, file] => ArtworkFile::of_name(file).map(Output::Artwork).or_else(|| made(file))?,
        _ => return None,
    };
    Some(output)
}

/// The smaller form or icon that has this file name. A width never has as many digits as a hash, so neither is taken for the other.
fn made(file: &str) -> Option<Output> {
    let (name, ending) = file.rsplit_once('.')?;
    let (name, width) = name.rsplit_once('-')?;
    let width = width.parse().ok()?;
    match format_of(ending)? {
        ImageFormat::Jpeg => Some(Output::Rendition(ArtworkName::of(name)?, width, RenditionFormat::Jpeg)),
        ImageFormat::Webp => Some(Output::Rendition(ArtworkName::of(name)?, width, RenditionFormat::Webp)),
        ImageFormat::Png => Some(Output::Icon(ArtworkName::of(name.strip_prefix(ICON_PREFIX)?)?, width)),
        ImageFormat::Gif => None,
    }
}
