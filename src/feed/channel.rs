//! The channel: what the feed says about the show. Apple, "A Podcaster's Guide to RSS"; PSP-1; Podcast Namespace.

use rss::extension::itunes::{ITunesCategory, ITunesChannelExtension, ITunesOwner};
use rss::{Channel, Image};

use crate::feed::element::{map, namespaces};
use crate::feed::elements;
use crate::feed::wording::{YES, block, line, truth};
use crate::model::kind::category::Category;
use crate::seal::Sealed;

/// Who wrote the feed. Without a version, so that a new release alone changes no byte of a feed.
const GENERATOR: &str = "podwright";

/// What a curious reader of the XML may want (RSS 2.0, `docs`).
const DOCS: &str = "https://www.rssboard.org/rss-specification";

/// The channel, without its items.
pub(super) fn channel(sealed: &Sealed) -> Channel {
    let show = sealed.show();
    let title = line(&show.title);
    let link = show.link.as_ref().unwrap_or_else(|| show.url.as_url()).as_str().to_owned();
    let extensions = map(elements::of_channel(sealed));
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
        new_feed_url: show.new_feed_url.as_ref().map(ToString::to_string),
        complete: show.complete.then(|| YES.to_owned()),
        block: show.block.then(|| YES.to_owned()),
        ..ITunesChannelExtension::default()
    }
}

fn category(category: &Category) -> ITunesCategory {
    let sub = category.sub().map(|sub| Box::new(ITunesCategory { text: sub.to_owned(), subcategory: None }));
    ITunesCategory { text: category.name().to_owned(), subcategory: sub }
}
