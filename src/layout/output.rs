//! One kind of file for each variant.

use std::fmt;
use std::num::NonZeroUsize;

use crate::layout::serving::Serving;
use crate::layout::{
    ARTWORK, ArtworkFile, ArtworkName, CHAPTERS, EASY_READ, EMBED, EPISODES, EpisodeList, FileStem, HEADERS_FILE, ICON_PREFIX,
    IMPACT, INDEX_FILE, MANIFEST_FILE, MEDIA, NOT_FOUND_FILE, OEMBED, PAGE, ROBOTS_FILE, RSS, RenditionFormat, SITEMAP_FILE,
    STYLE_FILE, SUBSCRIBE, TRANSCRIPT, TRANSCRIPTS, TranscriptForm, WriteStep,
};
use crate::media::image_facts::ImageFormat;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::slug::Slug;
use crate::model::media::media_form::MediaForm;
use crate::model::show::Show;
use crate::model::web::feed_file::FeedFile;
use crate::model::web::http_url::{BaseUrl, HttpUrl};

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";

/// A file below `feed/`. Its `Display` is its path; [`Output::of_path`] is the way back.
#[derive(Clone, Debug, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub enum Output {
    /// The feed, under the name that the show gives it.
    Feed(FeedFile),
    /// Every file, with its size, hash, media type and cache rule.
    Manifest,
    /// What Netlify and Cloudflare Pages should say of the files.
    Headers,
    /// What search engines may read.
    Robots,
    /// The pages that search engines should know.
    Sitemap,
    /// The style of all pages.
    Style,
    /// The page for missing pages.
    NotFound,
    /// How to subscribe.
    Subscribe,
    /// What came of the show.
    Impact,
    /// The same in Easy Read.
    ImpactEasyRead,
    /// A page of a list of episodes, from 1. The first page of the list of all is the show's own page.
    List(EpisodeList, NonZeroUsize),
    /// The page of an episode.
    Episode(Slug),
    /// Its Easy Read summary.
    EasyRead(Slug),
    /// A part of its transcript as a page, from 1.
    TranscriptPage(Slug, NonZeroUsize),
    /// Its player, for other sites.
    Embed(Slug),
    /// What other sites read to embed the player.
    Oembed(Slug),
    /// Its chapters.
    Chapters(Slug),
    /// Its transcript, for apps.
    Transcript(Slug, TranscriptForm),
    /// Its recording.
    Media(Slug, MediaForm),
    /// Another form of it. It stands in a folder of its own: a name beside those of episodes could one day be another episode's.
    Alternate(Slug, FileStem, MediaForm),
    /// A picture of the show, as it is.
    Artwork(ArtworkFile),
    /// A smaller form of a picture, with its width (pixels).
    Rendition(ArtworkName, u32, RenditionFormat),
    /// An icon made from a picture, with its width (pixels).
    Icon(ArtworkName, u32),
}

impl Output {
    /// The show's own page.
    pub const INDEX: Self = Self::List(EpisodeList::All, NonZeroUsize::MIN);

    /// Files that are there once, and are called the same in every show.
    pub(super) const SINGLE: [Self; 10] = [
        Self::Manifest,
        Self::Headers,
        Self::Robots,
        Self::Sitemap,
        Self::Style,
        Self::NotFound,
        Self::Subscribe,
        Self::Impact,
        Self::ImpactEasyRead,
        Self::INDEX,
    ];

    /// The feed of a show.
    pub fn feed(show: &Show) -> Self {
        Self::Feed(show.feed_file.clone())
    }

    /// The path below `feed/`.
    pub fn path(&self) -> ShowPath {
        self.to_string().parse().expect("slugs, numbers, constants and the name of a feed make a path")
    }

    /// Where it is served.
    pub fn url(&self, show: &Show) -> HttpUrl {
        match (&show.media_url, self.in_media_folder()) {
            (Some(media), Some(name)) => media.join(&name),
            _ => self.url_below(&show.url),
        }
    }

    /// Where it is served by a server that has `feed/` at this address.
    pub fn url_below(&self, base: &BaseUrl) -> HttpUrl {
        let path = self.to_string();
        let is_page_of_folder = path == INDEX_FILE || path.ends_with(&format!("/{INDEX_FILE}"));
        base.join(if is_page_of_folder { path.trim_end_matches(INDEX_FILE) } else { &path })
    }

    /// Whether it stands in `feed/`: recordings do not where `media_url` names another place for them.
    pub fn is_in_feed(&self, show: &Show) -> bool {
        show.media_url.is_none() || self.in_media_folder().is_none()
    }

    /// The path below the folder of recordings.
    fn in_media_folder(&self) -> Option<String> {
        match self {
            Self::Media(episode, form) => Some(format!("{episode}.{form}")),
            Self::Alternate(episode, stem, form) => Some(format!("{episode}/{stem}.{form}")),
            _ => None,
        }
    }

