//! The channel: what the feed says about the show. Apple, "A Podcaster's Guide to RSS"; PSP-1; Podcast Namespace.

use rss::extension::itunes::{ITunesCategory, ITunesChannelExtension, ITunesOwner};
use rss::{Channel, Image};

use crate::feed::element::{Element, map, namespaces};
use crate::feed::extras;
use crate::feed::wording::{block, line, truth};
use crate::model::category::Category;
use crate::model::episode_kind::EpisodeKind;
use crate::model::http_url::HttpUrl;
use crate::model::person::Person;
use crate::model::show::Show;
use crate::seal::{Sealed, SealedEpisode, SealedImage, SealedPicture};

/// Who wrote the feed. Without a version, so that a new release alone changes no byte of a feed.
const GENERATOR: &str = "podwright";

/// What a curious reader of the XML may want (RSS 2.0, `docs`).
const DOCS: &str = "https://www.rssboard.org/rss-specification";

/// The channel, without its items.
pub(super) fn channel(sealed: &Sealed) -> Channel {
    let show = sealed.show();
    let title = line(&show.title);
    let link = show.link.as_ref().unwrap_or_else(|| show.url.as_url()).as_str().to_owned();
    let extensions = map(elements(sealed));
    let image =
        Image { url: sealed.cover().url.as_str().to_owned(), title: title.clone(), link: link.clone(), ..Image::default() };
    Channel {
        title,
        link,
        description: block(show.description.as_str()),
        language: Some(show.language.as_str().to_owned()),
        copyright: show.copyright.as_ref().map(line),
        last_build_date: sealed.last_change().map(|moment| moment.rfc_2822()),
        generator: Some(GENERATOR.to_owned()),
        docs: Some(DOCS.to_owned()),
        image: Some(image),
        itunes_ext: Some(itunes(sealed)),
        namespaces: namespaces(&extensions),
        extensions,
        ..Channel::default()
    }
}

/// `itunes:keywords`, `summary` and `subtitle` are not written: Apple dropped them, and some apps show the summary in place of the
/// description.
fn itunes(sealed: &Sealed) -> ITunesChannelExtension {
    let show = sealed.show();
    let owner = show
        .owner
        .as_ref()
        .map(|owner| ITunesOwner { name: Some(line(&owner.name)), email: Some(owner.email.as_str().to_owned()) });
    ITunesChannelExtension {
        author: Some(line(&show.author)),
        categories: show.categories.iter().map(category).collect(),
        image: Some(sealed.cover().url.as_str().to_owned()),
        explicit: Some(truth(show.explicit).to_owned()),
        owner,
        r#type: Some(show.show_type.as_str().to_owned()),
        new_feed_url: show.extras.new_feed_url.as_ref().map(ToString::to_string),
        complete: show.extras.complete.then(|| extras::YES.to_owned()),
        block: show.extras.block.then(|| extras::YES.to_owned()),
        ..ITunesChannelExtension::default()
    }
}

fn category(category: &Category) -> ITunesCategory {
    let sub = category.sub().map(|sub| Box::new(ITunesCategory { text: sub.to_owned(), subcategory: None }));
    ITunesCategory { text: category.name().to_owned(), subcategory: sub }
}

fn elements(sealed: &Sealed) -> Vec<Element> {
    let show = sealed.show();
    let mut elements = vec![
        Element::new("atom:link")
            .with("href", sealed.feed_url().as_str())
            .with("rel", "self")
            .with("type", "application/rss+xml"),
        Element::text("podcast:guid", show.guid.to_string()),
        locked(show),
        image(sealed.cover()),
    ];
    elements.extend(sealed.images().iter().map(further_image));
    elements.extend(show.license.iter().map(extras::license));
    elements.extend(show.funding.iter().map(extras::funding));
    elements.extend(show.people.iter().map(person));
    elements.extend(extras::of_show(&show.extras));
    elements.extend(sealed.episodes().iter().filter(|sealed| sealed.episode.kind == EpisodeKind::Trailer).map(trailer));
    elements
}

fn locked(show: &Show) -> Element {
    let owner = show.owner.as_ref().map(|owner| owner.email.as_str());
    Element::text("podcast:locked", if show.locked { "yes" } else { "no" }).with_some("owner", owner)
}

/// `podcast:image`: the only element of a feed that carries an alternative text.
pub(super) fn image(image: &SealedImage) -> Element {
    plain_image(image).with("purpose", "artwork")
}

/// A further picture.
pub(super) fn further_image(picture: &SealedPicture) -> Element {
    let purposes: Vec<&str> = picture.purposes.iter().map(|purpose| purpose.as_str()).collect();
    plain_image(&picture.image).with_some("purpose", (!purposes.is_empty()).then(|| purposes.join(" ")))
}

fn plain_image(image: &SealedImage) -> Element {
    let ratio = |width: u32, height: u32| {
        let divisor = divisor(width, height);
        format!("{}/{}", width / divisor, height / divisor)
    };
    Element::new("podcast:image")
        .with("href", image.url.as_str())
        .with_some("alt", image.alt.as_ref().map(line))
        .with("aspect-ratio", ratio(image.width, image.height))
        .with("width", image.width.to_string())
        .with("height", image.height.to_string())
        .with("type", image.media_type)
}

/// The greatest common divisor, at least 1.
fn divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { divisor(b, a % b) }
}

/// `podcast:person`. The group is always written: readers take `cast` for a missing one, which is wrong for a producer. Its full stop is
/// dropped from `Misc.`, as no reader knows it.
pub(super) fn person(person: &Person) -> Element {
    Element::text("podcast:person", line(&person.name))
        .with("role", person.role.feed_name().to_lowercase())
        .with("group", person.role.group().trim_end_matches('.').to_lowercase())
        .with_some("href", person.href.as_ref().map(HttpUrl::as_str))
        .with_some("img", person.img.as_ref().map(HttpUrl::as_str))
}

fn trailer(sealed: &SealedEpisode) -> Element {
    Element::text("podcast:trailer", line(&sealed.episode.title))
        .with("url", sealed.enclosure.url.as_str())
        .with("pubdate", sealed.episode.date.rfc_2822())
        .with("length", sealed.enclosure.bytes.get().to_string())
        .with("type", sealed.enclosure.media_type.as_str())
        .with_some("season", sealed.episode.season.map(|season| season.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_in_lowest_terms() {
        assert_eq!(divisor(1920, 1080), 120);
        assert_eq!(divisor(3000, 3000), 3000);
        assert_eq!(divisor(0, 0), 1);
    }
}
