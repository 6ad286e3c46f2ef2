//! A show's pages as a whole: what every page knows.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::OnceLock;

use crate::layout::output::Output;
use crate::markdown::destination::host;
use crate::model::files::byte_count::ByteCount;
use crate::model::files::show_path::ShowPath;
use crate::model::identity::digest::Sha256;
use crate::model::identity::slug::Slug;
use crate::model::kind::episode_kind::EpisodeKind;
use crate::model::kind::show_type::ShowType;
use crate::seal::{SealedEpisode, SiteView};
use crate::site::assets;
use crate::site::error::SiteError;
use crate::site::links::page_path::PagePath;
use crate::site::locale::Locale;
use crate::site::look::gallery::Gallery;
use crate::site::look::theme;
use crate::site::render_inputs::RenderInputs;
use crate::site::templates::STYLE;
use crate::site::templates::template_environment::TemplateEnvironment;
use crate::site::view;
use crate::site::words::fill;

/// Largest page, with its style and script but without pictures. // bytes; a minute's wait at 8 kbit/s, the slowest mobile line
pub(crate) const PAGE_MAX: usize = 60_000;

/// Most origins of sound that a page's policy names.
const ORIGINS_MAX: usize = 20;

/// What every page knows.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// The show.
    pub(crate) sealed: &'a SiteView,
    /// Its language.
    pub(crate) locale: Locale<'a>,
    /// Its pictures.
    pub(crate) gallery: Gallery,
    /// The style of all pages.
    pub(crate) style: String,
    /// Sizes of the files that the feed puts beside the pages, by path below `feed/`.
    pub(crate) beside: &'a BTreeMap<ShowPath, ByteCount>,
    /// Where sound is served that is not where the pages are, as a policy names it.
    pub(crate) media: Option<String>,
    /// The templates.
    pub(crate) environment: TemplateEnvironment<'a>,
    /// How the notes of each episode begin: rendered once, and only if a page asks.
    pub(crate) beginnings: BTreeMap<&'a Slug, OnceLock<String>>,
}

impl<'a> Site<'a> {
    /// The pages of a show.
    ///
    /// # Errors
    /// Where a template of the show is none.
    pub(crate) fn new(sealed: &'a SiteView, gallery: Gallery, inputs: &RenderInputs<'a>) -> Result<Self, SiteError> {
        let templates = inputs.templates;
        let locale = Locale::of(&sealed.show);
        let environment = TemplateEnvironment::new(templates, &locale, &show_view(sealed))?;
        let style = assets::compact(templates.text(STYLE)) + &theme::css(&sealed.show.theme, gallery.cover);
        Ok(Self {
            sealed,
            locale,
            gallery,
            beside: inputs.beside,
            media: media_origins(sealed),
            style,
            environment,
            beginnings: sealed.episodes.iter().map(|sealed| (&sealed.episode.slug, OnceLock::new())).collect(),
        })
    }

    /// The style's file as a link from a page. The sum after the `?` makes browsers fetch a changed style anew.
    pub(crate) fn style_link(&self, page_path: &PagePath) -> String {
        format!("{}?v={}", page_path.to(&Output::Style), Sha256::of(self.style.as_bytes()).short(8))
    }

    /// Episodes in the order in which the show wants to be heard.
    pub(crate) fn in_order(&self) -> Vec<&'a SealedEpisode> {
        let mut episodes: Vec<_> = self.sealed.episodes.iter().collect();
        if self.sealed.show.show_type == ShowType::Serial {
            episodes.reverse();
            episodes.sort_by_key(|sealed| sealed.episode.season);
        }
        episodes
    }

    /// Whether there is more than one season to tell apart.
    pub(crate) fn has_seasons(&self) -> bool {
        self.sealed.episodes.iter().map(|sealed| sealed.episode.season).collect::<BTreeSet<_>>().len() > 1
    }

    /// `Episode 2`, `Season 1 · Episode 2`, `Trailer`; nothing for a full episode without a number.
    pub(crate) fn label(&self, sealed: &SealedEpisode) -> Option<String> {
        let (words, episode) = (self.locale.words, &sealed.episode);
        let season = episode.season.filter(|_| self.has_seasons()).map(|season| fill(words.season, &[&season.to_string()]));
        let place = match episode.kind {
            EpisodeKind::Trailer => Some(words.trailer.to_owned()),
            EpisodeKind::Bonus => Some(words.bonus.to_owned()),
            EpisodeKind::Full => episode.number.map(|number| fill(words.episode, &[&number.to_string()])),
        };
        let mark = self.sealed.marks.get(&episode.slug).map(|mark| self.locale.own_words(mark.clone()));
        let parts: Vec<String> = mark.into_iter().chain(season).chain(place).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }
}

/// The origins of sounds that are kept elsewhere: a list plays those of all its episodes. Where there are too many to name, every address.
fn media_origins(sealed: &SiteView) -> Option<String> {
    let base = sealed.show.url.as_url().as_str();
    let addresses = sealed.episodes.iter().map(|sealed| sealed.enclosure.url.as_str()).filter(|url| !url.starts_with(base));
    let origins: BTreeSet<String> =
        addresses.filter_map(|url| url::Url::parse(url).ok()).map(|url| url.origin().ascii_serialization()).collect();
    if origins.len() > ORIGINS_MAX {
        return Some("https: http:".to_owned());
    }
    (!origins.is_empty()).then(|| origins.into_iter().collect::<Vec<_>>().join(" "))
}

/// What every template sees of the show.
fn show_view(sealed: &SiteView) -> view::Show {
    let show = &sealed.show;
    let away = |text: &str, link: &str| view::Link { text: text.to_owned(), link: link.to_owned(), host: host(link) };
    view::Show {
        title: show.title.to_string(),
        description: show.description.to_string(),
        copyright: show.copyright.as_ref().map(ToString::to_string),
        licence: show.license.as_ref().map(|license| away(license.as_str(), license.url())),
        funding: show.funding.iter().map(|funding| away(funding.text.as_str(), funding.url.as_str())).collect(),
    }
}

/// The page of an episode.
pub(crate) fn episode_page(sealed: &SealedEpisode) -> Output {
    Output::Episode(sealed.episode.slug.clone())
}

/// The Easy Read page of an episode.
pub(crate) fn easy_read_page(sealed: &SealedEpisode) -> Output {
    Output::EasyRead(sealed.episode.slug.clone())
}

/// A part of an episode's transcript, from 1.
pub(crate) fn transcript_page(sealed: &SealedEpisode, part: usize) -> Output {
    Output::TranscriptPage(sealed.episode.slug.clone(), NonZeroUsize::new(part).unwrap_or(NonZeroUsize::MIN))
}

/// The embeddable player of an episode.
pub(crate) fn embed_page(sealed: &SealedEpisode) -> Output {
    Output::Embed(sealed.episode.slug.clone())
}