    /// The media type, without parameters.
    pub fn media_type(&self) -> &'static str {
        let content_type = self.content_type();
        content_type.split_once(';').map_or(content_type, |(media_type, _)| media_type)
    }

    /// The media type as a server should name it, with the encoding of texts (RFC 9110, `Content-Type`).
    pub fn content_type(&self) -> &'static str {
        match self {
            Self::Feed(_) => RSS,
            Self::Manifest | Self::Oembed(_) => JSON,
            Self::Headers => "text/plain",
            Self::Robots => "text/plain; charset=utf-8",
            Self::Sitemap => "application/xml",
            Self::Style => "text/css; charset=utf-8",
            Self::NotFound
            | Self::Subscribe
            | Self::Impact
            | Self::ImpactEasyRead
            | Self::List(..)
            | Self::Episode(_)
            | Self::EasyRead(_)
            | Self::TranscriptPage(..)
            | Self::Embed(_) => HTML,
            Self::Chapters(_) => "application/json+chapters; charset=utf-8",
            Self::Transcript(_, form) => form.content_type(),
            Self::Media(_, form) | Self::Alternate(_, _, form) => form.media_type(),
            Self::Artwork(file) => file.format.media_type(),
            Self::Rendition(_, _, format) => format.image_format().media_type(),
            Self::Icon(..) => ImageFormat::Png.media_type(),
        }
    }

    /// What a server should say of it.
    pub fn serving(&self) -> Serving {
        match self {
            Self::Feed(file) => Serving::of(file.as_str(), file),
            _ => Serving::of(&self.to_string(), &FeedFile::default()),
        }
    }

    /// When it is written: the feed comes last, because it makes the others public.
    pub fn write_step(&self) -> WriteStep {
        match self {
            Self::Media(..) | Self::Alternate(..) => WriteStep::Media,
            Self::Artwork(_) | Self::Rendition(..) | Self::Icon(..) => WriteStep::Pictures,
            Self::Manifest => WriteStep::Manifest,
            Self::Feed(_) => WriteStep::Feed,
            Self::Headers
            | Self::Robots
            | Self::Sitemap
            | Self::Style
            | Self::NotFound
            | Self::Subscribe
            | Self::Impact
            | Self::ImpactEasyRead
            | Self::List(..)
            | Self::Episode(_)
            | Self::EasyRead(_)
            | Self::TranscriptPage(..)
            | Self::Embed(_)
            | Self::Oembed(_)
            | Self::Chapters(_)
            | Self::Transcript(..) => WriteStep::Texts,
        }
    }

    /// Whether it is a page for people. Transcripts as HTML are files for apps.
    pub fn is_page(&self) -> bool {
        self.content_type() == HTML && !matches!(self, Self::Transcript(..))
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Feed(file) => f.write_str(file.as_str()),
            Self::Manifest => f.write_str(MANIFEST_FILE),
            Self::Headers => f.write_str(HEADERS_FILE),
            Self::Robots => f.write_str(ROBOTS_FILE),
            Self::Sitemap => f.write_str(SITEMAP_FILE),
            Self::Style => f.write_str(STYLE_FILE),
            Self::NotFound => f.write_str(NOT_FOUND_FILE),
            Self::Subscribe => write!(f, "{SUBSCRIBE}/{INDEX_FILE}"),
            Self::Impact => write!(f, "{IMPACT}/{INDEX_FILE}"),
            Self::ImpactEasyRead => write!(f, "{IMPACT}/{EASY_READ}/{INDEX_FILE}"),
            Self::List(list, NonZeroUsize::MIN) => write!(f, "{list}{INDEX_FILE}"),
            Self::List(list, page) => write!(f, "{list}{PAGE}/{page}/{INDEX_FILE}"),
            Self::Episode(episode) => write!(f, "{EPISODES}/{episode}/{INDEX_FILE}"),
            Self::EasyRead(episode) => write!(f, "{EPISODES}/{episode}/{EASY_READ}/{INDEX_FILE}"),
            Self::TranscriptPage(episode, NonZeroUsize::MIN) => write!(f, "{EPISODES}/{episode}/{TRANSCRIPT}/{INDEX_FILE}"),
            Self::TranscriptPage(episode, part) => write!(f, "{EPISODES}/{episode}/{TRANSCRIPT}/{part}/{INDEX_FILE}"),
            Self::Embed(episode) => write!(f, "{EMBED}/{episode}/{INDEX_FILE}"),
            Self::Oembed(episode) => write!(f, "{OEMBED}/{episode}.json"),
            Self::Chapters(episode) => write!(f, "{CHAPTERS}/{episode}.json"),
            Self::Transcript(episode, form) => write!(f, "{TRANSCRIPTS}/{episode}.{form}"),
            Self::Media(episode, form) => write!(f, "{MEDIA}/{episode}.{form}"),
            Self::Alternate(episode, stem, form) => write!(f, "{MEDIA}/{episode}/{stem}.{form}"),
            Self::Artwork(file) => write!(f, "{ARTWORK}/{file}"),
            Self::Rendition(of, width, format) => {
                write!(f, "{ARTWORK}/{of}-{width}.{}", format.image_format().extension())
            }
            Self::Icon(of, width) => write!(f, "{ARTWORK}/{ICON_PREFIX}{of}-{width}.{}", ImageFormat::Png.extension()),
        }
    }
}
